"""Links in public texts: which there are, and whether they lead anywhere.

`collecting` reads them from the texts, `fetching` asks other servers and nothing inside our own
network, `checking` remembers what came of it. Where a link of ours leads is known by references.
"""
