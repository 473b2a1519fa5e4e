"""A department's items, and what hangs on them, pass to another with its duties; history keeps the old one (R013).

What is in force gets a next version by the transfer's decision. What is on its way goes back to its drafters, since
those who signed it signed for somebody else. Each function yields what changed hands, with a word where that is not
plain.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db import models
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from items.models import Checklist, ItemVersion, MatterStatement, Responsibility, Submission
from items.queries.versions import current_versions
from items.services.drafts import Content, LineContent, change_draft, content_of, next_by_transfer
from items.services.responsibilities import end_duty
from items.services.steps import list_changed, return_for_transfer, take_over
from items.states import CHECKLIST_WORKFLOW, DRAFT, DUTY_OPEN, IN_FORCE, WAITING
from tenancy.models import Department, Region

Passed = tuple[models.Model, str]


# --- items ------------------------------------------------------------------------------------------------------------


def items_of(tenant: Region, department: Department) -> QuerySet[ItemVersion]:
    """Versions in force or in preparation in which the department leads or cooperates."""
    part = Q(department=department) | Q(pk__in=_versions_with_line(tenant, department))
    return current_versions(tenant).filter(part)


def hand_over_items(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """The target leads, or cooperates, wherever the source did; the public is owed the list once."""
    note = _("职责划转：%(source)s划转到%(target)s") % {"source": source, "target": target}
    rows = items_of(tenant, source).select_related("tenant", "item", "department").order_by("item__number")
    changed: list[ItemVersion] = []
    for version in list(rows.exclude(state=IN_FORCE)):
        yield _rewritten(version, source, target, note)
    for version in list(rows.filter(state=IN_FORCE)):
        content, remarks = passed_on(content_of(version), source, target)
        draft = next_by_transfer(version, content, note=note)
        _overtake(draft)
        changed.append(take_over(draft, on=on))
        yield changed[-1], _("；").join([*remarks, draft.version_word])
    if changed:
        list_changed(changed[-1], None, on)


def passed_on(content: Content, source: Department, target: Department) -> tuple[Content, list[str]]:
    """The content with the target in the source's place, and what became of lines that would then stand twice.

    A lead never cooperates with itself: its line's bases join the item's. Two lines of one department become one.
    """
    lead = _instead(content.values["department"], source, target)
    bases, remarks = list(content.bases), []
    lines: dict[int, LineContent] = {}
    for given in content.lines:
        line = replace(given, department=_instead(given.department, source, target))
        if line.department == lead:
            bases += [basis for basis in line.bases if basis not in bases]
            remarks.append(_("原配合事项“%s”并入牵头事项") % line.content)
        elif line.department.pk in lines:
            lines[line.department.pk] = _joined(lines[line.department.pk], line)
            remarks.append(_("%s的两项配合事项合为一项") % line.department)
        else:
            lines[line.department.pk] = line
    division = "\n".join(filter(None, [content.values["division"], *remarks]))
    values = {**content.values, "department": lead, "division": division[:2000]}
    return Content(values, bases, list(lines.values())), remarks


def _versions_with_line(tenant: Region, department: Department) -> QuerySet:
    return current_versions(tenant).filter(lines__department=department).order_by().values("pk")


def _instead(department: Department, source: Department, target: Department) -> Department:
    return target if department == source else department


def _joined(first: LineContent, second: LineContent) -> LineContent:
    content = _("；").join(dict.fromkeys([first.content, second.content]))
    return replace(first, content=content[:1000], bases=list(dict.fromkeys([*first.bases, *second.bases])))


def _rewritten(version: ItemVersion, source: Department, target: Department, note: str) -> Passed:
    was = version.get_state_display()
    draft = version if version.state == DRAFT else return_for_transfer(version, note=note)
    content, remarks = passed_on(content_of(draft), source, target)
    if version.state != DRAFT:
        remarks.insert(0, _("原在“%s”，退回起草后重新办理") % was)
    return change_draft(draft, content, actor=None), _("；").join(remarks)


def _overtake(version: ItemVersion) -> None:
    """The new version takes the number of a draft in preparation, which follows it."""
    drafts = ItemVersion.objects.of(version.tenant_id).filter(item=version.item_id, state=DRAFT)
    waiting = drafts.exclude(pk=version.pk).first()
    if waiting is None:
        return
    first, last = waiting.number, version.number
    for row, number in ((waiting, last + 1), (version, first), (waiting, last)):
        row.number = number
        row.save(update_fields=["number"])


# --- people and checklists --------------------------------------------------------------------------------------------


def responsibilities_of(tenant: Region, department: Department) -> QuerySet[Responsibility]:
    """People of the department who answer for items, or shall."""
    rows = Responsibility.objects.of(tenant).filter(department=department, state__in=DUTY_OPEN)
    return rows.select_related("department", "member", "item", "tenant").order_by("pk")


def hand_over_responsibilities(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """Who answers keeps answering, in the target; who answers there already does so once."""
    known = set(responsibilities_of(tenant, target).values_list("item", "member"))
    for row in list(responsibilities_of(tenant, source)):
        if (row.item_id, row.member_id) in known:
            note = _("在划入部门已是这个事项的承办人")
            yield end_duty(row, actor=None, today=on, note=note), note
        else:
            row.department = target
            row.save(update_fields=["department"])
            yield row, ""


def checklists_of(tenant: Region, department: Department) -> QuerySet[Checklist]:
    """Checklists of the department in force or in preparation."""
    rows = Checklist.objects.of(tenant).filter(department=department, state__in=[DRAFT, IN_FORCE])
    return rows.select_related("department", "item", "tenant").order_by("pk")


def hand_over_checklists(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """Where the target has its own checklist for the item, that one stays and the source's ends."""
    known = set(checklists_of(tenant, target).values_list("item", "state"))
    for row in list(checklists_of(tenant, source)):
        if (row.item_id, row.state) not in known:
            row.number = _free_number(row, target)
            row.department = target
            row.save(update_fields=["department", "number"])
            yield row, ""
        elif row.state == IN_FORCE:
            note = _("划入部门已有这个事项的检查表，原检查表停用")
            yield CHECKLIST_WORKFLOW.take(row, "supersede_checklist", actor=None, note=note), note
        else:
            yield _deleted(row), _("划入部门已在起草这个事项的检查表，原草稿删除")


