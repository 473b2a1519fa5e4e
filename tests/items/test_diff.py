"""Differences in plain words."""

from dataclasses import replace

from items.bases import parse_bases
from items.diff import differences
from items.faces import ItemFace, LineFace

TAX = LineFace("区税务局", "对市场主体缴税情况的监管", tuple(parse_bases("《企业所得税法》")))
OLD = ItemFace("劳动用工", "区人社局", "对用工的监管", (), "企业", "区级", "区级", (TAX,), {"检查频次": "每年1次"})


def words(new):
    return [str(change) for change in differences(OLD, new)]


def test_nothing_changed_says_nothing():
    assert words(OLD) == []


def test_a_changed_field_says_from_what_to_what():
    assert words(replace(OLD, objects="企业、个体户")) == ["监管对象：由“企业”改为“企业、个体户”"]


def test_a_line_that_came_and_a_line_that_went():
    police = LineFace("区公安分局", "对保安用工的监管")
    assert words(replace(OLD, lines=(police,))) == [
        "配合监管部门：删去“区税务局：对市场主体缴税情况的监管”",
        "配合监管部门：新增“区公安分局：对保安用工的监管”",
    ]


def test_a_line_that_changed_is_named_by_its_department():
    line = replace(TAX, bases=tuple(parse_bases("《企业所得税法》第一条")))
    assert words(replace(OLD, lines=(line,))) == [
        "区税务局的设定依据：由“《企业所得税法》”改为“《企业所得税法》第一条”"
    ]


def test_an_attribute_outside_of_the_form_is_compared_too():
    assert words(replace(OLD, more={"检查频次": ""})) == ["检查频次：删去“每年1次”"]
