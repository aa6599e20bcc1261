"""Constraints of the database that speak to the editor at the field they are about."""

from django.core.exceptions import ValidationError
from django.db import models


class CheckAtField(models.CheckConstraint):
    """A check whose sentence a form shows at `field` instead of above all the fields.

    The field has to be one of those that the condition names: Django passes over a check of which
    a form does not have every field.
    """

    def __init__(self, *, field: str, **kwargs):
        self.field = field
        super().__init__(**kwargs)

    def validate(self, *args, **kwargs):
        try:
            super().validate(*args, **kwargs)
        except ValidationError as error:
            raise ValidationError({self.field: error.messages}) from error

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}
