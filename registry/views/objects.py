"""The library of supervised objects: the list, and the file of each."""

from django.utils.translation import gettext_lazy as _

from common.pages import DetailPage
from registry.models import SupervisedObject


class ObjectPage(DetailPage):
    """一户一档."""

    permission = "objects.view"
    model = SupervisedObject
    reads_down = True
    facts = ["kind", "uscc", "state", (_("曾用名"), "former_words"), "town", "address", "industry", "verified_on"]

    def get_queryset(self):
        return super().get_queryset().select_related("town", "industry", "department")

    def get_facts(self):
        return super().get_facts() + [(label, value) for label, value, _personal in self.object.details]
