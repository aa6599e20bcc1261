from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "nszm_portal.pagecache"
    verbose_name = "mezipaměť stránek"
