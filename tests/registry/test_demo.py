"""The demonstration's objects: every kind, shared by departments, loaded once."""

from datetime import date

import pytest

from directory.demo.loading import load_demo
from registry.demo.loading import load_objects
from registry.demo.nanzheng import SAMPLES
from registry.demo.samples import PLACE
from registry.kinds import ObjectKind
from registry.models import (
    ApprovalEvent,
    FollowUp,
    JointCandidate,
    KeyList,
    MatchCase,
    ObjectEnrolment,
    SupervisedObject,
    Verification,
)
from tenancy.scope import scope


@pytest.mark.django_db
def test_objects_of_nanzheng_are_of_every_kind_and_shared():
    load_demo("Correct-Horse-9", date(2026, 11, 22))
    assert load_objects() == len(SAMPLES)
    assert load_objects() == 0
    with scope(PLACE):
        kinds = set(SupervisedObject.objects.of(PLACE).values_list("kind", flat=True))
        enrolled = ObjectEnrolment.objects.of(PLACE).filter(object__name="南郑区大河坎小学").count()
        ended = ObjectEnrolment.objects.of(PLACE).filter(object__name="南郑区梁山采石场", state="ended").count()
        assert JointCandidate.objects.of(PLACE).filter(state="open").count() > 5
        assert Verification.objects.of(PLACE).exists()
        assert ApprovalEvent.objects.of(PLACE).count() == 2
        assert FollowUp.objects.of(PLACE).filter(state="due").count() == 3
        assert KeyList.objects.of(PLACE).get().state == "in_force"
        assert "安泰" in str(MatchCase.objects.of(PLACE).get())
    assert kinds == set(ObjectKind.values)
    assert (enrolled, ended) == (3, 2)
