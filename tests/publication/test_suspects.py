"""What may be the name of a person is marked for the checker; ordinary official sentences are left in peace."""

import pytest
from django.apps import apps

from publication.desensitise import mask_text
from publication.people import suspects


def marked(text: str) -> list[str]:
    """The marks in the text as the public would read it."""
    return [one.name for one in suspects(mask_text(text)[0])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李强称当日无人值班", ["李强"]),
        ("经查，张三未到场", ["张三"]),
        ("配送单由王小明签收", ["王小明"]),
        ("向刘勇收取押金2000元", ["刘勇"]),
        ("与王芳订立书面劳动合同", ["王芳"]),
        ("电工张大力无证上岗", ["张大力"]),
        ("会计周丽", ["周丽"]),
        ("安全员马超、欧阳明均未持证", ["马超"]),
        ("孙大圣等3人未缴纳社会保险", ["孙大圣"]),
        ("陈向阳（男，45岁）在车间作业", ["陈向阳"]),
        ("赵敏表示无异议，赵敏已离职", ["赵敏"]),
    ],
)
def test_mistake_26_what_may_be_a_name_is_marked(text, names):
    assert marked(text) == names


@pytest.mark.parametrize("text", ["法定代表人张三在场", "店主李小明称不知情", "由王某某签字", "王某称已整改"])
def test_what_is_masked_is_not_marked_as_well(text):
    assert marked(text) == []


ORDINARY = [
    "由区市场监管局责令改正，并于15日内复查。",
    "由周家坪街道办事处负责协调，与汉中市南郑区人民政府签订责任书。",
    "黄河集团提供的检验报告已过期，向消费者销售过期食品。",
    "陕西王五餐饮管理有限公司称已停止使用，李记面皮店已整改。",
    "对江南路管理不到位，由高新区管理委员会处理。",
    "经核实，该单位已办理变更登记；经现场检查，未发现违法行为。",
    "和平路、向阳村、金水镇已纳入监管，毛坝河镇未设站点。",
    "施工单位未按方案施工，高处作业未系安全带，金属件已锈蚀。",
    "温度未达到要求，常温存放的熟食未加盖，石材切割未采取降尘措施。",
    "任职文件已报送，万元以上合同已备案，关系人未说明情况。",
    "《中华人民共和国安全生产法》第二十条、《汪氏食品管理办法》第三条",
    "检查人员当场告知当事人享有陈述、申辩的权利，当事人表示无异议。",
    "对管道压力未作记录，向应急管理部门说明情况，将成品、成本资料提供备查。",
    "马上整改，立即停用；方案已报区住建局审查。",
    "曾用名称未变更，时段未公示，单据未保存，余额未退还。",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_carry_no_mark(text):
    assert marked(text) == []


def test_the_words_of_the_platform_itself_carry_no_mark():
    """Labels and explanations of every field: some 40,000 signs of official prose in which nobody is named."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields() if hasattr(field, "help_text")]
    words = {str(words) for field in fields for words in (field.verbose_name, field.help_text)}
    assert len(words) > 500
    assert {text: marked(text) for text in words if marked(text)} == {}


def test_a_mark_says_where_it_stands():
    (one,) = suspects("经查，该店配送单由王小明签收，货款已付清。")
    assert (one.before, one.name, one.after) == ("经查，该店配送单由", "王小明", "签收，货款已付清。")
