"""How a page may look, and what axe is asked of each look."""

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
ALL_LOOKS = [(size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")]
TWO_LOOKS = [(DESKTOP, "light"), (PHONE, "dark")]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is right is not even told: that takes half of the time
}
# Counts what moves while the page loads and is read (Layout Instability, WICG).
WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) window.moved += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def wrong_in(looks, page, axe, rules=RULES) -> dict[str, list[str]]:
    """What axe finds on an open page, and in which of the looks."""
    found = {}
    for size, scheme in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        # A colour that is just changing is none of the page's own.
        page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
        for wrong in axe(page, **rules):
            found.setdefault(wrong, []).append(f"{size['width']} {scheme}")
    return found
