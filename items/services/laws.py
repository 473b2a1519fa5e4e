"""The law-article graph: laws kept by a place, changes recorded, adjustment tasks opened and settled (R030)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.jobs import enqueue
from common.models.clocks import SourceTag
from common.refusals import Refused
from directory.services.writing import changes_between, keep
from items.attributes import ChangeKind, Trigger
from items.bases import parse_bases
from items.models import AdjustmentTask, Checklist, ItemVersion, Law, LawArticle, LawChange
from items.notices import ask_to_adjust
from items.queries.dependents import Dependent, LawRef, Resting, resting_on
from items.queries.wordings import wordings_of
from items.services.drafts import revise
from items.states import IN_FORCE, TASK_OPEN, TASK_WORKFLOW
from tenancy.audit import record, record_all
from tenancy.models import Member, Region

ADJUST_RULE = rules.register(
    rules.ClockRule(
        "items.adjust",
        gettext_lazy("依据变动后的清单调整"),
        Unit.WORKING_DAY,
        20,
        SourceTag.COMMON,
        gettext_lazy("法律法规立改废释后应及时调整清单；没有统一的天数，由各地确定"),
    )
)


class AdjustmentRefused(Refused):
    """A task may not be settled so; the sentence says why and what to do first."""


@transaction.atomic
def add_law(law: Law, *, actor: Member, articles: Mapping[str, str] = MappingProxyType({})) -> Law:
    """Keep a law in the place's own library, with its articles by number. Errors: `RuleBroken` for one it has."""
    law.name = law.name.strip().strip("《》")
    keep(law, law_name_in_place="name")
    record(actor, "items.add_law", law)
    if articles:
        add_articles(law, articles, place=law.tenant, actor=actor, today=timezone.localdate())
    return law


@transaction.atomic
def add_articles(law: Law, articles: Mapping[str, str], *, place: Region, actor: Member, today: date) -> int:
    """Keep a place's texts of articles, number → text, of its own law or one above. Returns how many are new.

    Errors: `AdjustmentRefused` when one reads otherwise than the text kept: that is a change, and has to be recorded.
    """
    known = wordings_of(place, law, today)
    kept = {number: known[number].text for number in articles if number in known and known[number].text}
    other = [number for number, text in kept.items() if text != articles[number]]
    if other:
        sentence = _("%(numbers)s与已收录的条文不同。条文修改了，请逐条“登记变动”；录入有误，请“更正录入”。")
        raise AdjustmentRefused(sentence % {"numbers": _("、").join(other[:5])}, field="articles")
    new = {number: text for number, text in articles.items() if number not in kept}
    rows = [LawArticle(tenant=place, law=law, number=number, text=text) for number, text in new.items()]
    LawArticle.objects.of(place).bulk_create(
        rows, update_conflicts=True, unique_fields=["tenant", "law", "number"], update_fields=["text"]
    )
    record_all(actor, "items.add_articles", rows)
    return len(rows)


@transaction.atomic
def correct_article(article: LawArticle, text: str, *, actor: Member) -> LawArticle:
    """Mend a text that was typed wrongly; nothing that rests on the article is asked to adjust."""
    before = LawArticle.objects.of(article.tenant_id).select_for_update().get(pk=article.pk)
    article.text = text
    keep(article, unseen=("law",))
    record(actor, "items.correct_article", article, changes=changes_between(before, article, ["text"]))
    return article


@transaction.atomic
def record_change(change: LawChange, *, actor: Member) -> LawChange:
    """Record that a law or an article changed; everything resting on it, here and below, gets its task by a job.

    `text` of the change is the new wording of its article; the old one stays readable beside it.
    Errors: `RuleBroken` when the same change was recorded before, or a text is given to what has none.
    """
    change.recorded_by = actor
    keep(change, unseen=("law",), law_change_once="effective_on", law_change_text_of_article="text")
    record(actor, "items.record_law_change", change, note=change.note)
    _mark_repealed(change)
    enqueue("items.spread_law_change", change, actor=actor)
    return change


@transaction.atomic
def open_tasks(place: Region, change: LawChange) -> list[AdjustmentTask]:
    """Open the tasks of one place, in its scope; running it again opens only what is new."""
    known = set(AdjustmentTask.objects.of(place).filter(change=change).values_list("subject_kind", "subject_id"))
    ref = LawRef(change.law.name, change.article)
    return [
        _open(place, change, dependent, one)
        for dependent, one in resting_on(place, ref)
        if (dependent.kind, one.subject_id) not in known
    ]


@transaction.atomic
def revise_for(task: AdjustmentTask, *, actor: Member) -> ItemVersion:
    """Begin the revision of the item a task is about; the task is done when that version comes into force.

    Errors: `AdjustmentRefused` when the item is not in force, and those of `revise`.
    """
    task = _locked(task)
    version = _version(task)
    if version is None or version.state != IN_FORCE:
        raise AdjustmentRefused(_("这个版本还在办理或已失效，不能另行修订。请在办理中的版本里调整后，登记“已调整”。"))
    note = _("%(change)s，%(day)s施行") % {"change": task.change, "day": task.change.effective_on.isoformat()}
    draft = revise(version, trigger=Trigger.LAW, note=note[:500], actor=actor)
    task.revision = draft
    task.save(update_fields=["revision"])
    return draft


