"""The life of a row as its history table tells it: who changed what, and when, in the words of the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from directory.models import Transfer
from tenancy.models import Department, Member, Membership, Region

_UNTOLD = {"id", "tenant", "home", "is_superuser", "joined_at", "created_at", "created_by"}
LIMIT = 200


@dataclass(frozen=True)
class Step:
    """One event of a row's life."""

    at: datetime
    actor: str
    text: str
    note: str = ""


def department_history(department: Department) -> list[Step]:
    """What happened to a department, newest first."""
    return _steps(_events(Department, pgh_obj=department.pk), "")


def member_history(member: Member, tenant: Region) -> list[Step]:
    """What happened to an account and its hats in `tenant`, newest first; telephone and e-mail are not kept."""
    hats = _events(Membership, tenant=tenant, member=member.pk)
    steps = [*_steps(_events(Member, pgh_obj=member.pk), ""), *_steps(hats, _("任职"))]
    return sorted(steps, key=lambda step: step.at, reverse=True)[:LIMIT]


def transfer_history(transfer: Transfer) -> list[Step]:
    """What happened to a transfer, newest first."""
    return _steps(_events(Transfer, pgh_obj=transfer.pk), "")


def _events(model: type[models.Model], **where: Any) -> QuerySet:
    return model.pgh_event_model._default_manager.filter(**where).order_by("pgh_id")  # type: ignore[attr-defined]


def _steps(events: QuerySet, subject: str) -> list[Step]:
    rows = list(events)
    names = _Names(rows)
    before: dict[int, Any] = {}
    steps = []
    for event in rows:
        told = _changes(before.get(event.pgh_obj_id), event, names)
        before[event.pgh_obj_id] = event
        if told or event.pgh_label == "delete":
            text = f"{_verb(event)}{subject}"
            steps.append(Step(event.pgh_created_at, names.actor(event), text, _("；").join(told)))
    return steps[::-1][:LIMIT]


def _verb(event: Any) -> str:
    return {"insert": _("新建"), "delete": _("删除")}.get(event.pgh_label, _("修改"))


def _fields(event: Any) -> Iterator[models.Field]:
    for field in event._meta.local_fields:
        if not field.name.startswith("pgh_") and field.name not in _UNTOLD:
            yield field


def _changes(before: Any, event: Any, names: "_Names") -> list[str]:
    """“简称：空 → 市监局”; of a new row only what is filled in."""
    told = []
    for field in _fields(event):
        new = names.shown(event, field)
        old = names.shown(before, field) if before else ""
        if before is None and new:
            told.append(f"{field.verbose_name}：{new}")
        elif before is not None and old != new:
            told.append(f"{field.verbose_name}：{old or _('空')} → {new or _('空')}")
    return told


class _Names:
    """The names of everything the events point to, fetched once for each kind of row."""

    def __init__(self, events: Iterable[Any]) -> None:
        self.known: dict[type[models.Model], dict[int, str]] = {}
        wanted: dict[type[models.Model], set[int | None]] = {Member: {_actor_id(event) for event in events}}
        for event, field in chain.from_iterable(((event, field) for field in _fields(event)) for event in events):
            if field.related_model and getattr(event, field.attname) is not None:
                wanted.setdefault(field.related_model, set()).add(getattr(event, field.attname))
        for model, ids in wanted.items():
            rows = model._base_manager.filter(pk__in=ids)
            self.known[model] = {row.pk: str(row) for row in rows}

    def actor(self, event: Any) -> str:
        number = _actor_id(event)
        return _("系统") if number is None else self.known[Member].get(number, _("其他地区人员"))

    def shown(self, event: Any, field: models.Field) -> str:
        value = getattr(event, field.attname)
        if value is None:
            return ""
        if field.related_model:
            return self.known[field.related_model].get(value, _("（不在本地区）"))
        if isinstance(field, ArrayField):
            labels = dict(field.base_field.flatchoices)
            return _("、").join(str(labels.get(one, one)) for one in value)
        if isinstance(field, models.BooleanField):
            return _("是") if value else _("否")
        return str(dict(field.flatchoices).get(value, value))


def _actor_id(event: Any) -> int | None:
    return (event.pgh_context or {}).get("member")
