"""Registers of risk levels (R159)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from common.imports import Column, register_importer
from common.models import ImportBatch
from registry.imports.gradings import GradingImporter, columns_of
from risk.levels import WORDS
from risk.models import RiskLevel

_HEADINGS = ("风险级别", "安全风险等级", "风险分级", "等级", "监管等级", "评定等级", "风险等级（一二三级）")


class LevelsImporter(GradingImporter):
    """One line an object and domain, with its level."""

    kind = "risk.levels"
    label = _("风险等级台账")
    permission = "risk.record"
    columns = columns_of(Column("value", _("风险等级"), _HEADINGS, is_required=True))
    model = RiskLevel

    def words(self, batch: ImportBatch) -> Mapping[str, str]:
        return WORDS


LEVELS = register_importer(LevelsImporter())
