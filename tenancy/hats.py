"""Which hat a member wears, and what that hat demands."""

from datetime import date
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Value

from tenancy.models import Member, Membership, Region, TenantSettings
from tenancy.prepared import Blank, Rows
from tenancy.roles import ROLES

SESSION_HATS = "hats"
SESSION_PLACE = "place"
_ORDER = list(ROLES)


def hats_of(member: Member, today: date) -> list[Membership]:
    """All hats the member may wear today, in every place, for the switcher: by place, then by role."""
    hats = [hat for hat in _all_hats().ask({Blank.MEMBER: member.pk}) if hat.is_current(today)]
    for hat in hats:
        hat.member = member
    return sorted(hats, key=_rank)


@cache
def _all_hats() -> Rows[Membership]:
    rows = Membership.everything.filter(member=Value(Blank.MEMBER)).order_by()
    return Rows(rows.select_related("tenant", "department"))


def _rank(hat: Membership) -> tuple[int, int, int]:
    return hat.tenant_id, _ORDER.index(hat.role), hat.pk


def choose_hat(hats: list[Membership], place: int, session: SessionBase) -> Membership | None:
    """Of a member's `hats` the one chosen in this session for that place, else the first one; None for an outsider."""
    here = [hat for hat in hats if hat.tenant_id == place]
    chosen = session.get(SESSION_HATS, {}).get(str(place))
    return next((hat for hat in here if hat.pk == chosen), here[0] if here else None)


def wear(session: SessionBase, hat: Membership) -> None:
    """Remember the chosen hat for its place, and the place."""
    session[SESSION_PLACE] = hat.tenant_id
    session[SESSION_HATS] = {**session.get(SESSION_HATS, {}), str(hat.tenant_id): hat.pk}


def settings_of(tenant: Region) -> TenantSettings:
    """The tenant's settings, or the defaults while it has saved none."""
    saved = _settings().ask({Blank.PLACE: tenant.pk})
    return saved[0] if saved else TenantSettings(tenant=tenant)


@cache
def _settings() -> Rows[TenantSettings]:
    return Rows(TenantSettings.objects.of(Value(Blank.PLACE)))


def needs_second_factor(member: Member, settings: TenantSettings) -> bool:
    """Whether the place demands a second factor that the member has not set up; recovery codes alone are none."""
    if member.hat is None or member.hat.role not in settings.second_factor_roles:
        return False
    return not is_mfa_enabled(member, types=[Authenticator.Type.TOTP])
