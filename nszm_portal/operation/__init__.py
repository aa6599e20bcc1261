"""Running the portal on a server: proxies, mail, backups, health, logs, the jobs of timers, links
that lead nowhere, readings, personal data.

What a reader sees does not belong here, nor what an editor needs for writing.
"""
