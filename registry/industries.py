"""GB/T 4754-2017, the classification of industries, as published. Pure, no database."""

import csv
from collections.abc import Iterator
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "gbt4754-2017.csv"


def industry_rows() -> Iterator[tuple[str, int, str, str | None, str]]:
    """(code, level 1–4, name, parent code, section letter): 20 门类, 97 大类, 473 中类, 1,381 小类, parents first."""
    with _FILE.open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["level"]))
    for row in rows:
        yield row["code"], int(row["level"]), row["name"], row["parent"] or None, row["section"]
