"""Who may be drawn: the reasons in words, and the query that agrees with them."""

import random
from datetime import date, timedelta

import pytest

from registry.fitness import Absence, Credential, Ground, Standing, reasons_against
from registry.models import Officer, Secondment
from registry.queries.officers import fit_officers, unfit_officers, with_standing
from tenancy.scope import scope
from tests.factories.officers import TODAY, make_certificate, make_officer

HELD = Credential(["食品", "药品"], date(2024, 1, 1), date(2027, 1, 1))


def standing(**changes) -> Standing:
    return Standing(**{"starts_on": date(2024, 1, 1), "ends_on": None, "credentials": [HELD]} | changes)


def grounds(found: Standing, domain: str | None = None, on: date = TODAY) -> list[Ground]:
    return [reason.ground for reason in reasons_against(found, on=on, domain=domain)]


def test_a_certificate_that_holds_is_enough():
    assert grounds(standing()) == []
    assert grounds(standing(), domain="药品") == []


def test_the_first_and_the_last_day_count():
    assert grounds(standing(), on=HELD.ends_on) == []
    assert grounds(standing(), on=HELD.ends_on + timedelta(days=1)) == [Ground.EXPIRED]
    assert grounds(standing(ends_on=TODAY)) == []
    assert grounds(standing(ends_on=TODAY - timedelta(days=1))) == [Ground.NOT_SERVING]


@pytest.mark.parametrize(
    ("found", "ground", "words"),
    [
        (standing(credentials=[]), Ground.NO_CERTIFICATE, "请先登记证件"),
        (
            standing(credentials=[Credential(["食品"], date(2020, 1, 1), date(2025, 1, 1))]),
            Ground.EXPIRED,
            "2025-01-01",
        ),
        (
            standing(credentials=[Credential(["食品"], date(2027, 1, 1), date(2028, 1, 1))]),
            Ground.NOT_YET,
            "2027-01-01",
        ),
        (
            standing(credentials=[Credential(["食品"], date(2024, 1, 1), date(2028, 1, 1), TODAY)]),
            Ground.REVOKED,
            "重新",
        ),
        (standing(suspension=Absence(TODAY, None, "正在核查")), Ground.SUSPENDED, "正在核查"),
        (standing(away=[Absence(TODAY, TODAY, "汉中市")]), Ground.AWAY, "汉中市"),
        (standing(starts_on=date(2027, 1, 1)), Ground.NOT_SERVING, "2027-01-01"),
    ],
)
def test_each_ground_says_why(found, ground, words):
    reasons = reasons_against(found, on=TODAY)
    assert [reason.ground for reason in reasons] == [ground]
    assert words in reasons[0].sentence
    assert reasons[0].label


def test_the_certificate_of_another_domain_does_not_do():
    assert grounds(standing(), domain="特种设备") == [Ground.OTHER_DOMAIN]


def test_a_suspension_ends_by_itself():
    ended = standing(suspension=Absence(date(2026, 1, 1), TODAY - timedelta(days=1), "核查"))
    assert grounds(ended) == []


def test_the_query_and_the_reasons_agree_on_everybody(bureau, hanzhong):
    """A hundred officers of every kind: fit by the query if and only if there is no reason against them."""
    chance = random.Random(61)
    nanzheng = bureau.tenant
    for number in range(100):
        officer = make_officer(
            bureau, f"甲{number}", days=chance.choice([None, -5, 0, 300]), domains=chance.choice([("食品",), ("药品",)])
        )
        with scope(nanzheng):
            _trouble(officer, hanzhong, chance)
    with scope(nanzheng):
        for domain in (None, "食品", "药品"):
            fit = set(fit_officers(nanzheng, on=TODAY, domain=domain).values_list("pk", flat=True))
            everybody = with_standing(Officer.objects.of(nanzheng))
            without_reason = {one.pk for one in everybody if not reasons_against(one.standing, on=TODAY, domain=domain)}
            assert fit == without_reason
            assert 5 < len(fit) < 95
            assert all(unfit.reasons for unfit in unfit_officers(nanzheng, on=TODAY, domain=domain))


def _trouble(officer: Officer, place, chance: random.Random) -> None:
    kind = chance.randrange(6)
    day = TODAY + timedelta(days=chance.choice([-1, 0, 1]))
    if kind == 0:
        Officer.objects.of(officer.tenant).filter(pk=officer.pk).update(ends_on=day)
    elif kind == 1:
        until = chance.choice([None, day + timedelta(days=1)])
        values = {"suspended_on": day, "suspended_until": until, "suspension_reason": "核查"}
        Officer.objects.of(officer.tenant).filter(pk=officer.pk).update(**values)
    elif kind == 2:
        terms = {
            "domains": ["食品"],
            "task": "联合检查",
            "document_number": "〔2026〕1号",
            "starts_on": day,
            "ends_on": day,
        }
        state = chance.choice(["offered", "accepted", "recalled"])
        Secondment.objects.of(officer.tenant).create(officer=officer, to_place=place, state=state, **terms)
    elif kind == 3:
        revoked = make_certificate(officer.department, 100, revoked_on=day, revoke_reason="遗失")
        revoked.officer = officer
        revoked.save()
