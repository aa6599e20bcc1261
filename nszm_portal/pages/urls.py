from nszm_portal.pages.models import Page
from nszm_portal.publishing.addresses import patterns

app_name = "pages"
urlpatterns = patterns(Page)
