"""Who still owes a publication, and whether its subject objected (R115, R118, R123)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publication.desensitise import Masked, desensitise, exact_fields, hidden_names, open_text, sanitised, texts
from publication.kinds import LONGEST_CODE, kind_named
from publication.people import Suspect, suspects
from publication.states import DROPPED, DUTY_WORKFLOW, SETTLED
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track(exclude=["recorded", "persons"])
class Duty(TenantModel):
    """A department owes a publication: of what, by when (its clock), and how far it has come (R115, R118).

    With a `correction_reason`, which the public reads, it is owed for what is public already and was wrong.
    """

    state = models.CharField(_("状态"), max_length=20, choices=DUTY_WORKFLOW.choices, default="due")
    kind = models.CharField(_("种类"), max_length=40)
    ref = models.CharField(_("来源编号"), max_length=80)
    title = models.CharField(_("标题"), max_length=300)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("责任部门"), related_name="+")
    snapshot = models.JSONField(_("拟公示内容"), default=dict, blank=True)
    recorded = models.JSONField(_("来源记录的内容"), default=dict, blank=True)
    basis = models.CharField(_("依据"), max_length=500)
    correction_reason = models.CharField(_("更正说明"), max_length=500, blank=True)
    withheld_fields = ArrayField(
        models.CharField(max_length=60), verbose_name=_("不公示的字段"), default=list, blank=True
    )
    persons = ArrayField(models.CharField(max_length=100), verbose_name=_("不公开姓名的人员"), default=list, blank=True)
    subject_code = models.CharField(_("对象代码"), max_length=LONGEST_CODE, blank=True)
    told_on = models.DateField(_("告知日期"), null=True, blank=True)
    told_how = models.CharField(_("告知方式"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("产生时间"))
    due_on = models.DateField(_("公示截止日"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("拟稿人"), null=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("公示任务")
        verbose_name_plural = _("公示任务")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=DUTY_WORKFLOW.known(), name="duty_state_known"),
            models.UniqueConstraint(
                fields=["tenant", "kind", "ref"],
                condition=~Q(state__in=SETTLED),
                name="duty_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(state=DROPPED) | ~Q(correction_reason=""), name="duty_only_correction_drops"
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | Q(told_on__isnull=False) & ~Q(told_how=""),
                name="duty_told_somehow",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publication:duty", args=[self.tenant_id, self.pk])

    @property
    def kind_label(self) -> str:
        return str(kind_named(self.kind).label)

    @property
    def concerns_subject(self) -> bool:
        return kind_named(self.kind).concerns_subject

    @property
    def is_correction(self) -> bool:
        return bool(self.correction_reason)

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def hidden(self) -> list[str]:
        """Names that no text for the public tells, because an exemption keeps the subject's name back."""
        return hidden_names(kind_named(self.kind), self.snapshot, self.withheld_fields)

    @property
    def public_title(self) -> str:
        return open_text(self.title, self.hidden, self.persons)

    @property
    def public_basis(self) -> str:
        return open_text(self.basis, self.hidden, self.persons)

    @property
    def public_reason(self) -> str:
        """Why it is corrected, as the public reads it."""
        return open_text(self.correction_reason, self.hidden, self.persons)

    @property
    def shown_fields(self) -> list[tuple[str, Any]]:
        """(label, value) of every field of the kind, in its order, just as it would be published."""
        kind = kind_named(self.kind)
        shown = sanitised(kind, self.snapshot, self.withheld_fields, self.persons)
        return [(str(field.label), shown.get(name, "")) for name, field in kind.fields.items()]

    @property
    def masked_fields(self) -> list[tuple[str, str, str]]:
        """(label, what it is, what the public reads) of each text in which personal data are masked."""
        labels, (_shown, masked) = self._labels, self._judged
        return [(labels[one.path.partition(".")[0]], str(one.rule), one.shown) for one in masked]

    @property
    def suspected_names(self) -> list[tuple[str, Suspect]]:
        """(label, what may be the name of a person) in the text as the public would read it, for whoever checks it."""
        labels, (shown, _masked) = self._labels, self._judged
        return [(labels[name], one) for name, value in shown.items() for text in texts(value) for one in suspects(text)]

    @property
    def _labels(self) -> dict[str, str]:
        """The word for each text of which the public reads something."""
        said = {"*basis": str(_("依据")), "*reason": str(_("更正说明"))}
        return said | {name: str(field.label) for name, field in kind_named(self.kind).fields.items()}

    @property
    def _judged(self) -> tuple[dict[str, Any], list[Masked]]:
        """Basis, reason, and the fields neither withheld nor published as they came: masked, and what of it was."""
        open_to_all = {name: value for name, value in self.snapshot.items() if name not in self.withheld_fields}
        exact = exact_fields(kind_named(self.kind), open_to_all)
        inexact = {name: value for name, value in open_to_all.items() if name not in exact}
        said = {"*basis": self.basis, "*reason": self.correction_reason}
        return desensitise(inexact | said, persons=self.persons)

    @property
    def rewritten_fields(self) -> list[tuple[str, Any, Any]]:
        """(label, what the record says, what would be published) of each field that was written anew."""
        fields = kind_named(self.kind).fields
        both = [(name, told, self.snapshot.get(name, "")) for name, told in self.recorded.items()]
        return [(str(fields[name].label), told, shown) for name, told, shown in both if told != shown]


@track()
class Objection(TenantModel):
    """The subject disagrees with what is to be published of it; nothing is published until it is answered (R123)."""

    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("公示任务"), related_name="objections")
    received_on = models.DateField(_("收到日期"))
    claim = models.TextField(_("异议内容"), max_length=2000)
    registered_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, related_name="+", db_constraint=False
    )
    is_upheld = models.BooleanField(_("异议是否成立"), null=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("决定人"), null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("公示异议")
        verbose_name_plural = _("公示异议")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty"], condition=Q(is_upheld__isnull=True), name="objection_one_open"),
            models.CheckConstraint(
                condition=Q(is_upheld=None) | ~Q(answer=""),
                name="objection_decided_with_answer",
                violation_error_message=_("请写明答复。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}：{self.claim[:40]}"
