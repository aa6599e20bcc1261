from nszm_portal.settings import *  # noqa: F403
from nszm_portal.settings import INSTALLED_APPS

INSTALLED_APPS.append("tests.faults.later")
