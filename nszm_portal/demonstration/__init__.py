"""Content made by the program: the demonstration and the masses for measuring.

Here: the texts, drawings, PDFs and accounts of the demonstration (`content`, `drawing`, `pdf`), the
one place that puts them into the portal (`sowing`, with each kind's own in `particulars`), and
synthetic articles and meetings by the thousand (`synthetic`). Both go in through what other rooms
offer: the lifecycle's verbs, the library's `take`.

Not here: data that an installation cannot do without (the regions come by a migration), content of
the old portal (legacy), what tests need (tests/factories).
"""
