#!/usr/bin/env python3
"""Recompute a published draw of objects for inspection (双随机抽取核验). Needs Python 3.10 or newer and nothing else.

    python verify_draw.py draw.json pool.csv                     the whole draw
    python verify_draw.py draw.json pool.csv --company CODE SALT  and where this company stood

draw.json and pool.csv are on the public page of the draw. Every line printed is one thing recomputed. The exit code is
0 where everything agrees, 1 where anything does not, 2 where a file cannot be read.

What is recomputed, all of it SHA-256:
  commitment  hash of the canonical document published before the draw: strata with size, quota and root, sealed hashes
  roots       each stratum's leaves, in the order of the file, hashed by sixteen (01 + leaves), one left alone moving up
  secrets     each revealed secret against the hash sealed before; a missing one is replaced as the document says
  seed        hash of the canonical document of commitment, secrets and beacon value
  drawn       per stratum the seats (places in the file, from 0) with the smallest keys, each replacement the next; a
              key is 8 of the 32 bytes of the hash of seed + stratum (2 bytes) + seat div 4 (8 bytes), by seat mod 4
  companies   each disclosed company's leaf, hash of 00 + salt + code, is the one that was drawn
  teams       where the document has them: each department draws officers or groups, from a pool of known size
  pairing     where the file has it: per department the least loaded inspectors, among equals by hash of seed + both;
              the pool is the one committed to: the root over its leaves in ascending order. A group's leaf is the hash
              of 02 + the leaves of its members ascending; it is passed over where too few of them need not keep away;
              where it goes on without one of it, those who go are the others, still enough
  loads       where the document has them: hash of 03 + leaf and load (8 bytes) of each inspector ascending, as the pool
              was frozen; a later pairing adds the visits of this draw
"""

import argparse
import csv
import hashlib
import json
import sys
from pathlib import Path

LEAF, NODE, GROUP, LOADS = b"\x00", b"\x01", b"\x02", b"\x03"


def sha256(data):
    return hashlib.sha256(data).digest()


def fingerprint(document):
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hex()


