"""The portal's addresses and the one line of the further kind, before the pages at the root."""

from django.urls import path

from nszm_portal import urls as portal
from nszm_portal.publishing.addresses import addresses
from nszm_portal.urls import handler400, handler403, handler404, handler500
from tests.minutes.models import Minutes

urlpatterns = [path("zapisy/", addresses(Minutes)), *portal.urlpatterns]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
