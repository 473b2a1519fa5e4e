"""What waits for a member around publications."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import due_state, running_clocks, soon_day
from common.worklist import TO_DO, Asker, Section, Task
from publication.models import Duty
from publication.queries import OPEN_STATES, exemptions_to_review, open_duties
from publication.services.duties import PUBLISH_RULE
from publication.states import DUTY_WORKFLOW
from tenancy.models import Member, Region


def duties_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Duties on which the member has a move, with the sentence of their clock."""
    hat = member.hat
    if hat is None:
        return
    clocks = {clock.subject_id: clock for clock in running_clocks(tenant).filter(rule=PUBLISH_RULE.name)}
    now, soon = timezone.now(), soon_day(tenant, today)
    for duty in open_duties(tenant).filter(Asker.known(hat, "publication.view", today).may_move(DUTY_WORKFLOW)):
        first, *_others = DUTY_WORKFLOW.open_to(duty, member)
        clock = clocks.get(str(duty.pk))
        due = due_state(clock, now=now, soon=soon) if clock else None
        yield Task(first.label, duty.title, duty.get_absolute_url(), _t("办理"), due)


def reviews_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Exemptions whose review date has come."""
    for exemption in exemptions_to_review(tenant, today):
        duty = exemption.duty
        yield Task(_t("复核不予公示"), duty.title, duty.get_absolute_url(), _t("复核"), since=exemption.review_on)


TO_DO.register(
    Section(
        "publication.duties",
        _("公示任务"),
        "publication.view",
        duties_of,
        lambda asker: Duty.objects.of(asker.tenant).filter(asker.may_move(DUTY_WORKFLOW), state__in=OPEN_STATES),
    )
)
TO_DO.register(
    Section(
        "publication.reviews",
        _("不予公示复核"),
        "publication.exempt",
        reviews_of,
        lambda asker: exemptions_to_review(asker.tenant, asker.today),
    )
)
