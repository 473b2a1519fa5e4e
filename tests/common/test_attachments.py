"""Files handed in: the content decides what they are, the scanner whether they are taken, the row who reads them."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.attachments import PATIENCE, attachments_of, forget_drafts, forget_orphans, may_read, store
from common.attachments.kinds import (
    KINDS,
    Bomb,
    EmptyFile,
    FileRefused,
    HasMacros,
    Kind,
    TooLarge,
    UnknownKind,
    WrongName,
)
from common.attachments.vault import Damaged, Infected, draft, forget, open_kept, path_of
from common.models import Attachment
from tenancy.models import AuditEntry, Department
from tenancy.scope import scope

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def archive(**members: bytes) -> bytes:
    """An archive; `__` in a name stands for a slash, `_dot_` for a dot."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def office(main: str, **more: bytes) -> bytes:
    return archive(**{"[Content_Types]_dot_xml": b"<Types/>", main: b"<x/>", **more})


DOCX = office("word__document_dot_xml")
XLSX = office("xl__workbook_dot_xml")
GOOD = {
    "方案.pdf": ("pdf", PDF),
    "公文.ofd": ("ofd", archive(OFD_dot_xml=b"<x/>")),
    "方案.docx": ("docx", DOCX),
    "名单.XLSX": ("xlsx", XLSX),
    "名单.csv": ("csv", "单位,姓名\n市监局,张三\n".encode("gb18030")),
    "说明.txt": ("txt", "说明".encode()),
    "照片.jpeg": ("jpg", b"\xff\xd8\xff\xe0" + bytes(20)),
    "照片.png": ("png", b"\x89PNG\r\n\x1a\n" + bytes(20)),
    "录音.mp3": ("mp3", b"ID3\x04" + bytes(20)),
    "录音.wav": ("wav", b"RIFF\x24\x00\x00\x00WAVEfmt "),
    "录音.m4a": ("m4a", b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00"),
    "录像.mp4": ("mp4", b"\x00\x00\x00\x1cftypisom\x00\x00\x00\x00"),
}
BAD = {
    "空.pdf": (EmptyFile, b""),
    "程序.exe": (UnknownKind, b"MZ\x90\x00" + bytes(60)),
    "程序.pdf": (UnknownKind, b"MZ\x90\x00" + bytes(60)),
    "页面.html": (UnknownKind, b"<html><script>alert(1)</script>"),
    "图.svg": (UnknownKind, b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "旧版.doc": (UnknownKind, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60)),
    "压缩.zip": (UnknownKind, archive(readme_dot_txt=b"hi")),
    "损坏.docx": (UnknownKind, b"PK\x03\x04" + bytes(60)),
    "二进制.txt": (UnknownKind, b"ab\x00cd"),
    "不是文字.csv": (UnknownKind, b"\xff\xff\xff\x01"),
    "照片.jpg": (WrongName, PDF),
    "方案.pdf.exe": (WrongName, PDF),
    "没有扩展名": (WrongName, PDF),
    "宏.xlsx": (HasMacros, office("xl__workbook_dot_xml", xl__vbaProject_dot_bin=b"x")),
    "炸弹.xlsx": (Bomb, office("xl__workbook_dot_xml", xl__big=bytes(30 * 1024 * 1024))),
}


REFUSALS = {
    EmptyFile: "文件“%s”是空的，请检查后重新选择。",
    UnknownKind: "文件“%s”的类型不在接收范围内。请转换为以下类型之一后再上传：csv、docx、",
    WrongName: "文件“%s”的内容是PDF，与扩展名不符。请改回正确的扩展名后再上传。",
    HasMacros: "文件“%s”含有宏，不能接收。请另存为不含宏的文件后再上传。",
    Bomb: "文件“%s”解压后大得不正常，不能接收。请把内容复制到新建的文件里再上传。",
}


@pytest.fixture(autouse=True)
def files(tmp_path, settings) -> Path:
    settings.FILES_ROOT = tmp_path
    settings.SCAN_COMMAND = ""
    return tmp_path


@pytest.fixture(autouse=True)
def readable(monkeypatch):
    """Departments take attachments in these tests."""
    monkeypatch.setattr(Department, "reading_permission", "directory.view", raising=False)


@pytest.fixture
def hand_in(nanzheng, bureau, officer):
    """A function: `hand_in(name, content)` keeps a file with the bureau."""

    def handed_in(name: str, content: bytes) -> Attachment:
        with scope(nanzheng, member=officer):
            return store(SimpleUploadedFile(name, content), bureau, actor=officer)

    return handed_in


def kept_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_kept_under_its_hash_outside_of_any_name_people_chose(hand_in, files, name, nanzheng):
    kind, content = GOOD[name]
    attachment = hand_in(name, content)
    assert (attachment.kind, attachment.name, attachment.size) == (kind, name, len(content))
    sha256 = hashlib.sha256(content).hexdigest()
    assert attachment.sha256 == sha256
    assert kept_files(files) == [files / "610703000000" / sha256[:2] / sha256[2:4] / sha256]
    with open_kept(nanzheng.pk, sha256) as kept:
        assert kept.read() == content


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence_and_leaves_nothing(hand_in, files, name, nanzheng, bureau):
    error, content = BAD[name]
    with pytest.raises(error) as refusal:
        hand_in(name, content)
    assert REFUSALS[error] % name in str(refusal.value)
    assert str(refusal.value).endswith("。")
    assert kept_files(files) == []
    with scope(nanzheng):
        assert not attachments_of(bureau).exists()


def test_each_type_has_its_own_limit(hand_in, monkeypatch):
    small = Kind("pdf", "PDF", frozenset({"pdf"}), "application/pdf", 10)
    monkeypatch.setitem(KINDS, "pdf", small)
    with pytest.raises(TooLarge, match="PDF不能超过"):
        hand_in("方案.pdf", PDF)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/方案.pdf", "方案.pdf"), ("C:\\资料\\方案.pdf", "方案.pdf"), ("方\r\n案\u202e.pdf", "方案.pdf")],
)
def test_a_name_loses_its_folders_and_control_characters(given, kept, nanzheng, bureau, officer):
    file = SimpleUploadedFile("x.pdf", PDF)
    file._name = given
    with scope(nanzheng, member=officer):
        assert store(file, bureau, actor=officer).name == kept


