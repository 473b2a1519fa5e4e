"""The library of supervised objects: the list, the file of each, written and moved through its life."""

from typing import Any

import segno
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import COUNT_CAP, Button, Column, Crumb, DetailPage, Empty, FormPage, KeysetListPage, MovePage, Page
from directory.queries.people import acts_for_place
from registry.filters.objects import ObjectFilter
from registry.forms.objects import ObjectForm
from registry.kinds import HOLDERS, ObjectKind
from registry.models import LAST_VERIFIED, SupervisedObject
from registry.queries.key_lists import key_lists_of
from registry.queries.lines import ObjectLine, page_of_lines, page_of_names, state_badge
from registry.queries.objects import count_names, listed, look_alikes
from registry.queries.quality import completeness
from registry.queries.relations import relations_of
from registry.queries.subject_file import timeline
from registry.queries.tags import tags_on
from registry.queries.trace import TRACEABLE
from registry.queries.visibility import sees_inside, sees_personal, shown_address, shown_details
from registry.services.objects import add_object, confirm_object, move_object
from registry.services.quality import correct_object
from registry.services.resemblance import refuse_double
from registry.states import OBJECT_WORKFLOW
from registry.views.object_tabs import ObjectTabs
from tenancy.models.regions import RegionLevel


def subject_code(row: SupervisedObject) -> str:
    """企业码: the address of the file as a picture, for the door; only signed-in officials get any further."""
    address = f"{settings.SITE_URL}{row.get_absolute_url()}"
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=3, border=4, light="#fff")


def objects_crumb(page: Page) -> Crumb:
    return Crumb(_t("监管对象"), reverse("registry:objects", args=[page.tenant]))


