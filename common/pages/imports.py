"""The pages of an import: upload, report, keep, check again, give up, and the rejected rows as a file.

An app subclasses each with `ImportMixin` set to its importer; four steps on one page, which survives a closed tab.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.imports import (
    Importer,
    ask_to_keep,
    assign_columns,
    discard_batch,
    first_rows,
    keep_batch,
    recheck_batch,
    rejected_file,
    same_faults,
    upload_file,
)
from common.jobs import progress_of
from common.models import ImportBatch, ImportState, JobRun, Verdict
from common.pages.base import Button, Crumb, RowPage
from common.pages.details import DetailPage
from common.pages.forms import FormPage, MovePage

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS_SHOWN = 200
_TONES = {
    ImportState.UPLOADED: "blue",
    ImportState.MAPPING: "yellow",
    ImportState.REPORTED: "yellow",
    ImportState.KEEPING: "blue",
    ImportState.KEPT: "green",
    ImportState.DISCARDED: "grey",
    ImportState.FAILED: "red",
}
_AT_WORK = (ImportState.UPLOADED, ImportState.KEEPING)
"""States in which a job is about to change the batch."""
_STEPS = (gettext_lazy("选择文件"), gettext_lazy("识别列"), gettext_lazy("核对报告"), gettext_lazy("保存"))


class ImportMixin:
    """What all pages of one importer share. `url_name` is the upload page's; the others add _batch, _keep, …"""

    importer: Importer
    url_name: str
    model = ImportBatch
    request: Any
    tenant: Any
    member: Any
    object: Any

    def get_queryset(self) -> models.QuerySet:
        return ImportBatch.objects.of(self.tenant).filter(importer=self.importer.kind).select_related("uploaded_by")

    def address(self, step: str = "batch") -> str:
        """The page of a step of this batch."""
        return reverse(f"{self.url_name}_{step}", args=[self.tenant, self.object.pk])

    def get_crumbs(self) -> list[Crumb]:
        upload = Crumb(self.upload_title(), reverse(self.url_name, args=[self.tenant]))
        return [*self.crumbs_above(), *([upload] if self.object else [])]

    def crumbs_above(self) -> list[Crumb]:
        """The way to the upload page."""
        return []

    def upload_title(self) -> str:
        return _("导入%(label)s") % {"label": self.importer.label}


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy(
            "可以上传 .xlsx、.docx 或 .csv 文件。文件先读取、核对，您看过报告并点“保存”之后才会写入。"
        ),
        widget=forms.FileInput({"accept": ".xlsx,.docx,.csv,.txt"}),
        allow_empty_file=True,  # the service refuses it in words
    )


