"""Roles are functions, one table: permissions hang on roles, never on a department's name (R004)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "workbench.view": _("使用工作台"),
    "directory.view": _("查看机构人员"),
    "departments.manage": _("管理部门"),
    "departments.transfer": _("部门职责划转"),
    "members.manage": _("管理人员与任职"),
    "members.secure": _("账号安全处置"),
    "coordination.manage": _("设置统筹职能"),
    "grants.manage": _("单项授权"),
    "roster.view": _("查看工作联络表"),
    "roster.manage": _("维护工作联络表"),
    "roster.import": _("导入工作联络表"),
    "calendars.view": _("查看工作日历"),
    "calendars.manage": _("维护工作日历"),
    "items.view": _("查看监管事项"),
    "items.prepare": _("起草监管事项"),
    "items.import": _("导入重点事项清单"),
    "items.co_sign": _("会签监管事项"),
    "items.check_legality": _("审核事项合法性"),
    "items.approve": _("批准监管事项"),
    "items.manage": _("设置清单办理环节与批次"),
    "objects.view": _("查看监管对象"),
    "objects.maintain": _("维护监管对象档案"),
    "objects.enrol": _("维护本部门对象名录"),
    "objects.tag": _("标注监管对象"),
    "objects.persons": _("查看关联自然人"),
    "objects.merge": _("合并与拆分对象档案"),
    "objects.import": _("批量导入监管对象"),
    "objects.approve": _("登记审批信息"),
    "objects.coordinate": _("组织名录核实与联合检查候选"),
    "key_lists.prepare": _("拟定和跟踪重点监管清单"),
    "key_lists.approve": _("批准重点监管清单"),
    "matters.raise": _("登记权责不清事项"),
    "matters.state": _("填写权责征询意见"),
    "matters.decide": _("裁定权责"),
    "boundaries.manage": _("维护边界清单"),
    "items.record_laws": _("登记法律法规变动"),
    "items.assign": _("指定事项承办人"),
    "items.respond": _("承办监管事项"),
    "items.claim": _("认领上级监管事项"),
    "items.oversee": _("查看下级事项认领进度"),
    "officers.view": _("查看执法人员名录"),
    "officers.manage": _("维护执法人员名录"),
    "officers.import": _("导入执法人员名录"),
    "officers.lend": _("借调执法人员"),
    "officers.engage": _("委托第三方机构"),
    "officers.publish": _("公示执法人员名录"),
    "plans.view": _("查看监管计划"),
    "plans.prepare": _("编制年度监管计划"),
    "plans.import": _("导入年度监管计划"),
    "plans.try": _("比对计划和模拟抽取"),
    "plans.approve": _("审定本部门年度监管计划"),
    "plans.coordinate": _("统筹年度监管计划"),
    "plans.manage": _("设置计划季与抽查标准"),
    "campaigns.prepare": _("编制专项整治"),
    "campaigns.approve": _("批准专项整治"),
    "draws.view": _("查看抽查任务和抽取"),
    "draws.prepare": _("建立抽查任务、准备对象池"),
    "draws.seal": _("封存和揭示本部门密值"),
    "draws.hold": _("主持抽取"),
    "draws.oversee": _("批准重新抽取"),
    "visits.view": _("查看检查"),
    "visits.schedule": _("安排本部门牵头的检查"),
    "visits.approve": _("批准检查"),
    "visits.attend": _("到现场检查"),
    "visits.record": _("办理本部门检查单"),
    "visits.oversee": _("掌握各部门检查进度"),
    "ratings.view": _("查看企业评议汇总"),
    "ratings.invite": _("向企业发评议函"),
    "findings.handle": _("处理发现的问题"),
    "clues.view": _("查看问题线索"),
    "clues.raise": _("移送问题线索"),
    "clues.handle": _("接收、核查问题线索"),
    "clues.oversee": _("掌握线索办理进度"),
    "budget.view": _("查看入企检查频次"),
    "budget.record": _("登记不计入上限的检查"),
    "budget.manage": _("设定入企检查频次上限"),
    "credit.view": _("查看信用等级"),
    "credit.events": _("查看信用事件"),
    "credit.record": _("评定和导入信用等级"),
    "credit.manage": _("设置信用等级含义"),
    "credit.oversee": _("查看信用等级统计"),
    "risk.view": _("查看风险等级"),
    "risk.signals": _("查看风险信号"),
    "risk.record": _("评定和导入风险等级"),
    "risk.oversee": _("查看风险等级统计"),
    "publication.view": _("查看公示台账"),
    "publication.prepare": _("拟定公示"),
    "publication.check": _("核对公示"),
    "publication.exempt": _("审批不予公示"),
    "publication.withdraw": _("撤下公示"),
    "settings.manage": _("地区设置"),
    "regions.manage": _("管理开发区等功能区"),
    "audit.view": _("查看审计记录"),
    "operations.view": _("查看运行状态"),
    "operations.manage": _("运行维护"),
    "reference.manage": _("维护基础数据"),
}


def codename(permission: str) -> str:
    """The name of `permission` in Django's permission table, where grants on single rows point."""
    return permission.replace(".", "_")


class UnknownPermission(LookupError):
    """A permission name that is not in the registry: a typo in the code."""


@dataclass(frozen=True)
class Role:
    """A function: its name, what it may do in the whole place, and what only with rows of its own department.

    `is_departmental` says that the role is held in a department.
    """

    label: str | Promise
    permissions: frozenset[str]
    own_department: frozenset[str] = frozenset()
    is_departmental: bool = False

    def allows(self, permission: str) -> bool:
        """Whether the role may do this at all, at least somewhere."""
        if permission not in PERMISSIONS:
            raise UnknownPermission(permission)
        return permission in self.permissions or permission in self.own_department

    def reach(self, permission: str, department: Any, *, by: str = "department") -> Q:
        """Which rows the role may do this with, held in `department`; `by` is the way from a row to its own."""
        if permission in self.permissions:
            return ~Q(pk__in=[])
        return Q(**{by: department}) if self.allows(permission) else Q(pk__in=[])


