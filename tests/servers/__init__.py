"""Real parts for the tests: PostgreSQL, Redis, the portal under gunicorn, Chromium, vnu.

`plugin.py` is loaded by pytest before Django's settings (see pyproject.toml). Each part starts on
a free port of this machine, in a temporary folder, and ends with the run even when that is killed.
What a test says about the portal does not belong here.
"""
