"""How the directory's lists are narrowed; the exports narrow their rows by the same filters."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from directory.models import LiaisonEntry, Transfer
from directory.queries.people import current
from directory.queries.roster import unconfirmed
from directory.states import TRANSFER_WORKFLOW
from tenancy.lockout import locked_accounts
from tenancy.models import Department, DepartmentGrant, Member, Membership, Region
from tenancy.models.departments import DepartmentKind, EnforcementField
from tenancy.models.regions import RegionKind
from tenancy.roles import role_choices

ALL = _("全部")
ACCOUNT_STATES = [("active", _("启用")), ("inactive", _("已停用")), ("locked", _("登录已锁定"))]


class DepartmentFilters(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称"), method="by_name")
    kind = django_filters.ChoiceFilter(
        label=_("部门性质"), choices=DepartmentKind.choices, method="by_member", field_name="kinds", empty_label=ALL
    )
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=[("open", _("在用")), ("ended", _("已撤并"))], method="by_state", empty_label=ALL
    )
    field = django_filters.ChoiceFilter(
        label=_("综合执法领域"),
        choices=EnforcementField.choices,
        method="by_member",
        field_name="enforcement_fields",
        empty_label=ALL,
    )

    class Meta:
        model = Department
        fields: list[str] = []

    def by_name(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return rows.filter(Q(name__contains=words.strip()) | Q(short_name__contains=words.strip()))

    def by_member(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{name}__contains": [value]})

    def by_state(self, rows: QuerySet, name: str, state: str) -> QuerySet:
        return rows.filter(ended_on__isnull=state == "open")


class MemberFilters(TenantFilterSet):
    q = django_filters.CharFilter(label=_("姓名、登录名或工号"), method="by_words")
    department = django_filters.ModelChoiceFilter(
        label=_("部门"), queryset=Department.everything.all(), method="by_hat", empty_label=ALL
    )
    role = django_filters.ChoiceFilter(label=_("角色"), choices=role_choices(), method="by_hat", empty_label=ALL)
    state = django_filters.ChoiceFilter(label=_("账号"), choices=ACCOUNT_STATES, method="by_state", empty_label=ALL)

    class Meta:
        model = Member
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        words = words.strip()
        return rows.filter(Q(name__contains=words) | Q(username__icontains=words) | Q(employee_number=words))

    def by_hat(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        hats = current(Membership.objects.of(self.request.tenant), timezone.localdate())
        return rows.filter(Exists(hats.filter(member=OuterRef("pk"), **{name: value})))

    def by_state(self, rows: QuerySet, name: str, state: str) -> QuerySet:
        if state == "locked":
            return rows.filter(pk__in=locked_accounts())
        return rows.filter(is_active=state == "active")


class GrantFilters(TenantFilterSet):
    person = django_filters.CharFilter(label=_("姓名"), field_name="user__name", lookup_expr="contains")
    department = django_filters.ModelChoiceFilter(
        label=_("部门"), queryset=Department.everything.all(), field_name="content_object", empty_label=ALL
    )

    class Meta:
        model = DepartmentGrant
        fields: list[str] = []


class TransferFilters(TenantFilterSet):
    source = django_filters.ModelChoiceFilter(
        label=_("划出部门"), queryset=Department.everything.all(), empty_label=ALL
    )
    target = django_filters.ModelChoiceFilter(
        label=_("划入部门"), queryset=Department.everything.all(), empty_label=ALL
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=TRANSFER_WORKFLOW.choices, empty_label=ALL)

    class Meta:
        model = Transfer
        fields: list[str] = []


class PlaceFilters(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称"), field_name="name", lookup_expr="contains")
    kind = django_filters.ChoiceFilter(label=_("类型"), choices=RegionKind.choices, empty_label=ALL)
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=[("open", _("已开通")), ("shut", _("未开通"))], method="by_state", empty_label=ALL
    )

    class Meta:
        model = Region
        fields: list[str] = []

    def by_state(self, rows: QuerySet, name: str, state: str) -> QuerySet:
        return rows.filter(is_tenant=state == "open")


class RosterFilters(TenantFilterSet):
    q = django_filters.CharFilter(label=_("单位或姓名"), method="by_words")
    confirmed = django_filters.ChoiceFilter(
        label=_("本年度确认"),
        choices=[("no", _("未确认")), ("yes", _("已确认"))],
        method="by_confirmation",
        empty_label=ALL,
    )

    class Meta:
        model = LiaisonEntry
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        words = words.strip()
        return rows.filter(Q(department__name__contains=words) | Q(leader__contains=words) | Q(liaison__contains=words))

    def by_confirmation(self, rows: QuerySet, name: str, choice: str) -> QuerySet:
        late = unconfirmed(self.request.tenant, timezone.localdate()).values("pk")
        return rows.filter(pk__in=late) if choice == "no" else rows.exclude(pk__in=late)
