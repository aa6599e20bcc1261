"""The import of the old portal's pages: thirty pages in its two shapes, and what must come of them.

`pages` was written before the reader: it says of each page what is to be found in it.
"""
