"""The stand-alone verifier agrees with the draws of the project and finds every input that was tampered with."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from inspections.teams import group_leaf
from tests.inspections.draws import MadeDraw

VERIFIER = Path(__file__).parents[2] / "static" / "verify" / "verify_draw.py"


def verify(draw: Path, pool: Path, *more: str) -> tuple[int, str]:
    """Run it as a stranger would: alone in its folder, without the project."""
    done = subprocess.run(
        [sys.executable, "-I", VERIFIER, draw, pool, *more],
        capture_output=True,
        text=True,
        check=False,
        cwd=draw.parent,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "made",
    [
        MadeDraw(),
        MadeDraw(beacon="上证指数收盘"),
        MadeDraw(missing="610703-02"),
        MadeDraw(replacements=2),
        MadeDraw(sizes={1: 1, 2: 0, 3: 9}, quotas={1: 1, 2: 0, 3: 2}),
        MadeDraw(pools="officers"),
        MadeDraw(pools="groups"),
    ],
    ids=["plain", "beacon", "missing secret", "replacements", "small", "officers", "groups"],
)
def test_a_draw_of_the_project_is_confirmed(made, tmp_path):
    code, said = verify(*made.write(tmp_path))
    assert code == 0, said
    assert "核验通过" in said
    assert "不一致" not in said


def test_a_company_learns_where_it_stood(tmp_path):
    made = MadeDraw()
    draw, pool = made.write(tmp_path)
    code = made.codes[made.drawn[1][2]]
    result, said = verify(draw, pool, "--company", code, made.salts[code].hex())
    assert result == 0
    assert "第1层第 3 名，抽取 4 户：抽中" in said
    assert verify(draw, pool, "--company", "91610703X000000000", made.salts[code].hex())[0] == 1


def change(path: tuple, value):
    """A change of one value of draw.json."""

    def tamper(draw: dict) -> None:
        *way, last = path
        for step in way:
            draw = draw[step]
        draw[last] = value(draw[last]) if callable(value) else value

    return tamper


def swap_first_two(drawn: list) -> list:
    first, second, *rest = drawn
    return [first | {"rank": 2}, second | {"rank": 1}, *rest]


TAMPERINGS = {
    "a quota": change(("commitment", "strata", 0, "quota"), 5),
    "a size": change(("commitment", "strata", 0, "size"), 41),
    "a root": change(("commitment", "strata", 1, "root"), "0" * 64),
    "the attempt": change(("commitment", "attempt"), 2),
    "the commitment's hash": change(("commitment_hash",), "0" * 64),
    "a sealed hash": change(("commitment", "secrets", "610703-01"), "0" * 64),
    "a secret": change(("secrets", "610703-01"), "another"),
    "a secret left out": change(("secrets",), lambda secrets: {}),
    "a secret too many": change(("secrets", "610703-09"), "x"),
    "a beacon nobody named": change(("beacon_value",), "3000"),
    "the seed": change(("seed",), "0" * 64),
    "the name drawn": change(("drawn", 0, "code"), "91610703X000000000"),
    "a salt": change(("drawn", 0, "salt"), "0" * 32),
    "a rank": change(("drawn",), swap_first_two),
    "one drawn left out": change(("drawn",), lambda drawn: drawn[1:]),
    "one drawn too many": change(("drawn",), lambda drawn: [*drawn, drawn[0] | {"rank": 5}]),
    "a stratum nobody committed": change(("drawn", 0, "stratum"), 9),
    "a replacement without need": change(("drawn", 0, "replaces"), "0" * 64),
    "an inspector": change(("pairing", "assigned", 0, "inspectors"), lambda sent: sent[::-1]),
    "a recusal": change(("pairing", "barred"), lambda barred: []),
    "a load": change(("pairing", "teams", 0, "inspectors", 3, "load"), 7),
    "a visit without a department": change(("pairing", "assigned"), lambda assigned: assigned[1:]),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_is_detected(tampering, tmp_path):
    draw, pool = MadeDraw().write(tmp_path)
    content = json.loads(draw.read_text())
    TAMPERINGS[tampering](content)
    draw.write_text(json.dumps(content))
    code, said = verify(draw, pool)
    assert code == 1, said
    assert "不一致" in said
    assert "核验未通过" in said


def members(team: int, group: int) -> tuple:
    return ("pairing", "teams", team, "inspectors", group, "members")


OF_GROUPS = {
    "what is drawn": change(("commitment", "teams", 1, "draws"), "officers"),
    "the pool of officers": change(("pairing", "teams", 0, "inspectors"), lambda pool: pool[1:]),
    "a group left out": change(("pairing", "teams", 1, "inspectors"), lambda pool: pool[1:]),
    "a member left out": change(members(1, 0), lambda found: found[1:]),
    "a member put in": change(members(1, 0), lambda found: [*found, "0" * 64]),
    "the fewest who go": change(("pairing", "teams", 1, "least"), 1),
    "two groups at once": change(("pairing", "teams", 1, "size"), 2),
    "the group sent": change(("pairing", "assigned", -1, "inspectors"), lambda sent: ["0" * 64]),
    "who of a group goes": change(("pairing", "assigned", -1, "officers"), lambda sent: sent[1:]),
    "a load that was frozen": change(("pairing", "teams", 0, "inspectors", 3, "frozen"), 7),
    "a load that decides": change(("pairing", "teams", 0, "inspectors", 3, "load"), 7),
    "the loads committed to": change(("commitment", "teams", 0, "loads"), "0" * 64),
    "a recusal in a group": change(("pairing", "barred"), lambda barred: []),
}


@pytest.mark.parametrize("tampering", OF_GROUPS)
def test_tampering_with_groups_is_detected(tampering, tmp_path):
    draw, pool = MadeDraw(pools="groups").write(tmp_path)
    content = json.loads(draw.read_text())
    OF_GROUPS[tampering](content)
    draw.write_text(json.dumps(content))
    code, said = verify(draw, pool)
    assert code == 1, said
    assert "核验未通过" in said


def test_a_group_exchanged_for_another_is_no_longer_the_pool_committed_to(tmp_path):
    """Leaf and members agree with each other, and the pairing is the same: only the fingerprints committed to tell."""
    made = MadeDraw(pools="groups")
    draw, pool = made.write(tmp_path)
    content = json.loads(draw.read_text())
    team = content["pairing"]["teams"][1]
    strange = sorted(hashlib.sha256(bytes([number])).hexdigest() for number in range(3))
    leaf = group_leaf([bytes.fromhex(one) for one in strange]).hex()
    team["inspectors"].append({"leaf": leaf, "load": 1000, "frozen": 1000, "members": strange})
    draw.write_text(json.dumps(content))
    code, said = verify(draw, pool)
    assert code == 1
    assert said.count("不一致") == 2
    assert "不一致 610703-02 人员或检查组名单指纹" in said
    assert "不一致 610703-02 匹配前任务数与承诺的指纹" in said


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: lines[:1] + lines[2:],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [lines[0], lines[1][:-2] + ("0" if lines[1][-2] != "0" else "1") + "\n", *lines[2:]],
        lambda lines: [*lines[:-1], "2" + lines[-1][1:]],
    ],
    ids=["one left out", "one twice", "another order", "one changed", "one in another stratum"],
)
def test_a_changed_pool_is_detected(tamper, tmp_path):
    draw, pool = MadeDraw().write(tmp_path)
    pool.write_text("".join(tamper(pool.read_text().splitlines(keepends=True))))
    code, said = verify(draw, pool)
    assert code == 1, said
    assert "不一致" in said


def test_a_file_that_is_none_is_said_to_be_so(tmp_path):
    draw, pool = MadeDraw().write(tmp_path)
    draw.write_text("抽取结果")
    code, said = verify(draw, pool)
    assert code == 2
    assert "文件无法读取" in said
