"""What holds without an end is kept, shown, exported and read again as 长期."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from common.calendars.words import ENDLESS
from common.exports.writers import shown
from common.imports import ask_to_keep, finish_keeping, keep_batch, read_batch, upload_file
from common.tables import write_xlsx
from registry.imports.objects import OBJECTS
from registry.imports.officers import OFFICERS
from registry.models import Certificate, ObjectEnrolment
from registry.officer_table import HEADINGS
from registry.uscc import check_mark
from registry.validity import day_of, is_endless
from tenancy.scope import scope
from tests.factories.registry import fresh, make_enrolment, make_object
from tests.factories.tenancy import make_member

BODY = "91610703MA6000001"
CODE = BODY + check_mark(BODY)
LINE = ["梁书远", "区市场监管局", "公务员", "61070301001", "区司法局", "食品", "2024-03-01", "长期有效", ""]


@pytest.fixture
def keeper(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.mark.parametrize("words", ["长期", "（长期有效）", "永久", "无固定期限", "9999-12-31", "2999年12月31日"])
def test_the_words_for_no_end_are_known(words):
    assert (is_endless(words), day_of(words)) == (True, ENDLESS)


def test_a_day_is_none_of_them():
    assert not is_endless("2029-12-31")


def registered(place, actor, until):
    text = f"企业名称,社会信用代码,许可证号,有效期至\n汉中华信科技有限公司,{CODE},JY161,{until}\n"
    batch = upload_file(OBJECTS, place, SimpleUploadedFile("名录.csv", text.encode()), actor=actor)
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    return batch


def kept(batch, actor):
    ask_to_keep(batch, actor=actor)
    finish_keeping(batch, actor=actor)
    batch.refresh_from_db()
    return batch.state


def test_a_permit_without_end_is_imported_shown_and_the_same_again(own_files, nanzheng, keeper, sign_in):
    with scope(nanzheng, member=keeper):
        batch = registered(nanzheng, keeper, "2020年1月1日至长期")
        assert kept(batch, keeper) == "kept"
        enrolment = ObjectEnrolment.objects.of(nanzheng).get()
        assert enrolment.permit_until == ENDLESS
        assert registered(nanzheng, keeper, "长期").counts == {"same": 1}
        limited = registered(nanzheng, keeper, "2030-01-01")
        assert limited.rows.get().before["permit_until"] == "长期"
        assert kept(limited, keeper) == "kept"
        assert kept(registered(nanzheng, keeper, "永久"), keeper) == "kept"
        address = enrolment.object.get_absolute_url()
    assert "有效期至：长期" in sign_in(keeper).get(address).content.decode()


def test_no_end_is_a_tick_of_the_form_and_not_both(nanzheng, bureau, keeper, sign_in):
    enrolment = make_enrolment(make_object(nanzheng), bureau)
    browser, address = sign_in(keeper), f"/610703/enrolments/{enrolment.pk}/"
    both = browser.post(address, {"permit_until": "2030-01-01", "permit_until_endless": "on"})
    assert both.status_code == 422
    assert "选了日期又勾了“长期”，请只留一个。" in both.content.decode()
    assert "不是日期" not in both.content.decode()
    assert browser.post(address, {"permit_until": "", "permit_until_endless": "on"}).status_code == 302
    enrolment = fresh(enrolment)
    assert enrolment.permit_until == ENDLESS
    assert 'name="permit_until_endless" id="id_permit_until_1" checked' in browser.get(address).content.decode()
    assert browser.post(address, {"permit_until": "2030-01-01"}).status_code == 302
    enrolment = fresh(enrolment)
    assert enrolment.permit_until.isoformat() == "2030-01-01"


def test_a_certificate_without_end_is_imported_listed_and_exported(nanzheng, bureau, admin, keeper, sign_in):
    with scope(nanzheng, member=admin):
        for counts in ({"new": 1}, {"same": 1}):
            table = ContentFile(write_xlsx("名录", [str(text) for text in HEADINGS.values()], [LINE]), "名录.xlsx")
            batch = upload_file(OFFICERS, nanzheng, table, actor=admin)
            read_batch(batch, tell=lambda *_told: None)
            batch.refresh_from_db()
            assert batch.counts == counts
            if counts == {"new": 1}:
                keep_batch(batch, actor=admin)
        certificate = Certificate.objects.of(nanzheng).select_related("officer").get()
        assert certificate.ends_on == ENDLESS
        assert shown(certificate.ends_on) == "长期"
    for address in ("/610703/officers/", certificate.officer.get_absolute_url()):
        page = sign_in(keeper).get(address).content.decode()
        assert "长期" in page
        assert "9999" not in page
