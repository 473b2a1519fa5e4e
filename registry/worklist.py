"""What the registry puts on the workbench: objects to verify, certificates to renew, offers to answer, imports."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks.states import day_state, soon_day
from common.models import ImportBatch, ImportState
from common.worklist import FIGURES, TO_DO, WAITING, Figure, Section, Task
from registry.imports.objects import OBJECTS
from registry.imports.officers import OFFICERS
from registry.models import JointCandidate, MatchCase, Secondment, SecondmentOffer
from registry.queries.campaigns import campaigns_of
from registry.queries.objects import objects_of
from registry.queries.officers import ending_certificates, fit_officers, serving_officers
from registry.states import LIVING, MATCH_OPEN, OFFERED, OPEN, RECEIVED
from tenancy.models import Member, Region


def certificates_to_renew(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Certificates that end within 90 days or have ended: of officers the member keeps, and the member's own."""
    certificates = list(ending_certificates(tenant, today))
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
    batches = ImportBatch.objects.of(tenant).filter(importer=OFFICERS.kind, state=ImportState.REPORTED)
    for batch in batches.filter(uploaded_by=member):
        url = reverse("registry:officer_import_batch", args=[tenant, batch.pk])
        yield Task(_("核对导入报告"), batch.name, url, _("核对"), since=localdate(batch.uploaded_at))


def registers_to_keep(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's own registers of objects that wait for columns or for an answer to their report."""
    waits = {ImportState.MAPPING: _("指定各列的栏目"), ImportState.REPORTED: _("核对导入报告")}
    batches = ImportBatch.objects.of(tenant).filter(importer=OBJECTS.kind, state__in=waits, uploaded_by=member)
    for batch in batches:
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


TO_DO.register(Section("registry.certificates", gettext_lazy("执法证件"), "officers.view", certificates_to_renew))
TO_DO.register(Section("registry.offers", gettext_lazy("借调函"), "officers.lend", offers_to_answer))
TO_DO.register(Section("registry.officer_imports", gettext_lazy("导入报告"), OFFICERS.permission, imports_to_keep))
TO_DO.register(Section("registry.registers", gettext_lazy("导入报告"), OBJECTS.permission, registers_to_keep))
TO_DO.register(Section("registry.matches", gettext_lazy("疑似相同对象"), OBJECTS.permission, matches_to_judge))
TO_DO.register(Section("registry.verify", gettext_lazy("名录核实"), "objects.maintain", files_to_verify))
TO_DO.register(Section("registry.candidates", gettext_lazy("联合检查候选"), "objects.coordinate", candidates_to_decide))
WAITING.register(Section("registry.offers_out", gettext_lazy("借调函"), "officers.lend", offers_out))
FIGURES.register(Section("registry.objects", gettext_lazy("监管对象"), "objects.view", object_figures))
FIGURES.register(Section("registry.officers", gettext_lazy("执法人员"), "officers.view", figures))
