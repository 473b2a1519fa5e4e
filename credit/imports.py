"""Registers of credit grades (R097, R146)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from common.imports import Column, register_importer
from common.models import ImportBatch
from credit.grades import word_table
from credit.models import CreditGrade
from credit.queries import words_of
from registry.imports.gradings import GradingImporter, columns_of

_HEADINGS = ("信用风险等级", "信用风险分类", "信用分类", "信用分级", "评价等级", "等级", "信用评价等级", "分类结果")


class GradesImporter(GradingImporter):
    """One line an object and domain, with its grade in the place's own words."""

    kind = "credit.grades"
    label = _("信用等级台账")
    permission = "credit.record"
    columns = columns_of(Column("value", _("信用等级"), _HEADINGS, is_required=True))
    model = CreditGrade

    def words(self, batch: ImportBatch) -> Mapping[str, str]:
        return word_table(words_of(batch.tenant))


GRADES = register_importer(GradesImporter())
