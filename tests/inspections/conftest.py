import pytest

from tests.factories.plans import make_entry, make_plan
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def housing(nanzheng):
    return make_department(nanzheng, "区住房和城乡建设管理局")


@pytest.fixture
def head(nanzheng, bureau):
    """Approves for the lead department."""
    return make_member(nanzheng, "department_admin", bureau, name="分管局长")


@pytest.fixture
def plan(bureau, officer):
    return make_plan(bureau, officer)


@pytest.fixture
def entry(plan, housing):
    return make_entry(plan, (housing,))
