"""Arithmetic of GB/T 2260 codes: twelve digits, two a province, two a city, two a county, three a township.

Pure: no database. A subtree is a number range because every code lies inside its parent's range.
"""

COUNTRY = 0
LAST_OF_COUNTRY = 999_999_999_999
STEPS = (10_000_000_000, 100_000_000, 1_000_000, 1_000)


def last_code(code: int) -> int:
    """The highest code below `code`: 152500000000 → 152599999999. Code 0 is the whole country."""
    if code == COUNTRY:
        return LAST_OF_COUNTRY
    for step in STEPS:
        if code % step == 0:
            return code + step - 1
    return code


def ancestor_codes(code: int) -> list[int]:
    """Codes above `code`, nearest first, the country last: 610703000000 → [610700000000, 610000000000, 0].

    Arithmetic only: a code in the list need not exist (the counties of 北京市 have no city level).
    """
    above = {code - code % step for step in STEPS} | {COUNTRY}
    return sorted(above - {code}, reverse=True)


def short_code(code: int) -> str:
    """How a place is written in a URL: six digits, nine for a township, twelve for anything smaller."""
    text = f"{code:012d}"
    if text.endswith("000000"):
        return text[:6]
    return text[:9] if text.endswith("000") else text


def parse_code(text: str) -> int:
    """The reverse of `short_code`."""
    return int(text.ljust(12, "0"))
