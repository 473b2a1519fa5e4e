"""Tell members something: in their inbox of that place and, where the place wants it, by e-mail."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import Notice
from tenancy.hats import settings_of
from tenancy.models import Department, Member, Region
from tenancy.prepared import Blank, Question
from tenancy.regions import COUNTRY
from tenancy.scope import scope

_MAILED_AT_ONCE = 100


def notify(
    members: Member | Iterable[Member], tenant: Region, subject: str, *, kind: str, body: str = "", url: str = ""
) -> list[Notice]:
    """Put a notice into each member's inbox of `tenant`, in the running transaction.

    `subject` may be mailed and names no person; `body` stays in the platform; `url` is a path of ours. `kind` is
    `app.what`. See `people_of` and `holders` for whom to tell.
    """
    told = {members} if isinstance(members, Member) else set(members)
    by_mail = settings_of(tenant).notices_by_email
    now = timezone.now()
    notices = [
        Notice(
            tenant_id=tenant.pk,
            member=member,
            kind=kind,
            subject=subject[:200],
            body=body,
            url=url,
            sent_at=now,
            is_mailed=by_mail and bool(member.email),
        )
        for member in sorted(told, key=lambda member: member.pk)
    ]
    return Notice.objects.of(tenant).bulk_create(notices)


def people_of(department: Department, today: date) -> QuerySet[Member]:
    """Everyone who wears a hat in the department today."""
    return _wearing(Q(memberships__department=department), today)


def holders(tenant: Region, role: str, today: date, department: Department | None = None) -> QuerySet[Member]:
    """Everyone who holds a role in the place today, or in one department of it."""
    hats = Q(memberships__tenant=tenant, memberships__role=role)
    return _wearing(hats & Q(memberships__department=department) if department else hats, today)


def _wearing(hats: Q, today: date) -> QuerySet[Member]:
    current = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    return Member.objects.filter(hats & current, memberships__starts_on__lte=today, is_active=True).distinct()


# --- the inbox ------------------------------------------------------------------------------------------------------


def inbox(member: Member | Value, tenant: Region | Value) -> QuerySet[Notice]:
    """The member's notices of the place, newest first."""
    return Notice.objects.of(tenant).filter(member=member)


def unread_count(member: Member, tenant: Region) -> int:
    """How many are unread; one index look-up, for the frame of every page."""
    return sum(count for (count,) in _unread().ask({Blank.MEMBER: member.pk, Blank.PLACE: tenant.pk}))


@cache
def _unread() -> Question:
    rows = inbox(Value(Blank.MEMBER), Value(Blank.PLACE)).filter(read_at__isnull=True).order_by()
    return Question.of(rows.values("member").annotate(count=Count("pk")).values_list("count"))


def mark_read(notices: QuerySet[Notice], *, now: datetime) -> int:
    """Mark what is unread among `notices` as read; returns how many there were."""
    return notices.filter(read_at__isnull=True).update(read_at=now)


# --- e-mail ---------------------------------------------------------------------------------------------------------


def mail_every_place(*, now: datetime) -> int:
    """Send the e-mails that wait in any place; returns how many went out. Each place is a transaction of its own."""
    with scope(COUNTRY, down=True):
        waiting = Notice.objects.under(COUNTRY).filter(is_mailed=True, mailed_at__isnull=True).order_by()
        places = list(Region.objects.filter(pk__in=waiting.values("tenant_id")).order_by("pk"))
    sent = 0
    for place in places:
        with scope(place):
            sent += _mail_waiting(place, now=now)
    return sent


def _mail_waiting(tenant: Region, *, now: datetime) -> int:
    """Send the e-mails that wait, a hundred at a time; returns how many went out.

    Two workers take different ones. An e-mail holds the subject and the way to the inbox, nothing else.
    """
    waiting = Notice.objects.of(tenant).filter(is_mailed=True, mailed_at__isnull=True)
    rows = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("member").order_by("pk")
    notices = list(rows[:_MAILED_AT_ONCE])
    if notices:
        get_connection().send_messages([_mail(notice) for notice in notices])
        Notice.objects.of(tenant).filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    return len(notices)


def _mail(notice: Notice) -> EmailMessage:
    address = settings.SITE_URL + reverse("portal:inbox", args=[notice.tenant_id])
    text = _("您有一条新通知，请登录平台查看：%(address)s") % {"address": address}
    return EmailMessage(notice.subject, text, to=[notice.member.email])
