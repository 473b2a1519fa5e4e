"""Who answers for a department, and how its duties move to another."""

from directory.models.responsibles import Responsible
from directory.models.transfers import Transfer, TransferLine

__all__ = ["Responsible", "Transfer", "TransferLine"]
