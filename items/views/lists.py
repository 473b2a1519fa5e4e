"""The list in the form of 附件1, its gaps, its batches and the steps of the place."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, Empty, FormPage, ListPage, Page
from items.exports import WRITERS
from items.filters import ItemFilter
from items.forms.chains import ChainForm
from items.forms.items import BatchForm
from items.models import ItemBatch, ItemVersion
from items.queries.gaps import gaps, overlaps
from items.queries.versions import chain_of, with_faces
from items.services.settings import add_batch, set_chain
from items.views.tabs import ItemTabs

TONES = {
    "draft": "grey",
    "co_signing": "yellow",
    "legality_check": "yellow",
    "meeting": "yellow",
    "upper_review": "yellow",
    "submitted": "blue",
    "approved": "blue",
    "in_force": "green",
    "superseded": "grey",
    "repealed": "grey",
}


def badge_of(version: ItemVersion) -> dict[str, str]:
    """The state as a badge."""
    return {"label": version.get_state_display(), "tone": TONES[version.state]}


def items_crumb(page: Page) -> Crumb:
    return Crumb(_t("重点事项清单"), reverse("items:items", args=[page.tenant]))


class ItemsPage(ItemTabs, ListPage):
    permission = "items.view"
    tab = "items:items"
    title = _("跨部门综合监管重点事项清单")
    model = ItemVersion
    filterset_class = ItemFilter
    ordering = ["item__number", "-number"]
    page_size = 30
    columns = [Column("number", _("序号"), sort="item__number")]
    template_name = "items/item_list.html"
    rows_template = "items/_item_rows.html"
    empty = Empty(
        _("清单里还没有事项"),
        _(
            "可以导入已有的附件1（.xlsx、.docx），也可以逐项起草。起草后送审，经会签、合法性审核等环节，批准后发布生效。"
        ),
    )
    help_text = _(
        "样式同附件1：一个牵头事项占一格，每个配合部门一行。列出现行有效和正在办理的版本；历史版本按状态筛选。"
    )

    def for_list(self, rows: Any) -> Any:
        return with_faces(rows)

    def get_moves(self) -> list[Button]:
        place = [self.tenant]
        moves = [
            ("items.prepare", Button(_t("起草事项"), reverse("items:new", args=place), is_primary=True)),
            ("items.import", Button(_t("导入"), reverse("items:import", args=place))),
            ("items.import", Button(_t("导入抽查事项"), reverse("items:random_import", args=place))),
            ("items.view", Button(_t("缺口与重叠"), reverse("items:gaps", args=place))),
            ("items.view", Button(_t("发布批次"), reverse("items:batches", args=place))),
            ("items.view", Button(_t("清单外兜底责任"), reverse("items:defaults", args=place))),
            ("items.view", Button(_t("现场检查清理"), reverse("items:cleanups", args=place))),
            ("items.manage", Button(_t("办理环节"), reverse("items:chain", args=place))),
        ]
        return [move for permission, move in moves if self.member.may(permission)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for version in context["rows"]:
            version.badge = badge_of(version)
        context["file_urls"] = [
            (writer.label, reverse("items:file", args=[self.tenant, kind])) for kind, writer in WRITERS.items()
        ]
        return context


class GapsPage(Page):
    permission = "items.view"
    title = _("缺口与重叠")
    template_name = "items/gaps.html"
    help_text = _("缺要素、缺联络人的事项，以及同一层级由两个部门牵头的同一事项。点开事项补齐。")

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gaps=gaps(self.tenant), overlaps=overlaps(self.tenant), **kwargs)


class BatchesPage(ListPage):
    permission = "items.view"
    title = _("发布批次")
    model = ItemBatch
    ordering = ["-release_on", "-pk"]
    columns = [
        Column("name", _("批次名称"), sort="name"),
        Column("release_on", _("发布日期"), sort="release_on"),
        Column("announcement", _("发布公告")),
        Column("count", _("事项数"), is_number=True),
    ]
    rows_template = "items/_batch_rows.html"
    empty = Empty(_("还没有发布批次"), _("清单成熟一批、发布一批。建立批次后，在“发布生效”时选择。"))

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def for_list(self, rows: Any) -> Any:
        return rows.prefetch_related("versions")

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.manage"):
            return []
        return [Button(_t("建立批次"), reverse("items:new_batch", args=[self.tenant]), is_primary=True)]


class NewBatchPage(FormPage):
    permission = "items.manage"
    title = _("建立发布批次")
    form_class = BatchForm

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self), Crumb(_t("发布批次"), reverse("items:batches", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ItemBatch(tenant=self.tenant)}

    def save(self, form: Any) -> str:
        add_batch(form.instance, actor=self.member)
        return reverse("items:batches", args=[self.tenant])


class ChainPage(FormPage):
    permission = "items.manage"
    title = _("清单办理环节")
    form_class = ChainForm
    success_message = _("已保存。新送审的事项按新环节办理，正在办理的按送审时的环节办完。")
    help_text = _(
        "各地做法不同：有的须经司法行政部门合法性审核，有的还要集体审议或报上级批准。排定经过哪些环节、先后顺序和由谁办理。"
    )

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": chain_of(self.tenant)}

    def save(self, form: Any) -> str:
        set_chain(form.instance, form.picks(), actor=self.member)
        return reverse("items:chain", args=[self.tenant])
