"""Eight people press the same button at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from common.refusals import Refused
from items.models import ItemVersion, SupervisionItem
from items.services import steps
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.items import make_draft
from tests.factories.tenancy import make_department, make_member, open_place

THREADS = 8


def at_once(act):
    """Let `act(number)` happen in eight threads at one instant; returns what each gave, a refusal as itself."""
    barrier = Barrier(THREADS)

    def run(number):
        try:
            barrier.wait()
            return act(number)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_a_draft_is_sent_once(committed):
    place = open_place(610703000000)
    lead, tax = make_department(place, "区人社局"), make_department(place, "区税务局")
    authors = [make_member(place, "officer", lead) for _number in range(THREADS)]
    version = make_draft(authors[0], lead, [tax])

    def send(number):
        with scope(place, member=authors[number]):
            return steps.send(version, actor=authors[number])

    results = at_once(send)
    assert sum(isinstance(result, ItemVersion) for result in results) == 1
    assert {str(result) for result in results if isinstance(result, Refused)} == {
        "当前状态为“会签”，只有“起草”时才能办理“送审”。请刷新页面查看最新状态。"
    }
    with scope(place):
        assert AuditEntry.objects.of(place).filter(verb="items.send").count() == 1
        assert ItemVersion.objects.of(place).get().co_signatures.count() == 1


def test_the_last_two_signatures_move_the_version_on_once(committed):
    place = open_place(610703000000)
    lead = make_department(place, "区人社局")
    others = [make_department(place, f"配合部门{number}") for number in range(THREADS)]
    author = make_member(place, "officer", lead)
    signers = [make_member(place, "department_admin", department) for department in others]
    version = make_draft(author, lead, others)
    with scope(place, member=author):
        steps.send(version, actor=author)

    def sign(number):
        with scope(place, member=signers[number]):
            signature = version.co_signatures.get(department=others[number])
            return steps.co_sign(signature, opinion="agree", note="", actor=signers[number])

    at_once(sign)
    with scope(place):
        assert ItemVersion.objects.of(place).get().state == "legality_check"
        assert AuditEntry.objects.of(place).filter(verb="items.co_signed").count() == 1


def test_items_made_at_once_have_numbers_of_their_own(committed):
    place = open_place(610703000000)
    lead, tax = make_department(place, "区人社局"), make_department(place, "区税务局")
    author = make_member(place, "officer", lead)
    at_once(lambda number: make_draft(author, lead, [tax]))
    with scope(place):
        numbers = SupervisionItem.objects.of(place).values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, THREADS + 1))
