"""Who answers for a department, how its duties move to another, and who liaises for it."""

from directory.models.responsibles import Responsible
from directory.models.roster import LiaisonEntry
from directory.models.transfers import Transfer, TransferLine

__all__ = ["LiaisonEntry", "Responsible", "Transfer", "TransferLine"]
