"""What every page has: a permission, a title, a breadcrumb, its moves."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from tenancy.models import Member, Region
from tenancy.requests import PlaceRequest


class Crumb(NamedTuple):
    """One step of the breadcrumb; the last one has no address."""

    label: str
    url: str | None = None


class Button(NamedTuple):
    """Something the reader may press: a link to the page where it is done. Rare and dangerous ones stand in a menu."""

    label: str
    url: str
    is_primary: bool = False
    is_dangerous: bool = False
    is_rare: bool = False

    @property
    def is_in_menu(self) -> bool:
        """Whether it stands behind “更多”."""
        return self.is_dangerous or self.is_rare


class Page(TemplateResponseMixin, ContextMixin, View):
    """A page inside a place. `permission` names who may open it; with `reads_down` it shows the places below too.

    Subclasses override `get_title`, `get_crumbs` and `get_moves` where the class attributes do not suffice.
    """

    request: PlaceRequest
    permission: str
    reads_down = False
    title: str | Promise = ""
    help_text: str | Promise = ""

    @property
    def tenant(self) -> Region:
        return self.request.tenant

    @property
    def member(self) -> Member:
        return self.request.member

    def get_title(self) -> str:
        return str(self.title)

    def get_crumbs(self) -> list[Crumb]:
        """The way here, without this page itself."""
        return []

    def get_moves(self) -> list[Button]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = self.get_title()
        crumbs = self.get_crumbs()
        return super().get_context_data(
            page_title=title,
            crumbs=[*crumbs, Crumb(title)] if crumbs else [],
            moves=self.get_moves(),
            help_text=self.help_text,
            **kwargs,
        )

    def get(self, request: PlaceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())


class RowPage(Page):
    """A page about one row, found inside the tenant; a row of another place does not exist here."""

    model: type[Any]
    object: Any = None

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if "pk" in kwargs:
            self.object = self.get_object()

    def get_queryset(self) -> models.QuerySet:
        """Where the row is looked for; add `select_related` here."""
        rows = self.model.objects
        return rows.under(self.tenant) if self.reads_down else rows.of(self.tenant)

    def get_object(self) -> Any:
        row = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        if not self.member.may(self.permission, row):
            raise PermissionDenied(_("您当前的身份不能办理这一条。请切换身份，或联系本地区统筹管理员。"))
        return row
