"""How large a file is, in words for people."""

SPACE = "\N{NO-BREAK SPACE}"


def file_size(size: int) -> str:
    """`size` bytes in decimal units, rounded up: "708 kB", "1,3 MB"."""
    kilobytes = -(-size // 1000)
    if kilobytes < 1000:
        return f"{kilobytes}{SPACE}kB"
    whole, tenth = divmod(-(-size // 100_000), 10)
    return f"{whole},{tenth}{SPACE}MB" if tenth else f"{whole}{SPACE}MB"
