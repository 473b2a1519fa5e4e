"""What is public, who still owes a publication, and what is kept back."""

from publication.models.batches import BatchLine, DutyAct, DutyBatch
from publication.models.duties import Duty, Objection
from publication.models.exemptions import Exemption, ExemptionGround, WithheldCount
from publication.models.ledger import Event, LedgerEntry, PublicFile, PublicLine, PublicRecord, WithdrawalGround

__all__ = [
    "BatchLine",
    "Duty",
    "DutyAct",
    "DutyBatch",
    "Event",
    "Exemption",
    "ExemptionGround",
    "LedgerEntry",
    "Objection",
    "PublicFile",
    "PublicLine",
    "PublicRecord",
    "WithdrawalGround",
    "WithheldCount",
]
