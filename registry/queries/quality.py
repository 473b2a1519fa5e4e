"""How complete an object's file is, and how fresh (R055, R056)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.kinds import DETAILS, ORGANISATIONS
from registry.models import SupervisedObject


@dataclass(frozen=True)
class Part:
    """One thing a file should say: `weight` in points, `is_there` reads it, `applies` says for which kinds."""

    label: str | Promise
    weight: int
    is_there: Callable[[SupervisedObject], bool]
    applies: Callable[[str], bool] = lambda kind: True


@dataclass(frozen=True)
class Quality:
    """Percent complete, and the words for what is missing."""

    percent: int
    missing: list[str]


PARTS = (
    Part(_("代码或编号"), 25, lambda row: bool(row.uscc) or bool(row.identifiers.all())),
    Part(_("地址"), 15, lambda row: bool(row.address)),
    Part(_("所在乡镇（街道）"), 10, lambda row: row.town_id is not None),
    Part(_("经纬度"), 5, lambda row: row.longitude is not None),
    Part(_("行业"), 10, lambda row: row.industry_id is not None, lambda kind: kind in ORGANISATIONS),
    Part(_("监管部门"), 20, lambda row: bool(row.enrolments.all())),
)
_DETAILS_WEIGHT = 15


def completeness(row: SupervisedObject) -> Quality:
    """Weigh what a file says against what its kind should say; needs `identifiers` and `enrolments` fetched."""
    parts = [part for part in PARTS if part.applies(row.kind)]
    known = [one for one in DETAILS[row.kind] if one.form != "truth"]
    filled = [one for one in known if one.name in row.detail]
    points = sum(part.weight for part in parts if part.is_there(row)) + _DETAILS_WEIGHT * len(filled) / len(known)
    missing = [str(part.label) for part in parts if not part.is_there(row)]
    missing += [str(one.label) for one in known if one not in filled]
    return Quality(round(100 * points / (sum(part.weight for part in parts) + _DETAILS_WEIGHT)), missing)
