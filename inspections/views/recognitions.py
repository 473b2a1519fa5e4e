"""Taking over, or not, what another department found on the same fact (R103)."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.pages.forms import NoteForm
from inspections.forms.records import DeclineForm
from inspections.models import SectionEntry
from inspections.queries.records import Point, points_of
from inspections.services import recognitions
from inspections.views.sections import SectionFormPage


class RecognisePage(SectionFormPage):
    """Take over what another department found on the same fact."""

    title = _("采信其他部门的检查结果")
    submit_label = _("采信，不再重复检查")
    form_class = NoteForm
    template_name = "inspections/recognise_form.html"

    def get_form(self) -> Any:
        form = super().get_form()
        del form.fields["note"]
        return form

    @cached_property
    def point(self) -> Point:
        points = points_of(self.object, timezone.localdate())
        found = next((one for one in points if one.entry.pk == self.kwargs["entry"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def source(self) -> SectionEntry:
        found = next((one for one in self.point.offers if one.pk == self.kwargs["source"]), None)
        if found is None:
            raise Http404
        return found

    def save(self, form: Any) -> Any:
        return recognitions.recognise(self.object, self.point.entry, self.source, actor=self.member).section

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(point=self.point, source=self.source, **kwargs)


class DeclineRecognitionPage(RecognisePage):
    title = _("不采信，仍要检查")
    submit_label = _("不采信")
    form_class = DeclineForm

    def get_form(self) -> Any:
        return super(RecognisePage, self).get_form()

    def save(self, form: Any) -> Any:
        reason = form.cleaned_data["reason"]
        made = recognitions.decline_recognition(
            self.object, self.point.entry, self.source, reason=reason, actor=self.member
        )
        return made.section
