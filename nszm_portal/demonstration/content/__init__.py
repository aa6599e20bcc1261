"""What the demonstration says, as data: nothing here puts anything anywhere.

`articles` and `pages` hold one text a file: a header of "name: value" lines, an empty line, and the
body in HTML, where a reference names the key of a picture, document or text (the name of its file)
instead of a number. Values that are lists are separated by semicolons. `published` is a date or a
number of days from today. `documents` hold one PDF a file, in the few marks that `sheets` reads.
"""
