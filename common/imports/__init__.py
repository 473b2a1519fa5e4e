"""Import, the one way: file → staged rows → a report that explains each rejected cell → one commit.

Nothing is half-imported: reading fills the staging table in one transaction, keeping writes in another. An app declares
an `Importer` in its `imports` module; the pages are `common.pages.imports`.
"""

from common.imports.batches import (
    READ_JOB,
    ImportOutdated,
    NothingToKeep,
    discard_batch,
    forget_batches,
    keep_batch,
    read_batch,
    recheck_batch,
    upload_file,
)
from common.imports.importers import (
    FoundColumn,
    Importer,
    Judged,
    Reading,
    UnknownImporter,
    importer_of,
    register_importer,
)
from common.imports.rejects import rejected_file

__all__ = [
    "READ_JOB",
    "FoundColumn",
    "ImportOutdated",
    "Importer",
    "Judged",
    "NothingToKeep",
    "Reading",
    "UnknownImporter",
    "discard_batch",
    "forget_batches",
    "importer_of",
    "keep_batch",
    "read_batch",
    "recheck_batch",
    "register_importer",
    "rejected_file",
    "upload_file",
]
