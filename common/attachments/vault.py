"""Where bytes lie: under FILES_ROOT, outside of the web root, by place and hash: 610703000000/ab/cd/abcd….

The name is the content's SHA-256, so that a file is never overwritten by another and a changed one is noticed.
"""

import hashlib
import os
import shlex
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from common.attachments.kinds import FileRefused

log = structlog.get_logger(__name__)
_CHUNK = 1024 * 1024
_SCAN_SECONDS = 120


class Infected(FileRefused):
    """The scanner refused the file; it lies in quarantine."""


class Damaged(FileRefused):
    """The bytes on disk are gone or are not the ones that were stored."""


@dataclass(frozen=True)
class Kept:
    """Stored bytes: their SHA-256 in hex and how many."""

    sha256: str
    size: int


def path_of(tenant_id: int, sha256: str) -> Path:
    """Where the bytes with that hash lie for that place."""
    return _folder_of(tenant_id) / sha256[:2] / sha256[2:4] / sha256


def _folder_of(tenant_id: int) -> Path:
    return Path(settings.FILES_ROOT) / f"{tenant_id:012d}"


@contextmanager
def draft() -> Iterator[Path]:
    """A fresh path to write to on the same disk; whatever is left there at the end is removed."""
    folder = Path(settings.FILES_ROOT) / "drafts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / uuid.uuid4().hex
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def copy_in(source: IO[bytes], path: Path) -> None:
    """Write an open file to a draft."""
    source.seek(0)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)


def keep(path: Path, tenant_id: int) -> Kept:
    """Move a draft to its place for ever: on the disk before the row that names it is committed."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    size = path.stat().st_size
    target = path_of(tenant_id, sha256)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.replace(target)
    return Kept(sha256, size)


def open_kept(tenant_id: int, sha256: str) -> BinaryIO:
    """Open stored bytes after checking that they are still the same; raises `Damaged`."""
    path = path_of(tenant_id, sha256)
    if not path.is_file():
        log.error("stored file is missing", tenant=tenant_id, sha256=sha256)
        raise Damaged(_("文件已不在存储中，请联系系统运维员。"))
    file = path.open("rb")
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        log.error("stored file was changed", tenant=tenant_id, sha256=sha256)
        raise Damaged(_("文件内容与入库时不一致，已停止下载，请联系系统运维员。"))
    file.seek(0)
    return file


def forget(tenant_id: int, sha256: str) -> None:
    """Remove stored bytes that no row names any more."""
    path_of(tenant_id, sha256).unlink(missing_ok=True)


def kept_before(tenant_id: int, moment: datetime) -> Iterator[str]:
    """The hashes of the place's files that were stored, or stored again, before an aware instant."""
    for path in _folder_of(tenant_id).glob("??/??/*"):
        if path.stat().st_mtime < moment.timestamp():
            yield path.name


def forget_drafts(moment: datetime) -> None:
    """Remove drafts begun before an aware instant: their process was killed."""
    for path in (Path(settings.FILES_ROOT) / "drafts").glob("*"):
        if path.stat().st_mtime < moment.timestamp():
            path.unlink(missing_ok=True)


def scan(path: Path, name: str) -> None:
    """Ask the scanner of SCAN_COMMAND, which gets the path as its last word and answers 0 for clean.

    Raises `Infected` for any other answer, and moves the draft into quarantine.
    """
    if not settings.SCAN_COMMAND:
        return
    command = [*shlex.split(settings.SCAN_COMMAND), str(path)]
    answer = subprocess.run(command, capture_output=True, timeout=_SCAN_SECONDS, check=False)
    if answer.returncode == 0:
        return
    folder = Path(settings.FILES_ROOT) / "quarantine"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.replace(folder / path.name)
    log.error("file refused by the scanner", status=answer.returncode, quarantined=path.name)
    raise Infected(_("文件“%(name)s”没有通过安全检查，已隔离，不能接收。请换用安全的文件。") % {"name": name})
