"""Which days are working days: layers of notices, and how to read a notice. Pure; the rows are in models.clocks."""
