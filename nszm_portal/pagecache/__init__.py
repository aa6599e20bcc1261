"""Whole public pages kept as they were sent, and the generation that makes them old.

Here: the generation (one row in the database, raised in the transaction of whoever changes what
readers see), the moments at which time alone changes a page, the middleware that keeps and sends
pages, and a small memory for values that are the same on every page. What is on a page, and when
it may be seen, is `publishing`'s; this room only asks it when the next change is due.
"""
