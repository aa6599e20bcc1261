from django.contrib import admin

from nszm_portal.publishing.admin import PublicationAdmin
from tests.minutes.models import Minutes


@admin.register(Minutes)
class MinutesAdmin(PublicationAdmin):
    section_order = 80
