"""The demonstration of the ledger of credit."""
