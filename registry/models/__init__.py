"""What the two libraries hold: supervised objects, and the people who may check them."""

from registry.models.approvals import ApprovalEvent, ApprovalRoute
from registry.models.assistants import Expert, Interest, ThirdPartyBody
from registry.models.candidates import JointCandidate
from registry.models.enrolments import ObjectEnrolment
from registry.models.industries import Industry
from registry.models.matches import MatchCase
from registry.models.merging import MergeRecord
from registry.models.objects import ObjectIdentifier, Source, SupervisedObject
from registry.models.officers import Certificate, JobKind, Officer, Training
from registry.models.quality import QualityCampaign, Verification
from registry.models.relations import ObjectPerson, ObjectRelation, PersonRole, RelationKind
from registry.models.secondments import Secondment, SecondmentOffer
from registry.models.tags import ObjectTag, TagAssignment

__all__ = [
    "ApprovalEvent",
    "ApprovalRoute",
    "Certificate",
    "Expert",
    "Industry",
    "Interest",
    "JobKind",
    "JointCandidate",
    "MatchCase",
    "MergeRecord",
    "ObjectEnrolment",
    "ObjectIdentifier",
    "ObjectPerson",
    "ObjectRelation",
    "ObjectTag",
    "Officer",
    "PersonRole",
    "QualityCampaign",
    "RelationKind",
    "Secondment",
    "SecondmentOffer",
    "Source",
    "SupervisedObject",
    "TagAssignment",
    "ThirdPartyBody",
    "Training",
    "Verification",
]
