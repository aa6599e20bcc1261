"""What the demonstration says, as data: nothing here puts anything anywhere.

`pages`, `articles`, `meetings`, `partners` and `agreements` hold one text a file: a header of
"name: value" lines, an empty line, and the body in HTML, where a reference names the key of a
picture, document or text (the name of its file) instead of a number. Values that are lists are
separated by semicolons; a name that comes on several lines is a row on each. Days such as
`published` are dates, or are counted from today. `documents` hold one PDF a file, in the few marks
that `sheets` reads.
"""
