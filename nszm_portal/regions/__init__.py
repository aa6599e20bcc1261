"""The 14 regions of the Czech Republic with their official codes.

What happens in a region (its page, meetings, membership) is shown by rooms on the right.
"""
