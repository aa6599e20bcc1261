"""Static pages, such as "O webu": the smallest kind of publication, without a date or a list.

A page may stand under another one, and no deeper: readers see it in what leads up and down, while
its address stays at the root, so it may be put elsewhere and no link breaks. Into the menu it
comes as anything else does, by navigation's items. One page is more than text, the statement of
accessibility, which knows when and how the site was evaluated.
"""
