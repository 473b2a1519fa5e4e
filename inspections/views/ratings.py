"""What companies say of visits, by department, for who coordinates."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.models import Document
from common.pages import Button, Crumb, FormPage, Page
from inspections.queries.ratings import LEAST, letters_of, ratings_by_department, unasked_visits
from inspections.services.ratings import MOST_LETTERS, mail_codes
from inspections.views.budget import asked_year
from inspections.views.visit_lists import VisitTabs


class RatingsPage(VisitTabs, Page):
    """A department is never shown its own figures, nor anybody a single rating."""

    permission = "ratings.view"
    title = _("企业评议")
    tab = "inspections:ratings"
    template_name = "inspections/ratings.html"

    @cached_property
    def year(self) -> int:
        return asked_year(self)

    def get_moves(self) -> list[Button]:
        waiting = unasked_visits(self.tenant, timezone.now()).count() if self.member.may("ratings.invite") else 0
        address = reverse("inspections:mail_ratings", args=[self.tenant])
        return [Button(_t("发评议函（%d家）") % waiting, address, is_primary=True)] if waiting else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this_year = timezone.localdate().year
        return super().get_context_data(
            rows=ratings_by_department(self.tenant, self.year),
            least=LEAST,
            year=self.year,
            years=[this_year - 1, this_year],
            letters=letters_of(self.tenant)[:20],
            **kwargs,
        )


class MailRatingsPage(FormPage):
    """The letters of all that wait, as one paper: who coordinates sends them, not who is rated."""

    permission = "ratings.invite"
    title = submit_label = _("发评议函")
    form_class = Form

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("企业评议"), reverse("inspections:ratings", args=[self.tenant]))]

    def save(self, form: Any) -> Document:
        return mail_codes(self.tenant, actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"count": unasked_visits(self.tenant, timezone.now()).count(), "most": MOST_LETTERS}
        consequence = _t(
            "有%(count)d次检查待发函，一次生成至多%(most)d封，每封有只此一次的评议码。"
            "请由统筹部门直接寄送或者电子送达企业，不得经被评议的部门和检查人员转交。"
        )
        return super().get_context_data(consequence=consequence % words, **kwargs)
