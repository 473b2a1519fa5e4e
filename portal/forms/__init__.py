"""Forms of the pages that look across apps."""
