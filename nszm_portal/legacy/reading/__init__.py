"""What stands on a page of the old portal: bytes in, `OldPage` out. Nothing of the database here.

`letters` makes text of bytes, `blocks` takes it apart, `chrome` takes the template off; `dates`,
`places` and `people` recognise what has a field of its own. Nothing is invented: what is not sure
is left out, or kept as it stood, with a `Doubt` that says so to the editor.
"""

from nszm_portal.legacy.reading.page import ARTICLE, MEETING, Doubt, OldPage, Refused, Speaker
from nszm_portal.legacy.reading.reader import read

__all__ = ["ARTICLE", "MEETING", "Doubt", "OldPage", "Refused", "Speaker", "read"]
