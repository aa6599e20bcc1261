"""News: articles and their topics.

What any publication has (state, address, print, attachments, entry) is `publishing`'s; here is
only what makes an article an article.
"""
