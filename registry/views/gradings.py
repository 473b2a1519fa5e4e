"""Pages of a ledger of gradings: what counts, one object's history, a value given by hand, the aggregate view."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, FormPage, KeysetListPage, Page, TabbedMixin
from registry.forms.gradings import GradingForm
from registry.models import SupervisedObject
from registry.models.gradings import Grading
from registry.queries.gradings import counts_by_value, history_of
from registry.services.gradings import record_grading


class Ledger:
    """What the pages of one ledger share: the app that holds it names model, addresses, permissions and colours."""

    ledger: type[Grading]
    app: str
    record_permission: str
    tones: dict[str, str]
    list_title: str | Promise

    def url(self, name: str, *arguments: Any) -> str:
        """An address of the app."""
        return reverse(f"{self.app}:{name}", args=[self.tenant, *arguments])  # type: ignore[attr-defined]

    def badge(self, row: Grading) -> dict[str, str]:
        """The value with its words and its colour."""
        return {"label": row.label, "tone": self.tones[row.value]}


class GradingsPage(Ledger, TabbedMixin, KeysetListPage):
    """The ledger, by default only what counts today."""

    rows_template = "registry/_grading_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("value", _("等级")),
        Column("scope", _("适用领域")),
        Column("period", _("有效期")),
        Column("source", _("来源")),
        Column("department", _("评定部门")),
    ]

    def get_title(self) -> str:
        return str(self.list_title)

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object", "department")

    def get_moves(self) -> list[Button]:
        if not self.member.may(self.record_permission):
            return []
        return [Button(_t("导入"), self.url("import"), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = self.badge(row)
            row.history_url = self.url("object", row.object_id)
        return context


class GradingObjectMixin(Ledger):
    """A page about one object in the ledger."""

    model = SupervisedObject
    object: Any
    tenant: Any

    def ledger_crumb(self) -> Crumb:
        """The way back to the ledger."""
        return Crumb(str(self.list_title), self.url("list"))


class GradingHistoryPage(GradingObjectMixin, DetailPage):
    """What an object was given, when, by whom and why; what counts today is marked."""

    template_name = "registry/grading_history.html"

    def get_crumbs(self) -> list[Crumb]:
        return [self.ledger_crumb()]

    def get_facts(self) -> list[tuple[str, Any]]:
        row = self.object
        return [(_t("类别"), row.get_kind_display()), *row.plain_identifiers, (_t("状态"), row.get_state_display())]

    def get_moves(self) -> list[Button]:
        moves = [Button(_t("一户一档"), self.object.get_absolute_url())]
        if self.member.may(self.record_permission) and not self.object.merged_into_id:
            moves.insert(0, Button(_t("人工评定"), self.url("record", self.object.pk), is_primary=True))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(history_of(self.ledger, self.object))
        counting = _counting(rows, timezone.localdate())
        for row in rows:
            row.badge = self.badge(row)
            row.is_counting = row.pk in counting
        return super().get_context_data(gradings=rows, word=self.ledger._meta.verbose_name, **kwargs)


def _counting(rows: list[Grading], today: date) -> set[int]:
    """Which of an object's rows, newest first, count today: the first valid one of each domain."""
    first: dict[str, int] = {}
    for row in rows:
        if row.valid_from <= today and (row.valid_until is None or row.valid_until >= today):
            first.setdefault(row.scope, row.pk)
    return set(first.values())


class RecordGradingPage(GradingObjectMixin, FormPage):
    """A value by hand, with its reason; it adds a row."""

    form_class = GradingForm
    title = _("人工评定")
    submit_label = _("保存评定")
    success_message = _("已记录，原有评定保留在历史中。")
    verb: str

    def get_crumbs(self) -> list[Crumb]:
        return [self.ledger_crumb(), Crumb(str(self.object), self.url("object", self.object.pk))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"model": self.ledger}

    def save(self, form: GradingForm) -> str:
        record_grading(form.as_grading(self.object), verb=self.verb, actor=self.member)
        return self.url("object", self.object.pk)


class GradingFiguresPage(Ledger, TabbedMixin, Page):
    """How many objects have which value, by place and domain; no name is shown (5.3: aggregate)."""

    reads_down = True
    template_name = "registry/grading_figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tables: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for line in counts_by_value(self.ledger, self.tenant, timezone.localdate()):
            tables[line["tenant__name"], line["scope"] or _t("综合")][line["value"]] = line["count"]
        labels = dict(self.ledger.VALUES.choices)
        lines = [
            {"place": place, "scope": scope, "counts": [found.get(value, 0) for value in labels]}
            for (place, scope), found in tables.items()
        ]
        for line in lines:
            line["total"] = sum(line["counts"])
        return super().get_context_data(labels=list(labels.values()), lines=lines, **kwargs)
