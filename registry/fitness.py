"""Who may be drawn as an inspector on a day, and why not (R061, R063, DOMAIN 5.2 no. 15). Pure: no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Ground(StrEnum):
    """Why somebody may not be drawn."""

    NOT_SERVING = "not_serving"
    SUSPENDED = "suspended"
    AWAY = "away"
    NO_CERTIFICATE = "no_certificate"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    OTHER_DOMAIN = "other_domain"


LABELS = {
    Ground.NOT_SERVING: gettext_lazy("不在库"),
    Ground.SUSPENDED: gettext_lazy("暂停执法"),
    Ground.AWAY: gettext_lazy("借调在外"),
    Ground.NO_CERTIFICATE: gettext_lazy("无执法证"),
    Ground.REVOKED: gettext_lazy("证件已注销"),
    Ground.EXPIRED: gettext_lazy("证件过期"),
    Ground.NOT_YET: gettext_lazy("证件未生效"),
    Ground.OTHER_DOMAIN: gettext_lazy("领域不符"),
}


@dataclass(frozen=True)
class Reason:
    """One reason: its ground, and the sentence that says what is wrong and what to do."""

    ground: Ground
    sentence: str

    @property
    def label(self) -> str:
        return str(LABELS[self.ground])


@dataclass(frozen=True)
class Credential:
    """A certificate: its domains and its days, both ends included; `revoked_on` is the first day it does not hold."""

    domains: Sequence[str]
    starts_on: date
    ends_on: date
    revoked_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on and not self.is_revoked(on)

    def is_revoked(self, on: date) -> bool:
        return self.revoked_on is not None and self.revoked_on <= on


@dataclass(frozen=True)
class Absence:
    """A time in which somebody does not serve here, both ends included; no end means until further notice."""

    starts_on: date
    ends_on: date | None
    why: str

    def covers(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True)
class Standing:
    """All that decides whether an officer may be drawn."""

    starts_on: date
    ends_on: date | None
    credentials: Sequence[Credential]
    suspension: Absence | None = None
    away: Sequence[Absence] = ()


def reasons_against(standing: Standing, *, on: date, domain: str | None = None) -> list[Reason]:
    """Why the officer may not be drawn on the day `on` (for `domain`, where one is named); empty when he may."""
    return [*_service(standing, on), *_credentials(standing.credentials, on, domain)]


def _service(standing: Standing, on: date) -> Iterable[Reason]:
    if on < standing.starts_on:
        yield Reason(Ground.NOT_SERVING, _("%s起才在库。") % standing.starts_on)
    if standing.ends_on is not None and standing.ends_on < on:
        yield Reason(Ground.NOT_SERVING, _("已于%s离库。") % standing.ends_on)
    if standing.suspension is not None and standing.suspension.covers(on):
        yield Reason(Ground.SUSPENDED, _("暂停执法活动%(until)s：%(why)s。") % _until(standing.suspension))
    for absence in standing.away:
        if absence.covers(on):
            yield Reason(Ground.AWAY, _("已借调到%(why)s%(until)s。") % _until(absence))


def _until(absence: Absence) -> dict[str, str]:
    until = _("（至%s）") % absence.ends_on if absence.ends_on else _("（恢复前）")
    return {"why": absence.why, "until": until}


def _credentials(credentials: Sequence[Credential], on: date, domain: str | None) -> Iterable[Reason]:
    """At most one reason: what is wrong with the certificate that comes nearest to holding."""
    if not credentials:
        yield Reason(Ground.NO_CERTIFICATE, _("没有行政执法证件，请先登记证件。"))
        return
    holding = [credential for credential in credentials if credential.holds(on)]
    if not holding:
        yield _why_none_holds(credentials, on)
    elif domain is not None and not any(domain in credential.domains for credential in holding):
        named = "、".join(dict.fromkeys(word for credential in holding for word in credential.domains))
        words = {"named": named, "domain": domain}
        yield Reason(Ground.OTHER_DOMAIN, _("证件的执法领域是%(named)s，不含“%(domain)s”。") % words)


def _why_none_holds(credentials: Sequence[Credential], on: date) -> Reason:
    standing = [credential for credential in credentials if not credential.is_revoked(on)]
    if not standing:
        return Reason(Ground.REVOKED, _("行政执法证件已注销，须重新领取。"))
    coming = [credential.starts_on for credential in standing if credential.starts_on > on]
    if coming:
        return Reason(Ground.NOT_YET, _("证件%s起才生效。") % min(coming))
    last = max(credential.ends_on for credential in standing)
    return Reason(Ground.EXPIRED, _("证件已于%s到期，换证前不得执法。") % last)
