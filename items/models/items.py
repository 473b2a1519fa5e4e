"""Supervision items as immutable versions, each with its cooperating lines and legal bases (R003, R023–R030)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.attributes import (
    ApprovalRelation,
    Category,
    ExemptionReason,
    Grade,
    Handling,
    Measure,
    Regime,
    Technique,
    Trigger,
    level_words,
)
from items.bases import LONGEST_ARTICLE, LONGEST_NUMBER, LONGEST_TITLE, Basis
from items.faces import ItemFace, LineFace
from items.models.library import Law, LawArticle, SupervisionDomain
from items.states import DRAFT, IN_FORCE, ITEM_WORKFLOW, OPEN_STATES
from tenancy.history import track
from tenancy.models import Department, Member, Region, TenantModel
from tenancy.models.regions import RegionLevel


class SupervisionItem(TenantModel):
    """One item through all its versions; `number` is its 序号 in the list of the place."""

    number = models.PositiveIntegerField(_("序号"))
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("监管事项")
        verbose_name_plural = _("监管事项")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="item_number_in_place")]
        permissions = [("items_respond", _("承办监管事项"))]

    def __str__(self) -> str:
        return str(_("第%d号事项") % self.number)


def _words(choices: type[models.TextChoices], length: int = 20) -> models.CharField:
    return models.CharField(max_length=length, choices=choices)


@track()
class ItemVersion(TenantModel):
    """One version of an item; its content changes only while it is a draft (the database sees to that)."""

    COLUMNS = (
        "department", "domain", "domain_text", "content", "objects_text", "organising_levels", "supervision_levels",
    )  # fmt: skip
    MORE = (
        "category", "grade", "regime", "techniques", "ratio", "quantity", "frequency", "procedure", "division",
        "measures", "handling", "approval_relation", "power_entry", "exemption_reason", "exemption_basis", "industry",
    )  # fmt: skip
    CONTENT = (*COLUMNS, *MORE)

    item = models.ForeignKey(SupervisionItem, models.PROTECT, verbose_name=_("事项"), related_name="versions")
    number = models.PositiveIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=16, choices=ITEM_WORKFLOW.choices, default=DRAFT)

    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("行业主管（牵头监管）部门"), related_name="led_items"
    )
    domain = models.ForeignKey(
        SupervisionDomain, models.PROTECT, verbose_name=_("监管领域目录"), null=True, blank=True, related_name="+"
    )
    domain_text = models.CharField(_("监管领域"), max_length=60)
    industry = models.CharField(_("行业大类"), max_length=60, blank=True)
    content = models.TextField(_("牵头部门监管事项"), max_length=1000)
    objects_text = models.TextField(_("监管对象"), max_length=500, blank=True)
    organising_levels = ArrayField(_words(RegionLevel), verbose_name=_("组织层级"), default=list, blank=True)
    supervision_levels = ArrayField(_words(RegionLevel), verbose_name=_("监管层级"), default=list, blank=True)

    category = models.CharField(_("事项类别"), max_length=24, choices=Category, blank=True)
    grade = models.CharField(_("事项等级"), max_length=10, choices=Grade, blank=True)
    regime = models.CharField(_("监管类型"), max_length=12, choices=Regime, blank=True)
    techniques = ArrayField(_words(Technique), verbose_name=_("检查方式"), default=list, blank=True)
    ratio = models.CharField(_("抽查比例"), max_length=200, blank=True)
    quantity = models.CharField(_("检查数量"), max_length=200, blank=True)
    frequency = models.CharField(_("检查频次"), max_length=200, blank=True)
    procedure = models.TextField(_("检查程序"), max_length=2000, blank=True)
    division = models.TextField(_("责任分工"), max_length=2000, blank=True)
    measures = ArrayField(_words(Measure), verbose_name=_("监管措施"), default=list, blank=True)
    handling = ArrayField(_words(Handling), verbose_name=_("处理方式"), default=list, blank=True)
    approval_relation = models.CharField(_("审批与监管关系"), max_length=12, choices=ApprovalRelation, blank=True)
    power_entry = models.CharField(_("权力和责任清单对应事项"), max_length=200, blank=True)
    exemption_reason = models.CharField(_("不纳入联合抽查的情形"), max_length=20, choices=ExemptionReason, blank=True)
    exemption_basis = models.CharField(_("不纳入的依据"), max_length=300, blank=True)

    trigger = models.CharField(_("调整事由"), max_length=12, choices=Trigger, blank=True)
    trigger_note = models.CharField(_("调整说明"), max_length=500, blank=True)
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("起草人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    sent_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("送审人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    sent_at = models.DateTimeField(_("送审时间"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("会签轮次"), default=0)
    in_force_on = models.DateField(_("生效日期"), null=True, blank=True)
    ended_on = models.DateField(_("失效日期"), null=True, blank=True)
    based_on = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("所依据的上级版本"), null=True, blank=True, related_name="+"
    )
    batch = models.ForeignKey(
        "items.ItemBatch", models.PROTECT, verbose_name=_("发布批次"), null=True, blank=True, related_name="versions"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("事项版本")
        verbose_name_plural = _("事项版本")
        ordering = ["item__number", "-number"]
        constraints = [
            models.CheckConstraint(condition=ITEM_WORKFLOW.known(), name="item_version_state_known"),
            models.UniqueConstraint(fields=["item", "number"], name="item_version_number"),
            models.UniqueConstraint(fields=["item"], condition=Q(state=IN_FORCE), name="item_one_in_force"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=OPEN_STATES) & ~Q(trigger=Trigger.TRANSFER),
                name="item_one_in_preparation",
                violation_error_message=_("这个事项已有一个版本正在办理，请先办完。"),
            ),
            models.CheckConstraint(
                condition=~Q(state=IN_FORCE) | Q(in_force_on__isnull=False), name="item_in_force_has_day"
            ),
            models.CheckConstraint(
                condition=Q(exemption_reason="") | ~Q(exemption_basis=""),
                name="item_exemption_has_basis",
                violation_error_message=_("不纳入联合抽查的，须写明依据。"),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state"], name="item_versions_by_state")]

    def __str__(self) -> str:
        return self.content[:60]

    def get_absolute_url(self) -> str:
        return reverse("items:version", args=[self.tenant_id, self.pk])

    @property
    def version_word(self) -> str:
        return str(_("第%d版") % self.number)

    @property
    def face(self) -> ItemFace:
        """The version as people read it; needs its department, tenant, lines and bases."""
        bases = list(self.bases.all())
        return ItemFace(
            domain=self.domain_text,
            lead=self.department.name,
            content=self.content,
            bases=tuple(basis.as_basis for basis in bases if basis.line_id is None),
            objects=self.objects_text,
            organising_levels=level_words(self.organising_levels, self.tenant.kind),
            supervision_levels=level_words(self.supervision_levels, self.tenant.kind),
            lines=tuple(
                LineFace(
                    line.department.name,
                    line.content,
                    tuple(basis.as_basis for basis in bases if basis.line_id == line.pk),
                )
                for line in self.lines.all()
            ),
            more=dict(self.more),
        )

    @property
    def more(self) -> list[tuple[str, str]]:
        """(label, words) of the attributes that the printed form has no column for (R025–R027, R037–R039)."""
        return [(self.label_of(name), self.word_of(name, getattr(self, name), self.tenant)) for name in self.MORE]

    @classmethod
    def label_of(cls, name: str) -> str:
        """What a field is called."""
        field: Any = cls._meta.get_field(name)
        return str(field.verbose_name)

    @classmethod
    def word_of(cls, name: str, value: Any, place: Region) -> str:
        """The value of a field in words: labels of choices, levels as the place calls them."""
        field: Any = cls._meta.get_field(name)
        if name in ("organising_levels", "supervision_levels"):
            return level_words(value, place.kind)
        if isinstance(value, list | tuple):
            labels = dict(field.base_field.flatchoices)
            return "、".join(str(labels.get(one, one)) for one in value)
        return str(dict(field.flatchoices).get(value, value))


class CooperatingLine(TenantModel):
    """A cooperating department's part in an item: its own sub-item with its own bases (R003)."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, verbose_name=_("事项版本"), related_name="lines")
    position = models.PositiveSmallIntegerField(_("顺序"))
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("配合监管部门"), related_name="cooperating_lines"
    )
    content = models.TextField(_("配合部门监管事项"), max_length=1000)

    class Meta(TenantModel.Meta):
        verbose_name = _("配合监管")
        verbose_name_plural = _("配合监管")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "department"],
                name="line_once_a_department",
                violation_error_message=_("同一配合部门只能填一行。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}：{self.content[:40]}"


class LegalBasis(TenantModel):
    """A law with its article on which an item, or a cooperating line of it, rests (R024)."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, verbose_name=_("事项版本"), related_name="bases")
    line = models.ForeignKey(
        CooperatingLine, models.CASCADE, verbose_name=_("配合监管"), null=True, blank=True, related_name="bases"
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    law_name = models.CharField(_("名称"), max_length=LONGEST_TITLE)
    number = models.CharField(_("文号"), max_length=LONGEST_NUMBER, blank=True)
    article_text = models.CharField(_("条款"), max_length=LONGEST_ARTICLE, blank=True)
    is_open = models.BooleanField(_("等"), default=False)
    is_bare = models.BooleanField(_("未加书名号"), default=False)
    law = models.ForeignKey(Law, models.PROTECT, verbose_name=_("法律法规"), null=True, blank=True, related_name="+")
    article = models.ForeignKey(
        LawArticle, models.PROTECT, verbose_name=_("条"), null=True, blank=True, related_name="uses"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("设定依据")
        verbose_name_plural = _("设定依据")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.as_basis)

    @property
    def as_basis(self) -> Basis:
        return Basis(self.law_name, self.article_text, self.number, self.is_open, self.is_bare)
