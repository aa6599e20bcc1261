"""{% head_metadata %}: what stands in the head of a public page besides its title."""

from django import template

from nszm_portal.publishing import sharing, structured

register = template.Library()


@register.inclusion_tag("components/head.html", takes_context=True)
def head_metadata(context):
    """Nothing in a preview, which is nobody's to find or to share."""
    request, site = context.get("request"), context.get("site")
    if request is None or not site or getattr(request, "preview", None):
        return {}
    publication = context.get("publication")
    if publication:
        shared = sharing.of_publication(publication)
    else:
        # What a template alone says is not known here; the portal's own words take its place.
        shared = sharing.of_list(_heading(context), context.get("intro") or "", site)
    feeds_path, feeds = sharing.feeds_of(request.path)
    return {
        "shared": shared,
        "canonical": context.get("canonical"),
        "site": site,
        "feeds": feeds,
        "feeds_title": _feeds_title(context, feeds_path),
        "structured": structured.as_script(_things(context, shared)),
    }


def _heading(context) -> str:
    heading = str(context.get("heading") or "")
    number = getattr(context.get("page"), "number", 1)
    return f"{heading}, strana {number}" if heading and number > 1 else heading


def _feeds_title(context, path: str) -> str:
    """Whose they are: this page's, its list's, or the whole portal's."""
    site, publication = context["site"], context.get("publication")
    if path == context["request"].path != "/":
        return f"{context.get('heading') or ''} – {site.name}"
    if publication and path == publication.list_url():
        return f"{_plural(publication)} – {site.name}"
    return site.name


def _things(context, shared) -> list:
    site, publication = context["site"], context.get("publication")
    if context["request"].path == "/":
        return [structured.association(site), structured.website(site)]
    told = structured.of_publication(publication, shared, site) if publication else None
    return [told, structured.way(_steps(context, shared))]


def _steps(context, shared) -> list[tuple[str, str]]:
    site, publication = context["site"], context.get("publication")
    steps = [(site.name, "/")]
    steps += [(crumb["label"], crumb["url"]) for crumb in context.get("crumbs") or ()]
    if publication:
        if list_url := publication.list_url():
            steps.append((_plural(publication), list_url))
        steps.append((publication.title, publication.get_absolute_url()))
    elif heading := context.get("heading"):
        steps.append((str(heading), context["request"].path))
    return steps


def _plural(publication) -> str:
    name = str(publication._meta.verbose_name_plural)
    return name[:1].upper() + name[1:]
