"""Which files may be handed in: decided by the first bytes, never by the name alone. Pure but for reading the file."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.refusals import Refused

MEGABYTE = 1024 * 1024
_HEAD = 16
_UNZIPPED_LIMIT = 500 * MEGABYTE
_MEMBERS_LIMIT = 5_000
_RATIO_LIMIT = 200


class FileRefused(Refused):
    """A file that is not taken, and why."""


class EmptyFile(FileRefused):
    """Nothing in it."""


class UnknownKind(FileRefused):
    """Not on the list of types."""


class WrongName(FileRefused):
    """The name promises another type than the content is."""


class TooLarge(FileRefused):
    """More bytes than its type may have."""


class HasMacros(FileRefused):
    """An Office file with a program in it."""


class Bomb(FileRefused):
    """An archive that would fill the disk when unpacked."""


@dataclass(frozen=True)
class Kind:
    """A type of file: extensions, media type, and the most bytes it may have."""

    code: str
    label: str | Promise
    extensions: frozenset[str]
    media_type: str
    limit: int


def _kind(code: str, label: str | Promise, extensions: str, media_type: str, megabytes: int) -> Kind:
    return Kind(code, label, frozenset(extensions.split()), media_type, megabytes * MEGABYTE)


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.code: kind
    for kind in [
        _kind("pdf", "PDF", "pdf", "application/pdf", 50),
        _kind("ofd", "OFD", "ofd", "application/ofd", 50),
        _kind("docx", gettext_lazy("Word 文档"), "docx", f"{_OFFICE}wordprocessingml.document", 50),
        _kind("xlsx", gettext_lazy("Excel 工作簿"), "xlsx", f"{_OFFICE}spreadsheetml.sheet", 50),
        _kind("csv", gettext_lazy("CSV 表格"), "csv", "text/csv", 20),
        _kind("txt", gettext_lazy("文本"), "txt", "text/plain", 5),
        _kind("jpg", gettext_lazy("JPEG 图片"), "jpg jpeg", "image/jpeg", 20),
        _kind("png", gettext_lazy("PNG 图片"), "png", "image/png", 20),
        _kind("mp3", gettext_lazy("MP3 录音"), "mp3", "audio/mpeg", 100),
        _kind("wav", gettext_lazy("WAV 录音"), "wav", "audio/wav", 200),
        _kind("m4a", gettext_lazy("M4A 录音"), "m4a", "audio/mp4", 100),
        _kind("webm", gettext_lazy("WebM 录音"), "webm", "audio/webm", 100),
        _kind("mp4", gettext_lazy("MP4 视频"), "mp4", "video/mp4", 500),
    ]
}


def kind_of(file: IO[bytes], name: str, size: int) -> Kind:
    """The type of an open, seekable file named `name` with `size` bytes.

    Raises `EmptyFile`, `UnknownKind`, `WrongName`, `TooLarge`, `HasMacros` or `Bomb`, each with a sentence.
    """
    if not size:
        raise EmptyFile(_("文件“%(name)s”是空的，请检查后重新选择。") % {"name": name})
    kind = KINDS.get(_code(file, name))
    if kind is None:
        raise UnknownKind(
            _("文件“%(name)s”的类型不在接收范围内。请转换为以下类型之一后再上传：%(kinds)s。")
            % {"name": name, "kinds": _("、").join(sorted({ext for kind in KINDS.values() for ext in kind.extensions}))}
        )
    if _extension(name) not in kind.extensions:
        raise WrongName(
            _("文件“%(name)s”的内容是%(kind)s，与扩展名不符。请改回正确的扩展名后再上传。")
            % {"name": name, "kind": kind.label}
        )
    if size > kind.limit:
        raise TooLarge(
            _("文件“%(name)s”有 %(size)s MB，%(kind)s不能超过 %(limit)s MB。")
            % {
                "name": name,
                "size": round(size / MEGABYTE, 1),
                "kind": kind.label,
                "limit": kind.limit // MEGABYTE,
            }
        )
    return kind


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _code(file: IO[bytes], name: str) -> str:
    """The code of the type the bytes speak of, or nothing."""
    file.seek(0)
    head = file.read(_HEAD)
    for speaks, code in _SIGNATURES:
        if speaks(head):
            return code
    if head.startswith(b"PK\x03\x04"):
        return _code_of_archive(file, name)
    return _code_of_text(file, name)


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


_VIDEO_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"MSNV", b"M4V "}
_SIGNATURES: list[tuple[Callable[[bytes], bool], str]] = [
    (_starts(b"%PDF-"), "pdf"),
    (_starts(b"\xff\xd8\xff"), "jpg"),
    (_starts(b"\x89PNG\r\n\x1a\n"), "png"),
    (_starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"), "mp3"),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE", "wav"),
    (_starts(b"\x1aE\xdf\xa3"), "webm"),
    (lambda head: head[4:8] == b"ftyp" and head[8:11] == b"M4A", "m4a"),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in _VIDEO_BRANDS, "mp4"),
]


def _code_of_archive(file: IO[bytes], name: str) -> str:
    """docx, xlsx and OFD are archives; one with macros or with absurd contents is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        return ""
    _check_bomb(members, name)
    names = {member.filename for member in members}
    if any(member.lower().endswith("vbaproject.bin") for member in names):
        raise HasMacros(_("文件“%(name)s”含有宏，不能接收。请另存为不含宏的文件后再上传。") % {"name": name})
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" not in names:
        return ""
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""


def _check_bomb(members: list[zipfile.ZipInfo], name: str) -> None:
    unzipped = sum(member.file_size for member in members)
    zipped = max(1, sum(member.compress_size for member in members))
    too_dense = unzipped > 10 * MEGABYTE and unzipped / zipped > _RATIO_LIMIT
    if len(members) > _MEMBERS_LIMIT or unzipped > _UNZIPPED_LIMIT or too_dense:
        raise Bomb(_("文件“%(name)s”解压后大得不正常，不能接收。请把内容复制到新建的文件里再上传。") % {"name": name})


def _code_of_text(file: IO[bytes], name: str) -> str:
    """Plain text in UTF-8 or GB 18030; whether it is a table only the name can tell."""
    extension = _extension(name)
    if extension not in ("csv", "txt"):
        return ""
    file.seek(0)
    content = file.read(KINDS[extension].limit + 1)
    if b"\x00" in content or not (_decodes(content, "utf-8") or _decodes(content, "gb18030")):
        return ""
    return extension


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
