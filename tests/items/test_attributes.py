"""Levels: 区, 旗 and 县 are one value with a local word."""

import pytest

from items.attributes import level_word, level_words, parse_levels


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("区级", ["county"]),
        ("旗县级", ["county"]),
        ("市级、区级", ["city", "county"]),
        ("省市县三级", ["province", "city", "county"]),
        ("市、县", ["city", "county"]),
        ("盟级", ["city"]),
        ("", []),
        ("县级以上", None),
        ("待定", None),
    ],
)
def test_levels_as_forms_write_them(text, levels):
    assert parse_levels(text) == levels


def test_a_county_calls_itself_as_it_is_called():
    assert level_word("county", "district") == "区级"
    assert level_word("county", "banner") == "旗级"
    assert level_words(["city", "county"], "league") == "盟级、县级"
