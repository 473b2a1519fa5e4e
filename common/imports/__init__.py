"""Import, the one way: file → staged rows → a report that explains each rejected cell → one commit.

Nothing is half-imported: reading fills the staging table in one transaction, keeping writes in another. An app declares
an `Importer` in its `imports` module, a `RegisterImporter` for large flat tables; the pages are `common.pages.imports`.
"""

from common.imports.batches import (
    KEEP_JOB,
    READ_JOB,
    ask_to_keep,
    assign_columns,
    discard_batch,
    finish_keeping,
    forget_batches,
    keep_batch,
    outcome_of,
    read_batch,
    recheck_batch,
    upload_file,
)
from common.imports.columns import Column, Frame
from common.imports.importers import (
    FoundColumn,
    Importer,
    ImportOutdated,
    Judged,
    NothingToKeep,
    Reading,
    UnknownImporter,
    importer_of,
    importers,
    register_importer,
)
from common.imports.registers import Question, RegisterImporter
from common.imports.rejects import first_rows, rejected_file, same_faults

__all__ = [
    "KEEP_JOB",
    "READ_JOB",
    "Column",
    "FoundColumn",
    "Frame",
    "ImportOutdated",
    "Importer",
    "Judged",
    "NothingToKeep",
    "Question",
    "Reading",
    "RegisterImporter",
    "UnknownImporter",
    "ask_to_keep",
    "assign_columns",
    "discard_batch",
    "finish_keeping",
    "first_rows",
    "forget_batches",
    "importer_of",
    "importers",
    "keep_batch",
    "outcome_of",
    "read_batch",
    "recheck_batch",
    "register_importer",
    "rejected_file",
    "same_faults",
    "upload_file",
]
