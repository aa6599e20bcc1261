"""What stands around every page: portals, main menu, side boxes, identity and footer.

All of it is editors' data. Whatever is missing or wrong there, a page is still made: an item that
leads nowhere is left out. What the items lead to is told by `richtext.references`, where
publishing registers itself; the content of pages does not belong here.
"""
