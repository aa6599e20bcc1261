"""Partners of the association and the agreements with them: two kinds of publication.

Here: who the partners are, by type and level; the agreements' instruments, dates and links to each
other; and what of its validity follows from the dates. What any publication has (state, address,
print, attachments, entry) is `publishing`'s; articles that a partner shares with the association
are `news`'s and come here only through entries.
"""
