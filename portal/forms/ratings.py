"""What a company says of a visit: its number and the code of the letter, and four marks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.services.ratings import Marks
from portal.forms.passes import PassNumberForm

SCORES = [("5", _("很满意")), ("4", _("满意")), ("3", _("一般")), ("2", _("不满意")), ("1", _("很不满意"))]
YES, NO = "yes", "no"


def question(label: Any) -> forms.ChoiceField:
    """A question answered by yes or no."""
    return forms.ChoiceField(label=label, choices=[(YES, _("是")), (NO, _("否"))], widget=forms.RadioSelect)


class RatingForm(PassNumberForm):
    score = forms.ChoiceField(label=_("对这次检查的总体评价"), choices=SCORES, widget=forms.RadioSelect)
    certificates_shown = question(_("检查人员是否出示了执法证件和检查码"))
    within_list = question(_("是否只检查了通知书上的事项"))
    asked_for_more = question(_("是否收费、索要财物或要求做与检查无关的事"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("评议码")
        self.fields["code"].help_text = _("在统筹部门寄给您的评议函上；不是检查人员出示的核验短码。")

    def marks(self) -> Marks:
        """The marks as they are kept."""
        given = self.cleaned_data
        answers = (given[name] == YES for name in ("certificates_shown", "within_list", "asked_for_more"))
        return Marks(int(given["score"]), *answers)
