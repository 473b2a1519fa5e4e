"""Two files of one object: seen side by side, merged, taken apart again."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, FormPage
from common.pages.forms import NoteForm
from registry.forms.merging import MergeForm
from registry.models import MergeRecord, SupervisedObject
from registry.queries.lines import state_badge
from registry.queries.objects import look_alikes, objects_of
from registry.services.merging import merge_objects, unmerge
from registry.sides import against
from registry.views.objects import ObjectMixin, objects_crumb


class MergePage(ObjectMixin, FormPage):
    """The file stays; the one named on the form is merged into it."""

    permission = "objects.merge"
    title = _("合并档案")
    submit_label = _("合并")
    form_class = MergeForm
    template_name = "registry/merge.html"
    success_message = _("两份档案已合并，各自的历史都保留，可以拆分。")

    def get_form_kwargs(self) -> dict[str, Any]:
        other = self.request.GET.get("other", "")
        row = objects_of(self.tenant).filter(pk=other).first() if other.isdecimal() else None
        return super().get_form_kwargs() | {"initial": {"other": (row.uscc or row.name) if row else ""}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        found = look_alikes(self.tenant, row.name, uscc=row.uscc, address=row.address, except_pk=row.pk)
        alike = [self._beside(other, verdict.reason) for other, verdict in found[:5]]
        return super().get_context_data(alike=alike, **kwargs)

    def _beside(self, other: SupervisedObject, reason: str) -> dict[str, Any]:
        """What a person needs to say whether they are the same: differing characters marked."""
        row = self.object
        pairs = [(_t("名称"), row.name, other.name), (_t("统一社会信用代码"), row.uscc, other.uscc)]
        if not (row.has_private_address or other.has_private_address):
            pairs.append((_t("地址"), row.address, other.address))
        lines = [(label, against(left, right), against(right, left)) for label, left, right in pairs]
        choose = f"{self.request.path}?other={other.pk}"
        keep = f"{reverse('registry:merge', args=[self.tenant, other.pk])}?other={row.pk}"
        beside = {"row": other, "reason": reason, "badge": state_badge(other.state), "lines": lines}
        return beside | {"choose_url": choose, "keep_url": keep}

    def save(self, form: Any) -> SupervisedObject:
        given = form.cleaned_data
        merge_objects(self.object, given["other"], actor=self.member, reason=given["note"])
        return self.object


class UnmergePage(FormPage):
    permission = "objects.merge"
    model = MergeRecord
    title = _("拆分档案")
    submit_label = _("拆分")
    form_class = NoteForm
    success_message = _("已拆分，两份档案各自恢复。")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("kept", "gone")

    def get_crumbs(self) -> list[Crumb]:
        kept = self.object.kept
        return [objects_crumb(self), Crumb(str(kept), reverse("registry:object", args=[self.tenant, kept.pk]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("“%(gone)s”将恢复为单独的档案，合并时移过来的部门名录、标签、编号和关系随之移回。")
        return super().get_context_data(consequence=sentence % {"gone": self.object.gone}, **kwargs)

    def save(self, form: Any) -> SupervisedObject:
        return unmerge(self.object, actor=self.member, reason=form.cleaned_data["note"])
