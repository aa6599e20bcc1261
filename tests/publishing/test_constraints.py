"""A check of the database whose sentence stands at a field."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Q

from news.models import Article
from nszm_portal.publishing.constraints import CheckAtField

pytestmark = pytest.mark.django_db


@pytest.fixture
def check():
    return CheckAtField(
        field="byline",
        condition=~Q(byline="nikdo"),
        name="no_nobody",
        violation_error_message="Nikdo není podpis.",
    )


def test_what_breaks_it_is_told_at_the_field(check):
    with pytest.raises(ValidationError) as refused:
        check.validate(Article, Article(byline="nikdo"))
    assert refused.value.message_dict == {"byline": ["Nikdo není podpis."]}


def test_what_keeps_it_is_taken(check):
    check.validate(Article, Article(byline="Eva Malá"))


def test_a_form_without_the_field_is_not_asked(check):
    check.validate(Article, Article(byline="nikdo"), exclude={"byline"})


def test_a_clone_of_it_speaks_at_the_same_field(check):
    assert check.clone().field == "byline"
