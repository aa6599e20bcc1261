"""Running the portal on a server: trusted proxies, mail, backup and restore; later health, timers.

What an editor or a reader sees does not belong here.
"""
