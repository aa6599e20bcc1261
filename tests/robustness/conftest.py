import pytest


@pytest.fixture(autouse=True)
def real_request(monkeypatch):
    """The test client makes Django's own request; the server makes ours."""
    from nszm_portal.wsgi import PortalRequest

    monkeypatch.setattr("django.test.client.WSGIRequest", PortalRequest)


@pytest.fixture(autouse=True)
def no_padding(monkeypatch):
    """Hundreds of forms are sent; how long one takes is shown elsewhere."""
    monkeypatch.setattr("nszm_portal.accounts.resetting.TAKES", 0)
