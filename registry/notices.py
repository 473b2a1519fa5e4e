"""What members are told about objects, and about officers, their certificates and secondments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from common.notices import holders, notify
from registry.models import (
    ApprovalEvent,
    Certificate,
    FollowUp,
    KeyList,
    QualityCampaign,
    Secondment,
    SecondmentOffer,
    SupervisedObject,
)
from tenancy.models import Department, Member, Region

LIBRARIAN = "officer_librarian"


def tell_of_change(
    row: SupervisedObject, departments: Iterable[Department], *, actor: Member | None, today: date, note: str
) -> None:
    """Tell the departments that supervise an object what became of it; who did it knows."""
    told = {
        person for department in departments for person in holders(row.tenant, "department_admin", today, department)
    }
    subject = _("监管对象状态变动：%(state)s") % {"state": row.get_state_display()}
    body = _("“%(object)s”：%(note)s。本部门名录已随之调整，请处理与它有关的未办任务。") % {"object": row, "note": note}
    notify(told - {actor}, row.tenant, subject, kind="registry.changed", body=body, url=row.get_absolute_url())


def tell_of_approval(event: ApprovalEvent, departments: Iterable[Department]) -> None:
    """Tell the supervising departments what an approving department decided (R054)."""
    place, today = event.object.tenant, event.decided_on
    subject = _("审管联动：%(kind)s %(matter)s") % {"kind": event.get_kind_display(), "matter": event.matter}
    words = {"by": event.department, "object": event.object, "number": event.permit_number or _("无编号")}
    body = _("%(by)s已办理“%(object)s”，编号：%(number)s。本部门名录已更新，请按监管职责跟进。") % words
    told = {person for department in departments for person in holders(place, "department_admin", today, department)}
    notify(told, place, subject, kind="registry.approval", body=body, url=event.object.get_absolute_url())


def tell_of_result(follow_up: FollowUp, *, actor: Member, today: date) -> None:
    """Tell the approving department what the supervising one found (R054)."""
    place, event = follow_up.tenant, follow_up.event
    words = {"by": follow_up.department, "task": follow_up.get_kind_display(), "object": follow_up.object}
    subject = _("审管联动：%(by)s已办理%(task)s") % words
    body = _("“%(object)s”%(task)s的结果：%(result)s") % {**words, "result": follow_up.result}
    told = set(holders(place, "department_admin", today, event.department)) | _known(event.created_by)
    notify(told - {actor}, place, subject, kind="registry.approval", body=body, url=follow_up.get_absolute_url())


def tell_of_key_list(row: KeyList, *, today: date) -> None:
    """Tell the leading department that its 重点监管清单 was approved (R042)."""
    subject = _("重点监管清单已批准：%(name)s") % {"name": row}
    body = _("请自%(on)s起每%(days)s天至少跟踪或指导每个单位一次，并写入跟踪记录。") % {
        "on": row.starts_on,
        "days": row.every_days,
    }
    told = set(holders(row.tenant, "department_admin", today, row.department)) | _known(row.submitted_by)
    notify(told, row.tenant, subject, kind="registry.key_list", body=body, url=row.get_absolute_url())


def _known(member: Member | None) -> set[Member]:
    return {member} if member else set()


def tell_of_campaign(campaign: QualityCampaign) -> None:
    """Tell the keepers how many files they have to look at again, and by when (R056)."""
    place = campaign.tenant
    url = f"{reverse('registry:quality_tasks', args=[place])}?state=to_verify"
    departments = Department.objects.of(place).filter(verifications__campaign=campaign)
    for department in departments.annotate(count=Count("verifications")).order_by("pk"):
        words = {"count": department.count, "due": campaign.due_on.isoformat()}
        body = _("分派给本部门%(count)s个对象，请于%(due)s前逐个确认或更正。") % words
        told = holders(place, "department_admin", campaign.starts_on, department)
        subject = _("名录核实：%(name)s") % {"name": campaign}
        notify(told, place, subject, kind="registry.campaign", body=body, url=f"{url}&department={department.pk}")


def tell_of_ending(tenant: Region, certificates: Sequence[Certificate], *, today: date) -> None:
    """One notice each for whoever holds the certificates and keeps the department's people; names stay in the body."""
    told: dict[Member, list[Certificate]] = defaultdict(list)
    for certificate in certificates:
        for member in _keepers(tenant, certificate, today):
            told[member].append(certificate)
    url = f"{reverse('registry:officers', args=[tenant])}?ending=90"
    for member, theirs in told.items():
        subject = _("执法证件到期提醒：%d本证件须换证") % len(theirs)
        body = _("；").join(_line(certificate, today) for certificate in theirs)
        notify(member, tenant, subject, kind="registry.certificate_ending", body=body, url=url)


def _keepers(tenant: Region, certificate: Certificate, today: date) -> set[Member]:
    """The officer himself, and the department's administrators; where it has none, the librarian of the place."""
    officer = certificate.officer
    keepers = set(holders(tenant, "department_admin", today, officer.department))
    own = {officer.member} if officer.member else set()
    return own | (keepers or set(holders(tenant, LIBRARIAN, today)))


def _line(certificate: Certificate, today: date) -> str:
    days = (certificate.ends_on - today).days
    facts = {"name": certificate.officer, "number": certificate.number, "on": certificate.ends_on, "days": days}
    if days < 0:
        return _("%(name)s（%(number)s）已于%(on)s到期") % facts
    return _("%(name)s（%(number)s）%(on)s到期，还有%(days)s天") % facts


def tell_of_offer(offer: SecondmentOffer, *, today: date) -> None:
    """Tell the borrowing place's librarians that somebody is offered."""
    subject = _("收到%s的执法人员借调函") % offer.from_place
    told = set(holders(offer.tenant, LIBRARIAN, today)) or set(holders(offer.tenant, "district_admin", today))
    notify(told, offer.tenant, subject, kind="registry.secondment", url=offer.get_absolute_url())


def tell_of_standing(offer: SecondmentOffer, *, today: date) -> None:
    """Tell the borrowing place's librarians that a lent officer's certificate or fitness changed."""
    subject = _("借入人员的执法证件或执法资格有变动：%(place)s") % {"place": offer.from_place}
    told = set(holders(offer.tenant, LIBRARIAN, today)) or set(holders(offer.tenant, "district_admin", today))
    target = offer.officer or offer
    body = _("%(name)s的证件、暂停执法情况已按借出地区的通知更新，请核对其参加的检查。") % {"name": offer.name}
    notify(told, offer.tenant, subject, kind="registry.secondment", body=body, url=target.get_absolute_url())


def tell_of_answer(secondment: Secondment) -> None:
    """Tell whoever lent somebody what the other place answered."""
    if secondment.offered_by is None:
        return
    words = {"place": secondment.to_place, "state": secondment.get_state_display()}
    subject = _("执法人员借调答复：%(place)s%(state)s") % words
    kind, url = "registry.secondment", secondment.get_absolute_url()
    notify(secondment.offered_by, secondment.tenant, subject, kind=kind, url=url)