class ObjectsPage(ObjectTabs, KeysetListPage):
    """Two million rows feel like twenty: turned by key, counted to a thousand, names found by an index."""

    permission = "objects.view"
    reads_down = True
    title = _("监管对象")
    tab = "registry:objects"
    model = SupervisedObject
    keyset = ("tenant_id", "pk")
    ordering = ["-tenant_id", "-pk"]
    orders = {"name": ("tenant_id", "name_key", "pk"), "verified_on": ("tenant_id", "last_verified", "pk")}
    filterset_class = ObjectFilter
    rows_template = "registry/_object_rows.html"
    export = "registry.objects"
    keeps_filters = True
    columns = [
        Column("name", _("名称"), "name_key"),
        Column("kind", _("类别")),
        Column("uscc", _("统一社会信用代码")),
        Column("place", _("所在地")),
        Column("departments", _("监管部门")),
        Column("state", _("状态")),
        Column("verified_on", _("最近核实"), "last_verified"),
    ]
    empty = Empty(
        _("名录库还是空的"),
        _("可以逐个新建监管对象，也可以从登记机关的名册批量导入。"),
        _("新建监管对象"),
        "registry:choose_kind",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return listed(rows).alias(last_verified=LAST_VERIFIED)

    def _keyset(self) -> tuple[str, ...]:
        """What was looked at longest ago is asked of all places together, so there the day comes first."""
        found = super()._keyset()
        return ("last_verified", "tenant_id", "pk") if self._is_above and "last_verified" in found else found

    @property
    def _is_above(self) -> bool:
        """Whether the list holds the objects of several places."""
        return self.tenant.level != RegionLevel.COUNTY

    def get_moves(self) -> list[Button]:
        place = [self.tenant]
        moves = [
            ("objects.maintain", Button(_t("新建"), reverse("registry:choose_kind", args=place), is_primary=True)),
            ("objects.import", Button(_t("导入"), reverse("registry:object_import", args=place))),
        ]
        return [move for permission, move in moves if self.member.may(permission)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(bulk_moves=self._bulk_moves(), is_above=self._is_above, **kwargs)

    def _bulk_moves(self) -> list[dict[str, str]]:
        place = [self.tenant]
        moves = [
            ("objects.enrol", _t("纳入本部门名录"), reverse("registry:enrol_many", args=place)),
            ("objects.tag", _t("打标签"), reverse("registry:tag_many", args=place)),
        ]
        return [{"label": label, "url": url} for permission, label, url in moves if self.member.may(permission)]

    # --- a name alone is asked: the index is walked page by page ----------------------------------------------------

    @cached_property
    def _words(self) -> str:
        """The name typed, when nothing else narrows the list; a common one would otherwise be collected whole."""
        form = self.filterset.form if self.filterset else None
        if form is None or not form.is_valid():
            return ""
        given = {name: value for name, value in form.cleaned_data.items() if value}
        return given["q"] if set(given) == {"q"} and self._keyset() == self.keyset else ""

    def _rows_beyond(self, rows: QuerySet, key: tuple[Any, ...] | None, *, is_backwards: bool) -> list[ObjectLine]:
        if self._words:
            return page_of_names(self._words, most=self.page_size + 1, key=key, is_backwards=is_backwards)
        return page_of_lines(self._cut(rows, key, is_backwards=is_backwards))

    def _count_text(self, rows: QuerySet, known: int | None) -> str:
        if not self._words:
            return super()._count_text(rows, known)
        count = count_names(self._words, most=COUNT_CAP + 1)
        return f"{COUNT_CAP}+" if count > COUNT_CAP else f"{count:,}"


class ObjectMixin:
    """A page about one object of the place."""

    model = SupervisedObject
    object: Any
    request: Any
    tenant: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().select_related("town", "industry", "department", "merged_into", "tenant")  # type: ignore[misc]
        return rows.prefetch_related("identifiers", "enrolments__department")

    def get_crumbs(self) -> list[Crumb]:
        file = reverse("registry:object", args=[self.tenant, self.object.pk])
        return [objects_crumb(self), Crumb(str(self.object), file)]  # type: ignore[arg-type]


class ObjectPage(ObjectMixin, DetailPage):
    """一户一档: what the object is, who supervises it, what hangs together with it, what happened (R053)."""

    permission = "objects.view"
    reads_down = True
    template_name = "registry/object_detail.html"

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        row = self.object
        is_open = sees_personal(self.member, row)
        place = [(_t("经纬度"), f"{row.longitude}，{row.latitude}")] if row.longitude is not None else []
        names = _t("、").join(row.former_names)
        return [
            (_t("类别"), row.get_kind_display()),
            *row.plain_identifiers,
            *([(_t("曾用名"), names)] if names else []),
            (_t("所在乡镇（街道）"), row.town),
            (_t("地址"), shown_address(row, is_open)),
            *place,
            (_t("行业"), row.industry),
            *shown_details(row, is_open),
            (_t("建档部门"), row.department),
            (_t("来源"), row.get_source_display()),
            (_t("最近核实"), row.verified_on),
        ]

    def get_moves(self) -> list[Button]:
        row = self.object
        if row.merged_into_id or row.tenant_id != self.tenant.pk:
            return []
        moves = self._enrolment_moves()
        if self.member.may("objects.maintain", row):
            moves += [self._button(_t("修改"), "change_object"), self._button(_t("核实无误"), "confirm_object")]
        if row.kind in TRACEABLE:
            moves.append(self._button(_t("来源去向追溯"), "trace"))
        if row.kind in HOLDERS and self.member.may("objects.persons"):
            moves.append(self._button(_t("关联自然人"), "persons"))
        if self.member.may("objects.merge"):
            moves.append(self._button(_t("合并档案"), "merge", is_dangerous=True))
        found = OBJECT_WORKFLOW.open_to(row, self.member)
        return moves + [self._button(one.label, one.name, is_dangerous=True) for one in found]

    def _enrolment_moves(self) -> list[Button]:
        hat = self.member.hat
        enrolled = {one.department_id for one in self.object.enrolments.all()}
        if hat is None or not hat.department_id or hat.department_id in enrolled or self.object.is_gone:
            return []
        may = self.member.may("objects.enrol", hat.department)
        return [self._button(_t("纳入本部门名录"), "enrol", is_primary=True)] if may else []

    def _button(self, label: str, name: str, **kinds: bool) -> Button:
        return Button(label, reverse(f"registry:{name}", args=[self.tenant, self.object.pk]), **kinds)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        enrolments = list(row.enrolments.all())
        for enrolment in enrolments:
            enrolment.is_open = sees_inside(self.member, enrolment)
            enrolment.is_mine = self.member.may("objects.enrol", enrolment) and not row.merged_into_id
        is_ours = row.tenant_id == self.tenant.pk and not row.merged_into_id
        return super().get_context_data(
            page_state=state_badge(row.state),
            enrolments=enrolments,
            tags=tags_on(row, today),
            relations=relations_of(row),
            events=timeline(self.member, row),
            quality=completeness(row),
            subject_code=subject_code(row),
            key_lists=key_lists_of(row, today),
            merges=row.merges.filter(undone_at=None).select_related("gone", "merged_by"),
            may_unmerge=is_ours and self.member.may("objects.merge"),
            may_tag=is_ours and self.member.may("objects.tag"),
            may_relate=is_ours and self.member.may("objects.maintain", row),
            **kwargs,
        )


class ChooseKindPage(Page):
    """Before the form: which kind; each has its own fields."""

    permission = "objects.maintain"
    title = _("新建监管对象")
    template_name = "registry/choose_kind.html"

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = [(kind.label, reverse("registry:add_object", args=[self.tenant, kind.value])) for kind in ObjectKind]
        return super().get_context_data(kinds=kinds, **kwargs)


class WriteObjectPage(FormPage):
    """The form of an object."""

    permission = "objects.maintain"
    form_class = ObjectForm
    template_name = "registry/object_form.html"

    def row(self) -> SupervisedObject:
        """The object on the form."""
        return self.object

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.row()}


class AddObjectPage(WriteObjectPage):
    """Adding shows what looks like the same before it is kept: two files of one object are the library's disease."""

    success_message = _("监管对象已入库。")

    def get_title(self) -> str:
        return _t("新建%(kind)s") % {"kind": ObjectKind(self.kwargs["kind"]).label}

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), Crumb(_t("新建监管对象"), reverse("registry:choose_kind", args=[self.tenant]))]

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        if kwargs["kind"] not in ObjectKind.values:
            raise Http404
        super().setup(request, *args, **kwargs)

    def row(self) -> SupervisedObject:
        hat = self.member.hat
        is_own = not acts_for_place(self.member, "objects.maintain")
        department = hat.department if hat and is_own else None
        return SupervisedObject(tenant=self.tenant, kind=self.kwargs["kind"], department=department)

    def save(self, form: ObjectForm) -> SupervisedObject:
        row = form.as_object()
        if not form.cleaned_data["is_another"]:
            refuse_double(row)
        return add_object(row, actor=self.member, today=timezone.localdate(), codes=form.as_codes())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        doubles = self._doubles(form) if form is not None else []
        if doubles:
            form.ask_whether_another()
        return super().get_context_data(doubles=doubles, **kwargs)

    def _doubles(self, form: ObjectForm) -> list[dict[str, Any]]:
        """What looks like the one typed, and why, for the two-sided table."""
        typed = form.row
        if not typed.name or form.cleaned_data.get("is_another"):
            return []
        found = look_alikes(self.tenant, typed.name, uscc=typed.uscc, address=typed.address)
        return [
            {
                "row": row,
                "reason": verdict.reason,
                "badge": state_badge(row.state),
                "address": shown_address(row, sees_personal(self.member, row)),
            }
            for row, verdict in found[:3]
        ]


