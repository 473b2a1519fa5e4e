"""Read the published tables of regions and of their changes; pure, no database."""

import csv
from collections.abc import Iterator
from pathlib import Path

from tenancy.regions import COUNTRY, last_code

DATA = Path(__file__).parent / "data"

MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}

_KINDS = {
    "province": [("自治区", "autonomous_region"), ("特别行政区", "special_region"), ("", "province")],
    "city": [
        ("自治州", "autonomous_prefecture"),
        ("盟", "league"),
        ("地区", "prefecture"),
        ("市", "city"),
        ("", "other"),
    ],
    "county": [
        ("自治旗", "autonomous_banner"),
        ("旗", "banner"),
        ("自治县", "autonomous_county"),
        ("县", "county"),
        ("市", "county_city"),
        ("区", "district"),
        ("", "other"),
    ],
    "township": [
        ("苏木", "sumu"),
        ("民族乡", "ethnic_township"),
        ("乡", "township"),
        ("镇", "town"),
        ("街道", "subdistrict"),
        ("管委会", "zone_committee"),
        ("管理委员会", "zone_committee"),
        ("开发区", "zone_committee"),
        ("", "other"),
    ],
}


def kind_of(name: str, level: str) -> str:
    """What a place of that name and level calls itself: 阿巴嘎旗, county → banner."""
    if name in MUNICIPALITIES:
        return "municipality"
    return next(kind for ending, kind in _KINDS[level] if name.endswith(ending))


def region_rows() -> Iterator[tuple]:
    """(code, last, name, level, kind, parent, is_tenant) of the country and every place, parents first."""
    yield COUNTRY, last_code(COUNTRY), "全国", "country", "country", None, True
    with (DATA / "regions.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (int(row["parent"] or 0), int(row["code"])))
    for row in rows:
        code, parent = int(row["code"]), int(row["parent"]) if row["parent"] else None
        yield code, last_code(code), row["name"], row["level"], kind_of(row["name"], row["level"]), parent, False


def change_rows() -> Iterator[tuple]:
    """(year, change, old code, old name, new code, new name) of every change since 1980; codes may be None."""
    with (DATA / "region_changes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            old, new = (int(row[key]) if row[key] else None for key in ("old_code", "new_code"))
            yield int(row["year"]), row["type"], old, row["old_name"], new, row["new_name"]
