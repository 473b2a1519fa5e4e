"""Sentences that refuse what no journey meets: each is provoked where it is raised."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from common.refusals import Refused
from directory.services.writing import keep
from registry.forms.relations import ObjectField
from registry.kinds import clean_details
from registry.models import (
    ApprovalEvent,
    Certificate,
    Expert,
    Interest,
    MatchCase,
    ObjectIdentifier,
    ObjectRelation,
    ObjectTag,
    Secondment,
    SupervisedObject,
    TagAssignment,
    Training,
)
from registry.queries.industries import read_industry
from registry.services.assistants import declare_interest, end_interest
from registry.services.enrolments import enrol_many
from registry.services.matches import MOST_AT_ONCE, decide_all
from registry.services.merging import merge_objects
from registry.services.objects import change_object
from registry.services.officers import correct_certificate, end_service, record_training
from registry.services.relations import open_persons, relate
from registry.services.resemblance import refuse_double
from registry.services.secondments import offer_secondment
from registry.services.tags import add_tag, give_tag, retire_tag
from tenancy.scope import scope
from tests.factories.officers import make_officer
from tests.factories.registry import TODAY, make_enrolment, make_object
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def firm(nanzheng):
    return make_object(nanzheng)


@pytest.fixture
def liang(bureau):
    return make_officer(bureau)


def certificate_of(officer) -> Certificate:
    return (
        Certificate.objects.of(officer.tenant_id).select_related("officer__department", "tenant").get(officer=officer)
    )


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("product", {"brand": "秦" * 201}, "最多200个字，现有201个字"),
        ("enterprise", {"capital": "-8"}, "须是不小于0的数字"),
    ],
)
def test_details_that_cannot_be(kind, values, sentence):
    _kept, complaints = clean_details(kind, values, TODAY)
    assert sentence in "".join(complaints.values())


def test_a_word_for_several_objects_names_them(nanzheng, firm):
    make_object(nanzheng, "陕西华信商贸有限公司")
    field = ObjectField()
    field.tenant = nanzheng
    with scope(nanzheng), pytest.raises(ValidationError, match="对应多个对象："):
        field.clean("华信")


def test_what_looks_like_one_on_file_is_asked_about(nanzheng, firm):
    firm.pk = None
    with scope(nanzheng), pytest.raises(Refused, match="有1个可能相同的对象，请先核对对照表"):
        refuse_double(firm)


def test_half_a_spot_is_none(nanzheng, firm):
    firm.longitude = "107.01"
    with scope(nanzheng), pytest.raises(Refused, match="经度和纬度须同时填写"):
        change_object(firm, actor=None, today=TODAY)


def test_a_code_stands_once(nanzheng, firm):
    values = {"tenant": nanzheng, "object": firm, "kind": "permit", "value": "JY1"}
    with scope(nanzheng):
        keep(ObjectIdentifier(**values))
        with pytest.raises(Refused, match="这个编号已经登记在本对象下"):
            keep(ObjectIdentifier(**values))


def test_an_approval_does_not_end_before_it_begins(nanzheng, firm, bureau):
    event = ApprovalEvent(tenant=nanzheng, kind="licence", matter="食品经营许可", department=bureau, object=firm)
    event.decided_on, event.valid_until = TODAY, TODAY - timedelta(days=1)
    with scope(nanzheng), pytest.raises(Refused, match="有效期不能早于决定日期"):
        keep(event, approval_valid_after_decision="valid_until")


def test_relations_that_say_nothing(nanzheng, firm):
    shop = make_object(nanzheng, "汉山春旗舰店", kind="place")
    with scope(nanzheng):
        relate(ObjectRelation(tenant=nanzheng, first=firm, kind="operates", second=shop), actor=None)
        with pytest.raises(Refused, match="这个关系已经登记"):
            relate(ObjectRelation(tenant=nanzheng, first=firm, kind="operates", second=shop), actor=None)
        with pytest.raises(Refused, match="关联对象不能是对象自己"):
            relate(ObjectRelation(tenant=nanzheng, first=firm, kind="supplies", second=firm), actor=None)


# --- departments' lists and tags --------------------------------------------------------------------------------------


def test_who_has_no_department_has_no_list(nanzheng, firm, admin):
    with scope(nanzheng, member=admin), pytest.raises(Refused, match="没有名录可以维护，请切换到部门的身份"):
        enrol_many([firm], actor=admin, today=TODAY, basis="食品安全监管")


def test_a_file_merged_away_is_not_enrolled(nanzheng, firm, bureau):
    other = make_object(nanzheng, "陕西华信科技公司", kind="enterprise")
    with scope(nanzheng):
        merge_objects(firm, other, actor=None, reason="同一家")
        other.refresh_from_db()
    with pytest.raises(Refused, match="请纳入保留的档案"):
        make_enrolment(other, bureau)


def test_tags_belong_to_somebody(nanzheng, firm, officer):
    foreign = make_department(nanzheng, "区文旅局")
    with scope(nanzheng, member=officer):
        with pytest.raises(Refused, match="共享标签由统筹管理员建立"):
            add_tag(ObjectTag(tenant=nanzheng, name="人员密集", meaning="百人以上"), actor=officer)
        theirs = ObjectTag.objects.of(nanzheng).create(name="景区", meaning="A级", department=foreign)
        with pytest.raises(Refused, match="只能使用共享标签和本部门标签"):
            give_tag([firm], theirs, actor=officer, today=TODAY, reason="摸底", ends_on=None)
        with pytest.raises(Refused, match="这是其他部门或共享的标签，请联系“区文旅局”办理"):
            retire_tag(theirs, actor=officer)


def test_a_tag_is_given_once_a_day(nanzheng, firm, bureau):
    with scope(nanzheng):
        tag = ObjectTag.objects.of(nanzheng).create(name="重点", meaning="重点关注", department=bureau)
        values = {"tenant": nanzheng, "object": firm, "tag": tag, "reason": "摸底", "starts_on": TODAY}
        keep(TagAssignment(**values))
        with pytest.raises(Refused, match="今天已标注过这个标签"):
            keep(TagAssignment(**values))


def test_persons_are_not_shown_for_no_purpose(nanzheng, firm, officer):
    with scope(nanzheng, member=officer), pytest.raises(Refused, match="请写明查看的用途"):
        open_persons(firm, actor=officer, purpose="看看")


def test_a_code_that_is_none(nanzheng):
    row = SupervisedObject(tenant=nanzheng, kind="enterprise", name="甲", uscc="IOSVZ")
    with scope(nanzheng), pytest.raises(ValidationError, match="是18位数字和大写字母"):
        row.validate_constraints()


def test_an_industry_nobody_knows(nanzheng):
    with scope(nanzheng), pytest.raises(ValueError, match="请填写行业代码或名称"):
        read_industry("炼丹")


def test_nobody_looks_at_so_many_cases_at_once(nanzheng, admin):
    with scope(nanzheng, member=admin), pytest.raises(Refused, match="一次最多判断200条，请分批勾选"):
        decide_all([MatchCase()] * (MOST_AT_ONCE + 1), "say_same", actor=admin, today=TODAY, note="一样")


# --- officers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on": date(2000, 1, 1)}, "有效期至不能早于有效期起"),
        ({"revoked_on": TODAY}, "注销证件须写明理由"),
    ],
)
def test_a_certificate_that_cannot_be(nanzheng, liang, changes, sentence):
    with scope(nanzheng):
        certificate = certificate_of(liang)
        for name, value in changes.items():
            setattr(certificate, name, value)
        with pytest.raises((Refused, ValidationError), match=sentence):
            correct_certificate(certificate, actor=None)


def test_the_same_certificate_twice(nanzheng, liang):
    with scope(nanzheng):
        again = certificate_of(liang)
        again.pk = None
        with pytest.raises(Refused, match="这个证号已有同一天起算的证件"):
            keep(again)


@pytest.mark.parametrize("hours", ["0", "501"])
def test_hours_that_nobody_sits(nanzheng, liang, hours):
    training = Training(tenant=nanzheng, officer=liang, held_on=TODAY, topic="执法培训", hours=hours)
    with scope(nanzheng), pytest.raises(Refused, match="学时须大于0，且一次培训不超过500学时"):
        record_training(training, actor=None)


def test_nobody_leaves_before_he_came_nor_twice(nanzheng, liang):
    with scope(nanzheng):
        with pytest.raises(Refused, match="离库日期不能早于入库日期"):
            end_service(liang, on=date(2000, 1, 1), reason="调离", actor=None)
        liang.refresh_from_db()
        end_service(liang, on=TODAY, reason="调离", actor=None)
        with pytest.raises(Refused, match="已于2026-11-20离库"):
            end_service(liang, on=TODAY, reason="调离", actor=None)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (Expert(domains=[], starts_on=TODAY, ends_on=TODAY), "请至少写明一个专业领域"),
        (Certificate(domains=[], starts_on=TODAY, ends_on=TODAY), "请至少写明一个执法领域"),
        (Secondment(domains=[], starts_on=TODAY, ends_on=TODAY), "请至少选择一个借调领域"),
    ],
)
def test_somebody_for_nothing_is_none(nanzheng, row, sentence):
    with scope(nanzheng), pytest.raises(ValidationError, match=sentence):
        row.validate_constraints()


def test_an_interest_ends_once_and_not_before_it_began(nanzheng, liang):
    values = {"organisation": "汉山春茶业", "relation": "relative", "declared_on": TODAY}
    with scope(nanzheng):
        interest = declare_interest(Interest(tenant=nanzheng, officer=liang, **values), actor=None)
        with pytest.raises(Refused, match="解除日期不能早于申报日期"):
            end_interest(interest, on=TODAY - timedelta(days=1), note="已解除", actor=None)
        end_interest(interest, on=TODAY, note="已解除", actor=None)
        with pytest.raises(Refused, match="已于2026-11-20解除"):
            end_interest(interest, on=TODAY, note="已解除", actor=None)


def lent(officer, place, **changes) -> Secondment:
    values = {
        "domains": ["食品"],
        "task": "联合检查",
        "document_number": "南司借〔2026〕9号",
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=20),
    }
    return Secondment(tenant=officer.tenant, officer=officer, to_place=place, **{**values, **changes})


def test_who_is_away_is_not_lent_again(nanzheng, hanzhong, liang):
    librarian = make_member(nanzheng, "officer_librarian")
    with scope(nanzheng, member=librarian):
        offer_secondment(lent(liang, hanzhong), actor=librarian)
        with pytest.raises(Refused, match="在这段时间已借调（或正在商借）到"):
            offer_secondment(lent(liang, hanzhong), actor=librarian)


def test_who_is_borrowed_is_not_lent_on(nanzheng, hanzhong, abaga, liang):
    librarian = make_member(nanzheng, "officer_librarian")
    with scope(nanzheng, member=librarian):
        liang.origin, liang.origin_number = abaga, 7
        liang.save()
        with pytest.raises(Refused, match="借入的，不能再借出"):
            offer_secondment(lent(liang, hanzhong), actor=librarian)


def test_a_place_without_the_platform_gets_no_letter(nanzheng, hanzhong, liang):
    librarian = make_member(nanzheng, "officer_librarian")
    hanzhong.is_tenant = False
    with scope(nanzheng, member=librarian), pytest.raises(Refused, match="汉中市还没有开通平台，收不到借调函"):
        offer_secondment(lent(liang, hanzhong), actor=librarian)