def _free_number(checklist: Checklist, target: Department) -> int:
    theirs = Checklist.objects.of(target.tenant_id).filter(item=checklist.item_id, department=target)
    return max(checklist.number, (theirs.aggregate(last=Max("number"))["last"] or 0) + 1)


# --- open tasks -------------------------------------------------------------------------------------------------------


def hand_over_field(rows: QuerySet, field: str, target: Department) -> Iterator[Passed]:
    """Rows whose department may simply be another one."""
    for row in list(rows.order_by("pk")):
        setattr(row, field, target)
        row.save(update_fields=[field])
        yield row, ""


def submissions_of(tenant: Region, department: Department) -> QuerySet[Submission]:
    """What a department still owes a collection."""
    rows = Submission.objects.of(tenant).filter(state=WAITING, campaign__closed_on=None)
    return rows.filter(department=department).select_related("campaign", "department")


def hand_over_submissions(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """The target hands in, once."""
    asked = Submission.objects.of(tenant).filter(department=target).values_list("campaign", flat=True)
    yield from _hand_over_once(submissions_of(tenant, source), "campaign_id", set(asked), target)


def statements_of(tenant: Region, department: Department) -> QuerySet[MatterStatement]:
    """Questions about unclear matters that the department has not answered."""
    rows = MatterStatement.objects.of(tenant).filter(department=department, stance="")
    return rows.select_related("matter", "department")


def hand_over_statements(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """The target answers, once."""
    asked = MatterStatement.objects.of(tenant).filter(department=target).values_list("matter", flat=True)
    yield from _hand_over_once(statements_of(tenant, source), "matter_id", set(asked), target)


def _hand_over_once(rows: QuerySet, key: str, asked: set[int], target: Department) -> Iterator[Passed]:
    """What the target was asked as well is not asked twice."""
    for row in list(rows.order_by("pk")):
        if getattr(row, key) in asked:
            yield _deleted(row), _("划入部门已有同一任务，不重复办理")
        else:
            row.department = target
            row.save(update_fields=["department"])
            yield row, ""


def _deleted(row: models.Model) -> models.Model:
    """The row as it was, for the report."""
    number = row.pk
    row.delete()
    row.pk = number
    return row
