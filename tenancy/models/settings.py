"""What a place decides for itself about using the platform."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.history import track
from tenancy.models.base import TenantModel
from tenancy.roles import DEFAULT_SECOND_FACTOR_ROLES, role_choices


def second_factor_default() -> list[str]:
    return list(DEFAULT_SECOND_FACTOR_ROLES)


@track()
class TenantSettings(TenantModel):
    """One row per tenant."""

    second_factor_roles = ArrayField(
        models.CharField(max_length=24, choices=role_choices),
        verbose_name=_("必须使用两步验证的角色"),
        default=second_factor_default,
        blank=True,
    )
    idle_minutes = models.PositiveSmallIntegerField(
        _("无操作自动退出（分钟）"), default=30, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    notices_by_email = models.BooleanField(_("通知同时发送电子邮件"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("地区设置")
        verbose_name_plural = _("地区设置")
        constraints = [models.UniqueConstraint(fields=["tenant"], name="settings_one_per_tenant")]

    def __str__(self) -> str:
        return f"{self.tenant}"
