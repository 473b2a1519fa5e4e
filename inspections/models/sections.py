"""A department's section of a visit: its officers, its points, what they came to, who signed (R102; 5.2 nos. 20–25).

What is sent from a device carries a `device_key` made there, unique in the place: sent twice it is kept once. The
database refuses to change answers, statements and signatures at all, and to add any once the section is signed.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.visits import Visit, person
from inspections.results import EntryOutcome, FollowUp, PublicationChoice, RecordTechnique, SignerRole, VisitResult
from inspections.states import CLOSED, OPEN, SECTION_WORKFLOW, UNSIGNED
from items.models import Checklist, ChecklistEntry, ItemVersion
from registry.models import Expert, Officer
from tenancy.history import track_changes
from tenancy.models import Department, Member, TenantModel

HEX_256 = "^[0-9a-f]{64}$"


def device_key() -> models.UUIDField:
    """The number a device gave to one write."""
    return models.UUIDField(_("设备写入编号"), null=True, blank=True, editable=False)


def once_a_device(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["tenant", "device_key"], name=f"{name}_device_key_once")


@track_changes()
class VisitSection(TenantModel):
    """One department's own part: recorded, signed, given a result and closed by its own officers alone (R102)."""

    reading_permission = "visits.view"

    visit = models.ForeignKey(Visit, models.PROTECT, verbose_name=_("检查"), related_name="sections")
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("检查部门"), related_name="visit_sections"
    )
    content = models.TextField(_("检查事项"), max_length=1000)
    domain = models.CharField(_("执法证领域要求"), max_length=60, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=SECTION_WORKFLOW.choices, default=OPEN)
    techniques = ArrayField(
        models.CharField(max_length=16, choices=RecordTechnique), verbose_name=_("检查方式"), default=list, blank=True
    )
    account = models.TextField(_("现场情况"), max_length=4000, blank=True)
    recorded_at = models.DateTimeField(_("记录完成时间"), null=True, blank=True)
    signed_at = models.DateTimeField(_("签字时间"), null=True, blank=True)
    record_hash = models.CharField(_("笔录校验码"), max_length=64, blank=True)
    result = models.CharField(_("检查结果"), max_length=20, choices=VisitResult, blank=True)
    result_note = models.TextField(_("结果说明"), max_length=1000, blank=True)
    follow_up = models.CharField(_("后续处理"), max_length=8, choices=FollowUp, blank=True)
    result_by = person(_("结果确定人"))
    publication = models.CharField(_("公示决定"), max_length=20, choices=PublicationChoice, blank=True)
    publication_note = models.CharField(_("公示说明"), max_length=300, blank=True)
    closed_by = person(_("办结人"))
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("部门检查单")
        verbose_name_plural = _("部门检查单")
        ordering = ["visit", "pk"]
        constraints = [
            models.CheckConstraint(condition=SECTION_WORKFLOW.known(), name="visit_section_state_known"),
            models.UniqueConstraint(fields=["visit", "department"], name="visit_section_once_a_department"),
            models.CheckConstraint(
                condition=Q(result="") | Q(result__in=VisitResult.values), name="visit_section_result_known"
            ),
            models.CheckConstraint(
                condition=Q(follow_up="") | Q(follow_up__in=FollowUp.values), name="visit_section_follow_up_known"
            ),
            models.CheckConstraint(
                condition=Q(techniques__contained_by=RecordTechnique.values), name="visit_section_techniques_known"
            ),
            models.CheckConstraint(
                condition=Q(record_hash="") | Q(record_hash__regex=HEX_256), name="visit_section_hash_whole"
            ),
            models.CheckConstraint(
                condition=~Q(publication=PublicationChoice.REQUEST_EXEMPTION) | ~Q(publication_note=""),
                name="visit_section_exemption_says_why",
                violation_error_message=_("申请不予公示的，须写明理由。"),
            ),
        ]
        indexes = [models.Index(fields=["department", "state"], name="visit_sections_by_state")]

    def __str__(self) -> str:
        return f"{self.visit}：{self.department}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:section", args=[self.tenant_id, self.pk])

    def is_open_to(self, member: Member) -> bool:
        """Whether the member reads what stands in it: who takes part; once it is closed, every official (5.3)."""
        return self.state == CLOSED or self.visit.has_part(member)

    @property
    def is_unsigned(self) -> bool:
        return self.state in UNSIGNED

    @property
    def technique_words(self) -> str:
        return "、".join(str(RecordTechnique(one).label) for one in self.techniques)


