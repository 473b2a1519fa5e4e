"""How a ledger of gradings is narrowed."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.models.gradings import Grading, GradingSource
from registry.queries.gradings import standing
from registry.queries.objects import named, objects_of

EXPIRED, ALL = "expired", "all"


class GradingFilter(TenantFilterSet):
    """Subclasses give `value` its choices. Without a word about validity only what counts today is shown."""

    q = django_filters.CharFilter(label=_("名称或统一社会信用代码"), method="by_words")
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

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return rows.filter(object__in=named(objects_of(self.request.tenant), words).values("pk"))

    def by_validity(self, rows: QuerySet, name: str, wanted: str) -> QuerySet:
        return rows.filter(valid_until__lt=timezone.localdate()) if wanted == EXPIRED else rows
