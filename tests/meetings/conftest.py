"""Whoever runs the meetings, signed in."""

import pytest
from django.test import Client


@pytest.fixture
def organiser_client(make_user):
    client = Client()
    client.force_login(make_user("setkavacka", "Redaktor setkání", first_name="Dana"))
    return client
