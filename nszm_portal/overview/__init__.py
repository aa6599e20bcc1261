"""What crosses kinds on purpose: home, the regions' pages, and the pages of errors.

A list of one kind belongs to that kind; what stands around every page belongs to navigation.
"""
