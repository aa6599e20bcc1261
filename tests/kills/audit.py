"""Whether everything that a change writes agrees; runs inside the portal's own process."""

import json

from nszm_portal.publishing import entries, kinds, uses
from nszm_portal.publishing.models import Entry, Redirect, Use, WorkingCopy
from nszm_portal.publishing.visibility import State


def report() -> None:
    """Prints what is stored of each article, and all that does not agree, as JSON."""
    from reversion.models import Version

    from news.models import Article

    stored = {}
    wrong = []
    for article in Article.objects.all():
        own = {"kind": article.kind, "object_id": article.pk}
        entry = Entry.objects.filter(**own).first()
        if (article.state == State.PUBLISHED) != (entry is not None):
            wrong.append(f"{article.pk}: state {article.state}, entry {entry}")
        if entry:
            told = entries.fields_of(article)
            wrong += [
                f"{article.pk}: entry's {name} differs"
                for name, value in told.items()
                if getattr(entry, name) != value
            ]
        links = set(Use.objects.filter(**own, role="link").values_list("target", flat=True))
        if links != {row.target for row in uses._body(article) if row.target}:
            wrong.append(f"{article.pk}: uses differ from the body")
        versions = Version.objects.get_for_object(article)
        newest = versions.first()
        if newest is None or newest.field_dict["title"] != article.title:
            wrong.append(f"{article.pk}: the newest revision is not what is stored")
        elif len(versions) != article.version:
            wrong.append(f"{article.pk}: {len(versions)} revisions of version {article.version}")
        stored[article.pk] = {
            "title": article.title,
            "slug": article.slug,
            "state": article.state,
            "version": article.version,
        }
    for row in Redirect.objects.all():
        target = kinds.get(row.kind).objects.filter(pk=row.object_id).first()
        if target is None or target.get_absolute_url() == row.path:
            wrong.append(f"redirect {row.path} leads nowhere or to itself")
    copies = [
        {"pk": copy.pk, "title": copy.title, "object_id": copy.object_id}
        for copy in WorkingCopy.objects.all()
    ]
    print(json.dumps({"stored": stored, "wrong": wrong, "copies": copies}))
