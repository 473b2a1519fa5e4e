"""What belongs to an object, narrowed by the object's name."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.queries.objects import named, objects_of


class ObjectWordsMixin(django_filters.FilterSet):
    """Found by the object's name, old name, initials or code."""

    q = django_filters.CharFilter(label=_("对象名称、代码或拼音首字母"), method="by_object")

    def by_object(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return rows.filter(object__in=named(objects_of(self.request.tenant), words).values("pk"))
