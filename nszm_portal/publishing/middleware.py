"""What happens when an address leads to nothing: gone, or moved, before it is not found."""

from nszm_portal.publishing import gone, missing, redirects


class PublishingMiddleware:
    """Answers `Gone` with 410, and a 404 with a redirect when something stood there once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        url = redirects.follow(request.path)
        return gone.moved(url) if url else response

    def process_exception(self, request, exception):
        if isinstance(exception, gone.Gone):
            return gone.page(request, exception.publication)
        return None


class MissingMiddleware:
    """Notes what stayed not found; to stand before every middleware that leads such a one on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.method == "GET":
            missing.note(request)
        return response
