"""From an uploaded file to what the library stores, or to a refusal in one Czech sentence.

The content decides what a file is; its name and the type that a browser declares do not.
"""

from nszm_portal.library.intake.documents import ACCEPTED, TakenDocument, read_document
from nszm_portal.library.intake.pictures import TakenPicture, read_picture

__all__ = ["ACCEPTED", "TakenDocument", "TakenPicture", "read_document", "read_picture"]
