"""What is personal goes before anything is public; what is official stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.desensitise import desensitise, is_identity_number, mask_text

IDENTITY = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "shown", "rule"),
    [
        (f"身份证号{IDENTITY}。", "身份证号110105************。", "居民身份证号"),
        ("联系电话19900001234", "联系电话199****1234", "手机号码"),
        ("卡号6222600260001072444。", "卡号***************2444。", "银行卡号"),
        ("邮箱zhangsan@example.cn", "邮箱z***@example.cn", "电子邮箱"),
        ("车辆陕F12345", "车辆陕F*****", "机动车号牌"),
        ("住址：汉中市南郑区汉山路2号楼3单元501室，经营餐饮", "住址：汉中市南郑区汉山路***，经营餐饮", "家庭住址"),
    ],
)
def test_personal_data_is_masked(text, shown, rule):
    assert mask_text(text) == (shown, [rule])


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91350100M000100Y43",
        "〔2026〕12号",
        "《中华人民共和国劳动法》第八十五条",
        "2026年1月31日前",
        "固定电话0916-5512149",
        "执法证号61070300123",
        "110105194912310021",
    ],
)
def test_what_is_official_stays(text):
    assert mask_text(text) == (text, [])


def test_an_identity_number_has_a_date_and_a_check_mark():
    assert is_identity_number(IDENTITY)
    assert not is_identity_number("110105194913310021")
    assert not is_identity_number("110105194912310020")


def test_nested_snapshots_are_masked_and_say_where():
    clean, masked = desensitise({"rows": [{"note": "电话19900001234"}, {"note": "无"}], "count": 2})
    assert clean == {"rows": [{"note": "电话199****1234"}, {"note": "无"}], "count": 2}
    assert [(one.path, one.rule) for one in masked] == [("rows.0.note", "手机号码")]


@given(st.text())
def test_masking_twice_changes_nothing_more(text):
    once, _found = mask_text(text)
    assert mask_text(once) == (once, [])


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.text(alphabet="的在，。 电话：", max_size=10))
def test_no_mobile_number_survives_in_any_surroundings(mobile, words):
    assert mobile not in mask_text(f"{words}{mobile}{words}")[0]
