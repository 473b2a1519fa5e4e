"""Supervised objects of every kind, and the codes they are known by (R048, R051)."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.kinds import DETAILS, IdentifierKind, ObjectKind
from registry.models.industries import Industry
from registry.states import ACTIVE, GONE, OBJECT_WORKFLOW
from tenancy.history import track_changes
from tenancy.models import Department, TenantModel

NEVER = date.min
"""What stands for the day in an order when nobody has looked at an object yet: before every other."""
LAST_VERIFIED = Coalesce("verified_on", models.Value(NEVER))


class Source(models.TextChoices):
    """How a row came into the library."""

    MANUAL = "manual", _("手工登记")
    IMPORT = "import", _("批量导入")
    APPROVAL = "approval", _("审批推送")


@track_changes(exclude=["name_key", "search_key"])
class SupervisedObject(TenantModel):
    """One object, shared by all departments of its place; what a department alone keeps is its enrolment.

    `department` built the file and keeps the shared facts (谁监管、谁建设、谁维护); none: the place's administrator.
    `name_key` and `search_key` come from `registry.searching.search_columns`. A row merged into another names it in
    `merged_into` and is no longer listed. `detail` holds what `registry.kinds.DETAILS` knows about the kind.
    """

    kind = models.CharField(_("对象类别"), max_length=20, choices=ObjectKind)
    name = models.CharField(_("名称"), max_length=300)
    former_names = ArrayField(models.CharField(max_length=300), verbose_name=_("曾用名"), default=list, blank=True)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=OBJECT_WORKFLOW.choices, default=ACTIVE)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        verbose_name=_("建档部门"),
        null=True,
        blank=True,
        related_name="kept_objects",
    )
    town = models.ForeignKey(
        "tenancy.Region",
        models.PROTECT,
        verbose_name=_("所在乡镇（街道）"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    address = models.CharField(_("地址"), max_length=300, blank=True)
    longitude = models.DecimalField(
        _("经度"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(70), MaxValueValidator(140)],
    )
    latitude = models.DecimalField(
        _("纬度"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(3), MaxValueValidator(54)],
    )
    industry = models.ForeignKey(
        Industry,
        models.PROTECT,
        verbose_name=_("行业"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    detail = models.JSONField(_("其他信息"), default=dict, blank=True)
    source = models.CharField(_("来源"), max_length=10, choices=Source, default=Source.MANUAL)
    verified_on = models.DateField(_("最近核实"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("并入"), null=True, blank=True, related_name="merged_rows"
    )
    name_key = models.CharField(_("名称检索式"), max_length=300, editable=False)
    search_key = models.TextField(_("检索词"), editable=False)
    created_at = models.DateTimeField(_("入库时间"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("监管对象")
        verbose_name_plural = _("监管对象")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ObjectKind.values), name="object_kind_known"),
            models.CheckConstraint(condition=OBJECT_WORKFLOW.known(), name="object_state_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="object_source_known"),
            models.CheckConstraint(
                condition=Q(uscc="") | Q(uscc__regex="^[0-9A-HJ-NPQRTUWXY]{18}$"),
                name="object_uscc_shape",
                violation_error_message=_("统一社会信用代码是18位数字和大写字母（不含I、O、S、V、Z）。"),
            ),
            models.UniqueConstraint(
                fields=["uscc", "tenant"],
                condition=~Q(uscc="") & Q(merged_into=None),
                name="object_uscc_in_place",
                violation_error_message=_("名录库里已有这个统一社会信用代码的对象，请打开原有档案更新，不要重复新建。"),
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None) | Q(longitude__isnull=False, latitude__isnull=False),
                name="object_both_coordinates",
                violation_error_message=_("经度和纬度须同时填写，或都不填写。"),
            ),
            models.CheckConstraint(
                condition=~Q(pk=F("merged_into")),
                name="object_not_merged_into_itself",
                violation_error_message=_("对象不能并入自己。"),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "name_key", "id"], name="object_by_name"),
            models.Index(fields=["kind", "tenant", "id"], name="object_by_kind"),
            models.Index(fields=["industry", "tenant", "id"], name="object_by_industry"),
            models.Index(fields=["town", "id"], name="object_by_town"),
            models.Index(fields=["state", "tenant", "id"], condition=~Q(state=ACTIVE), name="object_not_active"),
            models.Index("tenant", LAST_VERIFIED, "id", name="object_by_last_verified"),
            models.Index(LAST_VERIFIED, "tenant", "id", name="object_last_verified_anywhere"),
            models.Index(
                fields=["tenant", "id"], include=["search_key"], condition=Q(merged_into=None), name="object_walk"
            ),
            GinIndex(OpClass("search_key", "gin_trgm_ops"), name="object_search"),
            GinIndex(OpClass("uscc", "gin_trgm_ops"), name="object_code_parts"),
            GinIndex(OpClass("address", "gin_trgm_ops"), name="object_address"),
            GinIndex(Func(F("search_key"), function="registry_bigrams"), name="object_bigrams"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:object", args=[self.tenant_id, self.pk])

    @property
    def is_gone(self) -> bool:
        """Cancelled, revoked, withdrawn or moved out: out of every pool."""
        return self.state in GONE

    @property
    def former_words(self) -> str:
        """The old names in one line."""
        return str(_("、")).join(self.former_names)

    @property
    def details(self) -> list[tuple[str, str, bool]]:
        """(label, value in words, whether personal) of what is known about the kind."""
        return [
            (str(one.label), one.shown(self.detail[one.name]), one.is_personal)
            for one in DETAILS[self.kind]
            if one.name in self.detail
        ]

    @property
    def has_private_address(self) -> bool:
        """A sole trader who works at home: the address is a person's (DOMAIN 5.2 no. 26)."""
        return self.kind == ObjectKind.SOLE_TRADER and bool(self.detail.get("is_home"))

    @property
    def plain_identifiers(self) -> list[tuple[str, Any]]:
        """(label, code) of every code, the unified one first."""
        codes = [(str(_("统一社会信用代码")), self.uscc)] if self.uscc else []
        return codes + [(one.get_kind_display(), one.value) for one in self.identifiers.all()]


class ObjectIdentifier(TenantModel):
    """Another code an object is known by; kept as written, full width made half."""

    object = models.ForeignKey(SupervisedObject, models.CASCADE, verbose_name=_("监管对象"), related_name="identifiers")
    kind = models.CharField(_("编号类别"), max_length=14, choices=IdentifierKind)
    value = models.CharField(_("编号"), max_length=120)

    class Meta(TenantModel.Meta):
        verbose_name = _("编号")
        verbose_name_plural = _("编号")
        ordering = ["kind", "value"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IdentifierKind.values), name="identifier_kind_known"),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_not_empty"),
            models.UniqueConstraint(
                fields=["object", "kind", "value"],
                name="identifier_once",
                violation_error_message=_("这个编号已经登记在本对象下。"),
            ),
        ]
        indexes = [models.Index(fields=["value", "tenant"], name="identifier_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
