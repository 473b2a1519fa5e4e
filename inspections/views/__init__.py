"""Pages of plans and inspections."""