def read_pool(path):
    """{stratum number: [leaf, …]} of the pool file: a heading, then number and leaf a line."""
    pool = {}
    with Path(path).open(newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            pool.setdefault(int(row["stratum"]), []).append(bytes.fromhex(row["leaf"]))
    return pool


def tree_root(leaves):
    """Sixteen by sixteen, level by level; one left alone moves up as it is; nothing is 32 zeros."""
    level = leaves or [bytes(32)]
    while len(level) > 1:
        groups = [level[start : start + 16] for start in range(0, len(level), 16)]
        level = [sha256(NODE + b"".join(group)) if len(group) > 1 else group[0] for group in groups]
    return level[0]


class Report:
    def __init__(self):
        self.is_good = True

    def line(self, is_good, said, found=""):
        self.is_good = self.is_good and is_good
        print(("一致  " if is_good else "不一致 ") + said + ("" if is_good else "：" + found))


def check_commitment(draw, report):
    found = fingerprint(draw["commitment"])
    report.line(found == draw["commitment_hash"], "抽取前公布的承诺", found)


def check_strata(draw, pool, report):
    strata = {stratum["number"]: stratum for stratum in draw["commitment"]["strata"]}
    report.line(set(pool) <= set(strata), "对象库没有承诺之外的层", str(sorted(set(pool) - set(strata))))
    for number, stratum in sorted(strata.items()):
        leaves = pool.get(number, [])
        report.line(len(set(leaves)) == len(leaves), f"第{number}层 无重复", "有重复")
        report.line(len(leaves) == stratum["size"], f"第{number}层 户数 {stratum['size']}", str(len(leaves)))
        root = tree_root(leaves).hex()
        report.line(root == stratum["root"], f"第{number}层 对象库指纹", root)


def check_secrets(draw, report):
    """The secrets that made the seed, by department."""
    used = {}
    rule = draw["commitment"]["missing_secret"]
    revealed = draw["secrets"]
    for department, sealed in sorted(draw["commitment"]["secrets"].items()):
        secret = revealed.get(department)
        if secret is None:
            used[department] = sealed
            report.line(rule == "replaced", f"{department} 未揭示，按事先公布的规则以封存指纹代替", rule)
        else:
            used[department] = secret
            found = sha256(secret.encode("utf-8")).hex()
            report.line(found == sealed, f"{department} 揭示的随机数与封存指纹", found)
    extra = sorted(set(revealed) - set(draw["commitment"]["secrets"]))
    report.line(not extra, "没有承诺之外的随机数", "、".join(extra))
    return used


def check_teams(draw, report):
    """What each department draws its inspectors from. Older documents do not say it."""
    if "teams" not in draw["commitment"]:
        return
    teams = draw["commitment"]["teams"]
    codes = sorted(team["department"] for team in teams)
    said = "每个参与部门都写明抽取人员还是检查组"
    report.line(codes == sorted(draw["commitment"]["secrets"]), said, "、".join(codes))
    for team in teams:
        kind = {"officers": "名执法人员中抽取", "groups": "个检查组中整组抽取"}.get(team["draws"])
        report.line(kind is not None, f"{team['department']} 从 {team['size']} {kind}", team["draws"])


def check_seed(draw, secrets, report):
    document = {"commitment": fingerprint(draw["commitment"]), "secrets": secrets, "beacon": draw["beacon_value"]}
    has_beacon = bool(draw["commitment"]["beacon"])
    report.line(has_beacon == bool(draw["beacon_value"]), "公共随机数与事先公布的名称相符", draw["beacon_value"])
    found = fingerprint(document)
    report.line(found == draw["seed"], "抽取种子", found)
    return bytes.fromhex(found)


def in_order(seed, number, size):
    """The seats of a stratum in the order of the draw."""
    keys = []
    for block in range(-(-size // 4)):
        hashed = sha256(seed + number.to_bytes(2, "big") + block.to_bytes(8, "big"))
        keys += [hashed[start : start + 8] for start in (0, 8, 16, 24)]
    return sorted(range(size), key=lambda seat: (keys[seat], seat))


def check_drawn(draw, pool, seed, report):
    """Every drawn object is the one its rank names; ranks are the quota and the replacements, without a gap."""
    for stratum in draw["commitment"]["strata"]:
        number = stratum["number"]
        leaves = pool.get(number, [])
        order = [leaves[seat] for seat in in_order(seed, number, len(leaves))]
        objects = [one for one in draw["drawn"] if one["stratum"] == number]
        ranks = sorted(one["rank"] for one in objects)
        report.line(
            ranks == list(range(1, len(objects) + 1)) and len(ranks) >= min(stratum["quota"], len(order)),
            f"第{number}层 抽取名次连续，不少于 {stratum['quota']} 户",
            str(ranks),
        )
        wrong = [one for one in objects if one["rank"] > len(order) or order[one["rank"] - 1].hex() != one["leaf"]]
        report.line(not wrong, f"第{number}层 抽中对象", "、".join(one["code"] for one in wrong))
        late = [one for one in objects if (one["rank"] > stratum["quota"]) != bool(one.get("replaces"))]
        report.line(not late, f"第{number}层 递补对象写明所替换的对象", "、".join(one["code"] for one in late))


def check_companies(draw, report):
    known = {stratum["number"] for stratum in draw["commitment"]["strata"]}
    strange = [one["code"] for one in draw["drawn"] if one["stratum"] not in known]
    report.line(not strange, "抽中对象都在承诺的层内", "、".join(strange))
    wrong = [one for one in draw["drawn"] if leaf_of(one["salt"], one["code"]).hex() != one["leaf"]]
    report.line(not wrong, "抽中对象的代码与对象库指纹", "、".join(one["code"] for one in wrong))


def leaf_of(salt, code):
    return sha256(LEAF + bytes.fromhex(salt) + code.encode("utf-8"))


def check_pairing(draw, seed, report):
    """Send the inspectors again and compare."""
    pairing = draw["pairing"]
    drawn = {one["leaf"] for one in draw["drawn"]}
    report.line(set(pairing["visits"]) <= drawn, "匹配的都是抽中对象", "有未抽中的对象")
    known = {(visit, team["department"]) for visit in pairing["visits"] for team in pairing["teams"]}
    report.line(
        {(one["visit"], one["department"]) for one in pairing["assigned"]} == known, "每户每个部门都有匹配", "有缺"
    )
    barred = {(visit, inspector) for visit, inspector in pairing["barred"]}
    sent = {(one["visit"], one["department"]): one for one in pairing["assigned"]}
    for team in pairing["teams"]:
        check_pool(draw, team, report)
        check_loads(draw, team, report)
        if pairing.get("is_kept"):
            check_kept(team, pairing, barred, report)
            continue
        loads = {one["leaf"]: one["load"] for one in team["inspectors"]}
        wrong = 0
        for visit in pairing["visits"]:
            start = seed + bytes.fromhex(visit)
            fit = [one["leaf"] for one in team["inspectors"] if is_fit(one, team, visit, barred)]
            fit.sort(key=lambda leaf: (loads[leaf], sha256(start + bytes.fromhex(leaf))))
            chosen = fit[: team["size"]]
            for leaf in chosen:
                loads[leaf] += 1
            found = sent.get((visit, team["department"]), {"inspectors": []})
            wrong += chosen != found["inspectors"] or who_go(chosen, team, visit, barred) != found.get("officers")
        report.line(not wrong, f"{team['department']} 检查人员匹配", f"{wrong} 户不符")


def check_kept(team, pairing, barred, report):
    """The rest of a group goes without whom it lost: nobody else, and enough of them."""
    groups = {one["leaf"]: one for one in team["inspectors"]} if is_group_team(team) else {}
    wrong = 0
    for one in pairing["assigned"]:
        known = set(one["inspectors"]) <= set(groups) and len(one["inspectors"]) == 1
        left = {entry["officer"] for entry in pairing["left"]}
        going = free_members(groups[one["inspectors"][0]], one["visit"], barred) if known else []
        is_lost = known and left <= set(groups[one["inspectors"][0]]["members"]) and not left & set(going)
        wrong += not (is_lost and going == one["officers"] and len(going) >= team["least"])
    report.line(not wrong, f"{team['department']} 本组其余人员照常前往", f"{wrong} 户不符")


def check_loads(draw, team, report):
    """The loads are those committed to; only what this draw itself gave comes on top, and nothing before the first."""
    named = {one["department"]: one for one in draw["commitment"].get("teams", [])}.get(team["department"], {})
    if "loads" not in named:
        return
    code, frozen = team["department"], sorted((one["leaf"], one.get("frozen", -1)) for one in team["inspectors"])
    is_whole = all(load >= 0 for _, load in frozen)
    parts = [bytes.fromhex(leaf) + load.to_bytes(8, "big") for leaf, load in frozen] if is_whole else []
    found = sha256(LOADS + b"".join(parts)).hex()
    report.line(is_whole and found == named["loads"], f"{code} 匹配前任务数与承诺的指纹", found)
    own = {one["leaf"] for one in draw["drawn"] if not one.get("replaces")}
    is_first = "left" not in draw["pairing"] and own <= set(draw["pairing"]["visits"])
    wrong = [
        one["leaf"]
        for one in team["inspectors"]
        if one["load"] < one.get("frozen", -1) or (is_first and one["load"] != one.get("frozen"))
    ]
    report.line(not wrong, f"{code} 派出所依任务数", "、".join(wrong))


def is_group_team(team):
    return "least" in team


def free_members(group, visit, barred):
    return [member for member in group["members"] if (visit, member) not in barred]


def is_fit(one, team, visit, barred):
    """Whether an officer need not keep away, or enough members of a group need not."""
    if is_group_team(team):
        return len(free_members(one, visit, barred)) >= team["least"]
    return (visit, one["leaf"]) not in barred


def who_go(chosen, team, visit, barred):
    """The members of the groups chosen who go; nothing is said where officers are drawn."""
    if not is_group_team(team):
        return None
    groups = {one["leaf"]: one for one in team["inspectors"]}
    return [member for leaf in chosen for member in free_members(groups[leaf], visit, barred)]


def check_pool(draw, team, report):
    """The inspectors are those committed to, and every group is made of its members."""
    code, by_group = team["department"], is_group_team(team)
    if by_group:
        wrong = [one["leaf"] for one in team["inspectors"] if group_leaf(one["members"]).hex() != one["leaf"]]
        report.line(not wrong, f"{code} 检查组的成员与检查组指纹", "、".join(wrong))
    if "teams" not in draw["commitment"]:
        report.line(not by_group, f"{code} 承诺书没有写明抽取检查组，应抽取人员", "抽取了检查组")
        return
    named = {one["department"]: one for one in draw["commitment"]["teams"]}.get(code, {})
    draws = "groups" if by_group else "officers"
    report.line(named.get("draws") == draws, f"{code} 抽取的是承诺的人员或检查组", draws)
    # Only where one officer of one visit kept away is one sent alone; groups go one at a time.
    size = 1 if by_group or (team["size"] == 1 and len(draw["pairing"]["visits"]) == 1) else named.get("least")
    is_enough = team["size"] == size and team.get("least", named.get("least")) == named.get("least")
    report.line(is_enough, f"{code} 派出人数与承诺相符", str(team["size"]))
    root = tree_root(sorted(bytes.fromhex(one["leaf"]) for one in team["inspectors"])).hex()
    is_whole = root == named.get("root") and len(team["inspectors"]) == named.get("size")
    report.line(is_whole, f"{code} 人员或检查组名单指纹", root)


def group_leaf(members):
    return sha256(GROUP + b"".join(sorted(bytes.fromhex(member) for member in members)))


def check_company(draw, pool, seed, code, salt, report):
    leaf = leaf_of(salt, code)
    numbers = [number for number, leaves in pool.items() if leaf in leaves]
    report.line(bool(numbers), f"{code} 在冻结的对象库内", leaf.hex())
    for number in numbers:
        place = in_order(seed, number, len(pool[number])).index(pool[number].index(leaf)) + 1
        quota = next(one["quota"] for one in draw["commitment"]["strata"] if one["number"] == number)
        print(f"      第{number}层第 {place} 名，抽取 {quota} 户：{'抽中' if place <= quota else '未抽中'}")


def main():
    parser = argparse.ArgumentParser(description="核验一次已经公布的双随机抽取")
    parser.add_argument("draw", help="draw.json")
    parser.add_argument("pool", help="pool.csv")
    parser.add_argument("--company", nargs=2, metavar=("CODE", "SALT"), help="查一户：代码和随机盐")
    arguments = parser.parse_args()
    try:
        draw = json.loads(Path(arguments.draw).read_text(encoding="utf-8"))
        pool = read_pool(arguments.pool)
    except (OSError, ValueError, KeyError) as error:
        print(f"文件无法读取：{error}")
        return 2
    report = Report()
    check_commitment(draw, report)
    check_strata(draw, pool, report)
    seed = check_seed(draw, check_secrets(draw, report), report)
    check_teams(draw, report)
    check_drawn(draw, pool, seed, report)
    check_companies(draw, report)
    if "pairing" in draw:
        check_pairing(draw, seed, report)
    if arguments.company:
        check_company(draw, pool, seed, arguments.company[0], arguments.company[1], report)
    print("核验通过" if report.is_good else "核验未通过")
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