class SectionItem(TenantModel):
    """An item of the published list that a section rests on, and the checklist in force that day (5.2 no. 4)."""

    section = models.ForeignKey(VisitSection, models.CASCADE, verbose_name=_("部门检查单"), related_name="items")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, verbose_name=_("事项版本"), related_name="+")
    checklist = models.ForeignKey(
        Checklist, models.PROTECT, verbose_name=_("检查表"), null=True, blank=True, related_name="+"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("检查所依事项")
        verbose_name_plural = _("检查所依事项")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["section", "item_version"], name="section_item_once")]

    def __str__(self) -> str:
        return str(self.item_version)


class SectionOfficer(TenantModel):
    """An officer of the section, with the name and certificate as they stood when he was named."""

    section = models.ForeignKey(VisitSection, models.CASCADE, verbose_name=_("部门检查单"), related_name="officers")
    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name=_("执法人员"), related_name="visit_rows")
    name = models.CharField(_("姓名"), max_length=100)
    certificate_number = models.CharField(_("执法证号"), max_length=40)

    class Meta(TenantModel.Meta):
        verbose_name = _("检查人员")
        verbose_name_plural = _("检查人员")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["section", "officer"], name="section_officer_once")]

    def __str__(self) -> str:
        return f"{self.name}（{self.certificate_number}）"


class SectionExpert(TenantModel):
    """An expert who comes along: advises, never counts, never signs (5.2 no. 3)."""

    section = models.ForeignKey(VisitSection, models.CASCADE, verbose_name=_("部门检查单"), related_name="experts")
    expert = models.ForeignKey(Expert, models.PROTECT, verbose_name=_("专家"), related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("随行专家")
        verbose_name_plural = _("随行专家")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["section", "expert"], name="section_expert_once")]

    def __str__(self) -> str:
        return str(self.expert)


class SectionEntry(TenantModel):
    """An answer to one point; a later one stands in its place and both stay.

    `seen` is the answer that stood when this one was written. Where another came in between and says otherwise, this
    one `is_conflict`: a person looks at both and answers again.
    """

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="answers")
    entry = models.ForeignKey(ChecklistEntry, models.PROTECT, verbose_name=_("检查要点"), related_name="answers")
    outcome = models.CharField(_("检查情况"), max_length=16, choices=EntryOutcome)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    seen = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("所见的前次填写"), null=True, blank=True, related_name="+"
    )
    is_conflict = models.BooleanField(_("与他人填写不一致"), default=False)
    observed_at = models.DateTimeField(_("检查时间（设备）"))
    received_at = models.DateTimeField(_("收到时间"))
    recorded_by = person(_("填写人"))
    device_key = device_key()

    class Meta(TenantModel.Meta):
        verbose_name = _("检查要点填写")
        verbose_name_plural = _("检查要点填写")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=EntryOutcome.values), name="section_entry_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome=EntryOutcome.FAIL) | ~Q(note=""),
                name="section_entry_fail_says_what",
                violation_error_message=_("不合格的，须写明具体情况。"),
            ),
            once_a_device("section_entry"),
        ]
        indexes = [models.Index(fields=["section", "entry", "id"], name="section_answers")]

    def __str__(self) -> str:
        return f"{self.entry}：{self.get_outcome_display()}"


