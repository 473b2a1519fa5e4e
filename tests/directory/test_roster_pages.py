"""Pages of the roster: seen by officials, changed by their own department, closed to everybody else."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from common.imports import read_batch
from common.models import ImportBatch, StagedRow
from directory.models import LiaisonEntry
from directory.roster_columns import FIELDS
from directory.services.roster import Filing, file_entry
from tenancy.models import AuditEntry, TenantSettings
from tenancy.scope import scope
from tests.directory.broken import build
from tests.directory.broken.build import MARKET
from tests.directory.broken.cells import REJECTED
from tests.directory.broken.files import REFUSED
from tests.factories.tenancy import make_department, make_member

pytestmark = pytest.mark.usefixtures("own_files", "no_second_factor")

VALUES = dict(zip(FIELDS, MARKET, strict=True))


@pytest.fixture
def manager(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau, name="部门管理员")


@pytest.fixture
def entry(nanzheng, bureau, admin) -> LiaisonEntry:
    with scope(nanzheng, member=admin):
        return file_entry(Filing(bureau, VALUES), actor=admin, today=timezone.localdate())


@pytest.fixture
def outsider_inside(outsider, abaga):
    """The outsider past her second factor, in her own place."""
    with scope(abaga):
        TenantSettings.objects.of(abaga).create(second_factor_roles=[])
    return outsider


def page(name, place, *args):
    return reverse(f"directory:{name}", args=[place, *args])


def upload(client, place, content, name="名单.xlsx"):
    return client.post(page("roster_import", place), {"file": SimpleUploadedFile(name, content)})


def read(place):
    """What the worker does."""
    with scope(place):
        batch = ImportBatch.objects.of(place).first()
        read_batch(batch, tell=lambda *_: None)
        return batch


def report(client, place, content, name) -> str:
    """What the page says of a file: at once beside the field, or after the worker has read it."""
    answer = upload(client, place, content, name)
    if answer.status_code == 302:
        read(place)
        answer = client.get(answer.url)
    return html.unescape(answer.content.decode())


def test_an_official_sees_the_roster(sign_in, officer, entry, nanzheng):
    text = sign_in(officer).get(page("roster", nanzheng)).content.decode()
    assert "张三" in text
    assert "13900000001" in text


@pytest.mark.parametrize("name", ["roster", "roster_import"])
def test_an_outsider_gets_404(sign_in, outsider, entry, nanzheng, name):
    assert sign_in(outsider).get(page(name, nanzheng)).status_code == 404


@pytest.mark.parametrize("name", ["roster_entry", "roster_confirm"])
def test_a_line_of_another_place_does_not_exist(sign_in, entry, outsider_inside, abaga, name):
    assert sign_in(outsider_inside).get(page(name, abaga, entry.pk)).status_code == 404


def test_an_auditor_does_not_see_mobile_numbers(sign_in, entry, nanzheng):
    assert sign_in(make_member(nanzheng, "auditor")).get(page("roster", nanzheng)).status_code == 403


def test_the_list_is_searched_by_unit_or_name_and_by_confirmation(sign_in, officer, entry, nanzheng):
    client = sign_in(officer)
    assert "张三" in client.get(page("roster", nanzheng), {"q": "李四"}).content.decode()
    assert "张三" not in client.get(page("roster", nanzheng), {"q": "王"}).content.decode()
    assert "张三" not in client.get(page("roster", nanzheng), {"confirmed": "no"}).content.decode()


def test_the_list_names_units_that_have_not_filed(sign_in, officer, entry, nanzheng):
    make_department(nanzheng, "区应急局")
    assert "区应急局" in sign_in(officer).get(page("roster", nanzheng)).content.decode()


def test_a_department_files_its_own_line(sign_in, manager, nanzheng, bureau):
    client = sign_in(manager)
    assert client.get(page("roster_file", nanzheng, bureau.pk)).status_code == 200
    answer = client.post(
        page("roster_file", nanzheng, bureau.pk), VALUES | {"leader": "张　三", "leader_mobile": "139 0000 0001"}
    )
    assert answer.status_code == 302
    with scope(nanzheng):
        assert LiaisonEntry.objects.of(nanzheng).get().values == VALUES


def test_a_department_does_not_file_for_another(sign_in, manager, nanzheng):
    other = make_department(nanzheng, "区应急局")
    assert sign_in(manager).post(page("roster_file", nanzheng, other.pk), VALUES).status_code == 403


def test_the_form_says_what_is_wrong_beside_the_field(sign_in, manager, nanzheng, bureau):
    answer = sign_in(manager).post(page("roster_file", nanzheng, bureau.pk), VALUES | {"liaison_mobile": "5512149"})
    assert answer.status_code == 422
    assert "这是固定电话" in answer.content.decode()


def test_a_line_is_confirmed_for_the_year_on_record(sign_in, manager, entry, nanzheng):
    with scope(nanzheng):
        LiaisonEntry.objects.of(nanzheng).update(confirmed_on="2020-01-01")
    client = sign_in(manager)
    assert "尚未确认" in client.get(entry.get_absolute_url()).content.decode()
    assert client.get(page("roster_confirm", nanzheng, entry.pk)).status_code == 200
    client.post(page("roster_confirm", nanzheng, entry.pk))
    assert "尚未确认" not in client.get(entry.get_absolute_url()).content.decode()
    with scope(nanzheng):
        assert AuditEntry.objects.of(nanzheng).filter(verb="directory.confirm_roster").count() == 1


def test_an_officer_changes_nothing(sign_in, officer, entry, nanzheng):
    client = sign_in(officer)
    assert "确认无误" not in client.get(entry.get_absolute_url()).content.decode()
    assert client.post(page("roster_confirm", nanzheng, entry.pk)).status_code == 403
    assert client.get(page("roster_import", nanzheng)).status_code == 403


def test_the_list_leads_to_its_export_with_the_same_filters(sign_in, officer, entry, nanzheng):
    client = sign_in(officer)
    address = f"{reverse('portal:export', args=[nanzheng, 'directory.roster'])}?q=%E5%BC%A0"
    assert address in client.get(page("roster", nanzheng), {"q": "张"}).content.decode()
    text = client.get(address).content.decode()
    assert 'value="docx"' in text
    assert 'value="csv"' not in text
    assert client.post(address, {"file_kind": "docx"}).status_code == 302


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_blank_form_is_downloaded_under_its_chinese_name(sign_in, officer, nanzheng, kind):
    answer = sign_in(officer).get(page("roster_blank", nanzheng, kind))
    assert answer.status_code == 200
    assert f".{kind}" in answer["Content-Disposition"]


def test_there_is_no_blank_form_of_another_kind(sign_in, officer, nanzheng):
    assert sign_in(officer).get(page("roster_blank", nanzheng, "pdf")).status_code == 404


def test_a_file_is_uploaded_reported_and_kept(sign_in, admin, bureau, nanzheng):
    client = sign_in(admin)
    answer = upload(client, nanzheng, build.workbook(build.whole()))
    assert answer.status_code == 302
    assert "正在读取" in client.get(answer.url).content.decode()
    read(nanzheng)
    text = client.get(answer.url).content.decode()
    assert "请改成部门名录里的名称" in text
    assert "A3" in text
    assert "张三" in client.get(answer.url, {"show": "new"}).content.decode()
    kept = client.post(f"{answer.url}keep/")
    assert kept.status_code == 302
    with scope(nanzheng):
        assert LiaisonEntry.objects.of(nanzheng).get().values == VALUES
    assert "已保存" in client.get(answer.url).content.decode()
    assert "名单.xlsx" in client.get(page("roster_import", nanzheng)).content.decode()


def test_a_file_of_another_kind_is_refused_beside_the_field_and_not_kept(sign_in, admin, nanzheng):
    answer = upload(sign_in(admin), nanzheng, b"%PDF-1.7 ...", "联络表.xlsx")
    assert answer.status_code == 422
    assert "文件内容是PDF 文件，不是可以导入的表格。请用 Excel 或 WPS 另存为 .xlsx" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"file"}
    with scope(nanzheng):
        assert not ImportBatch.objects.of(nanzheng).exists()


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_file_is_refused_on_the_page(sign_in, admin, nanzheng, case):
    name, make, says = REFUSED[case]
    assert says in report(sign_in(admin), nanzheng, make(), name)
    with scope(nanzheng):
        assert not LiaisonEntry.objects.of(nanzheng).exists()
        assert not StagedRow.objects.of(nanzheng).exists()
        assert not any(batch.has_file for batch in ImportBatch.objects.of(nanzheng))


@pytest.mark.parametrize("case", REJECTED)
def test_a_broken_cell_is_explained_on_the_page(sign_in, admin, departments, nanzheng, case):
    name, make, address, says = REJECTED[case]
    text = report(sign_in(admin), nanzheng, make(), name)
    assert address in text
    assert says in text


def test_rejected_rows_are_downloaded(sign_in, admin, bureau, nanzheng):
    client = sign_in(admin)
    answer = upload(client, nanzheng, build.workbook(build.whole()))
    read(nanzheng)
    download = client.get(f"{answer.url}rejected/")
    assert download.content.startswith(b"PK")
    assert "attachment" in download["Content-Disposition"]


def test_an_import_is_checked_again_or_given_up(sign_in, admin, bureau, nanzheng):
    client = sign_in(admin)
    answer = upload(client, nanzheng, build.workbook(build.whole()))
    read(nanzheng)
    assert client.get(f"{answer.url}recheck/").status_code == 200
    client.post(f"{answer.url}recheck/")
    read(nanzheng)
    assert client.get(f"{answer.url}discard/").status_code == 200
    client.post(f"{answer.url}discard/")
    assert "已放弃" in client.get(answer.url).content.decode()
    assert client.post(f"{answer.url}keep/").status_code == 422


def test_an_import_of_another_place_does_not_exist(sign_in, admin, outsider_inside, nanzheng, abaga):
    answer = upload(sign_in(admin), nanzheng, build.workbook(build.whole()))
    number = answer.url.rstrip("/").rsplit("/", 1)[1]
    assert sign_in(outsider_inside).get(page("roster_import_batch", abaga, number)).status_code == 404


def test_the_report_alone_answers_htmx(sign_in, admin, nanzheng):
    client = sign_in(admin)
    answer = upload(client, nanzheng, build.workbook(build.whole()))
    text = client.get(answer.url, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="import"')
