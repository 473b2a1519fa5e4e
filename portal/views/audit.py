"""The auditor's pages: search the ledger, follow the life of one row, see whether the chain holds."""

from typing import Any

from django import forms
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import enqueue
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, KeysetListPage, Page
from portal.filters import AuditFilterSet
from portal.queries import CHECK_JOB, last_check, life_of_row
from tenancy.audit import head, unsealed
from tenancy.models import AuditEntry, Region
from tenancy.verbs import kind_for

TITLE = gettext_lazy("审计记录")


def ledger_crumb(tenant: Region) -> Crumb:
    return Crumb(str(TITLE), reverse("portal:audit", args=[tenant]))


class AuditPage(KeysetListPage):
    """Every act in the place, newest first."""

    model = AuditEntry
    permission = "audit.view"
    title = TITLE
    help_text = gettext_lazy("记录一经写入不能修改或删除，每分钟封存一次。点对象名称查看它的全部经历。")
    columns = [
        Column("at", gettext_lazy("时间")),
        Column("actor", gettext_lazy("操作人")),
        Column("verb", gettext_lazy("动作")),
        Column("row", gettext_lazy("对象")),
        Column("note", gettext_lazy("说明")),
    ]
    filterset_class = AuditFilterSet
    rows_template = "portal/_audit_rows.html"
    export = "audit"
    empty = Empty(gettext_lazy("还没有记录"), gettext_lazy("有人登录或办理业务后，这里会留下记录。"))

    def get_moves(self) -> list[Button]:
        return [
            Button(_("审计链状态"), reverse("portal:audit_chain", args=[self.tenant])),
            Button(_("抽取的人员匹配"), reverse("inspections:audit_pairings", args=[self.tenant])),
        ]


class AuditEntryPage(DetailPage):
    """One act with everything that is known of it."""

    model = AuditEntry
    permission = "audit.view"
    facts = [
        "at",
        "actor_name",
        "hat",
        (gettext_lazy("动作"), "verb_word"),
        (gettext_lazy("对象类型"), "kind_word"),
        "row_label",
        "row_id",
        "note",
        (gettext_lazy("变更内容"), "changes_words"),
        "request_id",
        (gettext_lazy("区块"), "block_number"),
    ]

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("block")

    def get_title(self) -> str:
        return f"{self.object.verb_word} {self.object.row_label}"

    def get_crumbs(self) -> list[Crumb]:
        return [ledger_crumb(self.tenant)]

    def get_moves(self) -> list[Button]:
        address = [self.tenant, self.object.row_kind, self.object.row_id]
        return [Button(_("查看对象经历"), reverse("portal:audit_row", args=address))]


class RowLifePage(Page):
    """What was done to one row and how it changed, from its first day."""

    permission = "audit.view"
    template_name = "components/detail_page.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind, self.row_id = kwargs["kind"], kwargs["row_id"]
        self.life = life_of_row(self.tenant, self.kind, self.row_id)
        if not self.life:
            raise Http404

    def get_title(self) -> str:
        newest = AuditEntry.objects.of(self.tenant).filter(row_kind=self.kind, row_id=self.row_id).first()
        return newest.row_label if newest else f"{kind_for(self.kind)} {self.row_id}"

    def get_crumbs(self) -> list[Crumb]:
        return [ledger_crumb(self.tenant)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = [(_("对象类型"), kind_for(self.kind)), (_("对象编号"), self.row_id)]
        return super().get_context_data(facts=facts, timeline=self.life, **kwargs)


class AuditChainPage(Page):
    """How far the ledger is sealed, and whether the chain was found to hold."""

    permission = "audit.view"
    title = gettext_lazy("审计链状态")
    template_name = "portal/audit_chain.html"
    help_text = gettext_lazy(
        "每分钟把新记录封存为一个区块，区块之间以哈希相连；改动、增删任何一条已封存的记录，核验都会指出是哪一处。每天凌晨自动核验。"
    )

    def get_crumbs(self) -> list[Crumb]:
        return [ledger_crumb(self.tenant)]

    def get_moves(self) -> list[Button]:
        return [Button(_("立即核验"), reverse("portal:audit_verify", args=[self.tenant]), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        newest, checked = head(self.tenant), last_check(self.tenant)
        facts = [
            (_("区块数"), newest.number if newest else 0),
            (_("末块哈希"), newest.hash if newest else None),
            (_("最近封存"), newest.sealed_at if newest else None),
            (_("待封存记录"), str(unsealed(self.tenant).count())),
            (_("最近核验"), checked.finished_at if checked else None),
            (_("核验结果"), checked.message if checked else None),
        ]
        return super().get_context_data(facts=facts, **kwargs)


class VerifyPage(FormPage):
    """Verify the chain now: a job, because a long chain takes its time."""

    permission = "audit.view"
    form_class = forms.Form
    title = submit_label = gettext_lazy("核验审计链")
    consequence = gettext_lazy("从第一个区块起重新计算全部哈希，记录多时需要几分钟。可以关闭页面，结果见“审计链状态”。")

    def get_crumbs(self) -> list[Crumb]:
        chain = Crumb(_("审计链状态"), reverse("portal:audit_chain", args=[self.tenant]))
        return [ledger_crumb(self.tenant), chain]

    def save(self, form: forms.Form) -> str:
        return enqueue(CHECK_JOB, self.tenant, actor=self.member).get_absolute_url()
