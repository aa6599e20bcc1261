"""Pictures and documents: taking them in, keeping them, showing them and giving them out.

Here belongs what decides whether a file is accepted and what is stored of it, the widths that a
picture is kept in, the markup of a picture, the addresses under which files are served and who
may fetch them, and the editors' pages where files are uploaded, described and found.

Not here: who shows a file and whether that is visible (publishing says so through
`access.register` and `uses.register`); how a body refers to a file (richtext); where an article
puts its cover or its attachments (publishing and the kinds).
"""
