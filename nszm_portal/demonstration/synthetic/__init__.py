"""Articles and meetings by the thousand that mean nothing, for measuring how the portal bears them.

`vocabulary` has the words, `prose` makes texts of them, `bulk` stores what the lifecycle would have
stored, `articles` and `meetings` make its rows. The same seed gives the same texts.
"""
