"""The library in the admin: its lists and forms."""

from nszm_portal.library.admin.documents import DocumentAdmin
from nszm_portal.library.admin.pictures import PictureAdmin

__all__ = ["DocumentAdmin", "PictureAdmin"]
