"""The officer library's services: renewals as history, warnings once each, secondments by message."""

from datetime import timedelta

import pytest

from common.jobs.registry import find_job
from common.models import JobRun, Notice
from common.refusals import Refused
from directory.services.writing import RuleBroken
from registry.models import Certificate, Interest, Officer, Secondment, SecondmentOffer, Training
from registry.queries.officers import domain_coverage, ending_certificates, fit_officers, trained_hours
from registry.queries.recusal import recusals
from registry.services import assistants, officers, secondments
from registry.uscc import check_mark
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.officers import TODAY, make_certificate, make_officer
from tests.factories.tenancy import make_department, make_member
from tests.factories.worklist import tasks_of

CODE, OTHER_CODE = (body + check_mark(body) for body in ("91610133MA6U7QHC8", "91350100M000100Y4"))


@pytest.fixture
def keeper(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def librarian(nanzheng):
    return make_member(nanzheng, "officer_librarian")


@pytest.fixture
def liang(bureau):
    return make_officer(bureau)


def test_a_renewal_is_a_new_certificate_and_the_old_one_stays(nanzheng, bureau, liang, keeper):
    with scope(nanzheng, member=keeper):
        officers.renew_certificate(liang, make_certificate(bureau, 1500, ("食品", "药品")), actor=keeper)
        assert Certificate.objects.of(nanzheng).filter(officer=liang).count() == 2
        assert fit_officers(nanzheng, on=TODAY, domain="药品").get() == liang
        assert AuditEntry.objects.of(nanzheng).filter(verb="registry.renew_certificate").exists()


def test_a_number_belongs_to_one_officer(nanzheng, bureau, liang):
    other = make_officer(bureau, "邹文博")
    with scope(nanzheng):
        taken = make_certificate(bureau, 900, number=liang.certificate.number)
        with pytest.raises(RuleBroken, match="另一名执法人员") as refusal:
            officers.renew_certificate(other, taken, actor=None)
        assert refusal.value.field == "number"


def test_another_department_is_not_kept(nanzheng, keeper):
    stranger = make_officer(make_department(nanzheng, "区税务局"), "凌若冰")
    with scope(nanzheng, member=keeper), pytest.raises(officers.OfficerRefused, match="只能维护本部门"):
        officers.end_service(stranger, on=TODAY, reason="调离", actor=keeper)


def test_revoked_once_and_out_of_the_pool(nanzheng, liang, keeper):
    with scope(nanzheng, member=keeper):
        certificate = Certificate.objects.of(nanzheng).get(officer=liang)
        officers.revoke_certificate(certificate, on=TODAY, reason="遗失", actor=keeper)
        assert not fit_officers(nanzheng, on=TODAY).exists()
        with pytest.raises(officers.OfficerRefused, match="不必重复"):
            officers.revoke_certificate(certificate, on=TODAY, reason="遗失", actor=keeper)


def test_suspended_and_reinstated(nanzheng, liang, keeper):
    with scope(nanzheng, member=keeper):
        officers.suspend_officer(liang, since=TODAY, until=None, reason="核查", actor=keeper)
        assert not fit_officers(nanzheng, on=TODAY + timedelta(days=900)).exists()
        officers.reinstate_officer(liang, note="核查无误", actor=keeper)
        assert fit_officers(nanzheng, on=TODAY).exists()
        with pytest.raises(officers.OfficerRefused, match="不必恢复"):
            officers.reinstate_officer(liang, note="再来", actor=keeper)


def test_leaving_ends_the_service_and_forbids_new_certificates(nanzheng, bureau, liang, keeper):
    with scope(nanzheng, member=keeper):
        officers.end_service(liang, on=TODAY, reason="调离", actor=keeper)
        assert fit_officers(nanzheng, on=TODAY).exists()
        assert not fit_officers(nanzheng, on=TODAY + timedelta(days=1)).exists()
        late = make_certificate(bureau, 4000, starts_on=TODAY + timedelta(days=1))
        with pytest.raises(officers.OfficerRefused, match="已于"):
            officers.renew_certificate(liang, late, actor=keeper)
        with pytest.raises(officers.OfficerRefused, match="离库"):
            officers.end_service(liang, on=TODAY, reason="调离", actor=keeper)


def test_hours_of_training_add_up_by_year(nanzheng, liang, keeper):
    with scope(nanzheng, member=keeper):
        for day, hours in (("2026-03-01", "12.5"), ("2026-05-01", "8"), ("2025-05-01", "40")):
            training = Training(tenant=nanzheng, officer=liang, held_on=day, topic="执法培训", hours=hours)
            officers.record_training(training, actor=keeper)
        assert trained_hours(liang, 2026) == 20.5


def test_each_warning_is_given_once(nanzheng, bureau, keeper):
    """90, 30 and 7 days before the end; a missed run gives the warning that is due now; renewal ends them."""
    own = make_member(nanzheng, "officer", bureau)
    officer = make_officer(bureau, days=90, member=own)
    told = []
    with scope(nanzheng):
        for days_left in (91, 90, 89, 30, 29, 8, 7, 6, 0, -3):
            today = TODAY + timedelta(days=90 - days_left)
            told.append(officers.warn_of_endings(nanzheng, today=today))
        assert told == [0, 1, 0, 1, 0, 0, 1, 0, 0, 0]
        assert Notice.objects.of(nanzheng).filter(member=own).count() == 3
        assert Notice.objects.of(nanzheng).filter(member=keeper).count() == 3
        body = Notice.objects.of(nanzheng).filter(member=own).latest("pk").body
        assert "还有7天" in body
        assert officer.certificate.number in body


def test_a_missed_run_is_made_up_and_a_renewed_certificate_is_left_alone(nanzheng, bureau, keeper):
    late, renewed = make_officer(bureau, "石敬之", days=5), make_officer(bureau, "谭雨晴", days=5)
    with scope(nanzheng):
        officers.renew_certificate(renewed, make_certificate(bureau, 1800), actor=None)
        assert [one.officer for one in ending_certificates(nanzheng, TODAY)] == [late]
        assert officers.warn_of_endings(nanzheng, today=TODAY) == 1
        assert officers.warn_of_endings(nanzheng, today=TODAY) == 0


def test_coverage_counts_only_the_fit(nanzheng, bureau, liang):
    make_officer(bureau, "石敬之", days=-1)
    make_officer(bureau, "邹文博", domains=("食品", "特种设备"))
    with scope(nanzheng):
        matrix = domain_coverage(nanzheng, TODAY)
    assert matrix.words == ["食品", "特种设备"]
    assert [cover.count for cover in matrix.rows[0].covers] == [2, 1]
    assert matrix.rows[0].short_of == ["特种设备"]


# --- interests --------------------------------------------------------------------------------------------------------


def test_an_officer_declares_for_himself_and_nobody_for_others(nanzheng, bureau, officer):
    own = make_officer(bureau, member=officer)
    other = make_officer(bureau, "邹文博")
    with scope(nanzheng, member=officer):
        declared = interest(own, organisation="汉风园餐饮店（个体工商户）")
        assistants.declare_interest(declared, actor=officer)
        with pytest.raises(assistants.AssistantRefused, match="本人或其单位"):
            assistants.declare_interest(interest(other), actor=officer)
        found = recusals(nanzheng, name="汉风园餐饮店(个体工商户)", on=TODAY)
        assert [(holder.name, reason) for holder, reason in found] == [
            ("梁书远", "与汉风园餐饮店（个体工商户）近亲属任职或持股，须回避。")
        ]
        assistants.end_interest(declared, on=TODAY, note="已离职", actor=officer)
        assert recusals(nanzheng, name="汉风园餐饮店(个体工商户)", on=TODAY + timedelta(days=1)) == []


def test_the_code_decides_where_both_have_one(nanzheng, liang):
    with scope(nanzheng):
        assistants.declare_interest(interest(liang, uscc=CODE), actor=None)
        assert recusals(nanzheng, name="改了名字", uscc=CODE, on=TODAY)
        assert not recusals(nanzheng, name="汉风园", uscc=OTHER_CODE, on=TODAY)


def test_a_wrong_code_is_refused_beside_its_field(nanzheng, liang):
    with scope(nanzheng), pytest.raises(assistants.AssistantRefused, match="校验不通过") as refusal:
        assistants.declare_interest(interest(liang, uscc="91610133MA6U7QHC80"), actor=None)
    assert refusal.value.field == "uscc"


def interest(officer: Officer, organisation: str = "汉风园", uscc: str = "") -> Interest:
    return Interest(
        tenant=officer.tenant,
        officer=officer,
        organisation=organisation,
        uscc=uscc,
        relation="relative",
        declared_on=TODAY - timedelta(days=9),
    )


# --- secondments ------------------------------------------------------------------------------------------------------


def terms(officer: Officer, place, **changes) -> Secondment:
    values = {
        "domains": ["食品"],
        "task": "全市食品安全联合检查",
        "document_number": "南司借〔2026〕1号",
        "starts_on": TODAY + timedelta(days=1),
        "ends_on": TODAY + timedelta(days=30),
    }
    return Secondment(tenant=officer.tenant, officer=officer, to_place=place, **(values | changes))


@pytest.fixture
def city_librarian(hanzhong):
    return make_member(hanzhong, "officer_librarian")


@pytest.fixture
def offer(nanzheng, hanzhong, liang, librarian, city_librarian):
    """Offered, and delivered by the job."""
    with scope(nanzheng, member=librarian):
        secondments.offer_secondment(terms(liang, hanzhong), actor=librarian)
    run_messages(nanzheng)
    with scope(hanzhong):
        return SecondmentOffer.objects.of(hanzhong).select_related("tenant", "from_place").get()


MESSAGES = [
    f"registry.{name}_{what}" for name in ("deliver", "answer", "withdraw") for what in ("secondment", "standing")
]


def run_messages(place) -> None:
    """Run the place's queued messages as the worker does, each twice: a message may come again."""
    with scope(place):
        runs = list(JobRun.objects.of(place).filter(state="queued", name__in=MESSAGES))
    for run in runs:
        for _time in range(2):
            with scope(place):
                find_job(run.name).function(run, **run.args)
        with scope(place):
            JobRun.objects.of(place).filter(pk=run.pk).delete()


def test_an_accepted_officer_is_drawn_there_and_not_here(nanzheng, hanzhong, liang, offer, city_librarian):
    food = make_department(hanzhong, "市市场监管局")
    during, after = TODAY + timedelta(days=5), TODAY + timedelta(days=31)
    with scope(hanzhong, member=city_librarian):
        guest = secondments.accept_offer(offer, department=food, actor=city_librarian)
        assert fit_officers(hanzhong, on=during, domain="食品").get() == guest
        assert (guest.origin_id, guest.origin_number) == (nanzheng.pk, offer.from_number)
        assert not fit_officers(hanzhong, on=after).exists()
    run_messages(hanzhong)
    with scope(nanzheng):
        assert Secondment.objects.of(nanzheng).get().state == "accepted"
        assert not fit_officers(nanzheng, on=during).exists()
        assert fit_officers(nanzheng, on=after).get() == liang


def test_a_declined_offer_comes_back_with_its_reason(nanzheng, hanzhong, offer, city_librarian, librarian):
    with scope(hanzhong, member=city_librarian):
        secondments.decline_offer(offer, actor=city_librarian, note="检查改期")
    run_messages(hanzhong)
    with scope(nanzheng):
        assert Secondment.objects.of(nanzheng).get().state == "declined"
        assert "不接收" in Notice.objects.of(nanzheng).get(member=librarian).subject
        assert AuditEntry.objects.of(nanzheng).filter(verb="registry.refuse_secondment", note="检查改期").exists()


def test_a_recalled_officer_leaves_the_other_library(nanzheng, hanzhong, offer, city_librarian, librarian):
    food = make_department(hanzhong, "市市场监管局")
    with scope(hanzhong, member=city_librarian):
        secondments.accept_offer(offer, department=food, actor=city_librarian)
    run_messages(hanzhong)
    with scope(nanzheng, member=librarian):
        lent = Secondment.objects.of(nanzheng).select_related("to_place", "officer").get()
        secondments.recall_secondment(lent, actor=librarian, note="本地任务")
    run_messages(nanzheng)
    with scope(hanzhong):
        assert SecondmentOffer.objects.of(hanzhong).get().state == "recalled"
        assert Officer.objects.of(hanzhong).get().ends_on <= TODAY + timedelta(days=30)


@pytest.fixture
def guest(nanzheng, hanzhong, offer, city_librarian):
    """The lent officer as the borrowing place has him."""
    with scope(hanzhong, member=city_librarian):
        found = secondments.accept_offer(
            offer, department=make_department(hanzhong, "市市场监管局"), actor=city_librarian
        )
    run_messages(hanzhong)
    return found


def certificates_of(officer) -> list[Certificate]:
    with scope(officer.tenant_id):
        return list(Certificate.objects.of(officer.tenant_id).filter(officer=officer).order_by("pk"))


def test_a_revoked_certificate_is_told_to_the_borrower(nanzheng, hanzhong, liang, guest, librarian, city_librarian):
    with scope(nanzheng, member=librarian):
        own = Certificate.objects.of(nanzheng).select_related("officer__department").get(officer=liang)
        officers.revoke_certificate(own, on=TODAY, reason="证件作废", actor=librarian)
    run_messages(nanzheng)
    assert [one.revoked_on for one in certificates_of(guest)] == [TODAY]
    with scope(hanzhong, member=city_librarian):
        assert not fit_officers(hanzhong, on=TODAY + timedelta(days=5)).exists()
        assert Notice.objects.of(hanzhong).filter(member=city_librarian, subject__contains="变动").count() == 1


def test_a_renewal_is_told_to_the_borrower(nanzheng, bureau, liang, guest, librarian):
    own = certificates_of(liang)[0]
    fresh = make_certificate(bureau, 1500, ("食品", "药品"), number=own.number, starts_on=TODAY)
    with scope(nanzheng, member=librarian):
        officers.renew_certificate(liang, fresh, actor=librarian)
    run_messages(nanzheng)
    assert [(one.starts_on, one.domains) for one in certificates_of(guest)][1:] == [(TODAY, ["食品"])]


def test_a_suspension_is_told_to_the_borrower(nanzheng, hanzhong, liang, guest, librarian):
    with scope(nanzheng, member=librarian):
        officers.suspend_officer(liang, since=TODAY, until=None, reason="接受调查", actor=librarian)
    run_messages(nanzheng)
    with scope(hanzhong):
        assert Officer.objects.of(hanzhong).get(pk=guest.pk).suspension_reason == "接受调查"


def test_an_unanswered_offer_shows_the_new_certificate(nanzheng, hanzhong, bureau, liang, offer, librarian):
    with scope(nanzheng, member=librarian):
        officers.renew_certificate(liang, make_certificate(bureau, 1500, starts_on=TODAY), actor=librarian)
    run_messages(nanzheng)
    with scope(hanzhong):
        assert SecondmentOffer.objects.of(hanzhong).get().certificate_starts_on == TODAY


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"domains": ["药品"]}, "没有一本证件覆盖"),
        ({"ends_on": TODAY + timedelta(days=500)}, "没有一本证件覆盖"),
        ({"ends_on": TODAY}, "截止日期不能早于"),
    ],
)
def test_what_may_not_be_lent(nanzheng, hanzhong, liang, librarian, changes, why):
    with scope(nanzheng, member=librarian), pytest.raises(Refused, match=why):
        secondments.offer_secondment(terms(liang, hanzhong, **changes), actor=librarian)


