"""How much of one thing one client may have: searches, reports, PDFs made.

Here: counting by address, shared between processes, and the page that says how long to wait. How
much is enough is said by the room that gives the thing; who a client is behind proxies is told by
operation; guessing passwords is accounts' own matter, for there it is about an account as well.
"""
