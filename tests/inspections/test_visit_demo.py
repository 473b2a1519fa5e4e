"""The demonstration's visits stand in several states; loaded once."""

from datetime import date

import pytest

from directory.demo.loading import load_demo
from inspections.demo.visit_samples import PLACE, SAMPLES
from inspections.demo.visits import load_visits
from inspections.models import CorrectionOrder, Visit
from inspections.queries.records import broken_evidence
from items.demo.checking import load_checklists
from items.demo.loading import load_items
from registry.demo.loading import load_objects
from registry.demo.loading_officers import load_officers
from tenancy.scope import scope


@pytest.mark.django_db
def test_visits_of_nanzheng_stand_in_several_states(own_files):
    load_demo("Correct-Horse-9", date(2026, 11, 22))
    load_officers(date(2026, 11, 22))
    load_items()
    load_checklists()
    load_objects()
    assert load_visits() == len(SAMPLES)
    assert load_visits() == 0
    with scope(PLACE):
        visits = list(Visit.objects.of(PLACE).order_by("serial"))
        assert [visit.state for visit in visits] == [sample.until for sample in SAMPLES]
        assert [broken_evidence(section) for section in visits[0].sections.all()] == [None, None]
        assert CorrectionOrder.objects.of(PLACE).count() == 1
