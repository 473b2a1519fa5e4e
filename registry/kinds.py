"""What can be supervised (R048), and one table of what is known about each kind beyond its name and place. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class ObjectKind(models.TextChoices):
    """The kinds the policies name (R048), with batches of products (R058)."""

    ENTERPRISE = "enterprise", _("企业")
    FARMER_COOPERATIVE = "farmer_cooperative", _("农民专业合作社")
    SOLE_TRADER = "sole_trader", _("个体工商户")
    SCHOOL = "school", _("学校")
    HOSPITAL = "hospital", _("医院")
    ASSOCIATION = "association", _("协会")
    SOCIAL_ORGANISATION = "social_organisation", _("社会团体")
    PRODUCT = "product", _("产品")
    BATCH = "batch", _("产品批次")
    PROJECT = "project", _("项目")
    BEHAVIOUR = "behaviour", _("行为")
    FACILITY = "facility", _("设施设备")
    AREA = "area", _("地理区域")
    PLACE = "place", _("场地场所")
    CYBER_OBJECT = "cyber_object", _("网络空间")


ORGANISATIONS = (
    ObjectKind.ENTERPRISE,
    ObjectKind.FARMER_COOPERATIVE,
    ObjectKind.SOLE_TRADER,
    ObjectKind.SCHOOL,
    ObjectKind.HOSPITAL,
    ObjectKind.ASSOCIATION,
    ObjectKind.SOCIAL_ORGANISATION,
)
"""Kinds that have a unified social credit code."""

HOLDERS = (*ORGANISATIONS, ObjectKind.PROJECT, ObjectKind.PLACE)
"""Kinds that have people who answer for them (R057)."""


class IdentifierKind(models.TextChoices):
    """Codes other than the unified social credit code; an object may have several, of several kinds."""

    REGISTRATION = "registration", _("工商注册号")
    ORGANISATION = "organisation", _("组织机构代码")
    PERMIT = "permit", _("许可证编号")
    SCHOOL = "school", _("学校标识码")
    MEDICAL = "medical", _("医疗机构登记号")
    BARCODE = "barcode", _("商品条码")
    BATCH = "batch", _("产品批号")
    PROJECT = "project", _("投资项目代码")
    EQUIPMENT = "equipment", _("设备代码")
    EQUIPMENT_USE = "equipment_use", _("使用登记证编号")
    RIVER = "river", _("河湖编码")
    ICP = "icp", _("网站备案号")
    DOMAIN = "domain", _("域名或网址")
    ACCOUNT = "account", _("平台账号或店铺号")
    OTHER = "other", _("其他编号")


@dataclass(frozen=True)
class Detail:
    """One thing known about a kind. `form` is text, number, day, truth or choice; `is_personal` is masked (5.3).

    A day that `is_past` is not still to come.
    """

    name: str
    label: str | Promise
    form: str = "text"
    choices: tuple[tuple[str, str | Promise], ...] = ()
    longest: int = 200
    is_personal: bool = False
    is_past: bool = False

    def clean(self, value: Any) -> Any:
        """The value as it is kept in JSON; None for an empty one. Raises `ValueError` with a sentence."""
        text = "" if value is None else str(value).strip()
        if self.form == "truth":
            return True if text in {"True", "true", "1", "on", _t("是")} else None
        return _CLEANERS[self.form](self, text) if text else None

    def shown(self, value: Any) -> str:
        """The kept value as people read it."""
        if self.form == "truth":
            return _t("是") if value else _t("否")
        return str(dict(self.choices).get(value, value))


def _clean_text(detail: Detail, text: str) -> str:
    if len(text) > detail.longest:
        raise ValueError(_t("最多%(most)s个字，现有%(now)s个字。") % {"most": detail.longest, "now": len(text)})
    return text


def _clean_number(detail: Detail, text: str) -> str:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValueError(_t("“%(text)s”不是数字，请只填写数字。") % {"text": text}) from None
    if not number.is_finite() or number < 0:
        raise ValueError(_t("须是不小于0的数字。"))
    return f"{number.normalize():f}"


def _clean_day(detail: Detail, text: str) -> str:
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00:00)?", text)
    try:
        return date(*(int(part) for part in parts.groups())).isoformat() if parts else _refuse_day(text)
    except ValueError:
        return _refuse_day(text)


def _refuse_day(text: str) -> str:
    raise ValueError(_t("“%(text)s”不是日期，请按“2026-03-01”的样式填写。") % {"text": text})


def not_to_come(day: str | None, today: date) -> str | None:
    """The kept day as it is. Raises `ValueError` with a sentence for one after `today`."""
    if day and day > today.isoformat():
        raise ValueError(_t("“%(day)s”还没有到，请核对年份。") % {"day": day})
    return day


def _clean_choice(detail: Detail, text: str) -> str:
    for code, label in detail.choices:
        if text in (code, str(label)):
            return code
    known = _t("、").join(str(label) for _code, label in detail.choices)
    raise ValueError(_t("“%(text)s”不在可选范围内，可选：%(known)s。") % {"text": text, "known": known})


_CLEANERS = {"text": _clean_text, "number": _clean_number, "day": _clean_day, "choice": _clean_choice}

_NATURE = (("public", _("公办")), ("private", _("民办")))
_HEAD = Detail("legal_representative", _("法定代表人"), longest=100)
_FOUNDED = Detail("founded_on", _("成立日期"), "day", is_past=True)
_SCOPE = Detail("scope", _("经营范围"), longest=4000)
_SPONSOR = Detail("sponsor", _("业务主管单位"))
_PURPOSE = Detail("purpose", _("业务范围"), longest=2000)
_STARTS = Detail("starts_on", _("开始日期"), "day")
_ENDS = Detail("ends_on", _("结束日期"), "day")
_OPERATOR = Detail("operator", _("运营主体"))

DETAILS: dict[str, tuple[Detail, ...]] = {
    ObjectKind.ENTERPRISE: (
        _HEAD,
        Detail(
            "form",
            _("组织形式"),
            "choice",
            (
                ("limited", _("有限责任公司")),
                ("joint_stock", _("股份有限公司")),
                ("partnership", _("合伙企业")),
                ("sole", _("个人独资企业")),
                ("branch", _("分支机构")),
                ("state", _("国有企业")),
                ("foreign", _("外商投资企业")),
                ("other", _("其他")),
            ),
        ),
        _FOUNDED,
        Detail("capital", _("注册资本（万元）"), "number"),
        Detail("registrar", _("登记机关")),
        Detail("employees", _("从业人数"), "number"),
        _SCOPE,
    ),
    ObjectKind.FARMER_COOPERATIVE: (
        _HEAD,
        _FOUNDED,
        Detail("capital", _("成员出资总额（万元）"), "number"),
        Detail("members", _("成员数"), "number"),
        _SCOPE,
    ),
    ObjectKind.SOLE_TRADER: (
        Detail("operator", _("经营者"), longest=100, is_personal=True),
        Detail("mobile", _("联系电话"), longest=20, is_personal=True),
        _FOUNDED,
        Detail("is_home", _("经营场所是住所"), "truth"),
        _SCOPE,
    ),
    ObjectKind.SCHOOL: (
        Detail(
            "stage",
            _("办学类型"),
            "choice",
            (
                ("kindergarten", _("幼儿园")),
                ("primary", _("小学")),
                ("junior", _("初中")),
                ("nine_year", _("九年一贯制")),
                ("senior", _("普通高中")),
                ("vocational", _("职业学校")),
                ("higher", _("高等学校")),
                ("training", _("校外培训机构")),
            ),
        ),
        Detail("nature", _("办学性质"), "choice", _NATURE),
        Detail("head", _("校长（园长）"), longest=100),
        Detail("students", _("在校学生数"), "number"),
        Detail("has_canteen", _("有学校食堂"), "truth"),
        _FOUNDED,
    ),
    ObjectKind.HOSPITAL: (
        Detail(
            "level",
            _("类别"),
            "choice",
            (
                ("third", _("三级医院")),
                ("second", _("二级医院")),
                ("first", _("一级医院")),
                ("township", _("乡镇卫生院")),
                ("community", _("社区卫生服务中心（站）")),
                ("clinic", _("门诊部、诊所")),
                ("village", _("村卫生室")),
            ),
        ),
        Detail("nature", _("举办性质"), "choice", _NATURE),
        _HEAD,
        Detail("beds", _("床位数"), "number"),
        Detail("subjects", _("诊疗科目"), longest=2000),
        _FOUNDED,
    ),
    ObjectKind.ASSOCIATION: (_HEAD, _SPONSOR, _FOUNDED, _PURPOSE),
    ObjectKind.SOCIAL_ORGANISATION: (_HEAD, _SPONSOR, _FOUNDED, _PURPOSE),
    ObjectKind.PRODUCT: (
        Detail("brand", _("商标")),
        Detail("model", _("规格型号")),
        Detail("standard", _("执行标准")),
        Detail("producer", _("生产者")),
    ),
    ObjectKind.BATCH: (
        Detail("produced_on", _("生产日期"), "day"),
        Detail("expires_on", _("保质期至"), "day"),
        Detail("quantity", _("数量")),
        Detail("producer", _("生产者")),
    ),
    ObjectKind.PROJECT: (
        Detail("builder", _("建设单位")),
        Detail("contractor", _("施工单位")),
        Detail("investment", _("总投资（万元）"), "number"),
        Detail(
            "stage",
            _("建设阶段"),
            "choice",
            (
                ("approval", _("立项审批")),
                ("building", _("在建")),
                ("paused", _("停工")),
                ("acceptance", _("验收")),
                ("done", _("已竣工")),
            ),
        ),
        _STARTS,
        _ENDS,
    ),
    ObjectKind.BEHAVIOUR: (
        Detail("content", _("行为内容"), longest=2000),
        Detail("actor", _("行为人")),
        _STARTS,
        _ENDS,
    ),
    ObjectKind.FACILITY: (
        Detail(
            "category",
            _("设备类别"),
            "choice",
            (
                ("boiler", _("锅炉")),
                ("vessel", _("压力容器")),
                ("pipeline", _("压力管道")),
                ("lift", _("电梯")),
                ("crane", _("起重机械")),
                ("cableway", _("客运索道")),
                ("amusement", _("大型游乐设施")),
                ("vehicle", _("场（厂）内专用机动车辆")),
                ("other", _("其他设施设备")),
            ),
        ),
        Detail("model", _("型号")),
        Detail("maker", _("制造单位")),
        Detail("user", _("使用单位")),
        Detail("installed_on", _("投用日期"), "day"),
        Detail("next_inspection_on", _("下次检验日期"), "day"),
    ),
    ObjectKind.AREA: (
        Detail(
            "category",
            _("区域类别"),
            "choice",
            (
                ("river", _("河段")),
                ("lake", _("湖泊、水库")),
                ("forest", _("林区、草原")),
                ("reserve", _("自然保护地")),
                ("park", _("园区")),
                ("street", _("街区")),
                ("scenic", _("景区")),
                ("other", _("其他区域")),
            ),
        ),
        Detail("bounds", _("四至范围"), longest=1000),
        Detail("extent", _("面积（平方公里）"), "number"),
        Detail("manager", _("管理单位")),
    ),
    ObjectKind.PLACE: (
        Detail(
            "category",
            _("场所类别"),
            "choice",
            (
                ("mall", _("商场、超市")),
                ("market", _("集贸市场")),
                ("hotel", _("宾馆、饭店")),
                ("venue", _("文体娱乐场所")),
                ("station", _("加油加气站")),
                ("depot", _("仓储场所")),
                ("yard", _("停车场、堆场")),
                ("care", _("养老托育场所")),
                ("other", _("其他场所")),
            ),
        ),
        _OPERATOR,
        Detail("floor_area", _("建筑面积（平方米）"), "number"),
        Detail("capacity", _("核定人数"), "number"),
    ),
    ObjectKind.CYBER_OBJECT: (
        Detail(
            "category",
            _("类别"),
            "choice",
            (
                ("site", _("网站")),
                ("shop", _("网店")),
                ("app", _("应用程序")),
                ("mini_app", _("小程序")),
                ("account", _("公众账号")),
                ("live", _("直播间")),
            ),
        ),
        _OPERATOR,
        Detail("platform", _("所在平台")),
        Detail("address", _("网址"), longest=500),
    ),
}


def clean_details(kind: str, values: Mapping[str, Any], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    """Check what is known about an object of `kind`: (kept values, complaints by name).

    Empty values are left out; a name the kind does not have is a complaint too.
    """
    table = {detail.name: detail for detail in DETAILS[kind]}
    kept: dict[str, Any] = {}
    complaints = {name: _t("“%(name)s”不是这类对象的字段。") % {"name": name} for name in values if name not in table}
    for name, detail in table.items():
        try:
            value = detail.clean(values.get(name))
            if detail.is_past:
                not_to_come(value, today)
        except ValueError as error:
            complaints[name] = str(error)
        else:
            if value is not None:
                kept[name] = value
    return kept, complaints


def code_kinds(kind: str) -> tuple[IdentifierKind, ...]:
    """Which other codes an object of `kind` may have, the usual ones first."""
    usual = _CODES.get(kind, ())
    firm = (IdentifierKind.REGISTRATION, IdentifierKind.ORGANISATION, IdentifierKind.PERMIT)
    return (*usual, *(firm if kind in ORGANISATIONS else ()), IdentifierKind.OTHER)


_CODES: dict[str, tuple[IdentifierKind, ...]] = {
    ObjectKind.SCHOOL: (IdentifierKind.SCHOOL,),
    ObjectKind.HOSPITAL: (IdentifierKind.MEDICAL,),
    ObjectKind.PRODUCT: (IdentifierKind.BARCODE, IdentifierKind.PERMIT),
    ObjectKind.BATCH: (IdentifierKind.BATCH, IdentifierKind.BARCODE),
    ObjectKind.PROJECT: (IdentifierKind.PROJECT, IdentifierKind.PERMIT),
    ObjectKind.FACILITY: (IdentifierKind.EQUIPMENT, IdentifierKind.EQUIPMENT_USE),
    ObjectKind.AREA: (IdentifierKind.RIVER,),
    ObjectKind.PLACE: (IdentifierKind.PERMIT,),
    ObjectKind.CYBER_OBJECT: (IdentifierKind.ICP, IdentifierKind.DOMAIN, IdentifierKind.ACCOUNT),
}
