"""The portal of Národní síť Zdravých měst ČR.

Here is the wiring (settings, urls, wsgi) and, in the packages below, one room for each duty that
the kinds of publication share. What belongs to one kind alone is in its own application at the
top level (`news`). No room imports settings or urls; a room imports only rooms to the left of it
in the order that `pyproject.toml` states and a test holds.
"""
