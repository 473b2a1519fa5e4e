"""What the registry puts on the workbench: objects to verify, certificates to renew, offers to answer, imports."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks.states import day_state, soon_day
from common.models import ImportBatch, ImportState
from common.worklist import FIGURES, TO_DO, WAITING, Asker, Figure, Section, Task
from registry.imports.objects import OBJECTS
from registry.imports.officers import OFFICERS
from registry.models import (
    Engagement,
    FollowUp,
    JointCandidate,
    KeyList,
    MatchCase,
    Secondment,
    SecondmentOffer,
    Verification,
)
from registry.queries.campaigns import campaigns_of
from registry.queries.key_lists import lists_in_force, units_to_track
from registry.queries.objects import objects_of
from registry.queries.officers import ending_certificates, fit_officers, serving_officers
from registry.states import DUTY_DUE, ENGAGED, KEY_SUBMITTED, LIVING, MATCH_OPEN, OFFERED, OPEN, RECEIVED, TO_VERIFY
from tenancy.models import Member, Region
from tenancy.roles import ROLES

_SHOWN = 50


def certificates_to_renew(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Certificates that end within 90 days or have ended: of officers the member keeps, and the member's own."""
    certificates = list(_certificates(Asker.known(member.hat, "officers.view", today))) if member.hat else []
    soon = soon_day(tenant, today) if certificates else today
    for certificate in certificates:
        officer = certificate.officer
        words = {"number": certificate.number, "on": certificate.ends_on}
        sentence = _("证件%(number)s有效期至%(on)s；到期未换证的，自动移出可抽取人员。") % words
        due = day_state(certificate.ends_on, sentence, today=today, soon=soon)
        if member.may("officers.manage", officer):
            url = reverse("registry:officer_renew", args=[tenant, officer.pk])
            yield Task(_("换发执法证件"), f"{officer.name}　{officer.department}", url, _("登记换证"), due)
        elif officer.member_id == member.pk:
            yield Task(_("您的执法证件将到期"), certificate.number, certificate.get_absolute_url(), _("查看"), due)


def _certificates(asker: Asker) -> QuerySet:
    kept = asker.covers("officers.manage", "officer__department") | Q(officer__member=asker.member)
    return ending_certificates(asker.tenant, asker.today).filter(kept)


