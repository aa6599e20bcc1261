"""What every kind of publication shares, and nothing that only one kind has.

Here: the abstract `Publication` and its queryset, the lifecycle (every change of state is in
`lifecycle.py`), the one rule of visibility (`visibility.py`), entries that serve what crosses
kinds, uses of pictures and documents, addresses and redirects, the shared views, and the base of
each kind's admin. This room never names a kind: what an article or a meeting adds is in its own
application, what crosses kinds on purpose (home, search, feeds) is in rooms to the right.

A new kind needs a model (subclass `Publication`), an admin class (subclass `PublicationAdmin`), two
templates (`<app>/_body.html`, `<app>/detail.html`) and one line of addresses (`addresses(Kind)`).
"""
