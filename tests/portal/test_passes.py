"""The page that checks a pass knows nothing of the pass; it gives the keys and the means to do without network."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from inspections.signing import EcdsaSigner

EARLIER = EcdsaSigner("an earlier secret of this site, long enough")


def test_the_page_needs_no_sign_in_and_may_be_kept(db):
    page = Client().get("/pass/")
    assert page.status_code == 200
    assert page["Cache-Control"] == "public, max-age=60"
    assert "sessionid" not in page.cookies


def test_the_keys_are_public_and_earlier_ones_stay(db, settings):
    settings.PASS_RETIRED_KEYS = [EARLIER.public_point]
    present, retired = Client().get("/pass/keys.json").json()["keys"]
    assert present["kid"] == EcdsaSigner(settings.PASS_SIGNING_KEY).key_id
    assert retired == EARLIER.public_jwk
    assert "d" not in present


def test_the_worker_keeps_the_page_the_keys_and_every_file_they_need(db):
    script = Client().get("/pass/worker.js").content.decode()
    for kept in (
        "/pass/",
        "/pass/keys.json",
        "/pass/revoked.json",
        "js/pass/page.js",
        "js/pass/check.js",
        "css/public.css",
    ):
        assert f'{kept}"' in script


@pytest.mark.django_db(databases=["default", "public"])
def test_what_was_taken_back_says_of_which_moment_it_is():
    told = Client().get("/pass/revoked.json").json()
    assert told["revoked"] == []
    assert abs(told["as_of"] - timezone.now().timestamp()) < 60


@pytest.mark.parametrize(("name", "value"), [("PASS_SIGNING_KEY", "short"), ("PASS_RETIRED_KEYS", ["AAAA"])])
def test_a_wrong_key_is_noticed_before_the_platform_starts(settings, name, value):
    setattr(settings, name, value)
    found = [error.id for error in run_checks(include_deployment_checks=True)]
    assert {"inspections.E001", "inspections.E002"} & set(found)


def test_the_key_to_retire_is_printed(settings, capsys):
    call_command("pass_key")
    assert capsys.readouterr().out.strip() == EcdsaSigner(settings.PASS_SIGNING_KEY).public_point
