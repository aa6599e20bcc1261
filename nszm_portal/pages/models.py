from django.core.exceptions import ValidationError
from django.db import models

from nszm_portal.czech.collation import sort_key
from nszm_portal.czech.dates import long_date
from nszm_portal.publishing.publication import Publication

# The address at which the law's statement of accessibility stands, and the footer looks for it.
STATEMENT = "prohlaseni-o-pristupnosti"


class Page(Publication):
    """A page that stays: about the portal, contacts. It stands at the root of the addresses."""

    kind = "page"
    list_label = ""
    reaches_home = False
    has_list = False
    date = None
    shown_with = ("cover", "parent")
    not_copied = frozenset({"evaluated_on", "evaluation_method"})

    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="patří pod stránku",
        help_text="Prázdné: stojí samostatně. Adresa stránky se tím nemění.",
    )
    evaluated_on = models.DateField(
        "datum hodnocení",
        null=True,
        blank=True,
        help_text="Kdy se přístupnost webu naposledy hodnotila. Prázdné: hodnotit se teprve bude.",
    )
    evaluation_method = models.TextField(
        "způsob hodnocení",
        max_length=600,
        blank=True,
        help_text="Kdo web hodnotil a jak, například: vlastní posouzení podle WCAG 2.1.",
    )

    class Meta(Publication.Meta):
        verbose_name = "stránka"
        verbose_name_plural = "stránky"

    def clean(self):
        super().clean()
        if self.parent is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": "Stránka nemůže patřit sama pod sebe."})
        if self.parent.parent_id:
            raise ValidationError(
                {
                    "parent": f"Stránka „{self.parent}“ sama patří pod jinou. Hlouběji stránky "
                    "nestojí, vyberte prosím jinou."
                }
            )
        if self.pk and self.children.exists():
            raise ValidationError(
                {
                    "parent": "Pod tuto stránku patří jiné, proto sama musí stát samostatně. "
                    "Nejdřív je přesuňte jinam."
                }
            )

    @property
    def is_statement(self) -> bool:
        """Whether it is the statement of accessibility."""
        return self.slug == STATEMENT

    def labels(self):
        return []

    def particulars(self) -> list[str]:
        if not self.is_statement:
            return []
        lines = [self.evaluation_method]
        if self.evaluated_on:
            lines.insert(0, f"Naposledy hodnoceno {long_date(self.evaluated_on)}")
        return lines

    def page_context(self) -> dict:
        above = self.parent if self.parent and self.parent.is_visible() else None
        below = type(self).objects.visible().filter(parent=self).only("title", "slug")
        return {
            "labels": [],
            "crumbs": [{"label": above.title, "url": above.get_absolute_url()}] if above else [],
            # A page that stands under another has none, and is not asked.
            "below": [] if self.parent_id else sorted(below, key=lambda row: sort_key(row.title)),
        }
