"""What staff print and keep: PDF, bundles of publications, short addresses and their QR codes.

Not here: the print view itself and what a publication looks like on paper (`publishing.printing`,
the kinds' templates), the rules of paper in the stylesheets (`static/css`).
"""
