"""What the registry puts on the workbench: objects to verify, certificates to renew, offers to answer, imports."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.models import ImportBatch, ImportState
from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, as_one
from directory.queries.people import worn
from registry.imports.objects import OBJECTS
from registry.imports.officers import OFFICERS
from registry.models import (
    Certificate,
    Engagement,
    FollowUp,
    JointCandidate,
    KeyList,
    MatchCase,
    ObjectEnrolment,
    QualityCampaign,
    Secondment,
    SecondmentOffer,
)
from registry.queries.key_lists import lists_in_force, units_to_track
from registry.queries.officers import ending_certificates
from registry.states import (
    ACCEPTED,
    DUTY_DUE,
    ENGAGED,
    KEY_SUBMITTED,
    MATCH_OPEN,
    OFFERED,
    OPEN,
    RECEIVED,
    TO_VERIFY,
)

# --- officers and third parties ---------------------------------------------------------------------------------------


def _certificates(asker: Asker) -> QuerySet[Certificate]:
    """Certificates that end within 90 days or have ended: of officers the member keeps, and the member's own."""
    kept = asker.covers("officers.manage", "officer__department") | Q(officer__member=asker.member)
    return ending_certificates(asker.tenant, asker.today).filter(kept)


def _renewal(certificate: Certificate, desk: Desk) -> Task:
    officer = certificate.officer
    words = {"number": certificate.number, "on": certificate.ends_on}
    sentence = _("证件%(number)s有效期至%(on)s；到期未换证的，自动移出可抽取人员。") % words
    due = desk.day(certificate.ends_on, sentence)
    if desk.member.may("officers.manage", officer):
        url = reverse("registry:officer_renew", args=[desk.tenant, officer.pk])
        return Task(_("换发执法证件"), f"{officer.name}　{officer.department}", url, _("登记换证"), due)
    return Task(_("您的执法证件将到期"), certificate.number, certificate.get_absolute_url(), _("查看"), due)


def _offers(asker: Asker) -> QuerySet[SecondmentOffer]:
    """Officers that other places offer."""
    rows = SecondmentOffer.objects.of(asker.tenant).filter(state=RECEIVED).select_related("from_place")
    return rows.order_by("starts_on", "pk")


def _offer(offer: SecondmentOffer, desk: Desk) -> Task:
    due = desk.day(offer.starts_on, _("借调自%s起，须在此前答复。") % offer.starts_on)
    return Task(_("答复借调函"), str(offer), offer.get_absolute_url(), _("办理"), due)


def _offers_out(asker: Asker) -> QuerySet[Secondment]:
    """Own offers that other places have not answered."""
    rows = Secondment.objects.of(asker.tenant).filter(state=OFFERED).select_related("officer", "to_place")
    return rows.order_by("offered_at", "pk")


def _offer_out(lent: Secondment, desk: Desk) -> Task:
    since = localdate(lent.offered_at)
    return Task(_("等待借调答复"), str(lent), lent.get_absolute_url(), _("查看"), since=since)


def _reports_out(asker: Asker) -> QuerySet[Engagement]:
    """Reports that third parties owe the member's department."""
    rows = Engagement.objects.of(asker.tenant).filter(state=ENGAGED, department=asker.department)
    return rows.select_related("body").order_by("due_on", "pk")


def _report_out(row: Engagement, desk: Desk) -> Task:
    due = desk.day(row.due_on, _("委托函要求%(due)s前提交报告。") % {"due": row.due_on})
    return Task(_("等待第三方报告"), str(row), row.get_absolute_url(), _("查看"), due)


TO_DO.register(Section("registry.certificates", gettext_lazy("执法证件"), "officers.view", _certificates, _renewal))
TO_DO.register(Section("registry.offers", gettext_lazy("借调函"), "officers.lend", _offers, _offer))
WAITING.register(
    Section("registry.reports_out", gettext_lazy("第三方报告"), "officers.engage", _reports_out, _report_out)
)
WAITING.register(Section("registry.offers_out", gettext_lazy("借调函"), "officers.lend", _offers_out, _offer_out))

