"""Meetings of the regions (setkání): when and where they are, who speaks, what is on, calendars.

What any publication has (state, address, print, attachments, entry) is `publishing`'s; here is
only what makes a meeting a meeting. What a region's page shows of it is `overview`'s.
"""
