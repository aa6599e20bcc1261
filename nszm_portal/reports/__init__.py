"""What readers tell us of the page at hand: a barrier, a mistake, anything else.

Here: the form, what keeps robots from it without a cookie, and the mail that it becomes. Nothing of
a report is stored but that mail. To whom it goes is navigation's identity; how mail leaves is
operation's; the statement of accessibility, which leads here, is one of the pages.
"""
