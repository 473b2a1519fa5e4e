"""What the search box finds of clues."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clues.queries import readable_clues
from common.search import Hit, Kind, register
from registry.queries.objects import named, objects_of
from tenancy.models import Member, Region


def find_clues(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """Clues the member may know of, by the object or the matter."""
    about = Q(object__in=named(objects_of(tenant), text).values("pk")) | Q(matter__contains=text)
    rows = readable_clues(member, tenant).filter(about).order_by("-pk")[:limit]
    return [
        Hit(str(clue), _("　").join((clue.matter, str(clue.get_state_display()))), clue.get_absolute_url())
        for clue in rows
    ]


register(Kind("clues", gettext_lazy("问题线索"), "clues.view", find_clues))
