"""The zipped containers of Office: unpacked into memory under a budget, and only their XML.

The sizes a container declares are checked before anything is unpacked, and `zipfile` never yields more than was
declared. Nothing is ever written to disk, so names that climb out of a folder have nowhere to go; they are refused
all the same, as no Office program writes them.
"""

import io
import re
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext as _
from lxml import etree

from common.tables.refusals import (
    Corrupt,
    Encrypted,
    HasEmbeddedObjects,
    HasMacros,
    StrangeInside,
    UnpacksTooLarge,
    WrongKind,
)
from common.tables.sheet import Limits

Parts = dict[str, bytes]

SAFE_XML: dict[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

_XML = re.compile(r".*\.(xml|rels)", re.IGNORECASE | re.DOTALL)
_MACROS = re.compile(r"vbaProject|vbaData|/macrosheets/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/(embeddings|activeX|ctrlProps)/", re.IGNORECASE)
_TYPES = "[Content_Types].xml"
_ENCRYPTED_FLAG = 1
_SMALL = 1 << 20  # an entry below this is no bomb, however well it packs


def unpack(data: bytes, limits: Limits) -> Parts:
    """The XML parts of a container by name. Errors: `TableRefused` for anything no Office program would write."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entries = container.infolist()
            _check(entries, limits)
            parts = {entry.filename: container.read(entry) for entry in entries if _XML.fullmatch(entry.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Corrupt from error
    _check_contents(parts)
    return parts


def peek(data: bytes, limits: Limits) -> Parts:
    """The parts of a container by name, only the list of types unpacked. Errors: as `unpack`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            entries = container.infolist()
            _check(entries, limits)
            parts = {entry.filename: b"" for entry in entries}
            return parts | {_TYPES: container.read(_TYPES)} if _TYPES in parts else parts
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Corrupt from error


def package_kind(parts: Parts) -> str:
    """`xlsx` or `docx`. Errors: `WrongKind` for any other zipped file, `HasMacros` when the type says so."""
    if "META-INF/manifest.xml" in parts and "content.xml" in parts:
        raise WrongKind(found=_("OpenDocument 文件（.ods、.odt）"))
    if _TYPES not in parts:
        raise WrongKind(found=_("压缩包"))
    if b"macroEnabled" in parts[_TYPES]:
        raise HasMacros
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "word/document.xml" in parts:
        return "docx"
    raise WrongKind(found=_("演示文稿或其他 Office 文件"))


def repack(parts: Parts, clean: IO[bytes]) -> None:
    """Write a fresh container, uncompressed and free of whatever the upload's own headers may have claimed."""
    clean.seek(0)
    clean.truncate()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    clean.flush()


def parse_xml(content: bytes) -> etree._Element:
    """The tree of one part. Errors: `Corrupt`."""
    try:
        return etree.fromstring(content, etree.XMLParser(**SAFE_XML))
    except etree.XMLSyntaxError as error:
        raise Corrupt from error


def _check(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UnpacksTooLarge
    if any(entry.file_size > max(_SMALL, limits.ratio * entry.compress_size) for entry in entries):
        raise UnpacksTooLarge
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise Encrypted
    if len({name.lower() for name in names}) < len(names) or any(_climbs(name) for name in names):
        raise StrangeInside
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Corrupt
    _check_names(names)


def _check_names(names: list[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise HasMacros
    if any(_EMBEDDED.search(name) for name in names):
        raise HasEmbeddedObjects
    if "xl/workbook.bin" in names:
        raise WrongKind(found=_("Excel 二进制工作簿（.xlsb）"))


def _climbs(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _check_contents(parts: Parts) -> None:
    """A document type can define entities that grow without end; UTF-16 would hide one from this look."""
    for content in parts.values():
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
            raise StrangeInside
