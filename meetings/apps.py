from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "setkání"

    def ready(self):
        from meetings import calendars, sitemaps, structured
        from meetings.desk import without_a_place
        from meetings.models import Meeting
        from nszm_portal.accounts import desk, roles
        from nszm_portal.pagecache import moments
        from nszm_portal.publishing import sitemaps as publishing_sitemaps
        from nszm_portal.publishing import structured as publishing_structured
        from nszm_portal.publishing import variants

        publishing_structured.register(Meeting.kind, structured.event)
        publishing_sitemaps.register(sitemaps.lists)
        variants.register(calendars.FILE, calendars.one, "calendar", kind=Meeting.kind)

        desk.register_problems(without_a_place)

        # A meeting that is over moves among the past ones, on kept pages as well.
        moments.register(Meeting.objects.next_end)

        verbs = ("view", "add", "change", "delete")
        rows = [
            f"meetings.{verb}_{model}"
            for verb in verbs
            for model in ("speaker", "programmeitem", "material", "photograph")
        ]
        roles.declare(
            roles.AUTHOR,
            "meetings.view_meeting",
            "meetings.add_meeting",
            "meetings.change_meeting",
            "meetings.view_programme",
            *rows,
        )
        for role in (roles.MEETINGS_EDITOR, roles.CHIEF_EDITOR):
            roles.declare(
                role,
                *(f"meetings.{verb}_meeting" for verb in (*verbs, "publish")),
                *(f"meetings.{verb}_programme" for verb in verbs),
                *rows,
            )
