"""The two databases' own ways to find documents by tokens; all the rest is common to both.

Each gives `write(rows)` for (primary key, Indexed), `matching(expression)`: SQL, with its
parameters, of the primary keys of the documents that an expression finds, `by_index()`: within it
that is to be asked, and `tidy()` for the time after much was written.
"""

from django.db import connection


def current():
    """The backend of the database in use."""
    if connection.vendor == "sqlite":
        from nszm_portal.search.backends import sqlite as backend
    else:
        from nszm_portal.search.backends import postgresql as backend
    return backend