def offers_to_answer(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Officers that other places offer."""
    offers = list(SecondmentOffer.objects.of(tenant).filter(state=RECEIVED).select_related("from_place"))
    soon = soon_day(tenant, today) if offers else today
    for offer in offers:
        sentence = _("借调自%s起，须在此前答复。") % offer.starts_on
        due = day_state(offer.starts_on, sentence, today=today, soon=soon)
        yield Task(_("答复借调函"), str(offer), offer.get_absolute_url(), _("办理"), due)


def offers_out(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Own offers that other places have not answered."""
    for lent in Secondment.objects.of(tenant).filter(state=OFFERED).select_related("officer", "to_place"):
        since = localdate(lent.offered_at)
        yield Task(_("等待借调答复"), str(lent), lent.get_absolute_url(), _("查看"), since=since)


def imports_to_keep(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's own uploads whose report has not been answered."""
    for batch in _uploads(member, tenant, OFFICERS.kind, ImportState.REPORTED):
        url = reverse("registry:officer_import_batch", args=[tenant, batch.pk])
        yield Task(_("核对导入报告"), batch.name, url, _("核对"), since=localdate(batch.uploaded_at))


def _uploads(member: Member | Value, tenant: Region | Value, kind: str, *states: str) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.of(tenant).filter(importer=kind, state__in=states, uploaded_by=member)


def registers_to_keep(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's own registers of objects that wait for columns or for an answer to their report."""
    waits = {ImportState.MAPPING: _("指定各列的栏目"), ImportState.REPORTED: _("核对导入报告")}
    for batch in _uploads(member, tenant, OBJECTS.kind, *waits):
        url = reverse("registry:object_import_batch", args=[tenant, batch.pk])
        yield Task(waits[ImportState(batch.state)], batch.name, url, _("办理"), since=localdate(batch.uploaded_at))


def matches_to_judge(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Lines and files that are perhaps known objects, as one task."""
    cases = MatchCase.objects.of(tenant).filter(state=MATCH_OPEN)
    if not member.may("objects.merge"):
        cases = cases.filter(department=member.hat.department if member.hat else None)
    count = cases.count()
    if count:
        url = f"{reverse('registry:matches', args=[tenant])}?state={MATCH_OPEN}"
        yield Task(_("判断疑似相同的监管对象"), _("%d条待判断") % count, url, _("判断"))


def files_to_verify(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Campaigns in which the member's department still has objects to look at."""
    hat = member.hat
    for campaign in campaigns_of(tenant, hat.department_id if hat else None):
        words = {"name": campaign, "due": campaign.due_on}
        due = day_state(
            campaign.due_on,
            _("%(name)s要求%(due)s前逐个确认或更正。") % words,
            today=today,
            soon=soon_day(tenant, today),
        )
        url = f"{reverse('registry:quality_tasks', args=[tenant])}?state=to_verify&department={campaign.department_id}"
        about = _("%(name)s：%(count)s个待核实") % {"name": campaign, "count": campaign.open}
        yield Task(_("核实监管对象"), about, url, _("核实"), due)


def candidates_to_decide(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """One line for all candidates: they are decided on their list."""
    count = JointCandidate.objects.of(tenant).filter(state=OPEN).count()
    if count:
        about = _("%(count)s个对象由两个以上部门监管") % {"count": count}
        yield Task(_("处理联合检查候选"), about, reverse("registry:candidates", args=[tenant]), _("处理"))


def follow_ups_to_do(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """What the member's department owes after approvals, the earliest first."""
    rows = FollowUp.objects.of(tenant).filter(state=DUTY_DUE, department=_own_department(member))
    found = list(rows.select_related("object", "event").order_by("due_on", "pk")[:_SHOWN])
    soon = soon_day(tenant, today) if found else today
    for row in found:
        words = {"event": row.event, "kind": row.get_kind_display()}
        sentence = _("%(event)s，按对应关系须在期限内办理%(kind)s。") % words
        due = day_state(row.due_on, sentence, today=today, soon=soon) if row.due_on else None
        yield Task(row.get_kind_display(), str(row.object), row.get_absolute_url(), _("办理"), due)


def key_lists_to_approve(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """重点监管清单 that others submitted."""
    rows = KeyList.objects.of(tenant).filter(state=KEY_SUBMITTED).exclude(submitted_by=member)
    for row in rows.select_related("department").order_by("pk"):
        yield Task(_("批准重点监管清单"), f"{row}　{row.department}", row.get_absolute_url(), _("办理"))


def key_units_to_track(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Units of the department's lists that nobody looked after for as long as the list allows."""
    department = None if member.may("key_lists.approve") else _own_department(member)
    for row, count, since in units_to_track(tenant, department, today):
        sentence = _("清单规定每%(days)s天至少跟踪或指导一次。") % {"days": row.every_days}
        due = day_state(since, sentence, today=today, soon=today)
        about = _("%(list)s：%(count)s个单位到期") % {"list": row, "count": count}
        yield Task(_("跟踪重点监管单位"), about, row.get_absolute_url(), _("记录跟踪"), due)


def reports_out(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Reports that third parties owe the member's department."""
    rows = Engagement.objects.of(tenant).filter(state=ENGAGED, department=_own_department(member))
    for row in rows.select_related("body").order_by("due_on", "pk"):
        sentence = _("委托函要求%(due)s前提交报告。") % {"due": row.due_on}
        due = day_state(row.due_on, sentence, today=today, soon=today)
        yield Task(_("等待第三方报告"), str(row), row.get_absolute_url(), _("查看"), due)


def _own_department(member: Member) -> int | None:
    return member.hat.department_id if member.hat else None


def object_figures(member: Member, tenant: Region, today: date) -> Iterator[Figure]:
    """Living objects of the place, out of all on file."""
    rows = objects_of(tenant)
    living, count = rows.filter(state__in=LIVING).count(), rows.count()
    yield Figure(
        _("在册监管对象"),
        f"{living:,}",
        reverse("registry:objects", args=[tenant]),
        _("档案%(n)s份") % {"n": f"{count:,}"},
    )


def figures(member: Member, tenant: Region, today: date) -> Iterator[Figure]:
    """Officers who may be drawn today, out of all in the library."""
    fit, all_of_them = fit_officers(tenant, on=today).count(), serving_officers(tenant, today).count()
    note = _("在库%d人") % all_of_them
    yield Figure(_("可抽取执法人员"), f"{fit:,}", f"{reverse('registry:officers', args=[tenant])}?fitness=fit", note)


def _key_lists(asker: Asker) -> QuerySet:
    is_approver = ROLES[asker.role].allows("key_lists.approve")
    rows = lists_in_force(asker.tenant, asker.today)
    return rows if is_approver else rows.filter(department=asker.department)


TO_DO.register(
    Section(
        "registry.certificates",
        gettext_lazy("执法证件"),
        "officers.view",
        certificates_to_renew,
        _certificates,
    )
)
TO_DO.register(
    Section(
        "registry.offers",
        gettext_lazy("借调函"),
        "officers.lend",
        offers_to_answer,
        lambda asker: SecondmentOffer.objects.of(asker.tenant).filter(state=RECEIVED),
    )
)
TO_DO.register(
    Section(
        "registry.officer_imports",
        gettext_lazy("导入报告"),
        OFFICERS.permission,
        imports_to_keep,
        lambda asker: _uploads(asker.member, asker.tenant, OFFICERS.kind, ImportState.REPORTED),
    )
)
TO_DO.register(
    Section(
        "registry.registers",
        gettext_lazy("导入报告"),
        OBJECTS.permission,
        registers_to_keep,
        lambda asker: _uploads(asker.member, asker.tenant, OBJECTS.kind, ImportState.MAPPING, ImportState.REPORTED),
    )
)
TO_DO.register(
    Section(
        "registry.matches",
        gettext_lazy("疑似相同对象"),
        OBJECTS.permission,
        matches_to_judge,
        lambda asker: MatchCase.objects.of(asker.tenant).filter(state=MATCH_OPEN),
    )
)
TO_DO.register(
    Section(
        "registry.verify",
        gettext_lazy("名录核实"),
        "objects.maintain",
        files_to_verify,
        lambda asker: Verification.objects.of(asker.tenant).filter(state=TO_VERIFY, department=asker.department),
    )
)
TO_DO.register(
    Section(
        "registry.candidates",
        gettext_lazy("联合检查候选"),
        "objects.coordinate",
        candidates_to_decide,
        lambda asker: JointCandidate.objects.of(asker.tenant).filter(state=OPEN),
    )
)
TO_DO.register(
    Section(
        "registry.follow_ups",
        gettext_lazy("审批后续任务"),
        "objects.enrol",
        follow_ups_to_do,
        lambda asker: FollowUp.objects.of(asker.tenant).filter(state=DUTY_DUE, department=asker.department),
    )
)
TO_DO.register(
    Section(
        "registry.key_lists",
        gettext_lazy("重点监管清单"),
        "key_lists.approve",
        key_lists_to_approve,
        lambda asker: KeyList.objects.of(asker.tenant).filter(state=KEY_SUBMITTED),
    )
)
TO_DO.register(
    Section(
        "registry.key_units",
        gettext_lazy("重点监管单位"),
        "key_lists.prepare",
        key_units_to_track,
        _key_lists,
    )
)
WAITING.register(
    Section(
        "registry.reports_out",
        gettext_lazy("第三方报告"),
        "officers.engage",
        reports_out,
        lambda asker: Engagement.objects.of(asker.tenant).filter(state=ENGAGED, department=asker.department),
    )
)
WAITING.register(
    Section(
        "registry.offers_out",
        gettext_lazy("借调函"),
        "officers.lend",
        offers_out,
        lambda asker: Secondment.objects.of(asker.tenant).filter(state=OFFERED),
    )
)
FIGURES.register(Section("registry.objects", gettext_lazy("监管对象"), "objects.view", object_figures))
FIGURES.register(Section("registry.officers", gettext_lazy("执法人员"), "officers.view", figures))
