from django.urls import path

from nszm_portal.paper import bundles, pdf, short

app_name = "paper"
urlpatterns = [
    path("tisk/", bundles.bundle, name="bundle"),
    path("tisk.pdf", pdf.of_bundle, name="bundle_pdf"),
    path("p/<slug:code>/", short.short, name="short"),
]