class ChangeObjectPage(ObjectMixin, WriteObjectPage):
    title = _("修改对象档案")
    success_message = _("已保存。")

    def save(self, form: ObjectForm) -> SupervisedObject:
        return correct_object(form.as_object(), actor=self.member, today=timezone.localdate(), codes=form.as_codes())


class ConfirmObjectPage(ObjectMixin, FormPage):
    """Somebody looked and all is right."""

    permission = "objects.maintain"
    title = _("核实无误")
    submit_label = _("核实无误")
    success_message = _("已记录核实日期。")
    form_class = forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("确认档案内容与实际一致，核实日期记为今天。"), **kwargs)

    def save(self, form: Any) -> SupervisedObject:
        return confirm_object(self.object, actor=self.member, today=timezone.localdate())


class ObjectMovePage(ObjectMixin, MovePage):
    """Suspend, cancel, revoke …; the address names the move."""

    permission = "objects.maintain"
    workflow = OBJECT_WORKFLOW
    move = ""
    consequence = _("各部门名录随之调整：停业的暂停，注销、吊销、撤销、迁出的移出；有关部门会收到通知。")

    def make_move(self, form: Any) -> Any:
        note = form.cleaned_data["note"]
        return move_object(self.object, self.move, actor=self.member, today=timezone.localdate(), note=note)
