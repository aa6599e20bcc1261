"""A small writer of text PDFs: headings, paragraphs, lists and tables on A4, tagged for readers.

`paper` lays blocks on pages, `faces` knows the letters, `file` writes the objects down.
"""
