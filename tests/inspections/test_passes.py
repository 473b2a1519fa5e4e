"""The pass: what is signed is what is read; nothing else is believed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inspections.passes import Forged, Garbled, PassFacts, PassOfficer, UnknownKey, make_token, read_token
from inspections.signing import BadKey, EcdsaSigner, decoded, encoded, is_signed, key_set, retired_jwk

SIGNER = EcdsaSigner("first secret of the place, long enough")
OTHER = EcdsaSigner("second secret of the place, long enough")
FACTS = PassFacts(
    code="kq3v8x2m",
    number="南郑联检〔2026〕12号",
    place="汉中市南郑区",
    subject="汉中汉山春茶业有限公司",
    task="食品生产企业联合抽查",
    items=[
        ("食品生产安全监督检查", "《食品安全法》第一百一十条"),
        ("特种设备安全检查", "《特种设备安全法》第五十七条"),
    ],
    papers=["营业执照", "食品生产许可证"],
    officers=[
        PassOfficer("张小南", "6107030001", "区市场监管局"),
        PassOfficer("李大郑", "6107030002", "区应急管理局"),
    ],
    valid_from=datetime(2026, 11, 23, 0, 0, tzinfo=UTC),
    valid_until=datetime(2026, 11, 24, 0, 0, tzinfo=UTC),
    visits_left=[("本年度入企检查", 2)],
    contact="区司法局 0916-5512345",
)


def test_what_was_signed_is_read():
    content = read_token(make_token(FACTS, SIGNER), key_set(SIGNER))
    assert content["n"] == FACTS.number
    assert content["o"][0] == ["张小南", "6107030001", "区市场监管局"]
    assert content["u"] - content["f"] == 86_400
    assert content["m"] == 0


def test_a_visit_outside_of_the_caps_says_why():
    assert "x" not in read_token(make_token(FACTS, SIGNER), key_set(SIGNER))
    content = read_token(make_token(replace(FACTS, outside="投诉举报核查"), SIGNER), key_set(SIGNER))
    assert content["x"] == "投诉举报核查"


def test_one_changed_character_is_noticed():
    payload, signature = make_token(FACTS, SIGNER).split(".")
    for forged in (
        f"{make_token(replace(FACTS, number='假'), OTHER).split('.')[0]}.{signature}",
        f"{make_token(replace(FACTS, number='假'), SIGNER).split('.')[0]}.{signature}",
        f"{payload}.{encoded(bytes(64))}",
        f"{payload}.",
        f"{payload}.***",
    ):
        with pytest.raises((Forged, UnknownKey)):
            read_token(forged, key_set(SIGNER))


def test_a_key_nobody_knows_is_said_to_be_unknown():
    with pytest.raises(UnknownKey):
        read_token(make_token(FACTS, OTHER), key_set(SIGNER))


@pytest.mark.parametrize("text", ["", "x", "x.y", ".", "eyJ2IjoxfQ.x", encoded(b"\x00" * 40) + ".x"])
def test_what_is_no_pass_is_said_to_be_none(text):
    with pytest.raises(Garbled):
        read_token(text, key_set(SIGNER))


def test_passes_of_a_retired_key_stay_checkable():
    keys = key_set(OTHER, [SIGNER.public_point])
    assert read_token(make_token(FACTS, SIGNER), keys)["n"] == FACTS.number
    assert retired_jwk(SIGNER.public_point) == SIGNER.public_jwk


def test_a_key_is_the_same_for_the_same_secret_and_needs_a_long_one():
    assert EcdsaSigner("first secret of the place, long enough").key_id == SIGNER.key_id
    with pytest.raises(BadKey):
        EcdsaSigner("short")
    with pytest.raises(BadKey):
        retired_jwk("AAAA")


def test_the_signature_is_raw_and_of_its_key_only():
    signature = SIGNER.sign(b"text")
    assert len(signature) == 64
    assert is_signed(b"text", signature, SIGNER.public_jwk)
    assert not is_signed(b"text", signature, OTHER.public_jwk)
    assert not is_signed(b"text", signature, {**SIGNER.public_jwk, "alg": "none"})
    assert len(decoded(SIGNER.public_jwk["x"])) == 32


def test_a_crowded_pass_leaves_out_bases_then_items_never_officers():
    items = [
        (f"第{number}项监督检查事项的完整名称", f"《某某法》第{number * 7}条第{number}款") for number in range(1, 61)
    ]
    token = make_token(replace(FACTS, items=items), SIGNER)
    content = read_token(token, key_set(SIGNER))
    assert len(token) <= 1_200
    assert len(content["o"]) == 2
    assert len(content["w"]) + content["m"] == 60
    assert all(basis == "" for _name, basis in content["w"])


def test_the_key_set_holds_no_private_part():
    assert set(SIGNER.public_jwk) == {"alg", "crv", "kid", "kty", "x", "y"}
