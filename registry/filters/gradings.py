"""How a ledger of gradings is narrowed."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.filters.words import ObjectWordsMixin
from registry.models.gradings import Grading, GradingSource
from registry.queries.gradings import standing

EXPIRED, ALL = "expired", "all"


class GradingFilter(ObjectWordsMixin, TenantFilterSet):
    """Subclasses give `value` its choices. Without a word about validity only what counts today is shown."""

    value = django_filters.ChoiceFilter(label=_("等级"))
    scope = django_filters.CharFilter(label=_("适用领域"))
    validity = django_filters.ChoiceFilter(
        label=_("效力"),
        choices=[(EXPIRED, _("已过期")), (ALL, _("全部记录"))],
        empty_label=_("现行有效"),
        method="by_validity",
    )
    source = django_filters.ChoiceFilter(label=_("来源"), choices=GradingSource)

    class Meta:
        model = Grading
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["validity"] else standing(rows, timezone.localdate())

    def by_validity(self, rows: QuerySet, name: str, wanted: str) -> QuerySet:
        return rows.filter(valid_until__lt=timezone.localdate()) if wanted == EXPIRED else rows
