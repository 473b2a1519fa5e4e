"""Which hat a member wears, and what that hat demands."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.sessions.backends.base import SessionBase

from tenancy.models import Member, Membership, Region, TenantSettings
from tenancy.roles import ROLES

SESSION_HATS = "hats"
SESSION_PLACE = "place"
_ORDER = list(ROLES)


def hats_of(member: Member, today: date) -> list[Membership]:
    """All hats the member may wear today, in every place, for the switcher: by place, then by role."""
    rows = Membership.everything.filter(member=member).select_related("tenant", "department")
    return sorted((hat for hat in rows if hat.is_current(today)), key=_rank)


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
    return TenantSettings.objects.of(tenant).first() or TenantSettings(tenant=tenant)


def needs_second_factor(member: Member, settings: TenantSettings) -> bool:
    """Whether the place demands a second factor that the member has not set up; recovery codes alone are none."""
    if member.hat is None or member.hat.role not in settings.second_factor_roles:
        return False
    return not is_mfa_enabled(member, types=[Authenticator.Type.TOTP])
