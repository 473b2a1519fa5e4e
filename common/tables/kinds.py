"""What a file is, told by its first bytes."""

from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables.refusals import BadEncoding, EmptyFile, Encrypted, NotAsNamed, OldFormat, WrongKind

SUFFIXES = {".xlsx": "xlsx", ".docx": "docx", ".csv": "csv", ".txt": "csv"}
NAMES = {
    "xlsx": gettext_lazy("Excel 工作簿（.xlsx）"),
    "docx": gettext_lazy("Word 文档（.docx）"),
    "csv": gettext_lazy("文本"),
}
_FOREIGN = (
    (b"%PDF-", gettext_lazy("PDF 文件")),
    (b"{\\rtf", gettext_lazy("RTF 文档")),
    (b"\x89PNG", gettext_lazy("图片")),
    (b"\xff\xd8\xff", gettext_lazy("图片")),
    (b"GIF8", gettext_lazy("图片")),
    (b"BM", gettext_lazy("图片")),
    (b"Rar!", gettext_lazy("压缩包")),
    (b"7z\xbc\xaf", gettext_lazy("压缩包")),
    (b"\x1f\x8b", gettext_lazy("压缩包")),
    (b"PK\x05\x06", gettext_lazy("空的压缩包")),
    (b"MZ", gettext_lazy("程序")),
    (b"\x7fELF", gettext_lazy("程序")),
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def kind_of(data: bytes, name: str = "") -> str:
    """`package` for anything zipped, `csv` for text. Errors: every other content, named in the refusal."""
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise EmptyFile
    if data.startswith(b"PK\x03\x04"):
        return "package"
    if data.startswith(_OLE):
        _refuse_ole(data)
    _refuse_foreign(data)
    _refuse_wide(data)
    refuse_other_name("csv", name)
    return "csv"


def refuse_other_name(kind: str, name: str) -> None:
    """A name that promises another kind is refused; a name without a known ending promises nothing."""
    suffix = PurePath(name).suffix.lower()
    if SUFFIXES.get(suffix, kind) != kind or suffix in (".xls", ".doc", ".et", ".wps"):
        raise NotAsNamed(suffix=suffix, found=NAMES[kind])


def _refuse_ole(data: bytes) -> None:
    """The container of old Office files and of encrypted new ones; its directory names the streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted
    if "WordDocument".encode("utf-16-le") in data:
        raise OldFormat(found=_(" Word（.doc）"))
    raise OldFormat(found=_(" Excel（.xls）"))


def _refuse_foreign(data: bytes) -> None:
    for mark, found in _FOREIGN:
        if data.startswith(mark):
            raise WrongKind(found=found)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16].lower().startswith(_MARKUP):
        raise WrongKind(found=_("网页或 XML"))


def _refuse_wide(data: bytes) -> None:
    for mark, found in _WIDE:
        if data.startswith(mark):
            raise BadEncoding(found=_(" %(name)s") % {"name": found})
    if b"\0" in data:
        raise WrongKind(found=_("二进制数据"))
