"""What pages of the portal show that is more than one filter."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.calendars.words import last_day_text
from common.models import JobRun, JobState
from tenancy.models import AuditEntry, Member, Region

CHECK_JOB, NIGHTLY_CHECK_JOB = "audit.check", "audit.check_nightly"

LIFE_LENGTH = 200
"""So many acts and changes of a row are shown, the newest ones."""


@dataclass(frozen=True)
class Happening:
    """One line of a row's life, as `components/_timeline.html` shows it."""

    at: datetime
    actor: str
    text: str
    note: str
    is_now: bool = False


def life_of_row(tenant: Region, kind: str, row_id: str) -> list[Happening]:
    """What was done to a row (audit ledger) and what it was like after each change (row history), newest first.

    `kind` is "app.model". A row that is gone, or whose kind is gone, still has a life.
    """
    acts = AuditEntry.objects.of(tenant).filter(row_kind=kind, row_id=row_id)[:LIFE_LENGTH]
    happenings = [Happening(act.at, act.actor_name, act.verb_word, _act_note(act)) for act in acts]
    happenings += _history(kind, row_id)
    return sorted(happenings, key=lambda happening: happening.at, reverse=True)


def _act_note(act: AuditEntry) -> str:
    return _("。").join(part for part in (act.note, act.changes_words) if part)


def last_check(tenant: Region) -> JobRun | None:
    """The last finished verification of the place's audit chain, by hand or by night."""
    runs = JobRun.objects.of(tenant).filter(name__in=[CHECK_JOB, NIGHTLY_CHECK_JOB], state=JobState.DONE)
    return runs.order_by("-finished_at").first()


# --- row history in words -------------------------------------------------------------------------------------------


def _history(kind: str, row_id: str) -> list[Happening]:
    """Each stored state of the row, told as the difference to the one before."""
    event_model = _event_model(kind)
    if event_model is None or not row_id.isdecimal():
        return []
    events = list(event_model._base_manager.filter(pgh_obj_id=int(row_id)).order_by("-pgh_id")[:LIFE_LENGTH])
    names = _names_of(events)
    return [_told(event, before, names) for event, before in zip_longest(events, events[1:])]


def _event_model(kind: str) -> type[models.Model] | None:
    """The model that keeps the history of `kind`, when one does."""
    return next(
        (
            model
            for model in apps.get_models()
            if hasattr(model, "pgh_tracked_model") and model.pgh_tracked_model._meta.label_lower == kind
        ),
        None,
    )


def _names_of(events: list[Any]) -> dict[int, str]:
    """Names of those who made the changes, as far as they may be seen here."""
    members = {event.pgh_context.get("member") for event in events if event.pgh_context}
    return dict(Member.objects.filter(pk__in=members - {None}).values_list("pk", "name"))


def _told(event: Any, before: Any, names: dict[int, str]) -> Happening:
    member = (event.pgh_context or {}).get("member")
    actor = names.get(member, _("系统") if member is None else _("其他地区人员"))
    words = {"insert": _("建立"), "update": _("修改"), "delete": _("删除")}
    note = differences(event, before) if event.pgh_label == "update" and before is not None else ""
    return Happening(event.pgh_created_at, actor, words.get(event.pgh_label, event.pgh_label), note)


def differences(event: Any, before: Any) -> str:
    """What changed between two stored states: 简称：— → 市监局；撤并日期：— → 2026年11月22日."""
    return _("；").join(
        f"{field.verbose_name}：{in_words(before, field)} → {in_words(event, field)}"
        for field in event.pgh_tracked_model._meta.concrete_fields
        if hasattr(event, field.attname) and getattr(event, field.attname) != getattr(before, field.attname)
    )


def in_words(state: Any, field: models.Field) -> str:
    """The value of a field as people read it."""
    value = getattr(state, field.attname)
    if value in (None, "", []):
        return "—"
    if isinstance(field, models.ForeignKey):
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or _("（已不存在）"))
    if isinstance(field, ArrayField):
        choices = dict(field.base_field.flatchoices)
        return _("、").join(str(choices.get(item, item)) for item in value)
    return _plain_words(value, dict(field.flatchoices))


def _plain_words(value: Any, choices: dict[Any, Any]) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i")
    return last_day_text(value) if isinstance(value, date) else str(choices.get(value, value))
