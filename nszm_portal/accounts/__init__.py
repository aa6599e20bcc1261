"""People who sign in: the user, roles, the admin site's frame.

Here: our own user model, log-in and its throttling, the second factor, sessions, passwords, the
audit trail, the mechanism by which each room says what a role may do, and the admin site with its
desk. Which permissions a role has is said by the room that the permission protects.
"""
