"""Models: each list has an order, each state and period a rule in the database."""

from django.db import models

from tests.architecture.sources import own_models

ROWS = [model for model in own_models() if not hasattr(model, "pgh_tracked_model")]


ONE_ROW_EACH = {"ItemChain", "TenantSettings"}
"""Models with one row a place, which are never listed."""


def test_every_model_has_an_order():
    """A list without one shows rows twice or never when pages are turned."""
    assert {model.__name__ for model in ROWS if not model._meta.ordering} - ONE_ROW_EACH == set()


def test_every_model_is_called_something_in_chinese():
    assert [model.__name__ for model in ROWS if str(model._meta.verbose_name).isascii()] == []


def test_every_field_is_called_something_in_chinese():
    unnamed = [
        f"{model.__name__}.{field.name}"
        for model in ROWS
        for field in model._meta.local_fields
        if not field.primary_key and str(field.verbose_name).isascii() and field.name not in NAMED_OTHERWISE
    ]
    assert unnamed == []


NAMED_OTHERWISE = {"password", "last_login", "is_superuser", "user", "permission", "sha256"}


def test_the_database_knows_the_states():
    ruleless = [
        model.__name__
        for model in ROWS
        if any(field.name == "state" for field in model._meta.local_fields)
        and not any(
            "state" in str(rule) for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)
        )
    ]
    assert ruleless == []
