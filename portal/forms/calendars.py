"""Enter a year's arrangement, and reckon a due date to try a calendar out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.calendars.layers import SpecialDay
from common.calendars.reading import ReadYear
from common.calendars.tables import as_text, read_arrangement
from common.clocks.yearbooks import YearRefused, own_days
from common.forms import TenantForm
from common.models.clocks import ClockUnit
from common.refusals import Refused
from common.tables import Limits, read_tables
from tenancy.regions import COUNTRY

SHEET_LIMITS = Limits(rows=400, columns=20)
NATIONAL_SOURCE = _("国务院办公厅关于%(year)d年部分节假日安排的通知")


class EnterYearForm(TenantForm):
    """The notice as text or sheet. An uploaded sheet becomes text too, so that it can be mended on the page.

    After validation `read` holds what was understood line by line, and `own` the days that the place itself keeps.
    """

    text = forms.CharField(
        label=_("通知原文"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        help_text=_("粘贴通知全文，或从表格中复制“日期、类型、名称”三栏（含首行）。抬头和落款不必删去。"),
    )
    file = forms.FileField(
        label=_("或上传表格"),
        required=False,
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=_(".xlsx 或 .csv，首行为：日期、类型（放假或上班）、名称。上传后内容会填入上面的文本框。"),
    )
    source = forms.CharField(label=_("依据"), max_length=200, help_text=_("通知名称和文号"))
    reason = forms.CharField(
        label=_("修订原因"),
        max_length=500,
        help_text=_("会记入审计记录，并写入截止日有变动的每一项期限的说明。"),
    )

    def __init__(self, *args: Any, year: int, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.read: ReadYear | None = None
        self.own: list[SpecialDay] = []
        if version == 1:
            del self.fields["reason"]
        if self.tenant.pk == COUNTRY:
            self.fields["source"].initial = NATIONAL_SOURCE % {"year": year}
        self._take_in_upload()

    def _take_in_upload(self) -> None:
        """Put an uploaded sheet into the text field; what is wrong with the file is said beside it later."""
        self.file_refusal = ""
        upload = self.files.get("file")
        if not upload:
            return
        try:
            sheets = read_tables(upload.read(), name=upload.name, limits=SHEET_LIMITS)
        except Refused as refusal:
            self.file_refusal = str(refusal)
            return
        shown = next((sheet for sheet in sheets if not sheet.is_hidden), sheets[0])
        text = as_text(shown.rows)
        read = read_arrangement(text, self.year)
        if not read.days and not read.has_problems:
            self.file_refusal = _t(
                "文件里没有读到任何放假或上班的日子。首行应为：日期、类型、名称，内容放在第一张工作表。"
            )
            return
        self.data = self.data.copy()
        self.data["text"] = text

    def clean_file(self) -> None:
        if self.file_refusal:
            raise forms.ValidationError(self.file_refusal)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        self.read = read_arrangement(text, self.year)
        wrong = [str(line.number) for line in self.read.lines if line.problems]
        if wrong:
            raise forms.ValidationError(
                _t("第%(lines)s行有问题，逐行说明见下表，改正后再检查") % {"lines": "、".join(wrong)}
            )
        if not self.read.days and (text or self.tenant.pk == COUNTRY):
            raise forms.ValidationError(_t("没有读到任何放假或上班的日子，请粘贴通知中“一、元旦：……”各条"))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.read and not self.read.has_problems:
            try:
                self.own = own_days(self.tenant, self.read.days)
            except YearRefused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return cleaned


class LengthForm(forms.Form):
    """How long a rule's clocks run here."""

    length = forms.IntegerField(label=_("时长"), min_value=1, max_value=3_650)
    basis = forms.CharField(
        label=_("依据"),
        max_length=200,
        help_text=_("文件名称和文号，例如“南政办发〔2026〕12号”。"),
    )


class ReckonForm(forms.Form):
    """A period to try out."""

    started_at = forms.DateTimeField(
        label=_("起算时间"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    length = forms.IntegerField(label=_("时长"), min_value=1, max_value=3_650)
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=[
            (ClockUnit.WORKING_DAY, _("工作日")),
            (ClockUnit.DAY, _("日（自然日）")),
            (ClockUnit.HOUR, _("小时")),
        ],
    )