class Statement(TenantModel):
    """陈述申辩: what the subject says to the record (5.2 no. 25)."""

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="statements")
    given_by = models.CharField(_("陈述人"), max_length=60)
    text = models.TextField(_("陈述、申辩意见"), max_length=4000)
    given_at = models.DateTimeField(_("陈述时间（设备）"))
    received_at = models.DateTimeField(_("收到时间"))
    recorded_by = person(_("记录人"))
    device_key = device_key()

    class Meta(TenantModel.Meta):
        verbose_name = _("陈述申辩")
        verbose_name_plural = _("陈述申辩")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="statement_says_something"),
            once_a_device("statement"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Signature(TenantModel):
    """A name under the record, drawn by finger and kept as an image, or the refusal to sign with its reason.

    `record_hash` is the hash of the record as it was read to the signer; `image_hash` that of the drawing.
    """

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="signatures")
    role = models.CharField(_("签字身份"), max_length=8, choices=SignerRole)
    name = models.CharField(_("姓名"), max_length=60)
    officer = models.ForeignKey(
        SectionOfficer, models.PROTECT, verbose_name=_("执法人员"), null=True, blank=True, related_name="signatures"
    )
    image_hash = models.CharField(_("签字图像校验码"), max_length=64, blank=True)
    record_hash = models.CharField(_("笔录校验码"), max_length=64)
    is_refused = models.BooleanField(_("拒绝签字"), default=False)
    reason = models.CharField(_("拒绝理由"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("签字时间（设备）"))
    received_at = models.DateTimeField(_("收到时间"))
    taken_by = person(_("经办执法人员"))
    device_key = device_key()

    reading_permission = "visits.view"

    class Meta(TenantModel.Meta):
        verbose_name = _("签字")
        verbose_name_plural = _("签字")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=SignerRole.values), name="signature_role_known"),
            models.CheckConstraint(condition=Q(record_hash__regex=HEX_256), name="signature_names_record"),
            models.CheckConstraint(
                condition=Q(is_refused=True, role=SignerRole.SUBJECT, image_hash="") & ~Q(reason="")
                | Q(is_refused=False, reason="", image_hash__regex=HEX_256),
                name="signature_drawn_or_refused",
            ),
            models.CheckConstraint(
                condition=Q(role=SignerRole.OFFICER, officer__isnull=False)
                | ~Q(role=SignerRole.OFFICER) & Q(officer__isnull=True),
                name="signature_officer_named",
            ),
            once_a_device("signature"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"

    def is_open_to(self, member: Member) -> bool:
        return self.section.is_open_to(member)


class Correction(TenantModel):
    """What is added to a signed record, with its reason; the record itself stays as it was signed (5.2 no. 22)."""

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="corrections")
    text = models.TextField(_("更正或补充内容"), max_length=2000)
    reason = models.CharField(_("理由"), max_length=300)
    made_by = person(_("更正人"))
    made_at = models.DateTimeField(_("更正时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("笔录更正")
        verbose_name_plural = _("笔录更正")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text="") & ~Q(reason=""), name="correction_says_why")]

    def __str__(self) -> str:
        return self.text[:60]


class ResultRecognition(TenantModel):
    """A fresh result of another department on the same fact: taken over, or asked again and why (R103)."""

    answer = models.OneToOneField(
        SectionEntry,
        models.PROTECT,
        verbose_name=_("本部门填写"),
        null=True,
        blank=True,
        related_name="recognition",
    )
    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="recognitions")
    entry = models.ForeignKey(ChecklistEntry, models.PROTECT, verbose_name=_("检查要点"), related_name="+")
    source = models.ForeignKey(SectionEntry, models.PROTECT, verbose_name=_("所引结果"), related_name="recognised_by")
    is_recognised = models.BooleanField(_("予以采信"))
    reason = models.CharField(_("不采信的理由"), max_length=300, blank=True)
    decided_by = person(_("办理人"))
    decided_at = models.DateTimeField(_("办理时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("结果互认")
        verbose_name_plural = _("结果互认")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "entry", "source"], name="recognition_once"),
            models.CheckConstraint(
                condition=Q(is_recognised=True, answer__isnull=False) | Q(is_recognised=False) & ~Q(reason=""),
                name="recognition_refused_says_why",
                violation_error_message=_("不采信其他部门结果的，须写明理由。"),
            ),
            models.CheckConstraint(condition=~Q(source=F("answer")), name="recognition_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}：{self.source}"
