"""What phones sent too late for the record: listed, read, and decided by a person."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_of
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage
from inspections.forms.held import DecideHeldForm
from inspections.models import HeldRecord
from inspections.queries.field import undecided
from inspections.queries.visits import visits_for
from inspections.services.field import decide_held


class HeldMixin:
    """Records of visits that the member may know of."""

    model = HeldRecord
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(section__visit__in=visits_for(self.member, self.tenant))  # type: ignore[misc,attr-defined]
        return rows.select_related("section__visit__object", "department", "sent_by", "decided_by")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("待核对的现场记录"), reverse("inspections:held_records", args=[self.tenant]))]  # type: ignore[attr-defined]


class HeldRecordsPage(ListPage):
    permission = "visits.record"
    title = _("待核对的现场记录")
    model = HeldRecord
    ordering = ["received_at", "pk"]
    rows_template = "inspections/_held_rows.html"
    columns = [
        Column("summary", _("内容")),
        Column("kind", _("种类")),
        Column("visit", _("检查")),
        Column("why", _("没有写入的原因")),
        Column("received_at", _("收到时间")),
    ]
    help_text = _("手机离线时写下、发到时检查单已完成或已签字的内容，原样保管在这里，由本部门检查人员决定怎样处理。")
    empty = Empty(_("没有待核对的记录"), _("手机发来的内容都已写入检查单。"))

    def get_queryset(self) -> QuerySet:
        return undecided(self.tenant).filter(section__visit__in=visits_for(self.member, self.tenant))


class HeldRecordPage(HeldMixin, DetailPage):
    permission = "visits.record"
    template_name = "inspections/held_record.html"
    facts = [
        "kind",
        "summary",
        "why",
        "department",
        "sent_by",
        (_("写下时间（设备）"), "written_at"),
        "received_at",
        "decision",
        "decided_note",
        "decided_by",
    ]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def get_moves(self) -> list[Button]:
        if self.object.decided_at or not self.member.may("visits.record", self.object):
            return []
        return [
            Button(_t("处理"), reverse("inspections:decide_held", args=[self.tenant, self.object.pk]), is_primary=True)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(files=attachments_of(self.object), **kwargs)


class DecideHeldPage(HeldMixin, FormPage):
    permission = "visits.record"
    title = _("处理迟到的现场记录")
    submit_label = _("保存")
    form_class = DecideHeldForm

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        decide_held(self.object, given["decision"], note=given["note"], actor=self.member)
        return self.object
