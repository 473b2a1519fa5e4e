"""The import of credit grades."""

from credit.imports import GRADES
from registry.views.grading_imports import GradingImport


class GradeImport(GradingImport):
    """What its pages share."""

    importer = GRADES
    permission = GRADES.permission
    url_name = "credit:import"
