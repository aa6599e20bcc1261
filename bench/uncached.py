"""The portal's settings without its page cache: each request makes its page anew."""

from nszm_portal.settings import *  # noqa: F403

PAGECACHE_OFF = True
