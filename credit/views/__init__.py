"""Pages of the ledger of credit."""
