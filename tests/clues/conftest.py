import pytest

from tests.factories.clues import make_clue
from tests.factories.registry import make_object
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def housing(nanzheng):
    return make_department(nanzheng, "区住房和城乡建设管理局")


@pytest.fixture
def receiver(nanzheng, housing):
    """Who receives in the other department."""
    return make_member(nanzheng, "department_admin", housing, name="任嘉木")


@pytest.fixture
def firm(nanzheng):
    return make_object(nanzheng, "南郑区老石桥面皮店")


@pytest.fixture
def clue(firm, housing, officer):
    return make_clue(firm, housing, officer)
