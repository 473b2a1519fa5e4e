"""Fixtures of the directory's tests."""

import pytest

from tenancy.scope import scope
from tests.factories.tenancy import make_department


@pytest.fixture
def departments(nanzheng, bureau):
    """The two units the broken files speak of."""
    with scope(nanzheng):
        bureau.short_name = "市监局"
        bureau.save()
    return [bureau, make_department(nanzheng, "区住建局")]
