"""The pages on which a visit ends at the door, and on which each other department confirms it for its own section."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.pages import Button
from inspections.forms.visits import DoorForm
from inspections.models import Visit
from inspections.queries.visits import sections_on_site
from inspections.services.at_the_door import confirm_at_the_door, end_at_the_door
from inspections.states import AT_THE_DOOR, UNSIGNED
from inspections.views.one_visit import VisitMove
from inspections.views.sections import SectionMove
from tenancy.models import Member


class FindNobodyPage(VisitMove):
    permission = "visits.attend"
    move = "find_nobody"
    form_class = DoorForm
    consequence = _("本部门的检查单以“通过登记的住所（经营场所）无法联系”办结并公示；其他部门由各自的检查人员确认。")

    def make_move(self, form: Any) -> Any:
        return end_at_the_door(self.object, self.move, **form.given(), actor=self.member)


class MeetRefusalPage(FindNobodyPage):
    move = "meet_refusal"
    consequence = _(
        "本部门的检查单以“不配合检查情节严重”办结并公示，记入信用记录，不因此自动处罚；其他部门由各自的检查人员确认。"
    )


class ConfirmAtTheDoorPage(SectionMove):
    move = "close_at_door"
    title = _("确认本部门未能检查")
    form_class = DoorForm
    consequence = _("只办结本部门的检查单，以先到部门记录的情况为结果办结并公示；有补充的，请写明。")

    def make_move(self, form: Any) -> Any:
        return confirm_at_the_door(self.object, **form.given(), actor=self.member)

    def save(self, form: Any) -> Visit:
        self.make_move(form)
        return self.object.visit


def door_moves(visit: Visit, member: Member) -> list[Button]:
    """What an officer still has to confirm after the visit ended at the door."""
    if visit.state not in AT_THE_DOOR:
        return []
    mine = sections_on_site(visit).filter(state__in=UNSIGNED, officers__officer__member=member)
    places = [reverse("inspections:close_at_door", args=[one.tenant_id, one.pk]) for one in mine]
    return [Button(str(ConfirmAtTheDoorPage.title), place, is_primary=True) for place in places]
