"""One door is known however it is written; the door beside it is another."""

import pytest

from registry.addresses import address_agreement


@pytest.mark.parametrize(
    ("written", "registered"),
    [
        ("汉中市南郑区汉山路12号", "陕西省汉中市南郑区大河坎镇汉山路12号"),
        ("汉山路12#-2-1131", "南郑区汉山路12号2幢1131室"),
        ("南郑区汉山路12號3栋", "南郑区汉山路12号3幢2单元501室"),
        ("南郑区红庙镇李家坝村三组", "李家坝村3组"),
        ("朝阳路270号旁", "渭南市澄城县庄头镇朝阳路270号"),
        ("中山街100", "咸阳市兴平市马嵬街道中山街100号"),
    ],
)
def test_one_door_written_differently(written, registered):
    assert address_agreement(written, registered) == 1.0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("南郑区汉山路12号", "南郑区汉山路15号"),
        ("南郑区汉山路12号", "南郑区人民路12号"),
        ("南郑区汉山路12号", "勉县汉山路12号"),
        ("李家坝村三组", "李家坝村四组"),
        ("南郑区大河坎镇", "南郑区梁山镇"),
    ],
)
def test_another_door(left, right):
    assert address_agreement(left, right) == -1.0


@pytest.mark.parametrize(
    ("left", "right"),
    [("", "南郑区汉山路12号"), ("汉中市", "南郑区"), ("汉山路", "汉山路12号"), ("汉山路12号1室", "汉山路12号2室")],
)
def test_what_is_too_vague_decides_nothing(left, right):
    assert address_agreement(left, right) in (None, 0.5)


def test_any_text_is_taken_for_an_address():
    for text in ("", "#", "第", "一", "十", "百十", "号" * 300, "\x00", "-1"):
        assert address_agreement(text, text) in (None, 0.5, 1.0)
