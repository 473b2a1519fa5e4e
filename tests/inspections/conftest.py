import pytest

from inspections.services.plans import approve_plan, submit_plan
from tenancy.models import CoordinatorFunction
from tenancy.scope import scope
from tests.factories.plans import item_in_force, make_entry, make_plan, publish_year, ready_entry
from tests.factories.registry import make_object
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


@pytest.fixture
def version(bureau, housing):
    """A key item of the published list, led by the bureau, with housing cooperating."""
    return item_in_force(bureau, (housing,))


@pytest.fixture
def ready(plan, version, housing, nanzheng):
    """The plan's one entry, complete; three enterprises are its pool."""
    for number in range(3):
        make_object(nanzheng, f"汉中第{number}餐饮有限公司")
    return ready_entry(plan, version, (housing,))


@pytest.fixture
def coordinating(nanzheng, bureau):
    """The bureau coordinates joint inspection."""
    with scope(nanzheng):
        return CoordinatorFunction.objects.of(nanzheng).create(function="joint_inspection", department=bureau)


@pytest.fixture
def handed_in(ready, officer, head, coordinating):
    """The plan, approved in its department."""
    plan = ready.plan
    with scope(plan.tenant, member=head):
        submit_plan(plan, actor=officer)
        return approve_plan(plan, actor=head)


@pytest.fixture
def published(handed_in, admin, officer, head):
    """The plan of the year, public."""
    return publish_year(handed_in, admin, officer, head)
