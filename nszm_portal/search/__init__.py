"""Search: finds publications by any form of a word, the same on both databases.

Here is what a reader's query means, the index, the ranking, excerpts, suggestions and the list of
what was not found. Not here: what words have in common (czech), what of a publication is told
(the kind's `particulars`), what the public may see (publishing), and the lists of the admin, which
ask here through publishing's `finding`.
"""
