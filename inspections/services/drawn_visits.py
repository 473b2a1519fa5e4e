"""All visits of an accepted draw at once: five statements, however many objects were drawn (R095, R096)."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.numbering import next_numbers
from inspections.models import Draw, DrawnObject
from inspections.models.visits import NUMBER_SERIES
from inspections.services.visits import VisitRefused
from inspections.states import OFF_SITE, SCHEDULED
from items.attributes import AT_THE_DOOR, Technique
from items.states import IN_FORCE
from tenancy.audit import record
from tenancy.models import Member

VISITS = """
INSERT INTO inspections_visit (tenant_id, department_id, object_id, entry_id, task_id, drawn_id, year, serial, title,
    origin, source_note, starts_on, ends_on, state, is_unannounced, why_unannounced, why_on_site, why_again,
    is_emergency, emergency_reason, beyond_caps, materials, contact, prepared_by_id, prepared_at)
SELECT task.tenant_id, task.department_id, drawn.object_id, task.entry_id, task.id, drawn.id, %(year)s,
    %(first)s - 1 + row_number() OVER (ORDER BY drawn.stratum, drawn.rank), task.title, entry.origin, '',
    task.starts_on, task.ends_on,
    CASE WHEN drawn.stratum = ANY(%(off_site)s) THEN %(from_afar)s ELSE %(scheduled)s END, task.is_unannounced,
    CASE WHEN task.is_unannounced THEN %(why)s ELSE '' END,
    CASE WHEN drawn.stratum = ANY(%(on_site)s) THEN %(why_on_site)s ELSE '' END, '', false, '', '', '', '',
    %(actor)s, %(now)s
FROM inspections_drawnobject AS drawn
JOIN inspections_draw AS draw ON draw.id = drawn.draw_id
JOIN inspections_inspectiontask AS task ON task.id = draw.task_id
JOIN inspections_planentry AS entry ON entry.id = task.entry_id
WHERE drawn.tenant_id = %(tenant)s AND draw.id = %(draw)s
    AND NOT EXISTS (SELECT 1 FROM inspections_replacement AS gone WHERE gone.drawn_id = drawn.id)
    AND NOT EXISTS (SELECT 1 FROM inspections_visit AS known WHERE known.drawn_id = drawn.id)
"""

SECTIONS = """
INSERT INTO inspections_visitsection (tenant_id, visit_id, department_id, content, domain, state, techniques, account,
    record_hash, result, result_note, follow_up, publication, publication_note)
SELECT visit.tenant_id, visit.id, line.department_id, line.content, line.domain, 'open', '{}', '', '', '', '', '',
    '', ''
FROM inspections_visit AS visit
JOIN inspections_drawnobject AS drawn ON drawn.id = visit.drawn_id AND drawn.draw_id = %(draw)s
JOIN inspections_planentryline AS line ON line.entry_id = visit.entry_id
WHERE visit.tenant_id = %(tenant)s ORDER BY visit.id, line.position
ON CONFLICT (visit_id, department_id) DO NOTHING
"""

ITEMS = """
INSERT INTO inspections_sectionitem (tenant_id, section_id, item_version_id, checklist_id)
SELECT section.tenant_id, section.id, item.item_version_id, coalesce(item.checklist_id, checklist.id)
FROM inspections_visit AS visit
JOIN inspections_drawnobject AS drawn ON drawn.id = visit.drawn_id AND drawn.draw_id = %(draw)s
JOIN inspections_visitsection AS section ON section.visit_id = visit.id
JOIN inspections_planentryline AS line ON line.entry_id = visit.entry_id AND line.department_id = section.department_id
JOIN inspections_planlineitem AS item ON item.line_id = line.id
JOIN items_itemversion AS version ON version.id = item.item_version_id
LEFT JOIN items_checklist AS checklist ON checklist.item_id = version.item_id
    AND checklist.department_id = section.department_id AND checklist.state = %(in_force)s
WHERE visit.tenant_id = %(tenant)s AND section.state = 'open'
ON CONFLICT (section_id, item_version_id) DO NOTHING
"""

OFFICERS = """
INSERT INTO inspections_sectionofficer (tenant_id, section_id, officer_id, name, certificate_number)
SELECT section.tenant_id, section.id, chosen.officer_id, chosen.name, chosen.certificate_number
FROM inspections_visit AS visit
JOIN inspections_drawnobject AS drawn ON drawn.id = visit.drawn_id AND drawn.draw_id = %(draw)s
JOIN inspections_drawnofficer AS pair ON pair.drawn_id = drawn.id
JOIN inspections_drawofficer AS chosen ON chosen.id = pair.officer_id
JOIN inspections_visitsection AS section ON section.visit_id = visit.id
    AND section.department_id = chosen.department_id
WHERE visit.tenant_id = %(tenant)s AND section.state = 'open'
    AND NOT EXISTS (SELECT 1 FROM inspections_recusal AS away WHERE away.pair_id = pair.id)
ON CONFLICT (section_id, officer_id) DO NOTHING
"""


POINTS = """
INSERT INTO inspections_visitpoint (tenant_id, visit_id, point_id)
SELECT visit.tenant_id, visit.id, planned.point_id
FROM inspections_visit AS visit
JOIN inspections_drawnobject AS drawn ON drawn.id = visit.drawn_id AND drawn.draw_id = %(draw)s
JOIN inspections_planpoint AS planned ON planned.entry_id = visit.entry_id
WHERE visit.tenant_id = %(tenant)s
ON CONFLICT (visit_id, point_id) DO NOTHING
"""


@transaction.atomic
def schedule_visits(draw: Draw, *, actor: Member | None) -> int:
    """Make the visit of every drawn object that has none yet, with its sections, items and paired officers.

    What the plan looks at from afar first begins there (R105). Run again it makes only what is missing: the objects
    that came in as replacements. Returns how many visits were made. Raises `VisitRefused` for a draw without objects.
    """
    standing = DrawnObject.objects.of(draw.tenant_id).filter(draw=draw, replacement__isnull=True)
    if not standing.exists():
        raise VisitRefused(_("这次抽取没有抽中的对象，不能安排检查。"))
    count = standing.filter(visit__isnull=True).count()
    if count == 0:
        return 0
    year = draw.task.starts_on.year
    values: dict[str, Any] = {
        "tenant": draw.tenant_id,
        "draw": draw.pk,
        "year": year,
        "from_afar": OFF_SITE,
        "scheduled": SCHEDULED,
        "first": next_numbers(draw.tenant_id, NUMBER_SERIES, year, count)[0],
        "why": _("抽查任务已批准不预先通知"),
        "off_site": _strata_by(draw, Technique.OFF_SITE),
        "on_site": _strata_by(draw, *AT_THE_DOOR),
        "why_on_site": _("计划确定现场检查"),
        "actor": actor.pk if actor else None,
        "now": timezone.now(),
        "in_force": IN_FORCE,
    }
    with connection.cursor() as cursor:
        for statement in (VISITS, SECTIONS, ITEMS, OFFICERS, POINTS):
            cursor.execute(statement, values)
    record(actor, "inspections.schedule_visits", draw, note=str(count))
    return count


def _strata_by(draw: Draw, *techniques: str) -> list[int]:
    """The strata of the draw that are looked at in one of these ways: by their own word, else by the entry's (R091)."""
    entry = draw.task.entry
    own = {row.word: row.technique for row in entry.strata.all() if row.technique}
    return [one.number for one in draw.strata.all() if own.get(one.meaning, entry.technique) in techniques]
