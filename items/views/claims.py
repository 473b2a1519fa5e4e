"""Claiming items of the place above: the inbox, one claim, the three-way comparison, the progress seen from above."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.forms import ReasonForm
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from items.filters import ClaimFilter
from items.forms.claims import AcceptForm, AdaptForm, LinkForm, ReconcileForm
from items.models import ItemClaim
from items.queries.claims import (
    Words,
    claims_below,
    comparison_of,
    current_version,
    may_claim,
    place_above,
    upper_version,
)
from items.queries.timeline import timeline_of
from items.services import claims
from items.states import ACCEPTED, ADAPTED, CLAIM_BY_ITSELF, CLAIM_WORKFLOW
from items.views.lists import badge_of
from items.views.tabs import ItemTabs

TONES = {
    "offered": "yellow",
    "accepted": "green",
    "adapted": "green",
    "declined": "grey",
    "upper_changed": "orange",
    "upper_ended": "orange",
    "closed": "grey",
}


def claim_badge(claim: ItemClaim) -> dict[str, str]:
    """The state as a badge."""
    return {"label": claim.get_state_display(), "tone": TONES[claim.state]}


def claims_crumb(page: Page) -> Crumb:
    return Crumb(_t("上级事项认领"), reverse("items:claims", args=[page.tenant]))


class ClaimsPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("上级事项认领")
    tab = "items:claims"
    model = ItemClaim
    filterset_class = ClaimFilter
    ordering = ["offered__item__number", "pk"]
    rows_template = "items/_claim_rows.html"
    columns = [
        Column("number", _("上级序号"), sort="offered__item__number", is_number=True),
        Column("content", _("上级事项")),
        Column("lead", _("上级牵头部门")),
        Column("state", _("状态"), sort="state"),
        Column("item", _("本地事项")),
        Column("offered_at", _("送达日期"), sort="offered_at"),
    ]
    help_text = _(
        "上级清单生效后，需要本地区监管的事项自动送到这里。\n\n"
        "逐项决定：照单认领、调整后认领（写明理由）、对应本地已有事项，或者不认领（写明理由）。"
        "上级以后调整时，本地的调整不会被覆盖，由您逐处对照合并。"
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("offered__item", "offered__department", "item")

    @property
    def empty(self) -> Empty:  # type: ignore[override]
        above = place_above(self.tenant)
        if above is None:
            return Empty(_("没有可认领的上级清单"), _("上级地区还没有在本平台开通；开通并发布清单后，事项自动送达。"))
        text = _t("%(place)s发布重点事项清单后，需要本地区监管的事项会自动送达这里。") % {"place": above}
        return Empty(_("没有待认领的事项"), text)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for claim in context["rows"]:
            claim.badge = claim_badge(claim)
        return context


class ClaimMixin:
    """A page about one claim."""

    model = ItemClaim
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related(
            "tenant", "offered__tenant", "offered__item", "offered__department", "base", "item"
        ).select_related("department")

    def get_crumbs(self) -> list[Crumb]:
        return [claims_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class ClaimPage(ClaimMixin, DetailPage):
    permission = "items.view"
    workflow = CLAIM_WORKFLOW
    template_name = "items/claim_detail.html"
    facts = ["department", "offered_at", "reason", "decided_by", "decided_at"]

    def get_crumbs(self) -> list[Crumb]:
        return [claims_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def get_moves(self) -> list[Button]:
        """To adapt what was claimed as it stood means to say why the local item differs by now."""
        place = [self.tenant, self.object.pk]
        moves = [
            one
            for one in CLAIM_WORKFLOW.open_to(self.object, self.member)
            if one.name not in CLAIM_BY_ITSELF and may_claim(self.member, self.object, one.name)
        ]
        if self.object.state == ACCEPTED:
            return [Button(_t("补记调整理由"), reverse("items:claim_note", args=place)) for one in moves]
        first = moves[0].name if moves else ""
        return [
            Button(one.label, reverse(f"items:claim_{one.name}", args=place), one.name == first, one.move.is_dangerous)
            for one in moves
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claim = self.object
        local, comparison = current_version(claim), comparison_of(claim)
        words = Words(claim, comparison) if comparison else None
        return super().get_context_data(
            page_state=claim_badge(claim),
            upper=upper_version(claim.offered),
            local=local,
            local_badge=badge_of(local) if local else None,
            differences=[
                (words.label(one.part), words.value(one.part, one.upper), words.value(one.part, one.local))
                for one in (comparison.found if comparison and words else [])
            ],
            timeline=timeline_of(claim),
            **kwargs,
        )


class DecidePage(ClaimMixin, FormPage):
    """A decision on a claim; `move` is its name in the workflow."""

    permission = "items.claim"
    template_name = "items/claim_form.html"
    move: str

    def get_title(self) -> str:
        return str(CLAIM_WORKFLOW.moves[self.move].label)

    def get_submit_label(self) -> str:
        return self.get_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(upper=upper_version(self.object.offered), **kwargs)


class AcceptPage(DecidePage):
    form_class = AcceptForm
    move = "accept"
    success_message = _("已认领，本地草稿已建立，接下来送审。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"upper": upper_version(self.object.offered)}

    def save(self, form: Any) -> Any:
        claims.accept(self.object, form.assignment(), actor=self.member)
        return self.object


class AdaptPage(AcceptPage):
    form_class = AdaptForm
    move = "adapt"
    success_message = _("已认领，请修改草稿。")

    def save(self, form: Any) -> str:
        reason = form.cleaned_data["reason"]
        draft = claims.accept(self.object, form.assignment(), actor=self.member, reason=reason)
        return reverse("items:edit", args=[self.tenant, draft.pk])


class NoteAdaptationPage(DecidePage):
    form_class = ReasonForm
    move = "adapt"

    def get_title(self) -> str:
        return _t("补记调整理由")

    def save(self, form: Any) -> Any:
        return claims.note_adaptation(self.object, actor=self.member, reason=form.cleaned_data["note"])


class DeclinePage(DecidePage):
    form_class = ReasonForm
    move = "decline"

    def save(self, form: Any) -> Any:
        return claims.decline(self.object, actor=self.member, reason=form.cleaned_data["note"])


class CloseClaimPage(DecidePage):
    form_class = ReasonForm
    move = "close_claim"

    def save(self, form: Any) -> Any:
        return claims.close(self.object, actor=self.member, reason=form.cleaned_data["note"])


class LinkPage(DecidePage):
    form_class = LinkForm
    move = "link"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"claim": self.object}

    def save(self, form: Any) -> str:
        claims.link(self.object, form.cleaned_data["version"], actor=self.member)
        return reverse("items:claim_merge", args=[self.tenant, self.object.pk])


class ReconcilePage(ClaimMixin, FormPage):
    """Upper as it was, upper as it is, local: one choice a difference."""

    permission = "items.claim"
    title = _("合并上级改动")
    submit_label = _("按选定内容合并")
    form_class = ReconcileForm
    template_name = "items/reconcile.html"
    help_text = _(
        "只有上级改过的，默认用上级；只有本地改过的，默认留本地；两边都改过的必须由您选定。"
        "合并后生成修订草稿，仍要会签、审核、批准后才生效。"
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        comparison = comparison_of(self.object)
        if comparison is None:
            raise Http404
        return super().get_form_kwargs() | {"comparison": comparison, "words": Words(self.object, comparison)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        unmapped = [form.words.department(("upper", pk)) for pk in form.comparison.unmapped]
        return context | {"rows": form.rows(), "unmapped": unmapped, "has_base": self.object.base_id is not None}

    def save(self, form: Any) -> Any:
        reason = form.cleaned_data["reason"]
        return claims.reconcile(self.object, form.decisions(), actor=self.member, reason=reason)


class ClaimsBelowPage(ItemTabs, Page):
    """How far the places below are with this place's items (R006)."""

    permission = "items.oversee"
    reads_down = True
    title = _("下级认领进度")
    tab = "items:claims_below"
    template_name = "items/claims_below.html"
    help_text = _("每行一个生效事项，每列一个下级地区。点状态看理由。事项的监管层级不涉及该地区的，不送达，显示为“—”。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places, rows = claims_below(self.tenant)
        for row in rows:
            for claim in filter(None, row.claims):
                claim.badge = claim_badge(claim)
        sent = [claim for row in rows for claim in row.claims if claim]
        settled = sum(claim.state in (ACCEPTED, ADAPTED) for claim in sent)
        return super().get_context_data(places=places, rows=rows, settled=settled, sent=len(sent), **kwargs)
