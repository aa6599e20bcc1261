from django.urls import path

from news import feeds, views
from news.models import Article
from nszm_portal.publishing.addresses import patterns
from nszm_portal.publishing.feeds import patterns as feed_patterns

app_name = "news"
urlpatterns = [
    path("", views.listing, name="list"),
    path("tisk/", views.listing_print, name="list_print"),
    *feed_patterns(feeds.all_articles),
    path("bez-data/", views.undated, name="undated"),
    path("bez-data/tisk/", views.undated_print, name="undated_print"),
    path("tema/<slug:slug>/", views.topic, name="topic"),
    path("tema/<slug:slug>/tisk/", views.topic_print, name="topic_print"),
    *feed_patterns(feeds.of_topic, "tema/<slug:slug>/", "topic_"),
    path("<year:year>/", views.year, name="year"),
    path("<year:year>/tisk/", views.year_print, name="year_print"),
    path("<year:year>/<month:month>/", views.month, name="month"),
    path("<year:year>/<month:month>/tisk/", views.month_print, name="month_print"),
    *patterns(Article),
]
