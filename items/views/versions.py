"""One version of an item: read, written, moved on."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Crumb, DetailPage, FormPage, MovePage
from items.diff import differences
from items.forms.chains import DocumentForm
from items.forms.items import EnforceForm, ItemForm, ReviseForm, SignForm
from items.models import CoSignature, ItemVersion
from items.models.steps import Opinion
from items.queries.chains import stages_of, step_now
from items.queries.claims import place_above
from items.queries.dependents import open_adjustments
from items.queries.timeline import timeline_of
from items.queries.versions import (
    handover_of,
    missing_elements,
    previous_version,
    sampling_read,
    warnings_of,
    with_faces,
)
from items.services import drafts, steps
from items.states import BY_ITSELF, DRAFT, IN_FORCE, ITEM_WORKFLOW, PASSING, UPPER_REVIEW
from items.views.lists import badge_of, items_crumb


class VersionMixin:
    """A page about one version."""

    model = ItemVersion
    object: Any

    def get_queryset(self) -> Any:
        return with_faces(super().get_queryset())  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class VersionPage(VersionMixin, DetailPage):
    permission = "items.view"
    workflow = ITEM_WORKFLOW
    template_name = "items/version_detail.html"
    facts = [
        "domain_text",
        "department",
        "content",
        (_("设定依据"), "basis_text"),
        "objects_text",
        (_("组织层级"), "organising_text"),
        (_("监管层级"), "supervision_text"),
        "in_force_on",
    ]

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def get_object(self) -> Any:
        version = super().get_object()
        face = version.face
        version.basis_text = face.basis
        version.organising_text, version.supervision_text = face.organising_levels, face.supervision_levels
        return version

    def get_facts(self) -> list[tuple[str, Any]]:
        """The seven columns of the lead, then what the form has no column for and is filled in."""
        more = [(label, words) for label, words in self.object.more if words]
        return super().get_facts() + more + sampling_read(self.object)

    def move_url(self, name: str) -> str:
        return reverse(f"items:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        moves = self._workflow_moves()
        if self.member.may("items.prepare", self.object):
            moves += self._writing_moves()
        return self._signing_moves() + moves

    def _workflow_moves(self) -> list[Button]:
        found = [one for one in ITEM_WORKFLOW.open_to(self.object, self.member) if one.name not in BY_ITSELF]
        step, hat = step_now(self.object), self.member.hat
        if step and hat and step.role not in {"", hat.role}:  # the place leaves it to another role
            found = [one for one in found if one.name not in PASSING]
        way_on = "take_back" if self._is_objected() else ""
        moves = [(one, one.move.is_dangerous and one.name != way_on) for one in found]
        first = next((one for one, is_dangerous in moves if not is_dangerous), None)
        return [Button(one.label, self.move_url(one.name), one is first, is_dangerous) for one, is_dangerous in moves]

    def _is_objected(self) -> bool:
        """Whether the lead has to take the version back and mend it."""
        return self.object.co_signatures.filter(opinion=Opinion.OBJECT, is_void=False).exists()

    def _writing_moves(self) -> list[Button]:
        if self.object.state == DRAFT:
            return [
                Button(_t("修改"), self.move_url("edit")),
                Button(_t("删除草稿"), self.move_url("discard"), is_dangerous=True),
            ]
        return [Button(_t("修订"), self.move_url("revise"))] if self.object.state == IN_FORCE else []

    def _signing_moves(self) -> list[Button]:
        return [
            Button(_t("会签"), reverse("items:sign", args=[self.tenant, signature.pk]), is_primary=True)
            for signature in self.object.co_signatures.all()
            if not (signature.opinion or signature.is_void) and self.member.may("items.co_sign", signature)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.object
        is_draft = version.state == DRAFT
        return super().get_context_data(
            page_state=badge_of(version),
            face=version.face,
            steps=stages_of(version),
            asked_above=place_above(self.tenant) if version.state == UPPER_REVIEW else None,
            adjustments=open_adjustments(version),
            handover=handover_of(version),
            missing=missing_elements(version) if is_draft else [],
            warnings=warnings_of(version),
            signatures=version.co_signatures.select_related("department", "signed_by"),
            **_compared(version),
            versions=version.item.versions.order_by("-number"),
            timeline=timeline_of(version),
            **kwargs,
        )


def _compared(version: ItemVersion) -> dict[str, Any]:
    """What `items/_changes.html` shows."""
    before = previous_version(version)
    return {"before": before, "changes": differences(before.face, version.face) if before else []}


class WritePage(FormPage):
    """The form of a draft, with its cooperating lines."""

    permission = "items.prepare"
    form_class = ItemForm
    template_name = "items/item_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"version": self.object}


class NewItemPage(WritePage):
    title = _("起草事项")

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def save(self, form: Any) -> ItemVersion:
        return drafts.draft_item(self.tenant, form.as_content(), actor=self.member)


class EditPage(VersionMixin, WritePage):
    title = _("修改草稿")

    def save(self, form: Any) -> ItemVersion:
        return drafts.change_draft(self.object, form.as_content(), actor=self.member)


class DiscardPage(VersionMixin, FormPage):
    permission = "items.prepare"
    title = _("删除草稿")
    submit_label = _("删除")
    form_class = forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("草稿删除后不能恢复；已生效的版本不受影响。"), **kwargs)

    def save(self, form: Any) -> str:
        drafts.discard_draft(self.object, actor=self.member)
        return reverse("items:items", args=[self.tenant])


class RevisePage(VersionMixin, FormPage):
    permission = "items.prepare"
    title = _("修订事项")
    submit_label = _("建立修订草稿")
    form_class = ReviseForm

    def save(self, form: Any) -> str:
        given = form.cleaned_data
        draft = drafts.revise(self.object, trigger=given["trigger"], note=given["note"], actor=self.member)
        return reverse("items:edit", args=[self.tenant, draft.pk])


class SignPage(FormPage):
    permission = "items.co_sign"
    model = CoSignature
    title = _("会签")
    form_class = SignForm
    template_name = "items/sign.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("version", "department")

    def get_crumbs(self) -> list[Crumb]:
        version = self.object.version
        return [items_crumb(self), Crumb(str(version), version.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = with_faces(ItemVersion.objects.of(self.tenant)).get(pk=self.object.version_id)
        return super().get_context_data(face=version.face, **_compared(version), **kwargs)

    def save(self, form: Any) -> ItemVersion:
        given = form.cleaned_data
        steps.co_sign(self.object, opinion=given["opinion"], note=given["note"], actor=self.member)
        return self.object.version


class ItemMove(VersionMixin, MovePage):
    workflow = ITEM_WORKFLOW


class SendPage(ItemMove):
    permission = "items.prepare"
    move = "send"
    consequence = _(
        "送出后内容不能再改，按本地区的办理环节逐步办理；到会签时各配合部门收到通知并开始计算期限，到期未会签的督办，不视为同意。"
    )

    def make_move(self, form: Any) -> Any:
        return steps.send(self.object, actor=self.member, note=form.cleaned_data["note"])


class TakeBackPage(ItemMove):
    permission = "items.prepare"
    move = "take_back"
    consequence = _("撤回后可以修改；本轮已签的意见作废，再次送出时各部门重新会签。")

    def make_move(self, form: Any) -> Any:
        return steps.take_back(self.object, actor=self.member, note=form.cleaned_data["note"])


class ClearPage(ItemMove):
    permission = "items.check_legality"
    move = "clear"
    consequence = _("审核通过后进入下一环节。请核对设定依据是否为现行有效的具体条款，职责划分是否合法。")

    def make_move(self, form: Any) -> Any:
        return steps.clear(self.object, actor=self.member, note=form.cleaned_data["note"])


class RefusePage(ItemMove):
    permission = "items.check_legality"
    move = "refuse"

    def make_move(self, form: Any) -> Any:
        return steps.refuse(self.object, actor=self.member, note=form.cleaned_data["note"])


class MeetingPage(ItemMove):
    permission = "items.approve"
    move = "pass_meeting"
    form_class = DocumentForm

    def make_move(self, form: Any) -> Any:
        return steps.pass_meeting(self.object, actor=self.member, **form.cleaned_data)


class UpperPage(ItemMove):
    permission = "items.approve"
    move = "pass_upper"
    form_class = DocumentForm

    def make_move(self, form: Any) -> Any:
        return steps.pass_upper(self.object, actor=self.member, **form.cleaned_data)


class ApprovePage(ItemMove):
    permission = "items.approve"
    move = "approve"

    def make_move(self, form: Any) -> Any:
        return steps.approve(self.object, actor=self.member, note=form.cleaned_data["note"])


class GiveBackPage(ItemMove):
    permission = "items.approve"
    move = "give_back"

    def make_move(self, form: Any) -> Any:
        return steps.give_back(self.object, actor=self.member, note=form.cleaned_data["note"])


class EnforcePage(ItemMove):
    permission = "items.approve"
    move = "enforce"
    form_class = EnforceForm
    consequence = _("今日起生效，原版本同时被替代；系统自动生成清单公示任务并计算期限。")

    def make_move(self, form: Any) -> Any:
        given = form.cleaned_data
        return steps.enforce(
            self.object, actor=self.member, today=timezone.localdate(), batch=given["batch"], note=given["note"]
        )


class RepealPage(ItemMove):
    permission = "items.approve"
    move = "repeal"
    consequence = _("今日起失效并移出清单；历史版本保留，系统自动生成清单更新的公示任务。")

    def make_move(self, form: Any) -> Any:
        return steps.repeal(self.object, actor=self.member, today=timezone.localdate(), note=form.cleaned_data["note"])
