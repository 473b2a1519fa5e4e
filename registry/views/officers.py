"""The officer library: who is in it, who may be drawn and why not, one officer, what departments cover."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import ENDLESS
from common.clocks.states import DueState, day_state, soon_day
from common.pages import Button, Column, Crumb, DetailPage, Empty, ListPage, Page
from registry.filters.officers import OfficerFilters
from registry.fitness import Reason, reasons_against
from registry.models import Certificate, Officer
from registry.queries.officers import (
    WARN_DAYS,
    YEARLY_HOURS,
    domain_coverage,
    may_declare,
    may_keep,
    specialty_coverage,
    trained_hours,
    with_hours,
    with_standing,
)
from registry.views.officer_tabs import OfficerTabs, officers_crumb
from tenancy.models import AuditEntry
from tenancy.verbs import word_for


def fitness_badge(reasons: list[Reason]) -> dict[str, str]:
    """Whether somebody may be drawn, as a badge."""
    if not reasons:
        return {"label": _("可抽取"), "tone": "green"}
    return {"label": reasons[0].label, "tone": "red"}


def days_to_warn_of(certificate: Certificate | None, today: date) -> int | None:
    """How many days are left where so few are that it is warned of."""
    left = (certificate.ends_on - today).days if certificate else WARN_DAYS[0] + 1
    return left if 0 <= left <= WARN_DAYS[0] else None


def ending_due(certificate: Certificate | None, today: date, soon: date) -> DueState | None:
    """How near the certificate's end is, with the sentence that explains it; one without an end is never near it."""
    if certificate is None or certificate.ends_on == ENDLESS:
        return None
    sentence = _("证件%(number)s有效期至%(on)s；到期未换证的，自动移出可抽取人员。") % {
        "number": certificate.number,
        "on": certificate.ends_on,
    }
    return day_state(certificate.ends_on, sentence, today=today, soon=soon)


class OfficersPage(OfficerTabs, ListPage):
    model = Officer
    permission = "officers.view"
    title = gettext_lazy("执法人员")
    tab = "registry:officers"
    filterset_class = OfficerFilters
    ordering = ["department__name", "name", "pk"]
    rows_template = "registry/_officer_rows.html"
    export = "registry.officers"
    columns = [
        Column("name", gettext_lazy("姓名"), "name"),
        Column("department", gettext_lazy("所属部门"), "department__name"),
        Column("number", gettext_lazy("执法证号")),
        Column("domains", gettext_lazy("执法领域")),
        Column("ends_on", gettext_lazy("有效期至")),
        Column("hours", gettext_lazy("本年学时"), "hours", is_number=True),
        Column("fitness", gettext_lazy("抽取资格")),
    ]
    empty = Empty(
        gettext_lazy("还没有执法人员"),
        gettext_lazy("导入现有名册，或逐人登记。只有证件在有效期内、领域相符的人员才会被抽中。"),
        gettext_lazy("登记执法人员"),
        "registry:officer_add",
    )
    help_text = gettext_lazy(
        "只有持有效执法证件的人员可以被抽取；证件到期、暂停执法、借调在外的自动移出，原因写在每一行。"
    )

    def for_list(self, rows: Any) -> Any:
        return with_hours(with_standing(rows), timezone.localdate().year)

    def get_moves(self) -> list[Button]:
        place = [self.tenant]
        moves = [
            ("officers.manage", Button(_("登记执法人员"), reverse("registry:officer_add", args=place), True)),
            ("officers.import", Button(_("导入"), reverse("registry:officer_import", args=place))),
            ("officers.publish", Button(_("公示名录"), reverse("registry:officer_publish", args=place))),
        ]
        return [move for permission, move in moves if self.member.may(permission)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        for officer in context["rows"]:
            officer.reasons = reasons_against(officer.standing, on=today)
            officer.badge = fitness_badge(officer.reasons)
            officer.is_short = officer.hours < YEARLY_HOURS
            officer.days_left = days_to_warn_of(officer.certificate, today)
        return context


class OfficerPage(DetailPage):
    model = Officer
    permission = "officers.view"
    template_name = "registry/officer_detail.html"
    facts = [
        "department", "group", "job_kind", "member", (gettext_lazy("专业特长"), "specialty_words"), "starts_on",
        "ends_on",
    ]  # fmt: skip

    def get_queryset(self) -> Any:
        return with_standing(super().get_queryset()).select_related("member", "group")

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self)]

    def get_moves(self) -> list[Button]:
        return [
            Button(label, reverse(f"registry:{name}", args=[self.tenant, self.object.pk]), is_primary, is_dangerous)
            for name, label, is_open, is_primary, is_dangerous in self._moves()
            if is_open
        ]

    def _moves(self) -> list[tuple[str, Any, bool, bool, bool]]:
        """(address name, label, open to the reader, primary, dangerous)."""
        row, keeps = self.object, may_keep(self.member, self.object)
        is_own = keeps and row.origin_id is None
        is_suspended = row.suspended_on is not None
        lends = self.member.may("officers.lend") and row.origin_id is None and bool(row.certificate)
        return [
            ("officer_renew", _("登记证件"), is_own, True, False),
            ("officer_change", _("修改"), is_own, False, False),
            ("officer_training", _("登记培训"), keeps, False, False),
            ("officer_interest", _("申报回避"), may_declare(self.member, row), False, False),
            ("officer_lend", _("借调"), lends, False, False),
            ("officer_reinstate", _("恢复执法"), keeps and is_suspended, False, False),
            ("officer_suspend", _("暂停执法"), keeps and not is_suspended, False, True),
            ("officer_end", _("离库"), keeps and row.ends_on is None, False, True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        reasons = reasons_against(row.standing, on=today)
        declares = may_declare(self.member, row)
        return super().get_context_data(
            page_state=fitness_badge(reasons),
            page_due=ending_due(row.certificate, today, soon_day(self.tenant, today)),
            reasons=reasons,
            certificates=row.certificates.all(),
            trainings=row.trainings.all(),
            hours=trained_hours(row, today.year),
            yearly_hours=YEARLY_HOURS,
            year=today.year,
            interests=row.interests.all() if declares else None,
            lent=row.secondments.all() if self.member.may("officers.lend") else [],
            keeps=may_keep(self.member, row) and row.origin_id is None,
            history=life_of(row) if may_keep(self.member, row) else [],
            **kwargs,
        )


def life_of(row: Any) -> list[dict[str, Any]]:
    """What the audit ledger tells about a row, newest first."""
    entries = AuditEntry.objects.of(row.tenant_id).filter(row_kind=row._meta.label_lower, row_id=str(row.pk))
    return [
        {"at": entry.at, "actor": entry.actor_name, "text": word_for(entry.verb), "note": entry.note}
        for entry in entries.order_by("-pk")[:50]
    ]


class CoveragePage(OfficerTabs, Page):
    """Fit officers by department and word; every figure opens its officers (R067)."""

    permission = "officers.view"
    title = gettext_lazy("专业覆盖")
    tab = "registry:coverage"
    template_name = "registry/coverage.html"
    help_text = gettext_lazy("只数今日可抽取的人员。联合检查中每个部门至少两名持证人员；只有一人的列为培训需求。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        matrices = [
            (_("执法领域"), "domain", domain_coverage(self.tenant, today)),
            (_("专业特长"), "specialty", specialty_coverage(self.tenant, today)),
        ]
        return super().get_context_data(matrices=matrices, **kwargs)
