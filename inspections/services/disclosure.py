"""What the public sees of a draw: every attempt from its commitment on, and all of it once the visits are over.

A commitment is worth nothing an hour later, and holds hashes that nobody words or checks: it goes into the ledger at
once, without a duty. Before the visits are over no object, officer or, of an unannounced task, day is told.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import moment_text, numeric_text
from common.refusals import Refused
from inspections import draw as rules
from inspections.disclosure import Disclosed, draw_file, pool_lines
from inspections.models import Draw, DrawnObject, DrawSecret, DrawStratum, MissingSecretRule, RedrawRequest
from inspections.published import DRAW
from inspections.queries.draws import is_over
from inspections.queries.frozen import candidates, leaves_of
from inspections.queries.public_draws import lookup_key
from inspections.services.open_tasks import owe_task
from inspections.states import ACCEPTED, COMMITTED, DISCLOSED, DRAW_WORKFLOW, VOIDED
from inspections.trees import tree_bytes
from publication.queries import shown_count
from publication.services.files import put_file, put_lines
from publication.services.ledger import Publication, publish
from tenancy.models import Member, Region

BASIS = gettext_lazy("《国务院办公厅关于推广随机抽查规范事中事后监管的通知》（国办发〔2015〕58号）")


class DisclosureRefused(Refused):
    """A draw may not be laid open yet; the sentence says when."""


def show_draw(draw: Draw, *, actor: Member | None) -> None:
    """Put the attempt as it stands now before the public; before its commitment there is nothing to see."""
    if not draw.commitment_hash:
        return
    publication = Publication(
        kind=DRAW.name,
        ref=str(draw.pk),
        title=_("%(task)s（%(attempt)s）") % {"task": draw.task.title, "attempt": draw.attempt_word},
        snapshot=snapshot_of(draw),
        basis=str(BASIS),
        department=draw.task.department,
    )
    publish(draw.task.tenant, publication, actor=actor)


def snapshot_of(draw: Draw) -> dict[str, Any]:
    """What of the attempt may be told in the state it is in."""
    secrets = list(DrawSecret.objects.of(draw.tenant_id).filter(draw=draw).select_related("department"))
    told = {
        "task_number": draw.task.number,
        "task_title": draw.task.title,
        "attempt": draw.attempt,
        "state": draw.get_state_display(),
        "why_again": draw.why_again,
        "void_reason": void_reason(draw) if draw.state == VOIDED else "",
        "departments": [_department(one, draw) for one in secrets],
        "excluded": [{"reason": one["reason"], "count": shown_count(one["count"])} for one in draw.excluded],
        "commitment": draw.commitment,
        "commitment_hash": draw.commitment_hash,
        "committed_at": moment_text(draw.committed_at) if draw.committed_at else "",
        "reveal_by": moment_text(draw.reveal_by) if draw.reveal_by else "",
        "beacon_value": draw.beacon_value,
    }
    if not draw.task.is_unannounced or draw.state == DISCLOSED:
        told["window"] = _("%(from)s至%(to)s") % {
            "from": numeric_text(draw.task.starts_on),
            "to": numeric_text(draw.task.ends_on),
        }
    if draw.state == DISCLOSED:
        told |= {
            "seed": draw.seed,
            "drawn_at": moment_text(draw.drawn_at) if draw.drawn_at else "",
            "limits": _limits(draw),
            "is_disclosed": True,
        }
    return told


def _department(secret: DrawSecret, draw: Draw) -> dict[str, Any]:
    """A secret is shown to no one, not even to those who came late, before all are in or the time is over.

    `pool` says whether officers or groups are drawn, and from how many.
    """
    is_open = draw.state not in (COMMITTED, VOIDED)
    pool = next((one for one in draw.commitment.get("teams", ()) if one["department"] == secret.code), None)
    told = {
        "code": secret.code,
        "name": secret.department.name,
        "sealed": secret.sealed_hash,
        "secret": secret.secret if is_open else "",
    }
    return told | {"pool": pool} if pool else told


def void_reason(draw: Draw) -> str:
    """Why an attempt came to nothing, as the public reads it."""
    granted = RedrawRequest.objects.of(draw.tenant_id).filter(draw=draw, is_granted=True).first()
    is_late = granted is not None and draw.reveal_by is not None and granted.requested_at >= draw.reveal_by
    if granted is not None and not (is_late and _lacks(draw)):
        return granted.reason
    return _("有部门未在期限内揭示密值，按承诺书作废")


def _lacks(draw: Draw) -> bool:
    """Whether a secret stayed away where the commitment makes the attempt void for it."""
    is_void = draw.missing_rule == MissingSecretRule.VOID
    return is_void and DrawSecret.objects.of(draw.tenant_id).filter(draw=draw, secret="").exists()


def _limits(draw: Draw) -> dict[str, str]:
    """By stratum the key of the last seat drawn within the quota: whose key is not above it was drawn."""
    seed, limits = bytes.fromhex(draw.seed), {}
    for one in DrawStratum.objects.of(draw.tenant_id).filter(draw=draw, quota__gt=0):
        (last,) = rules.drawn(seed, one.number, one.size, 1, after=one.quota - 1)
        limits[str(one.number)] = f"{rules.order_key(seed, one.number, last):016x}"
    return limits


# --- after the visits -----------------------------------------------------------------------------------------------


@transaction.atomic
def disclose_draw(draw: Draw, *, today: date, actor: Member | None = None) -> Draw:
    """Lay everything open: the pool's leaves, secrets, seed, drawn objects with their salts, and a line for everyone.

    The lead then owes the public what the task came to (R119). Raises DisclosureRefused while a visit is to come and
    the task's last day is not over (DOMAIN 5.2 no. 16).
    """
    draw = (
        Draw.objects.of(draw.tenant_id)
        .select_for_update(of=("self",))
        .select_related("task__entry", "task__tenant", "task__department")
        .get(pk=draw.pk)
    )
    if draw.state == DISCLOSED:
        return draw
    if not is_over(draw, today):
        raise DisclosureRefused(_("检查全部办结或者检查结束日期过后，才能公开抽取全过程，以免走漏消息。"))
    DRAW_WORKFLOW.take(draw, "disclose", actor=actor)
    place, ref = draw.task.tenant, str(draw.pk)
    put_file(place, DRAW, ref, "draw.json", [draw_json(draw)])
    strata = list(DrawStratum.objects.of(draw.tenant_id).filter(draw=draw).order_by("number"))
    put_file(place, DRAW, ref, "pool.csv", (line.encode() for line in pool_lines(_numbered(draw, strata))))
    for one in strata:
        put_file(place, DRAW, ref, f"tree-{one.number}.bin", tree_bytes(leaves_of(draw, one)), is_listed=False)
        put_lines(place, DRAW, ref, _lines(draw, one))
    show_draw(draw, actor=None)
    owe_task(draw.task, actor=actor)
    return draw


def draw_json(draw: Draw, pairing: Mapping[str, object] | None = None) -> bytes:
    """draw.json as the public gets it; with `pairing` as an auditor gets it."""
    document = draw_file(
        draw.commitment,
        revealed=_revealed(draw),
        beacon_value=draw.beacon_value,
        drawn=drawn_lines(draw),
        pairing=pairing,
    )
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _revealed(draw: Draw) -> dict[str, str]:
    rows = DrawSecret.objects.of(draw.tenant_id).filter(draw=draw).exclude(secret="")
    return dict(rows.values_list("code", "secret"))


def drawn_lines(draw: Draw) -> Iterator[Disclosed]:
    """Everyone drawn, replaced ones and replacements too, with the salt that opens the leaf."""
    rows = DrawnObject.objects.of(draw.tenant_id).filter(draw=draw).order_by("stratum", "rank")
    for one in rows.select_related("object", "replaces__drawn").iterator(chunk_size=2_000):
        replaces = getattr(one, "replaces", None)
        yield Disclosed(
            stratum=one.stratum,
            rank=one.rank,
            code=one.code,
            name=one.object.name,
            salt=bytes(one.salt),
            leaf=bytes(one.leaf),
            replaces=bytes(replaces.drawn.leaf) if replaces else b"",
        )


def _numbered(draw: Draw, strata: Iterable[DrawStratum]) -> Iterator[tuple[int, bytes]]:
    return ((one.number, leaf) for one in strata for leaf in leaves_of(draw, one))


def _lines(draw: Draw, stratum: DrawStratum) -> Iterator[tuple[str, dict[str, int | str]]]:
    """(look-up key, what its visitor's browser needs) of everyone in the stratum."""
    places = rules.ranks(bytes.fromhex(draw.seed), stratum.number, stratum.size)
    for one in candidates(draw, stratum):
        data = {"stratum": stratum.number, "position": one.seat, "rank": places[one.seat], "salt": one.salt.hex()}
        yield lookup_key(str(draw.pk), one.code), data


def disclose_due(tenant: Region, *, today: date) -> int:
    """Disclose every confirmed draw whose visits are over; returns how many. It may run every day."""
    due = Draw.objects.of(tenant).filter(state=ACCEPTED, task__ends_on__lt=today).select_related("task")
    return len([disclose_draw(draw, today=today) for draw in due])
