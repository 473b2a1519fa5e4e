"""What the two libraries hold: supervised objects, and the people who may check them."""

from registry.models.assistants import Expert, Interest, ThirdPartyBody
from registry.models.enrolments import ObjectEnrolment
from registry.models.industries import Industry
from registry.models.matches import MatchCase
from registry.models.merging import MergeRecord
from registry.models.objects import ObjectIdentifier, Source, SupervisedObject
from registry.models.officers import Certificate, JobKind, Officer, Training
from registry.models.relations import ObjectPerson, ObjectRelation, PersonRole, RelationKind
from registry.models.secondments import Secondment, SecondmentOffer
from registry.models.tags import ObjectTag, TagAssignment

__all__ = [
    "Certificate",
    "Expert",
    "Industry",
    "Interest",
    "JobKind",
    "MatchCase",
    "MergeRecord",
    "ObjectEnrolment",
    "ObjectIdentifier",
    "ObjectPerson",
    "ObjectRelation",
    "ObjectTag",
    "Officer",
    "PersonRole",
    "RelationKind",
    "Secondment",
    "SecondmentOffer",
    "Source",
    "SupervisedObject",
    "TagAssignment",
    "ThirdPartyBody",
    "Training",
]
