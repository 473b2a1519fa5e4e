"""Forms around plans and inspections."""
