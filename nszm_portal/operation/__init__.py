"""Running the portal on a server: trusted proxies; later health, backup and restore, timers.

What an editor or a reader sees does not belong here.
"""
