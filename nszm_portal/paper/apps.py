from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "nszm_portal.paper"
    verbose_name = "tisk"

    def ready(self):
        from nszm_portal.paper import pdf
        from nszm_portal.publishing import variants

        variants.register(pdf.FILE, pdf.of_publication, "pdf")
