"""What waits for a member around publications."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.worklist import FIGURES, TO_DO, Asker, Desk, Figure, Figures, Section, Task, timed
from publication.models import Duty, Exemption, Objection
from publication.queries import exemptions_to_review, late_duties, open_duties, open_objections
from publication.services.duties import CORRECT_RULE, PUBLISH_RULE
from publication.services.objections import ANSWER_RULE
from publication.states import DUTY_WORKFLOW, EXEMPTION_REQUESTED


def _duties(asker: Asker) -> QuerySet[Duty]:
    """Duties on which the member has a move."""
    return timed(open_duties(asker.tenant).filter(asker.may_move(DUTY_WORKFLOW)), PUBLISH_RULE.name, CORRECT_RULE.name)


def _duty(duty: Duty, desk: Desk) -> Task:
    move = DUTY_WORKFLOW.open_to(duty, desk.member)[0]
    word = _t("审批不予公示") if duty.state == EXEMPTION_REQUESTED else str(move.label)
    what = _t("更正：%s") % word if duty.is_correction else word
    return Task(what, duty.title, duty.get_absolute_url(), _t("办理"), desk.clock(duty))


def _reviews(asker: Asker) -> QuerySet[Exemption]:
    """Exemptions whose review date has come."""
    return exemptions_to_review(asker.tenant, asker.today)


def _review(exemption: Exemption, desk: Desk) -> Task | None:
    duty = exemption.duty
    if exemption.review_on is None:
        return None
    address = reverse("publication:review", args=[exemption.tenant_id, exemption.pk])
    due = desk.day(exemption.review_on, _t("批准不予公示时确定的复核日期"))
    return Task(_t("复核不予公示"), duty.title, address, _t("复核"), due)


def _objections(asker: Asker) -> QuerySet[Objection]:
    """Objections that wait for an answer, for whoever may give it: never the author of the text."""
    rows = open_objections(asker.tenant).filter(asker.covers("publication.check", "duty__department"))
    return timed(rows.exclude(duty__prepared_by=asker.member), ANSWER_RULE.name)


def _objection(objection: Objection, desk: Desk) -> Task:
    duty = objection.duty
    address = reverse("publication:answer", args=[duty.tenant_id, duty.pk])
    return Task(_t("答复公示异议"), duty.title, address, _t("答复"), desk.clock(objection))


def _figures(desk: Desk) -> Iterator[Figure]:
    """What should have been published by now (R115)."""
    url = f"{reverse('publication:duties', args=[desk.tenant])}?is_late=true"
    yield Figure(_t("逾期未公示"), f"{late_duties(desk.tenant, desk.today).count():,}", url)


FIGURES.register(Figures("publication.late", "publication.view", _figures))
TO_DO.register(Section("publication.duties", _("公示任务"), "publication.view", _duties, _duty))
TO_DO.register(Section("publication.objections", _("公示异议"), "publication.check", _objections, _objection))
TO_DO.register(Section("publication.reviews", _("不予公示复核"), "publication.exempt", _reviews, _review))
