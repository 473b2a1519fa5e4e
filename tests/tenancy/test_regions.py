"""Codes of places: arithmetic, the shipped tables, and how a place is written in a URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenancy.converters import TenantConverter
from tenancy.gazetteer import kind_of, region_rows
from tenancy.models import Region, RegionChange
from tenancy.regions import LAST_OF_COUNTRY, ancestor_codes, last_code, parse_code, short_code

CODES = st.integers(min_value=0, max_value=LAST_OF_COUNTRY)


def test_a_subtree_is_a_number_range():
    assert last_code(152500000000) == 152599999999
    assert last_code(610703000000) == 610703999999
    assert last_code(0) == LAST_OF_COUNTRY


def test_the_places_above_a_county_are_its_city_province_and_country():
    assert ancestor_codes(610703000000) == [610700000000, 610000000000, 0]
    assert ancestor_codes(0) == []


@given(CODES)
def test_a_code_survives_the_url(code):
    written = short_code(code)
    assert parse_code(written) == code
    assert TenantConverter().to_python(written) == code


@given(CODES)
def test_every_place_lies_in_the_range_of_each_place_above_it(code):
    for above in ancestor_codes(code):
        assert above < code <= last_code(code) <= last_code(above)


def test_a_place_has_one_address_only():
    with pytest.raises(ValueError, match="610703000"):
        TenantConverter().to_python("610703000")


def test_every_shipped_region_lies_inside_its_parent():
    ranges = {row[0]: (row[0], row[1]) for row in region_rows()}
    assert len(ranges) == 41_945
    for code, last, *_rest, parent, _is_tenant in region_rows():
        if parent is not None:
            low, high = ranges[parent]
            assert low < code <= last <= high


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("阿巴嘎旗", "county", "banner"),
        ("锡林郭勒盟", "city", "league"),
        ("伊和高勒苏木", "township", "sumu"),
        ("内蒙古自治区", "province", "autonomous_region"),
        ("南郑区", "county", "district"),
        ("鄂伦春自治旗", "county", "autonomous_banner"),
        ("重庆市", "province", "municipality"),
        ("伊犁哈萨克自治州", "city", "autonomous_prefecture"),
    ],
)
def test_places_keep_what_they_call_themselves(name, level, kind):
    assert kind_of(name, level) == kind


def test_the_database_knows_every_place_and_its_changes(db):
    assert Region.objects.count() == 41_945
    assert Region.objects.get(pk=152522000000).parent.name == "锡林郭勒盟"
    assert RegionChange.objects.filter(old_code__isnull=False, new_code__isnull=False).exists()
