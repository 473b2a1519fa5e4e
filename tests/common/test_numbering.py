"""Numbers run per place, series and year."""

from common.numbering import document_number, next_number
from tenancy.scope import scope


def test_each_series_of_each_place_and_year_starts_at_one(nanzheng, abaga):
    with scope(nanzheng):
        assert [next_number(nanzheng, "通报", 2026) for _ in range(3)] == [1, 2, 3]
        assert next_number(nanzheng, "通报", 2027) == 1
        assert next_number(nanzheng, "移送书", 2026) == 1
    with scope(abaga):
        assert next_number(abaga, "通报", 2026) == 1


def test_a_document_number_has_the_brackets_of_official_papers():
    assert document_number("南双联办", 2026, 12) == "南双联办〔2026〕12号"