def test_handing_in_is_on_record(hand_in, nanzheng):
    hand_in("方案.pdf", PDF)
    with scope(nanzheng):
        entry = AuditEntry.objects.of(nanzheng).get()
    assert (entry.verb, entry.row_label) == ("attachments.store", "方案.pdf")


def test_a_model_that_names_no_reading_permission_takes_no_files(hand_in, monkeypatch):
    monkeypatch.setattr(Department, "reading_permission", "")
    with pytest.raises(ImproperlyConfigured):
        hand_in("方案.pdf", PDF)


# --- the scanner ----------------------------------------------------------------------------------------------------


def test_a_clean_file_passes_the_scanner(hand_in, settings):
    settings.SCAN_COMMAND = "grep -q PDF"
    assert hand_in("方案.pdf", PDF).pk


def test_what_the_scanner_refuses_goes_to_quarantine(hand_in, settings, files):
    settings.SCAN_COMMAND = "grep -q nothing-like-that"
    with pytest.raises(Infected, match="没有通过安全检查，已隔离"):
        hand_in("方案.pdf", PDF)
    (quarantined,) = kept_files(files)
    assert quarantined.parent == files / "quarantine"


# --- bytes ----------------------------------------------------------------------------------------------------------


def test_bytes_that_were_changed_or_are_gone_are_not_given_out(hand_in, nanzheng):
    attachment = hand_in("方案.pdf", PDF)
    path_of(nanzheng.pk, attachment.sha256).write_bytes(b"%PDF-other")
    with pytest.raises(Damaged, match="不一致"):
        open_kept(nanzheng.pk, attachment.sha256)
    forget(nanzheng.pk, attachment.sha256)
    with pytest.raises(Damaged, match="已不在存储中"):
        open_kept(nanzheng.pk, attachment.sha256)


# --- reading --------------------------------------------------------------------------------------------------------


def test_the_download_is_one_that_no_browser_runs(hand_in, officer, no_second_factor, sign_in):
    attachment = hand_in("执法 方案.pdf", PDF)
    answer = sign_in(officer).get(attachment.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "application/pdf"


def test_a_stranger_and_a_member_who_may_not_read_the_row_find_no_file(
    hand_in, officer, outsider, no_second_factor, sign_in, monkeypatch
):
    address = hand_in("方案.pdf", PDF).get_absolute_url()
    assert sign_in(outsider).get(address).status_code == 404
    monkeypatch.setattr(Department, "reading_permission", "audit.view")
    assert sign_in(officer).get(address).status_code == 404


def test_a_file_whose_row_is_gone_is_read_by_nobody(hand_in, nanzheng, officer):
    attachment = hand_in("方案.pdf", PDF)
    with scope(nanzheng):
        attachment.row_id = 0
        assert not may_read(attachment, officer)


def test_bytes_without_a_row_go_after_a_day_and_others_stay(hand_in, nanzheng, files):
    """As when the transaction of `store` was rolled back."""
    kept = hand_in("方案.pdf", PDF)
    orphan = hand_in("照片.png", GOOD["照片.png"][1])
    with scope(nanzheng):
        Attachment.objects.of(nanzheng).filter(pk=orphan.pk).delete()
        assert forget_orphans(nanzheng.pk, now=timezone.now()) == 0, "a transaction may still be running"
        assert forget_orphans(nanzheng.pk, now=timezone.now() + 2 * PATIENCE) == 1
    assert [path.name for path in kept_files(files)] == [kept.sha256]


def test_drafts_of_killed_processes_go(files):
    with draft() as path:
        path.write_bytes(b"half")
        forget_drafts(timezone.now() - PATIENCE)
        assert path.exists()
        forget_drafts(timezone.now() + PATIENCE)
        assert not path.exists()


def test_a_damaged_file_says_so_on_a_page(hand_in, officer, nanzheng, no_second_factor, sign_in):
    attachment = hand_in("方案.pdf", PDF)
    forget(nanzheng.pk, attachment.sha256)
    answer = sign_in(officer).get(attachment.get_absolute_url(), follow=True)
    assert "文件已不在存储中" in answer.content.decode()


def test_every_refusal_is_a_refused_rule():
    for error in (EmptyFile, UnknownKind, WrongName, TooLarge, HasMacros, Bomb, Infected, Damaged):
        assert issubclass(error, FileRefused)
