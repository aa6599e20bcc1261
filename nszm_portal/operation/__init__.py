"""Running the portal on a server: trusted proxies, mail, backup and restore, health.

What an editor or a reader sees does not belong here.
"""
