"""How much a backup holds and how long it took, in words."""

from nszm_portal.czech.plurals import plural
from nszm_portal.library.filesize import file_size

SPACE = "\N{NO-BREAK SPACE}"


def amount(size: int, rows: int, files: int) -> str:
    """As "12,3 MB, 4 512 řádků a 310 souborů"."""
    return f"{file_size(size)}, {held(rows, files)}"


def held(rows: int, files: int) -> str:
    """As "4 512 řádků a 310 souborů"."""
    return (
        f"{_number(rows)}{SPACE}{plural(rows, 'řádek', 'řádky', 'řádků')} "
        f"a{SPACE}{_number(files)}{SPACE}{plural(files, 'soubor', 'soubory', 'souborů')}"
    )


def _number(number: int) -> str:
    return f"{number:,}".replace(",", SPACE)


def duration(seconds: float) -> str:
    """As "za 3,2 s" or "za 12 min 5 s"."""
    if seconds < 60:
        return f"za {seconds:.1f}{SPACE}s".replace(".", ",")
    minutes, rest = divmod(round(seconds), 60)
    return f"za {minutes}{SPACE}min {rest}{SPACE}s"
