"""The demonstration of the ledger of risk."""