def test_nobody_is_lent_twice_or_to_himself(nanzheng, hanzhong, liang, offer, librarian):
    with scope(nanzheng, member=librarian):
        with pytest.raises(secondments.SecondmentRefused, match="已借调"):
            secondments.offer_secondment(terms(liang, hanzhong), actor=librarian)
        with pytest.raises(secondments.SecondmentRefused, match="不能借调到本地区"):
            secondments.offer_secondment(terms(liang, nanzheng), actor=librarian)


def test_another_place_cannot_answer(nanzheng, abaga, offer):
    with scope(nanzheng):
        secondments.take_answer(nanzheng, abaga, offer.from_number, move="confirm_secondment", note="")
        assert Secondment.objects.of(nanzheng).get().state == "offered"


def test_an_ending_certificate_waits_for_its_keeper_and_its_holder(nanzheng, bureau, keeper, librarian):
    holder = make_member(nanzheng, "officer", bureau)
    make_officer(bureau, "石敬之", days=20, member=holder)
    make_officer(make_department(nanzheng, "区税务局"), "谭雨晴", days=20)

    def waiting(member) -> list[str]:
        with scope(nanzheng, member=member):
            return [task.what for task in tasks_of(member, nanzheng, TODAY, "registry.certificates")]

    assert waiting(keeper) == ["换发执法证件"]
    assert waiting(librarian) == ["换发执法证件"] * 2
    assert waiting(holder) == ["您的执法证件将到期"]
    assert waiting(make_member(nanzheng, "officer", bureau)) == []
