"""The 14 regions of the Czech Republic with their official codes, and when each was a member.

What happens in a region (its page, meetings, articles) is shown by rooms on the right.
"""