# --- imports ----------------------------------------------------------------------------------------------------------

_REGISTER_WORDS: dict[str, Promise] = {
    ImportState.MAPPING: gettext_lazy("指定各列的栏目"),
    ImportState.REPORTED: gettext_lazy("核对导入报告"),
}


def _uploads(asker: Asker, kind: str, *states: str) -> QuerySet[ImportBatch]:
    """The member's own uploads that wait for an answer."""
    rows = ImportBatch.objects.of(asker.tenant).filter(importer=kind, state__in=states)
    return rows.filter(uploaded_by=asker.member).order_by("uploaded_at", "pk")


def _officer_files(asker: Asker) -> QuerySet[ImportBatch]:
    return _uploads(asker, OFFICERS.kind, ImportState.REPORTED)


def _officer_file(batch: ImportBatch, desk: Desk) -> Task:
    url = reverse("registry:officer_import_batch", args=[desk.tenant, batch.pk])
    return Task(_("核对导入报告"), batch.name, url, _("核对"), since=localdate(batch.uploaded_at))


def _registers(asker: Asker) -> QuerySet[ImportBatch]:
    return _uploads(asker, OBJECTS.kind, *_REGISTER_WORDS)


def _register(batch: ImportBatch, desk: Desk) -> Task:
    url, word = reverse("registry:object_import_batch", args=[desk.tenant, batch.pk]), _REGISTER_WORDS[batch.state]
    return Task(str(word), batch.name, url, _("办理"), since=localdate(batch.uploaded_at))


def _matches(asker: Asker) -> QuerySet[MatchCase]:
    """Lines and files that are perhaps known objects, as one task."""
    rows = MatchCase.objects.of(asker.tenant).filter(state=MATCH_OPEN)
    return as_one(rows if asker.allows("objects.merge") else rows.filter(department=asker.department))


def _match(first: MatchCase, desk: Desk) -> Task:
    url = f"{reverse('registry:matches', args=[desk.tenant])}?state={MATCH_OPEN}"
    return Task(_("判断疑似相同的监管对象"), _("%d条待判断") % first.in_all, url, _("判断"))  # type: ignore[attr-defined]


TO_DO.register(
    Section("registry.officer_imports", gettext_lazy("导入报告"), OFFICERS.permission, _officer_files, _officer_file)
)
TO_DO.register(Section("registry.registers", gettext_lazy("导入报告"), OBJECTS.permission, _registers, _register))
TO_DO.register(Section("registry.matches", gettext_lazy("疑似相同对象"), OBJECTS.permission, _matches, _match))

# --- objects ----------------------------------------------------------------------------------------------------------


def _campaigns(asker: Asker) -> QuerySet[QualityCampaign]:
    """Campaigns in which the member's department still has objects to look at, with `open`, their number."""
    waiting = Q(verifications__state=TO_VERIFY, verifications__department=asker.department)
    rows = QualityCampaign.objects.of(asker.tenant).filter(waiting).annotate(open=Count("verifications"))
    return rows.order_by("due_on", "pk")


def _campaign(campaign: QualityCampaign, desk: Desk) -> Task:
    words = {"name": campaign, "due": campaign.due_on}
    due = desk.day(campaign.due_on, _("%(name)s要求%(due)s前逐个确认或更正。") % words)
    tasks = reverse("registry:quality_tasks", args=[desk.tenant])
    url = f"{tasks}?state={TO_VERIFY}&department={worn(desk.member).department_id}"
    about = _("%(name)s：%(count)s个待核实") % {"name": campaign, "count": campaign.open}  # type: ignore[attr-defined]
    return Task(_("核实监管对象"), about, url, _("核实"), due)


def _candidates(asker: Asker) -> QuerySet[JointCandidate]:
    """One line for all candidates: they are decided on their list."""
    return as_one(JointCandidate.objects.of(asker.tenant).filter(state=OPEN))