@transaction.atomic
def keep_unchanged(task: AdjustmentTask, *, actor: Member, reason: str) -> AdjustmentTask:
    """Nothing need change, because of the reason given. Errors: `MoveRefused`."""
    return _close(_locked(task), "adjust_unneeded", actor, reason)


@transaction.atomic
def mark_adjusted(task: AdjustmentTask, *, actor: Member, note: str) -> AdjustmentTask:
    """It was adjusted otherwise, in which way the note says. Errors: `MoveRefused`."""
    return _close(_locked(task), "adjust_done", actor, note)


def settle_tasks(version: ItemVersion, before: ItemVersion | None) -> None:
    """A version comes into force: tasks it was made for are done; others of the version before pass to it."""
    rows = AdjustmentTask.objects.of(version.tenant_id).filter(state=TASK_OPEN)
    for task in rows.filter(revision=version).select_for_update(of=("self",)):
        _close(task, "adjust_done", None, _("%s生效") % version.version_word)
    if before is not None:
        rows.filter(subject_kind=ItemVersion._meta.label_lower, subject_id=before.pk).update(subject_id=version.pk)


def settle_checklist_tasks(checklist: Checklist, before: Checklist) -> None:
    """A checklist replaces another: where what rests on the changed law was written anew the task is done, else it
    passes to the new one.
    """
    rows = AdjustmentTask.objects.of(checklist.tenant_id).filter(state=TASK_OPEN, subject_id=before.pk)
    for task in rows.filter(subject_kind=Checklist._meta.label_lower).select_related("change__law"):
        ref = LawRef(task.change.law.name, task.change.article)
        if _points(checklist, ref) == _points(before, ref):
            AdjustmentTask.objects.of(task.tenant_id).filter(pk=task.pk).update(subject_id=checklist.pk)
        else:
            _close(task, "adjust_done", None, _("检查表%s启用") % checklist.version_word)


def _points(checklist: Checklist, ref: LawRef) -> list[tuple[str, str, str]]:
    """The entries of a checklist that rest on a law, as they are written."""
    entries = checklist.entries.values_list("text", "rule", "basis")
    return [entry for entry in entries if any(ref.is_met_by(basis) for basis in parse_bases(entry[2]))]


def void_tasks(version: ItemVersion) -> None:
    """A version is out of force and nothing follows it: nothing rests on the law any more."""
    rows = AdjustmentTask.objects.of(version.tenant_id).filter(state=TASK_OPEN, subject_id=version.pk)
    for task in rows.filter(subject_kind=ItemVersion._meta.label_lower).select_for_update(of=("self",)):
        _close(task, "adjust_done", None, _("事项已废止"))


# --- steps ------------------------------------------------------------------------------------------------------------


def _open(place: Region, change: LawChange, dependent: Dependent, one: Resting) -> AdjustmentTask:
    now = timezone.now()
    task = AdjustmentTask.objects.of(place).create(
        change=change,
        subject_kind=dependent.kind,
        subject_id=one.subject_id,
        subject_label=one.label[:300],
        department=one.department,
        opened_at=now,
    )
    clock = running.start(ADJUST_RULE.name, task, at=now)
    task.due_on = clock.due_on
    task.save(update_fields=["due_on"])
    record(None, "items.open_adjustment", task, note=str(change))
    ask_to_adjust(task, timezone.localdate())
    return task


def _locked(task: AdjustmentTask) -> AdjustmentTask:
    rows = AdjustmentTask.objects.of(task.tenant_id).select_related("change__law", "tenant", "department")
    return rows.select_for_update(of=("self",)).get(pk=task.pk)


def _version(task: AdjustmentTask) -> ItemVersion | None:
    if task.subject_kind != ItemVersion._meta.label_lower:
        return None
    rows = ItemVersion.objects.of(task.tenant_id).select_related("tenant", "item", "department")
    return rows.filter(pk=task.subject_id).first()


def _close(task: AdjustmentTask, move: str, actor: Member | None, note: str) -> AdjustmentTask:
    task.closed_at, task.note = timezone.now(), note
    task.save(update_fields=["closed_at", "note"])
    TASK_WORKFLOW.take(task, move, actor=actor, note=note)
    running.stop_running(ADJUST_RULE.name, task)
    return task


def _mark_repealed(change: LawChange) -> None:
    """A whole law of the place's own library that was repealed says so wherever it is cited."""
    if change.kind == ChangeKind.REPEALED and not change.article:
        Law.objects.of(change.tenant_id).filter(pk=change.law_id).update(is_repealed=True)
