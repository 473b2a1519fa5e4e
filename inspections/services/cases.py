"""How the case of a finding ended: what the case unit decided, and the time to look again (案后回查; R106, R163)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.clocks import running
from common.refusals import Refused
from inspections.models import Finding
from inspections.queries.revisits import needs_post_case
from inspections.services.revisits import POST_CASE_RULE
from inspections.states import CASE_FILED
from tenancy.audit import record
from tenancy.models import Member


class CaseRefused(Refused):
    """The end of a case may not be noted so; the sentence says why."""


@transaction.atomic
def close_case(finding: Finding, *, closed_on: date, decision: str, actor: Member) -> Finding:
    """Note the day on which the case ended and what was decided.

    From that day on the time to look again runs where the object is of level 1 (003 item 12): looking again comes after
    a case, not while it is handled. Raises `CaseRefused` for a stranger, without a case or for one that has ended,
    without a decision, for a day before the case was filed or one to come.
    """
    finding = Finding.objects.of(finding.tenant_id).select_for_update(of=("self",)).get(pk=finding.pk)
    if not actor.may("findings.handle", finding):
        raise CaseRefused(_("由%s有权限的人员登记结案。") % finding.department)
    if finding.state != CASE_FILED or finding.case_filed_on is None:
        raise CaseRefused(_("只有已立案的问题可以登记结案。请刷新页面查看。"))
    if finding.case_closed_on is not None:
        raise CaseRefused(_("已于%s登记结案，不必重复登记。") % finding.case_closed_on)
    if not decision.strip():
        raise CaseRefused(_("请写明案件的处理决定。"), field="decision")
    if not finding.case_filed_on <= closed_on <= timezone.localdate():
        words = _("结案日期须在立案移送之日（%s）与今天之间。")
        raise CaseRefused(words % finding.case_filed_on, field="closed_on")
    finding.update(case_closed_on=closed_on, case_decision=decision.strip())
    record(actor, "inspections.close_case", finding, note=decision.strip())
    if needs_post_case(finding, timezone.localdate()):
        began = timezone.make_aware(datetime.combine(closed_on, time()))
        running.start(POST_CASE_RULE.name, finding, at=began)
    return finding