def _candidate(first: JointCandidate, desk: Desk) -> Task:
    about = _("%(count)s个对象由两个以上部门监管") % {"count": first.in_all}  # type: ignore[attr-defined]
    return Task(_("处理联合检查候选"), about, reverse("registry:candidates", args=[desk.tenant]), _("处理"))


def _accepted(asker: Asker) -> QuerySet[JointCandidate]:
    """One line for the accepted candidates of the department that are in no plan yet."""
    held = ObjectEnrolment.objects.of(asker.tenant).filter(object=OuterRef("object"), department=asker.department)
    return as_one(JointCandidate.objects.of(asker.tenant).filter(Exists(held), state=ACCEPTED))


def _to_plan(first: JointCandidate, desk: Desk) -> Task:
    about = _("%(count)s个对象已采纳为联合检查对象") % {"count": first.in_all}  # type: ignore[attr-defined]
    url = f"{reverse('registry:candidates', args=[desk.tenant])}?state={ACCEPTED}"
    return Task(_("把联合检查候选列入计划"), about, url, _("列入"))


def _follow_ups(asker: Asker) -> QuerySet[FollowUp]:
    """What the member's department owes after approvals, the earliest first."""
    rows = FollowUp.objects.of(asker.tenant).filter(state=DUTY_DUE, department=asker.department)
    return rows.select_related("object", "event__object").order_by("due_on", "pk")


def _follow_up(row: FollowUp, desk: Desk) -> Task:
    words = {"event": row.event, "kind": row.get_kind_display()}
    sentence = _("%(event)s，按对应关系须在期限内办理%(kind)s。") % words
    due = desk.day(row.due_on, sentence) if row.due_on else None
    return Task(row.get_kind_display(), str(row.object), row.get_absolute_url(), _("办理"), due)


TO_DO.register(Section("registry.verify", gettext_lazy("名录核实"), "objects.maintain", _campaigns, _campaign))
TO_DO.register(
    Section("registry.candidates", gettext_lazy("联合检查候选"), "objects.coordinate", _candidates, _candidate)
)
TO_DO.register(Section("registry.accepted", gettext_lazy("候选列入计划"), "plans.prepare", _accepted, _to_plan))
TO_DO.register(Section("registry.follow_ups", gettext_lazy("审批后续任务"), "objects.enrol", _follow_ups, _follow_up))

# --- 重点监管清单 -----------------------------------------------------------------------------------------------------


def _key_lists(asker: Asker) -> QuerySet[KeyList]:
    """重点监管清单 that others submitted."""
    rows = KeyList.objects.of(asker.tenant).filter(state=KEY_SUBMITTED).exclude(submitted_by=asker.member)
    return rows.select_related("department").order_by("pk")


def _key_list(row: KeyList, desk: Desk) -> Task:
    return Task(_("批准重点监管清单"), f"{row}　{row.department}", row.get_absolute_url(), _("办理"))


def _key_lists_in_force(asker: Asker) -> QuerySet[KeyList]:
    """The department's lists; all of them for whoever approves them."""
    rows = lists_in_force(asker.tenant, asker.today).order_by("pk")
    return rows if asker.allows("key_lists.approve") else rows.filter(department=asker.department)


def _key_units(row: KeyList, desk: Desk) -> Task | None:
    """Units that nobody looked after for as long as the list allows."""
    found = units_to_track(row, desk.today)
    if found is None:
        return None
    count, since = found
    due = desk.day(since, _("清单规定每%(days)s天至少跟踪或指导一次。") % {"days": row.every_days})
    about = _("%(list)s：%(count)s个单位到期") % {"list": row, "count": count}
    return Task(_("跟踪重点监管单位"), about, row.get_absolute_url(), _("记录跟踪"), due)


TO_DO.register(Section("registry.key_lists", gettext_lazy("重点监管清单"), "key_lists.approve", _key_lists, _key_list))
TO_DO.register(
    Section("registry.key_units", gettext_lazy("重点监管单位"), "key_lists.prepare", _key_lists_in_force, _key_units)
)
