"""Auditors see who was paired from which pool, and make the pairing anew; nobody else, and not before the visits."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from common.attachments.vault import open_kept
from inspections.models import DrawnOfficer, DrawPairing
from inspections.services import disclosure, pairing, replacements
from publication.models import PublicFile
from tenancy.scope import scope
from tests.architecture.sources import ROOT
from tests.factories.draws import again, drawn_rows, make_draw, make_stage
from tests.factories.tenancy import make_member

LIST = "/610703/draws/pairings/"


@pytest.fixture
def stage(nanzheng, own_files, no_second_factor):
    return make_stage(nanzheng)


@pytest.fixture
def accepted(stage):
    """A confirmed draw with one replacement and one recusal."""
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        replacements.replace_drawn(drawn_rows(draw)[1], reason="企业已歇业", actor=stage.holder)
        pair = DrawnOfficer.objects.of(stage.place).select_related("drawn", "officer__officer").order_by("pk").first()
        pairing.recuse(pair, reason="亲属在该企业任职", actor=stage.holder)
    return draw


@pytest.fixture
def disclosed(stage, accepted):
    with scope(stage.place, member=stage.holder):
        disclosure.disclose_draw(accepted, today=stage.task.ends_on + timedelta(days=1))
    return accepted


@pytest.fixture
def auditor(stage, sign_in):
    return sign_in(make_member(stage.place, "auditor", name="审计员"))


def rows(draw) -> list[DrawPairing]:
    with scope(draw.tenant_id):
        return list(DrawPairing.objects.of(draw.tenant_id).filter(draw=draw).order_by("pk"))


def test_the_whole_pairing_the_replacement_and_the_recusal_are_each_kept(accepted):
    found = rows(accepted)
    assert len(found) == 3
    assert [one.visit_count for one in found[1:]] == [1, 1]
    assert found[2].barred_count > 0


def test_the_stand_alone_verifier_makes_every_pairing_anew_and_finds_a_changed_one(disclosed, auditor, tmp_path):
    with scope(disclosed.tenant_id):
        pool = PublicFile.objects.of(disclosed.tenant_id).get(name="pool.csv")
    with open_kept(disclosed.tenant_id, pool.sha256) as file:
        (tmp_path / "pool.csv").write_bytes(file.read())
    for one in rows(disclosed):
        told = auditor.get(f"{LIST}{one.pk}/file/")
        assert "attachment" in told.headers["Content-Disposition"]
        verdict = verified(tmp_path, told.json())
        assert verdict.returncode == 0, verdict.stdout
        assert "检查人员匹配" in verdict.stdout
    changed = auditor.get(f"{LIST}{rows(disclosed)[0].pk}/file/").json()
    changed["pairing"]["assigned"][0]["inspectors"].reverse()
    assert verified(tmp_path, changed).returncode == 1


def verified(folder, draw):
    (folder / "draw.json").write_text(json.dumps(draw))
    program = ROOT / "static" / "verify" / "verify_draw.py"
    command = [sys.executable, "-I", str(program), str(folder / "draw.json"), str(folder / "pool.csv")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_auditor_reads_pool_loads_and_who_was_sent(disclosed, auditor):
    assert "抽取的人员匹配" in auditor.get("/610703/audit/").content.decode()
    first = rows(disclosed)[0]
    assert first.get_absolute_url() in auditor.get(LIST).content.decode()
    page = auditor.get(first.get_absolute_url()).content.decode()
    with scope(disclosed.tenant_id):
        pair = DrawnOfficer.objects.of(disclosed.tenant_id).select_related("officer", "drawn__object").first()
        names = {pair.officer.name, pair.officer.certificate_number, str(pair.drawn.object), again(disclosed).seed}
    assert all(name in page for name in names)


def test_before_the_visits_are_over_not_even_an_auditor_learns_who_goes_where(accepted, auditor):
    first = rows(accepted)[0]
    assert first.get_absolute_url() not in auditor.get(LIST).content.decode()
    assert auditor.get(first.get_absolute_url()).status_code == 404
    assert auditor.get(f"{first.get_absolute_url()}file/").status_code == 404


def test_who_holds_the_draw_is_no_auditor(disclosed, stage, sign_in):
    browser = sign_in(stage.holder)
    for address in (LIST, rows(disclosed)[0].get_absolute_url()):
        assert browser.get(address).status_code == 403
