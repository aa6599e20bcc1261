from django.contrib import admin
from django.db.models import Count

from news.models import Article, Photograph, Topic
from nszm_portal.publishing.admin import (
    AttachmentInline,
    GalleryInline,
    PhaseFilter,
    PublicationAdmin,
)


class PhotographInline(GalleryInline):
    model = Photograph


@admin.register(Article)
class ArticleAdmin(PublicationAdmin):
    section_order = 10
    new_title = "Nová aktualita"
    add_label = "Přidat aktualitu"
    inlines = [PhotographInline, AttachmentInline]
    list_filter = (PhaseFilter, "topics", "regions", "shown_on")
    labels_fields = ("topics", "regions")


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    section, section_order = "Obsah", 30
    add_label = "Přidat téma"
    list_display = ("name", "articles_count")
    search_fields = ("name",)
    fields = ("name", "slug")
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(articles_count=Count("articles"))

    @admin.display(description="aktualit", ordering="articles_count")
    def articles_count(self, topic):
        return topic.articles_count
