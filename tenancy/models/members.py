"""People and the hats they wear: a membership gives a member a role in a place or department for a period."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import get_user_perms

from tenancy.history import track
from tenancy.models.base import TenantModel
from tenancy.roles import ROLES, SEPARATED_ROLES, Role, codename, role_choices


class MemberManager(BaseUserManager["Member"]):
    """Django's way to make an account; services use it inside a scope."""

    def create_user(self, username: str, password: str | None = None, **values) -> "Member":
        member = self.model(username=self.model.normalize_username(username), **values)
        member.set_password(password)
        member.save(using=self._db)
        return member


@track(exclude=["password", "last_login", "mobile", "email"])
class Member(AbstractBaseUser, PermissionsMixin):
    """A person with an account. `home` is the place that made the account; hats may be worn elsewhere too.

    `hat` is the membership chosen for this request; it is set by the middleware and never stored here.
    """

    username = models.CharField(
        _("登录名"), max_length=60, unique=True, error_messages={"unique": _("这个登录名已被使用，请换一个。")}
    )
    name = models.CharField(_("姓名"), max_length=100)
    employee_number = models.CharField(_("工号"), max_length=40, blank=True)
    mobile = models.CharField(_("手机号码"), max_length=20, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    home = models.ForeignKey("tenancy.Region", models.PROTECT, verbose_name=_("所属地区"), related_name="+")
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=True)
    joined_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects = MemberManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    hat: "Membership | None" = None

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "employee_number"],
                condition=~Q(employee_number=""),
                name="member_employee_number",
                violation_error_message=_(
                    "本地区已有人使用这个工号，请核对；是同一个人的，请给原有账号增加岗位，不要另建。"
                ),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="member_username_any_case",
                violation_error_message=_("这个登录名已被使用（不区分大小写），请换一个。"),
            ),
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_is_superuser"),
        ]
        indexes = [models.Index(fields=["employee_number"], name="member_by_employee_number")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """May open the reference tables of Django admin."""
        return self.may("reference.manage")

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def may(self, permission: str, row: models.Model | None = None) -> bool:
        """The only question asked: roles first, then grants on the single row (HOUSE §3).

        Without a row: whether there is anything the member may do it with. Raises `UnknownPermission` for a typo.
        """
        hat = self.hat
        if hat is None or not self.is_active:
            return False
        if hat.role_allows(permission, row):
            return True
        return row is not None and hat.is_granted(permission, row)

    def has_perm(self, permission: str, obj: models.Model | None = None) -> bool:
        """Django admin asks here: its reference tables are one permission."""
        return self.may("reference.manage")

    def has_module_perms(self, app_label: str) -> bool:
        return self.may("reference.manage")


@track()
class Membership(TenantModel):
    """A hat: one role of one member in one place or department, for a period."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("人员"), related_name="memberships")
    role = models.CharField(_("角色"), max_length=24, choices=role_choices)
    department = models.ForeignKey(
        "tenancy.Department",
        models.PROTECT,
        verbose_name=_("部门"),
        null=True,
        blank=True,
        related_name="memberships",
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["member__name", "role", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(department__isnull=False)
                | ~Q(role__in=[code for code in ROLES if ROLES[code].is_departmental]),
                name="membership_department",
                violation_error_message=_("这个角色必须选择所在部门。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "member", "role", "department"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="membership_once",
                violation_error_message=_("此人已有相同的任职，不必重复添加。"),
            ),
            ExclusionConstraint(
                name="membership_separation",
                expressions=[
                    ("member", "="),
                    ("role", "<>"),
                    (
                        Func("starts_on", "ends_on", Value("[]"), function="daterange", output_field=DateRangeField()),
                        "&&",
                    ),
                ],
                condition=Q(role__in=SEPARATED_ROLES),
                violation_error_message=_("系统运维员、安全保密员、审计员三个角色必须由不同的人担任。"),
            ),
        ]

    def __str__(self) -> str:
        place = self.department or self.tenant
        return f"{place} {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("directory:member", args=[self.tenant_id, self.member_id])

    def is_current(self, today: date) -> bool:
        """Whether the hat may be worn on `today`; the last day counts."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)

    @property
    def definition(self) -> Role:
        """The role as `tenancy.roles` defines it."""
        return ROLES[self.role]

    def role_allows(self, permission: str, row: models.Model | None) -> bool:
        """Whether the role implies `permission` on `row`: in the whole place, or because the department is its own."""
        if not self.definition.allows(permission):
            return False
        return permission in self.definition.permissions or row is None or self.is_of_own_department(row)

    def within_reach(self, permission: str, rows: models.QuerySet) -> models.QuerySet:
        """Of `rows`, which have a `department`, those on which the role implies `permission`."""
        return rows.filter(self.definition.reach(permission, self.department_id))

    def is_of_own_department(self, row: models.Model) -> bool:
        """Whether `row` is, or belongs to, the department of this hat."""
        owner = row.pk if row._meta.label == "tenancy.Department" else getattr(row, "department_id", None)
        return owner is not None and owner == self.department_id

    def is_granted(self, permission: str, row: models.Model) -> bool:
        """Whether a grant on this single row gives `permission` to the member (django-guardian)."""
        name = codename(permission)
        grantable = {known for known, _label in row._meta.permissions}
        return name in grantable and name in get_user_perms(self.member, row)