class UploadPage(ImportMixin, FormPage):
    """Step one: choose a file; below, the batches of late. and empty forms to fill in."""

    form_class = UploadForm
    template_name = "components/import_page.html"

    def get_title(self) -> str:
        return self.upload_title()

    def get_submit_label(self) -> str:
        return _("上传并核对")

    def save(self, form: Any) -> str:
        self.object = upload_file(self.importer, self.tenant, form.cleaned_data["file"], actor=self.member)
        return self.address()

    def get_blank_forms(self) -> list[tuple[Any, str]]:
        """Empty forms to fill in, as (label, address)."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            steps=_steps(0), blank_forms=self.get_blank_forms(), batches=self._batches(), **kwargs
        )

    def _batches(self) -> list[dict[str, Any]]:
        rows = self.member.hat.within_reach(self.permission, self.get_queryset())[:10]
        return [{"row": row, "badge": _badge(row), "url": self._report_url(row)} for row in rows]

    def _report_url(self, batch: ImportBatch) -> str:
        return reverse(f"{self.url_name}_batch", args=[self.tenant, batch.pk])


class ReportPage(ImportMixin, DetailPage):
    """Steps two to four: progress while the file is read, then the columns found and what keeping would do."""

    template_name = "components/import_report.html"

    def get_template_names(self) -> list[str]:
        return ["components/_import_report.html"] if self.request.htmx else [self.template_name]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Once the file is read, the head of the page changes too: HTMX is told to load the whole page."""
        response = super().render_to_response(context, **kwargs)
        if self.request.htmx and self.object.state not in _AT_WORK:
            response.headers["HX-Refresh"] = "true"
        return response

    def get_moves(self) -> list[Button]:
        moves = {found.name: found for found in self.importer.workflow.open_to(self.object, self.member)}
        return [
            Button(moves[name].label, self.address(name), is_dangerous=moves[name].move.is_dangerous)
            for name in ("recheck", "discard")
            if name in moves
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.object
        shown = self._shown_verdict()
        rows = first_rows(batch, shown, _ROWS_SHOWN) if shown else []
        lines = [_row(row, self.importer) for row in rows]
        used = _used_columns(lines)
        return super().get_context_data(
            batch=batch,
            page_state=_badge(batch),
            steps=_steps(_step_of(batch)),
            job=self._job() if batch.state in _AT_WORK else None,
            verdicts=self._verdicts(shown),
            shown=shown,
            ignored=[column["heading"] for column in batch.columns if not column["label"] and column["samples"]],
            faults=same_faults(batch, shown),
            left_off=max(0, batch.count(Verdict(shown)) - _ROWS_SHOWN) if shown else 0,
            rows=[line | {"cells": [line["cells"][place] for place in used]} for line in lines],
            labels=[self.importer.labels()[place] for place in used],
            rejected_url=self.address("rejected") if self._has_rejects() else None,
            keep_url=self.address("keep") if batch.state == ImportState.REPORTED else None,
            keep_count=batch.count(Verdict.NEW) + batch.count(Verdict.CHANGED),
            doubtful_count=batch.count(Verdict.DOUBTFUL),
            reviews_doubtful=self.importer.reviews_doubtful,
            columns_url=self._columns_url(),
            upload_url=reverse(self.url_name, args=[self.tenant]),
            result=next(iter(self.crumbs_above()), None),
            **kwargs,
        )

    def _columns_url(self) -> str | None:
        """Where columns are assigned, while they may be."""
        moves = {found.name for found in self.importer.workflow.open_to(self.object, self.member)}
        return self.address("columns") if "remap" in moves else None

    def _has_rejects(self) -> bool:
        return self.object.has_file and bool(self.object.count(Verdict.REJECTED) + self.object.count(Verdict.DOUBTFUL))

    def _shown_verdict(self) -> str:
        """The verdict asked for, else the first that needs a look."""
        found = [verdict for verdict in _LOOK_FIRST if self.object.count(verdict)]
        asked = self.request.GET.get("show", "")
        return asked if asked in found else next(iter(found), "")

    def _verdicts(self, shown: str) -> list[dict[str, Any]]:
        return [
            {
                "label": Verdict(verdict).label,
                "count": self.object.count(verdict),
                "url": f"?show={verdict.value}",
                "is_shown": verdict == shown,
            }
            for verdict in _LOOK_FIRST
            if self.object.count(verdict)
        ]

    def _job(self) -> dict[str, Any]:
        """The reading, for the progress line."""
        runs = JobRun.objects.of(self.tenant).filter(row_kind=ImportBatch._meta.label_lower, row_id=self.object.pk)
        run = runs.first()
        words = _("正在读取和核对“%(name)s”") if self.object.state == ImportState.UPLOADED else _("正在保存“%(name)s”")
        return {
            "label": words % {"name": self.object},
            "percent": progress_of(run).percent if run else 0,
            "state_label": run.get_state_display() if run else "",
            "error": run.error if run else "",
        }


_LOOK_FIRST = (Verdict.REJECTED, Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)


class KeepForm(forms.Form):
    """The last question before the rows are written."""

    with_doubtful = forms.BooleanField(label=gettext_lazy("存疑的行我已核对，一并保存"), required=False)


class BatchMovePage(ImportMixin, MovePage):
    """A move of a batch; afterwards the reader is back at its report."""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        self.workflow = self.importer.workflow
        super().setup(request, *args, **kwargs)

    def get_cancel_url(self) -> str:
        return self.address()

    def save(self, form: Any) -> str:
        self.make_move(form)
        return self.address()


class KeepPage(BatchMovePage):
    move = "keep"
    form_class = KeepForm
    consequence = gettext_lazy("把报告中“新增”和“变更”的行写入；有误的行不会写入。")

    def make_move(self, form: Any) -> None:
        with_doubtful = form.cleaned_data["with_doubtful"]
        if self.importer.keeps_by_job:
            ask_to_keep(self.object, actor=self.member, with_doubtful=with_doubtful)
            return
        count = keep_batch(self.object, actor=self.member, with_doubtful=with_doubtful)
        messages.success(self.request, _("已保存 %(count)s 行。") % {"count": count})


class RecheckPage(BatchMovePage):
    move = "recheck"
    form_class = forms.Form
    consequence = gettext_lazy("按现有记录把文件重新核对一遍，生成新的报告。")

    def make_move(self, form: Any) -> None:
        recheck_batch(self.object, actor=self.member)


class DiscardPage(BatchMovePage):
    move = "discard"
    form_class = forms.Form
    consequence = gettext_lazy("放弃这次导入：上传的文件和报告都会删除，现有记录不变。")

    def make_move(self, form: Any) -> None:
        discard_batch(self.object, actor=self.member)


class ColumnsForm(forms.Form):
    """A choice for every column of the file: which field it holds, or none."""

    def __init__(self, *args: Any, importer: Importer, found: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("不导入这一列"))] + [
            (column.name, f"{column.heading} *" if column.is_required else str(column.heading))
            for column in importer.columns
        ]
        for number, column in enumerate(found):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column["heading"], choices=choices, initial=column["field"], required=False
            )

    def chosen(self) -> list[str]:
        """The fields of the columns from the left."""
        return [self.cleaned_data[name] for name in self.fields]


