from meetings.models import Meeting
from nszm_portal.publishing.addresses import patterns

app_name = "meetings"
urlpatterns = patterns(Meeting)
