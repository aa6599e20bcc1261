"""The portal's settings with a count of what is really rendered."""

import os

from nszm_portal.settings import *  # noqa: F403
from nszm_portal.settings import MIDDLEWARE

MIDDLEWARE.append("tests.pagecache.counting.Counting")


class Counting:
    """The innermost middleware writes down each path that reaches a view, and how it took."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with open(os.environ["RENDERED"], "a") as file:
            file.write(f"{os.getpid()} {request.path}\n")
        return self.get_response(request)
