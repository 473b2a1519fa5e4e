"""A risk level given by hand."""

from django.utils.translation import gettext_lazy as _

from directory.forms.fields import DayField
from registry.forms.gradings import GradingForm


class LevelForm(GradingForm):
    """A level has a day on which it is looked at again (R160)."""

    review_on = DayField(label=_("复核日期"), help_text=_("到这一天重新评定；人工评定的等级须定复核日期。"))