_EVERYONE = frozenset({"workbench.view", "directory.view", "calendars.view"})
_OFFICIAL = _EVERYONE | {
    "roster.view",
    "items.view",
    "objects.view",
    "officers.view",
    "plans.view",
    "draws.view",
    "visits.view",
    "budget.view",
    "publication.view",
}
_HISTORY = frozenset({"credit.events", "risk.signals", "plans.try"})
_GRADING = frozenset({"credit.view", "credit.record", "risk.view", "risk.record", "budget.record"})
"""Grades and levels are seen by who plans (DOMAIN 5.3); a service says for which domains a department gives them."""
_AGGREGATE = frozenset({"credit.oversee", "risk.oversee"})

ROLES = {
    "officer": Role(
        _("执法人员"),
        _OFFICIAL | {"objects.persons", "visits.attend", "clues.view"} | _HISTORY,
        own_department=frozenset(
            {
                "items.prepare",
                "objects.maintain",
                "objects.enrol",
                "objects.tag",
                "objects.approve",
                "key_lists.prepare",
                "officers.engage",
                "plans.prepare",
                "plans.import",
                "campaigns.prepare",
                "visits.schedule",
                "visits.record",
                "findings.handle",
                "clues.raise",
                "clues.handle",
                "draws.prepare",
                "publication.prepare",
            }
        ),
        is_departmental=True,
    ),
    "department_admin": Role(
        _("部门管理员"),
        _OFFICIAL | {"objects.persons", "visits.attend", "clues.view"} | _HISTORY | _GRADING,
        own_department=frozenset(
            {
                "departments.manage",
                "members.manage",
                "roster.manage",
                "items.prepare",
                "items.import",
                "items.claim",
                "items.co_sign",
                "objects.maintain",
                "objects.enrol",
                "objects.tag",
                "objects.approve",
                "objects.import",
                "key_lists.prepare",
                "officers.engage",
                "officers.manage",
                "plans.prepare",
                "plans.import",
                "plans.approve",
                "campaigns.prepare",
                "visits.schedule",
                "visits.approve",
                "visits.record",
                "findings.handle",
                "clues.raise",
                "clues.handle",
                "items.assign",
                "matters.raise",
                "matters.state",
                "matters.decide",
                "draws.prepare",
                "draws.seal",
                "draws.hold",
                "publication.prepare",
                "publication.check",
            }
        ),
        is_departmental=True,
    ),
    "district_admin": Role(
        _("统筹管理员"),
        _OFFICIAL
        | _HISTORY
        | _GRADING
        | _AGGREGATE
        | {
            "budget.manage",
            "credit.manage",
            "departments.manage",
            "departments.transfer",
            "members.manage",
            "coordination.manage",
            "grants.manage",
            "roster.manage",
            "roster.import",
            "calendars.manage",
            "items.prepare",
            "items.import",
            "items.approve",
            "items.manage",
            "objects.maintain",
            "objects.tag",
            "objects.persons",
            "objects.merge",
            "objects.import",
            "objects.coordinate",
            "key_lists.prepare",
            "key_lists.approve",
            "items.claim",
            "items.assign",
            "items.record_laws",
            "matters.raise",
            "boundaries.manage",
            "items.respond",
            "items.oversee",
            "officers.manage",
            "officers.import",
            "officers.lend",
            "officers.publish",
            "plans.coordinate",
            "plans.manage",
            "campaigns.approve",
            "visits.oversee",
            "clues.view",
            "clues.oversee",
            "ratings.view",
            "ratings.invite",
            "draws.prepare",
            "draws.hold",
            "draws.oversee",
            "publication.exempt",
            "publication.withdraw",
            "settings.manage",
            "regions.manage",
        },
    ),
    "leader": Role(
        _("领导"),
        _OFFICIAL
        | _AGGREGATE
        | {
            "items.approve",
            "items.oversee",
            "key_lists.approve",
            "matters.decide",
            "plans.coordinate",
            "campaigns.approve",
            "clues.view",
            "clues.oversee",
        },
    ),
    "legal_reviewer": Role(
        _("法制审核员"),
        _OFFICIAL | {"items.check_legality", "items.record_laws", "publication.exempt"},
        own_department=frozenset({"publication.check"}),
        is_departmental=True,
    ),
    "officer_librarian": Role(
        _("执法人员名录管理员"),
        _OFFICIAL | {"officers.manage", "officers.import", "officers.lend", "officers.publish"},
        own_department=frozenset({"publication.prepare"}),
    ),
    "auditor": Role(_("审计员"), _EVERYONE | {"audit.view"}),
    "security_officer": Role(_("安全保密员"), _EVERYONE | {"members.secure", "settings.manage"}),
    "operator": Role(
        _("系统运维员"),
        _EVERYONE | {"operations.view", "operations.manage", "reference.manage", "calendars.manage"},
    ),
}

SEPARATED_ROLES = ["auditor", "operator", "security_officer"]
"""No one may hold two of these at a time (DOMAIN 58, classified protection level three)."""

DEFAULT_SECOND_FACTOR_ROLES = ("district_admin", "auditor", "operator", "security_officer")


def role_choices() -> list[tuple[str, str | Promise]]:
    """Choices for forms and models, in the order of the table."""
    return [(code, role.label) for code, role in ROLES.items()]
