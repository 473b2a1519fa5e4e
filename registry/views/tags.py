"""Tags: the list of words, and the words on objects."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, Empty, FormPage, ListPage
from common.pages.forms import NoteForm
from registry.forms.tags import GiveTagForm, TagForm, TagManyForm
from registry.models import ObjectTag, TagAssignment
from registry.services.tags import add_tag, give_tag, retire_tag, take_tag
from registry.views.enrolments import TickedPage
from registry.views.object_tabs import ObjectTabs
from registry.views.objects import ObjectMixin, objects_crumb


class TagsPage(ObjectTabs, ListPage):
    permission = "objects.view"
    title = _("标签")
    tab = "registry:tags"
    model = ObjectTag
    ordering = ["is_retired", "department__name", "name"]
    rows_template = "registry/_tag_rows.html"
    columns = [
        Column("name", _("标签"), "name"),
        Column("owner", _("所属"), "department__name"),
        Column("meaning", _("含义")),
        Column("count", _("对象数"), is_number=True),
        Column("act", ""),
    ]
    empty = Empty(
        _("还没有标签"),
        _("标签用来给对象分类，例如“危险化学品”“人员密集场所”，抽查时可按标签圈定范围。"),
        _("新建标签"),
        "registry:add_tag",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        today = timezone.localdate()
        holds = Q(assignments__starts_on__lte=today) & (
            Q(assignments__ends_on=None) | Q(assignments__ends_on__gte=today)
        )
        return rows.select_related("department").annotate(count=Count("assignments", filter=holds))

    def get_moves(self) -> list[Button]:
        if not self.member.may("objects.tag"):
            return []
        return [Button(_t("新建标签"), reverse("registry:add_tag", args=[self.tenant]), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.may_retire = not row.is_retired and self.member.may("objects.tag", row)
        return context


def tags_crumb(page: Any) -> Crumb:
    return Crumb(_t("标签"), reverse("registry:tags", args=[page.tenant]))


class AddTagPage(FormPage):
    permission = "objects.tag"
    title = _("新建标签")
    form_class = TagForm
    success_message = _("标签已建立，可以在对象列表中勾选对象后批量标注。")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), tags_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ObjectTag(tenant=self.tenant)}

    def save(self, form: Any) -> str:
        tag = form.instance
        hat = self.member.hat
        tag.department = None if form.cleaned_data.get("is_shared") or hat is None else hat.department
        add_tag(tag, actor=self.member)
        return reverse("registry:tags", args=[self.tenant])


class RetireTagPage(FormPage):
    permission = "objects.tag"
    model = ObjectTag
    title = _("停用标签")
    submit_label = _("停用")
    form_class = NoteForm

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), tags_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("停用后不能再标注；已标注的到有效期为止。"), **kwargs)

    def save(self, form: Any) -> str:
        retire_tag(self.object, actor=self.member)
        return reverse("registry:tags", args=[self.tenant])


class GiveTagPage(ObjectMixin, FormPage):
    permission = "objects.view"
    title = _("打标签")
    form_class = GiveTagForm
    success_message = _("已标注。")

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        give_tag(
            [self.object],
            given["tag"],
            actor=self.member,
            today=timezone.localdate(),
            reason=given["reason"],
            ends_on=given["ends_on"],
        )
        return self.object


class TakeTagPage(FormPage):
    permission = "objects.view"
    model = TagAssignment
    title = _("取消标签")
    submit_label = _("取消标签")
    form_class = NoteForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("object", "tag__department")

    def get_crumbs(self) -> list[Crumb]:
        file = self.object.object
        return [objects_crumb(self), Crumb(str(file), file.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"tag": self.object.tag, "object": self.object.object}
        return super().get_context_data(consequence=_t("“%(object)s”今天起不再有“%(tag)s”标签。") % words, **kwargs)

    def save(self, form: Any) -> Any:
        note = form.cleaned_data["note"]
        return take_tag(self.object, actor=self.member, today=timezone.localdate(), note=note)


class TagManyPage(TickedPage):
    permission = "objects.tag"
    title = _("批量打标签")
    form_class = TagManyForm

    def save(self, form: Any) -> str:
        given = form.cleaned_data
        count = give_tag(
            given["row"],
            given["tag"],
            actor=self.member,
            today=timezone.localdate(),
            reason=given["reason"],
            ends_on=given["ends_on"],
        )
        return self.done_with(count, _t("已为%(count)s个对象打上标签；已有这个标签的不重复标注。"))
