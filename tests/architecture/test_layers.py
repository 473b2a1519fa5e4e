"""`lint-imports` holds the layers; these tests hold that it looks at every app."""

import tomllib

from tests.architecture.sources import APPS, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_app_has_its_place_in_the_order():
    assert CONTRACTS["root_packages"] == APPS
    assert CONTRACTS["contracts"][0]["layers"] == APPS


def test_every_app_keeps_the_order_inside():
    assert CONTRACTS["contracts"][1]["containers"] == APPS[1:]
