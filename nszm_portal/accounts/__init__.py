"""People who sign in: the user, roles, the admin site's frame.

Here: our own user model, the mechanism by which each room says what a role may do, and the admin
site (order of its sections, its Content-Security-Policy). Which permissions a role has is said by
the room that the permission protects; sessions and the second factor will live here too.
"""