class ColumnsPage(BatchMovePage):
    """Step two by hand: which column holds which field. Remembered for the next file with these headings."""

    move = "remap"
    form_class = ColumnsForm
    template_name = "components/import_columns.html"
    submit_label = gettext_lazy("按此对应重新核对")
    consequence = gettext_lazy("指定文件里每一列是什么内容；以后上传表头相同的文件，会自动按这次的指定对应。")

    def get_submit_label(self) -> str:
        return str(self.submit_label)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"importer": self.importer, "found": self.object.columns}

    def make_move(self, form: Any) -> None:
        assign_columns(self.object, form.chosen(), actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = zip(self.object.columns, context["form"], strict=True)
        return context | {"columns": [column | {"choice": choice} for column, choice in found], "steps": _steps(1)}


class RejectedFilePage(ImportMixin, RowPage):
    """The rejected rows as a file with the reasons."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        name = _("%(name)s（有误的行）.xlsx") % {"name": self.object.name.rsplit(".", 1)[0]}
        return file_response(rejected_file(self.object), name, XLSX_TYPE)


def file_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to save, under its Chinese name."""
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _badge(batch: ImportBatch) -> dict[str, Any]:
    return {"label": batch.get_state_display(), "tone": _TONES[ImportState(batch.state)]}


_STEP_AT = {
    ImportState.UPLOADED: 1,
    ImportState.MAPPING: 1,
    ImportState.FAILED: 1,
    ImportState.KEEPING: 3,
    ImportState.KEPT: 4,
}


def _step_of(batch: ImportBatch) -> int:
    """Which of the four steps the batch is at; 4 when all are behind it."""
    return _STEP_AT.get(ImportState(batch.state), 2)


def _steps(current: int) -> list[dict[str, Any]]:
    return [
        {"number": n + 1, "label": label, "is_done": n < current, "is_now": n == current}
        for n, label in enumerate(_STEPS)
    ]


def _row(row: Any, importer: Importer) -> dict[str, Any]:
    """A staged row for the report: its cells, those that change with what they were, and what is wrong."""
    before = row.before or {}
    cells = [
        {
            "label": label,
            "value": row.values.get(name, ""),
            "before": before.get(name, "") if before and before.get(name) != row.values.get(name) else None,
        }
        for name, label in zip(importer.fields, importer.labels(), strict=True)
    ]
    return {"number": row.number, "cells": cells, "errors": row.errors, "doubts": row.doubts}


def _used_columns(lines: list[dict[str, Any]]) -> list[int]:
    """The columns in which any of these rows says something: a register knows many more than most files hold."""
    cells = [(place, cell) for line in lines for place, cell in enumerate(line["cells"])]
    return sorted({place for place, cell in cells if cell["value"] or cell["before"]})
