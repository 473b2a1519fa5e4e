"""Pages that look across apps: the frame's own, the operator's, the auditor's."""
