"""Where a member goes after signing in, and changing the place or the hat."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenancy.guards import SIGNED_IN, requires
from tenancy.hats import SESSION_PLACE, wear
from tenancy.requests import PlaceRequest


@requires(SIGNED_IN)
def home(request: PlaceRequest) -> HttpResponse:
    """Go on to the place last worked in, or the only one; without any hat say so."""
    hats = request.hats
    if not hats:
        return render(request, "portal/no_hat.html", {"page_title": _("尚无任职")})
    last = request.session.get(SESSION_PLACE)
    hat = next((hat for hat in hats if hat.tenant_id == last), hats[0])
    return redirect("portal:workbench", tenant=hat.tenant)


@requires(SIGNED_IN)
@require_POST
def change_hat(request: PlaceRequest, hat_id: int) -> HttpResponse:
    """Wear another of one's own hats and go to its place."""
    hat = next((hat for hat in request.hats if hat.pk == hat_id), None)
    if hat is None:
        raise Http404
    wear(request.session, hat)
    messages.success(request, _("已切换为：%(place)s %(hat)s") % {"place": hat.tenant, "hat": hat})
    return redirect("portal:workbench", tenant=hat.tenant)
