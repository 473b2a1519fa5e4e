"""Eight people press the same button at the same moment."""

import pytest

from common.workflow import MoveRefused
from publication import kinds
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.services import duties
from publication.services.ledger import Publication, first_broken_entry, publish
from publication.states import DUTY_WORKFLOW
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

NOTICE = kinds.Kind("notice", "检查结果", {"outcome": kinds.Field("结果")}, "public/_fields.html")


@pytest.fixture
def author(race, monkeypatch):
    """Somebody who prepares publications in 南郑区."""
    monkeypatch.setitem(kinds.KINDS, NOTICE.name, NOTICE)
    nanzheng = open_place(610703000000)
    return make_member(nanzheng, "department_admin", make_department(nanzheng, "区市场监管局"))


def notice(number: int = 1) -> Publication:
    return Publication("notice", str(number), f"检查结果{number}", {"outcome": "未发现问题"}, "《行政处罚法》")


def test_one_of_eight_makes_the_move_and_the_others_are_told_why_not(race, author):
    place, department = author.hat.tenant, author.hat.department
    with scope(place, member=author):
        duty = duties.open_duty(place, notice(), department=department, actor=author)

    def press(_number: int) -> str:
        with scope(place, member=author):
            mine = Duty.objects.of(place).select_related("department").get(pk=duty.pk)
            return DUTY_WORKFLOW.take(mine, "prepare", actor=author).state

    answers = race(press)
    refusals = [answer for answer in answers if isinstance(answer, MoveRefused)]
    assert answers.count("draft") == 1
    assert len(refusals) == 7
    assert all("已拟稿" in str(refusal) for refusal in refusals)
    with scope(place, member=author):
        assert AuditEntry.objects.of(place).filter(verb="publication.prepare").count() == 1


def test_publications_at_the_same_moment_stand_in_one_unbroken_chain(race, author):
    place = author.hat.tenant

    def act(number: int) -> int:
        with scope(place, member=author):
            return publish(place, notice(number), actor=author).number

    assert sorted(race(act)) == [1, 2, 3, 4, 5, 6, 7, 8]
    with scope(place):
        assert first_broken_entry(place) is None


def test_the_same_matter_published_eight_times_is_one_record_with_eight_versions(race, author):
    place = author.hat.tenant

    def act(_number: int) -> str:
        with scope(place, member=author):
            return publish(place, notice(), actor=author).event

    answers = race(act)
    assert sorted(answers) == ["corrected"] * 7 + ["published"]
    with scope(place):
        assert PublicRecord.objects.of(place).get().version == 8
        assert LedgerEntry.objects.of(place).count() == 8
