"""The audit ledger: nobody rewrites it, and whoever does is found and named."""

import io
from datetime import UTC, datetime

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from tenancy import audit
from tenancy.audit import head, record, seal, seal_all, unsealed, verify
from tenancy.models import AuditBlock, AuditEntry
from tenancy.scope import scope
from tenancy.verbs import kind_for, word_for
from tests.committed import owner_cursor

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def write(tenant, count: int, actor=None) -> list[AuditEntry]:
    return [record(actor, "departments.test", tenant, note=f"第{number}条") for number in range(count)]


def run_verify(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("verify_audit", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def chain(nanzheng):
    """Three blocks of three entries each."""
    with scope(nanzheng):
        for _ in range(3):
            write(nanzheng, 3)
            seal(nanzheng, now=NOW)
    return nanzheng


def test_an_entry_says_who_did_what_to_which_row(nanzheng, bureau, admin):
    with scope(nanzheng, member=admin):
        entry = record(admin, "departments.rename", bureau, changes={"简称": ["", "市监局"]})
        stored = AuditEntry.objects.of(nanzheng).get(pk=entry.pk)
    assert (stored.actor_id, stored.actor_name, stored.hat) == (admin.pk, "统筹员", "南郑区 统筹管理员")
    assert (stored.row_kind, stored.row_id, stored.row_label) == ("tenancy.department", str(bureau.pk), "区市场监管局")
    assert stored.changes_words == "简称：— → 市监局"


def test_an_act_that_is_undone_leaves_no_entry(nanzheng):
    with scope(nanzheng), pytest.raises(ZeroDivisionError), transaction.atomic():
        write(nanzheng, 1)
        _ = 1 / 0
    with scope(nanzheng):
        assert not AuditEntry.objects.of(nanzheng).exists()


@pytest.mark.parametrize("table", ["tenancy_auditentry", "tenancy_auditblock"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_application_cannot_rewrite_history(chain, table, statement):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with scope(chain), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("change", ["note = 'x'", "block_id = NULL", "block_id = 1"])
def test_a_sealed_entry_cannot_be_touched_at_all(chain, change):
    refused = pytest.raises(ProgrammingError, match=r"append-only|permission denied")
    with scope(chain), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE tenancy_auditentry SET {change}")


def test_sealing_leaves_nothing_open_and_chains_the_blocks(chain):
    with scope(chain):
        blocks = list(AuditBlock.objects.of(chain))
        assert [block.number for block in blocks] == [1, 2, 3]
        assert [block.previous_hash for block in blocks] == [audit.GENESIS, blocks[0].hash, blocks[1].hash]
        assert not unsealed(chain).exists()
        assert seal(chain, now=NOW) is None
        assert verify(chain) is None


def test_a_long_backlog_is_sealed_in_several_blocks(nanzheng, monkeypatch):
    monkeypatch.setattr(audit, "BLOCK_SIZE", 4)
    with scope(nanzheng):
        write(nanzheng, 10)
        assert seal_all(nanzheng, now=NOW) == 3
        assert not unsealed(nanzheng).exists()
        assert verify(nanzheng) is None


def test_a_longer_chain_is_verified_to_its_end(nanzheng, monkeypatch):
    monkeypatch.setattr(audit, "_BATCH", 2)
    seen = []
    with scope(nanzheng):
        for _ in range(5):
            write(nanzheng, 1)
            seal(nanzheng, now=NOW)
        assert verify(nanzheng, on_block=seen.append) is None
    assert seen == [1, 2, 3, 4, 5]


def test_each_place_has_its_own_chain(chain, abaga):
    with scope(abaga):
        write(abaga, 1)
        seal(abaga, now=NOW)
        assert head(abaga).number == 1
        assert head(abaga).previous_hash == audit.GENESIS


TAMPERINGS = {
    "an entry is changed": (
        "UPDATE tenancy_auditentry SET note = '无事' WHERE id = (SELECT min(id) + 4 FROM tenancy_auditentry)",
        "第2号区块第{fifth}号记录：内容与封存时不符。",
    ),
    "an actor is put in": (
        "UPDATE tenancy_auditentry SET actor_name = '别人' WHERE id = (SELECT min(id) + 4 FROM tenancy_auditentry)",
        "第2号区块第{fifth}号记录：内容与封存时不符。",
    ),
    "a moment is moved": (
        "UPDATE tenancy_auditentry SET at = at - interval '1 microsecond'"
        " WHERE id = (SELECT min(id) + 4 FROM tenancy_auditentry)",
        "第2号区块第{fifth}号记录：内容与封存时不符。",
    ),
    "an entry is deleted": (
        "DELETE FROM tenancy_auditentry WHERE id = (SELECT min(id) + 4 FROM tenancy_auditentry)",
        "第2号区块：封存时有3条记录，现有2条。",
    ),
    "an entry is slipped in": (
        "INSERT INTO tenancy_auditentry (tenant_id, at, actor_name, hat, verb, row_kind, row_id, row_label, note,"
        " changes, request_id, block_id) SELECT tenant_id, at, '别人', '', verb, row_kind, row_id, row_label, note,"
        " changes, request_id, block_id FROM tenancy_auditentry ORDER BY id OFFSET 4 LIMIT 1",
        "第2号区块：封存时有3条记录，现有4条。",
    ),
    "an entry is unsealed": (
        "UPDATE tenancy_auditentry SET block_id = NULL WHERE id = (SELECT min(id) + 4 FROM tenancy_auditentry)",
        "第2号区块：封存时有3条记录，现有2条。",
    ),
    "a block's entries are changed with it": (
        "UPDATE tenancy_auditblock SET entry_hashes[2] = repeat('0', 64) WHERE number = 2",
        "第2号区块：区块哈希与内容不符。",
    ),
    "a block is computed anew": (
        "UPDATE tenancy_auditblock SET hash = repeat('0', 64) WHERE number = 2",
        "第2号区块：区块哈希与内容不符。",
    ),
    "a block is taken out": (
        "WITH gone AS (DELETE FROM tenancy_auditentry WHERE block_id = (SELECT id FROM tenancy_auditblock"
        " WHERE number = 2)) DELETE FROM tenancy_auditblock WHERE number = 2",
        "第2号区块：区块缺失。",
    ),
    "a block is numbered anew": (
        "UPDATE tenancy_auditblock SET number = number + 10 WHERE number >= 2",
        "第2号区块：区块缺失。",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found_and_named(committed, chain, name):
    """The owner role could switch the triggers off; it cannot make the chain hold."""
    statement, sentence = TAMPERINGS[name]
    with scope(chain):
        fifth = list(AuditEntry.objects.of(chain).order_by("pk"))[4].pk
    tamper(statement)
    with scope(chain):
        assert str(verify(chain)) == sentence.format(fifth=fifth)


def tamper(statement: str) -> None:
    tables = ("tenancy_auditentry", "tenancy_auditblock")
    with owner_cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")


def test_the_triggers_stop_the_owner_too(committed, chain):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="append-only"), owner_cursor() as cursor:
        cursor.execute("DELETE FROM tenancy_auditentry")


def test_the_command_verifies_every_place(chain, abaga):
    with scope(chain):
        write(chain, 2)
        newest = head(chain).hash
    out, err = run_verify()
    assert f"610703 南郑区  完好：3 个区块，末块 {newest}，待封存 2 条" in out
    assert "152522 阿巴嘎旗  完好：0 个区块" in out
    assert "0 个有问题" in out
    assert err == ""


def test_the_command_names_the_broken_link_and_fails(committed, chain, abaga):
    tamper(TAMPERINGS["a block is taken out"][0])
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("verify_audit", stdout=out, stderr=err)
    assert failure.value.returncode == 1
    assert err.getvalue().strip() == "610703 南郑区  第2号区块：区块缺失。"
    assert "阿巴嘎旗  完好" in out.getvalue()


def test_a_chain_cut_off_at_its_end_is_found_by_the_log(committed, chain):
    with scope(chain):
        known = head(chain)
    assert run_verify("--place", "610703", "--head", f"3:{known.hash}")[1] == ""
    tamper("DELETE FROM tenancy_auditentry WHERE block_id = (SELECT max(id) FROM tenancy_auditblock)")
    tamper("DELETE FROM tenancy_auditblock WHERE number = 3")
    assert run_verify("--place", "610703")[1] == ""
    with pytest.raises(CommandError):
        run_verify("--place", "610703", "--head", f"3:{known.hash}")


@pytest.mark.parametrize("arguments", [["--place", "123456"], ["--place", "here"], ["--head", "3:abc"]])
def test_the_command_explains_what_it_cannot_do(db, arguments):
    with pytest.raises(CommandError, match=r"没有代码为|一起使用"):
        run_verify(*arguments)


def test_verbs_and_kinds_are_read_as_words(db):
    assert word_for("account.locked") == "账号锁定"
    assert word_for("forgotten.verb") == "forgotten.verb"
    assert kind_for("tenancy.department") == "部门"
    assert kind_for("gone.model") == "gone.model"
