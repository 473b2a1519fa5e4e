"""What the two libraries hold: supervised objects, and the people who may check them."""

from registry.models.enrolments import ObjectEnrolment
from registry.models.industries import Industry
from registry.models.merging import MergeRecord
from registry.models.objects import ObjectIdentifier, Source, SupervisedObject
from registry.models.relations import ObjectPerson, ObjectRelation, PersonRole, RelationKind
from registry.models.tags import ObjectTag, TagAssignment

__all__ = [
    "Industry",
    "MergeRecord",
    "ObjectEnrolment",
    "ObjectIdentifier",
    "ObjectPerson",
    "ObjectRelation",
    "ObjectTag",
    "PersonRole",
    "RelationKind",
    "Source",
    "SupervisedObject",
    "TagAssignment",
]
