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
        ("身份证号610721198801011234", "身份证号610721************", "居民身份证号"),  # mistyped: no right check mark
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
    ("text", "shown"),
    [
        ("法定代表人张三在场。", "法定代表人张某在场。"),
        ("现场负责人：王建国", "现场负责人：王某某"),
        ("负责人王五陪同检查", "负责人王某陪同检查"),
        ("见证人李四、王小明签字", "见证人李某、王某某签字"),
        ("经营者欧阳修文未出示许可证", "经营者欧阳某某未出示许可证"),
        ("当事人阿依古丽·买买提拒绝签字", "当事人阿某某拒绝签字"),
        ("举报人（姓名：周杰）称店内有异味", "举报人（姓名：周某）称店内有异味"),
        ("笔录经李四签字确认", "笔录经李某签字确认"),
        ("证人林小军、郑爽均表示无异议", "证人林某某、郑某均表示无异议"),
        ("员工张伟健康证过期", "员工张某健康证过期"),
        ("店主马六系本店经营者", "店主马某系本店经营者"),
    ],
)
def test_mistake_26_persons_of_the_record_are_not_named(text, shown):
    assert mask_text(text) == (shown, ["自然人姓名"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("未成年人李小龙在网吧上网", "未成年人李某某在网吧上网"),
        ("学生王芳食用后呕吐，家长李丽投诉", "学生王某食用后呕吐，家长李某投诉"),
        ("儿童杨朵朵被烫伤", "儿童杨某某被烫伤"),
    ],
)
def test_mistake_26_minors_and_their_families_are_not_named(text, shown):
    assert mask_text(text)[0] == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("厨师张强患有乙肝仍从事凉菜制作", "厨师张某患有***仍从事凉菜制作"),
        ("经诊断为活动性肺结核，未调离岗位", "经诊断为***，未调离岗位"),
        ("体检结果乙肝表面抗原阳性", "体检结果***"),
        ("住院号：A1234567", "住院号：***"),
    ],
)
def test_mistake_26_nobodys_health_is_told(text, shown):
    assert mask_text(text)[0] == shown


def test_mistake_26_an_identity_number_of_fifteen_digits_goes_and_a_registration_number_stays():
    assert mask_text("身份证号610321750812123。") == ("身份证号610321*********。", ["居民身份证号"])
    for number in ("注册号：610703600812345", "编号610703600812345", "610703100012345", "990703600812345"):
        assert mask_text(number) == (number, [])


@pytest.mark.parametrize(
    "text",
    [
        "陕西王五餐饮管理有限公司未公示从业人员健康证明",
        "汉中市张记面皮店、南郑区周家坪街道李家营村三组",
        "当事人汉中李四商贸有限公司",
        "《中华人民共和国安全生产法》第二十条、《汪氏食品管理办法》",
        "《食品安全法》第四十五条：患有国务院卫生行政部门规定的有碍食品安全疾病的人员",
        "未发现患有有碍食品安全疾病的人员从事接触直接入口食品的工作",
        "执法人员李强（61070300123）、检查组负责人王刚",
        "负责人签字，当事人陈述申辩：已整改",
        "当事人应当于三日内改正；当事人曾因同一行为被处罚",
        "员工安全意识不足，员工常年佩戴口罩，员工任职文件齐全",
        "当事人高度重视，马上整改，余款已退",
        "负责人于现场签字确认，负责人何时到场不明",
        "经营者许可证过期，经营者名称与许可证一致",
        "法定代表人变更登记，法人单位名称，业主大会，家长委员会",
        "工人高处作业未系安全带，驾驶员连续驾驶",
        "学生食堂卫生、儿童游乐设施、居民安置点、消费者文明用餐",
        "生猪感染非洲猪瘟，从业人员健康管理制度",
    ],
)
def test_companies_places_laws_and_officials_stay(text):
    assert mask_text(text) == (text, [])


def test_mistake_26_whom_the_record_knows_is_not_named_wherever_he_stands():
    persons = ["王五", "阿依古丽"]
    assert mask_text("经查，王五将厨房交阿依古丽打理", persons)[0] == "经查，王某将厨房交阿某某某打理"
    assert mask_text("王五面皮店、南郑区王五餐饮管理有限公司", persons) == (
        "王五面皮店、南郑区王五餐饮管理有限公司",
        [],
    )
    assert mask_text("王五在店内", persons)[0] == "王某在店内"


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
