"""Places: the tree of administrative regions, which is the tree of tenants (R001)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenancy.regions import ancestor_codes, short_code


class RegionLevel(models.TextChoices):
    """监管层级: 区, 旗 and 县 are one level with a local label (DOMAIN 1.20 no. 4)."""

    COUNTRY = "country", _("全国")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")


class RegionKind(models.TextChoices):
    """What a place calls itself."""

    COUNTRY = "country", _("全国")
    PROVINCE = "province", _("省")
    AUTONOMOUS_REGION = "autonomous_region", _("自治区")
    MUNICIPALITY = "municipality", _("直辖市")
    SPECIAL_REGION = "special_region", _("特别行政区")
    CITY = "city", _("市")
    PREFECTURE = "prefecture", _("地区")
    LEAGUE = "league", _("盟")
    AUTONOMOUS_PREFECTURE = "autonomous_prefecture", _("自治州")
    COUNTY = "county", _("县")
    DISTRICT = "district", _("区")
    COUNTY_CITY = "county_city", _("县级市")
    BANNER = "banner", _("旗")
    AUTONOMOUS_COUNTY = "autonomous_county", _("自治县")
    AUTONOMOUS_BANNER = "autonomous_banner", _("自治旗")
    TOWNSHIP = "township", _("乡")
    TOWN = "town", _("镇")
    SUBDISTRICT = "subdistrict", _("街道")
    SUMU = "sumu", _("苏木")
    ETHNIC_TOWNSHIP = "ethnic_township", _("民族乡")
    ZONE_COMMITTEE = "zone_committee", _("管委会")
    OTHER = "other", _("其他")


class Region(models.Model):
    """One place; its primary key is the 12-digit code of GB/T 2260, so a subtree is `code`–`last`.

    A reformed region gets a new row that names its predecessor; history keeps the old one.
    """

    code = models.BigIntegerField(_("区划代码"), primary_key=True)
    last = models.BigIntegerField(_("下辖代码上限"))
    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("层级"), max_length=10, choices=RegionLevel)
    kind = models.CharField(_("类型"), max_length=24, choices=RegionKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级"), null=True, blank=True, related_name="children"
    )
    predecessor = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("前身"), null=True, blank=True, related_name="successors"
    )
    is_tenant = models.BooleanField(_("已开通"), default=False)
    retired_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("code")), name="region_range"),
            models.CheckConstraint(condition=Q(level__in=RegionLevel.values), name="region_level_known"),
            models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_known"),
        ]
        indexes = [models.Index(fields=["name"], name="region_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def short_code(self) -> str:
        """The place as it stands in URLs and in official forms: 610703."""
        return short_code(self.code)

    @property
    def ancestor_codes(self) -> list[int]:
        """Codes above this place, nearest first, the country last."""
        return ancestor_codes(self.code)


class RegionChange(models.Model):
    """One published change of a code or a name since 1980; a place founded has no old code, one abolished no new."""

    year = models.SmallIntegerField(_("年份"))
    change = models.CharField(_("变更类型"), max_length=20)
    old_code = models.BigIntegerField(_("原代码"), null=True, blank=True, db_index=True)
    old_name = models.CharField(_("原名称"), max_length=100, blank=True)
    new_code = models.BigIntegerField(_("新代码"), null=True, blank=True, db_index=True)
    new_name = models.CharField(_("新名称"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("区划变更")
        verbose_name_plural = _("区划变更")
        ordering = ["year", "old_code"]

    def __str__(self) -> str:
        return f"{self.year} {self.old_name} → {self.new_name}"
