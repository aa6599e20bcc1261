"""What Django itself costs: a project of one view and no middleware, to compare the portal with.

It answers everything with the bytes and the headers that it was given as it started. Nothing of
the portal may be imported here.
"""
