"""What the two libraries hold: supervised objects, and the people who may check them."""

from registry.models.approvals import ApprovalEvent, ApprovalRoute, FollowUp, FollowUpKind
from registry.models.assistants import BodyKind, Expert, Interest, ThirdPartyBody
from registry.models.candidates import JointCandidate
from registry.models.engagements import Engagement
from registry.models.enrolments import ObjectEnrolment
from registry.models.industries import Industry
from registry.models.key_lists import ChainStage, KeyList, KeyListLimit, KeyTracking, KeyUnit, TrackingKind
from registry.models.matches import MatchCase
from registry.models.merging import MergeRecord
from registry.models.objects import LAST_VERIFIED, NEVER, ObjectIdentifier, Source, SupervisedObject
from registry.models.officers import Certificate, InspectionGroup, JobKind, Officer, Training
from registry.models.quality import QualityCampaign, Verification
from registry.models.relations import ObjectPerson, ObjectRelation, PersonRole, RelationKind
from registry.models.secondments import Secondment, SecondmentOffer
from registry.models.tags import ObjectTag, TagAssignment
from registry.models.tallies import LibraryTally

__all__ = [
    "LAST_VERIFIED",
    "NEVER",
    "ApprovalEvent",
    "ApprovalRoute",
    "BodyKind",
    "Certificate",
    "ChainStage",
    "Engagement",
    "Expert",
    "FollowUp",
    "FollowUpKind",
    "Industry",
    "InspectionGroup",
    "Interest",
    "JobKind",
    "JointCandidate",
    "KeyList",
    "KeyListLimit",
    "KeyTracking",
    "KeyUnit",
    "LibraryTally",
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
    "TrackingKind",
    "Training",
    "Verification",
]
