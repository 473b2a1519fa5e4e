import pytest

from items.services import steps
from tenancy.models import CoordinatorFunction
from tenancy.scope import scope
from tests.factories.items import make_draft, sent, signed
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def labour(nanzheng):
    return make_department(nanzheng, "区人力资源和社会保障局")


@pytest.fixture
def tax(nanzheng):
    return make_department(nanzheng, "区税务局")


@pytest.fixture
def author(nanzheng, labour):
    return make_member(nanzheng, "officer", labour)


@pytest.fixture
def market_signer(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def tax_signer(nanzheng, tax):
    return make_member(nanzheng, "department_admin", tax)


@pytest.fixture
def signers(market_signer, tax_signer):
    return market_signer, tax_signer


@pytest.fixture
def reviewer(nanzheng):
    return make_member(nanzheng, "legal_reviewer", make_department(nanzheng, "区司法局"))


@pytest.fixture
def draft(author, labour, bureau, tax):
    return make_draft(author, labour, [bureau, tax])


@pytest.fixture
def at_review(draft, author, market_signer, tax_signer):
    sent(draft, author)
    signed(draft, market_signer)
    signed(draft, tax_signer)
    return draft


@pytest.fixture
def submitted(at_review, reviewer):
    with scope(at_review.tenant, member=reviewer):
        steps.clear(at_review, actor=reviewer)
    return at_review


@pytest.fixture
def approved(submitted, admin):
    with scope(submitted.tenant, member=admin):
        return steps.approve(submitted, actor=admin)


@pytest.fixture
def office(nanzheng):
    """The staffing office, which decides."""
    office = make_department(nanzheng, "区委编办")
    with scope(nanzheng):
        CoordinatorFunction.objects.of(nanzheng).create(function="staffing", department=office)
    return office


@pytest.fixture
def decider(nanzheng, office):
    return make_member(nanzheng, "department_admin", office)
