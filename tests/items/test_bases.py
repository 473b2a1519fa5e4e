"""Legal bases as people write them."""

import pytest

from items.bases import Basis, doubts, parse_bases, print_bases


@pytest.mark.parametrize(
    "text",
    [
        "《中华人民共和国劳动法》等",
        "《中华人民共和国公司法》《市场主体登记管理条例》",
        "《中华人民共和国企业所得税法》等",
        "《中华人民共和国劳动法》第八十五条第一款",
        "《国务院关于印发〈计划〉的通知》（国发〔2019〕5号）第三条",
    ],
)
def test_what_was_read_is_printed_as_it_was(text):
    assert print_bases(parse_bases(text)) == text


def test_marks_between_laws_and_lead_in_words_are_dropped():
    text = "依据《甲法》第１条、《乙条例》；\n2.《丙办法》（省政府令第8号）第三条"
    assert parse_bases(text) == [
        Basis("甲法", "第1条"),
        Basis("乙条例"),
        Basis("丙办法", "第三条", "省政府令第8号"),
    ]


def test_a_document_without_title_marks_is_kept_as_it_is():
    assert parse_bases("三定方案") == [Basis("三定方案", is_bare=True)]


def test_a_name_alone_is_doubted():
    assert doubts(parse_bases("《劳动法》《公司法》第三条")) == ["“《劳动法》”只写了名称，没有写明具体条款。"]


def test_an_article_is_found_inside_its_words():
    assert parse_bases("《劳动法》第 八十五 条第二款")[0].first_article == "第八十五条"
