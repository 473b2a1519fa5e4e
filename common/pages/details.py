"""One row: its facts, its sections, the moves open to the reader."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.calendars.words import ENDLESS, last_day_text
from common.pages.base import Button, RowPage
from common.workflow import Workflow


class DetailPage(RowPage):
    """Declares `model`, `permission`, `facts`; with `workflow` the buttons come from its table.

    `silent_moves` follow from something else and have no button.

    `facts` names fields (a field's verbose name is the label) or gives (label, attribute path) pairs.
    """

    facts: list[str | tuple[str | Promise, str]] = []
    workflow: Workflow | None = None
    silent_moves: frozenset[str] = frozenset()
    template_name = "components/detail_page.html"

    def get_title(self) -> str:
        return str(self.title) or str(self.object)

    def get_facts(self) -> list[tuple[str, Any]]:
        return [self._fact(fact) for fact in self.facts]

    def _fact(self, fact: str | tuple[str | Promise, str]) -> tuple[str, Any]:
        if isinstance(fact, tuple):
            return str(fact[0]), getattr(self.object, fact[1])
        field: Any = self.model._meta.get_field(fact)
        display = getattr(self.object, f"get_{fact}_display", None)
        return str(field.verbose_name), display() if display else _shown(field, getattr(self.object, fact))

    def move_url(self, name: str) -> str:
        """The address of a workflow's move on this row; a page with a workflow says it."""
        raise LookupError(f"{type(self).__name__} has a workflow and no move_url")

    def get_moves(self) -> list[Button]:
        if self.workflow is None:
            return []
        moves = [one for one in self.workflow.open_to(self.object, self.member) if one.name not in self.silent_moves]
        first = next((found.name for found in moves if not found.move.is_dangerous), None)
        return [
            Button(found.label, self.move_url(found.name), found.name == first, found.move.is_dangerous)
            for found in moves
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, facts=self.get_facts(), **kwargs)


def _shown(field: Any, value: Any) -> Any:
    """A truth and 长期 in words; everything else as it is."""
    if isinstance(field, models.BooleanField):
        return _("是") if value else _("否")
    return last_day_text(value) if value == ENDLESS else value
