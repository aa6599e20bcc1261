"""What the portal knows about Czech: setting text, alphabetical order, plurals, dates, slugs.

Here belong rules of the language, in pure Python, and the template tags and Django formats that
show them. No models, no HTML (richtext walks the tree and hands over its text), no words about
articles or meetings (each room writes its own sentences).
"""
