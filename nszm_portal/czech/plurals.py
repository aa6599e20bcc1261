"""The form of a Czech noun after a number. Never Django's pluralize, which knows two forms."""


def plural(n: int, one: str, few: str, many: str) -> str:
    """Which form goes with n, a whole number: 1 článek, 2–4 články, 0 and 5 or more článků.

    Only the form, without the number.
    """
    if abs(n) == 1:
        return one
    return few if 2 <= abs(n) <= 4 else many
