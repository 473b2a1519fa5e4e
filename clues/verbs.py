"""How people read what was done with clues."""

from django.utils.translation import gettext_lazy as _

from clues.states import CLUE_WORKFLOW
from tenancy.verbs import name_verbs

name_verbs({f"clues.{name}": move.label for name, move in CLUE_WORKFLOW.moves.items()})
name_verbs({"clues.raise_clue": _("移送线索")})
