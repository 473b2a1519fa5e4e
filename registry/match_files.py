"""Read and write the files of `manage.py match_objects`. Pure: no database."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from registry.matching import Match, Row

_FORMER = ("former_name", "former_names", "old_name", "曾用名", "原名称")


class UnreadableFile(ValueError):
    """A file that is not the table it should be; the message says what to mend."""


def read_rows(path: Path, id_column: str) -> Iterator[Row]:
    """Rows of a CSV file (UTF-8 with or without mark, or GB18030), one at a time.

    Columns: `id_column` and `name`; `uscc`, `address` and former names where there are any. Raises `UnreadableFile`.
    """
    try:
        yield from _rows(path, id_column)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(f"{path.name}: 不是完好的 UTF-8 或 GB18030 编码的 CSV 文件（{error}）") from error


def _rows(path: Path, id_column: str) -> Iterator[Row]:
    with path.open(encoding=_encoding(path), newline="") as file:
        table = csv.DictReader(file)
        missing = {id_column, "name"} - set(table.fieldnames or [])
        if missing:
            raise UnreadableFile(f"{path.name}: 缺少列 {', '.join(sorted(missing))}")
        for line in table:
            former = [old for column in _FORMER for old in (line.get(column) or "").replace("；", ";").split(";")]
            yield Row(
                id=(line[id_column] or "").strip(),
                name=line["name"] or "",
                uscc=(line.get("uscc") or "").strip().upper(),
                address=line.get("address") or "",
                former=tuple(old.strip() for old in former if old.strip()),
            )


def _encoding(path: Path) -> str:
    """UTF-8 unless the file's beginning cannot be that."""
    with path.open("rb") as file:
        beginning = file.read(1 << 20)
    complete = beginning.rpartition(b"\n")[0] or beginning
    try:
        complete.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def write_matches(path: Path, matches: Iterable[Match]) -> int:
    """Write `a_id,b_id,confidence`, one line a match; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["a_id", "b_id", "confidence"])
        for match in matches:
            table.writerow([match.a_id, match.b_id, match.confidence])
            count += 1
    return count
