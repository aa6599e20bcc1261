"""The pages of the old portal: read, brought in as drafts, and found again at their old addresses.

Here: what a dump or HTML of either generation of the old template holds (`reading`), the command
`import_pages` with its report, the original of each page kept beside its draft (`Original`), what
an editor is told of it, and where an old address leads. What comes in goes through the verbs of
`publishing` as if an editor had written it; what an article or a meeting is, its own room knows.
"""
