"""Experts and third parties: lists, one of them, forms."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage
from registry.filters.officers import BodyFilters, ExpertFilters
from registry.forms.officers import BodyForm, ExpertForm, InterestForm
from registry.models import Expert, Interest, ThirdPartyBody
from registry.services import assistants
from registry.views.officer_tabs import OfficerTabs
from registry.views.officers import life_of

_ASSISTS = gettext_lazy("专家和第三方机构只协助检查：不计入最低执法人数，不在检查记录上以执法人员身份签字。")


def term_badge(row: Any) -> dict[str, str]:
    """Whether the term runs, as a badge."""
    if row.is_current(timezone.localdate()):
        return {"label": _("有效"), "tone": "green"}
    return {"label": _("不在有效期"), "tone": "grey"}


class AssistantsPage(OfficerTabs, ListPage):
    """What the two lists share."""

    permission = "officers.view"
    ordering = ["name", "pk"]
    help_text = _ASSISTS
    add_url_name = ""
    import_url_name = ""

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("department")

    def get_moves(self) -> list[Button]:
        moves = [
            ("officers.manage", Button(_("登记"), reverse(self.add_url_name, args=[self.tenant]), True)),
            ("officers.import", Button(_("导入"), reverse(self.import_url_name, args=[self.tenant]))),
        ]
        return [move for permission, move in moves if self.member.may(permission)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = term_badge(row)
        return context


class ExpertsPage(AssistantsPage):
    model = Expert
    title = gettext_lazy("专家名录")
    tab = "registry:experts"
    add_url_name = "registry:expert_add"
    import_url_name = "registry:expert_import"
    filterset_class = ExpertFilters
    rows_template = "registry/_expert_rows.html"
    export = "registry.experts"
    columns = [
        Column("name", gettext_lazy("姓名"), "name"),
        Column("employer", gettext_lazy("工作单位"), "employer"),
        Column("title", gettext_lazy("职称或职务")),
        Column("domains", gettext_lazy("专业领域")),
        Column("department", gettext_lazy("推荐部门"), "department__name"),
        Column("ends_on", gettext_lazy("聘期至"), "ends_on"),
        Column("state", gettext_lazy("状态")),
    ]
    empty = Empty(
        gettext_lazy("还没有专家"),
        gettext_lazy("重点领域和新兴领域的检查可请专家协助，由各部门推荐入库。"),
        gettext_lazy("登记专家"),
        "registry:expert_add",
    )


class BodiesPage(AssistantsPage):
    model = ThirdPartyBody
    title = gettext_lazy("第三方机构名录")
    tab = "registry:bodies"
    add_url_name = "registry:body_add"
    import_url_name = "registry:body_import"
    filterset_class = BodyFilters
    rows_template = "registry/_body_rows.html"
    export = "registry.bodies"
    columns = [
        Column("name", gettext_lazy("机构名称"), "name"),
        Column("kind", gettext_lazy("机构类别")),
        Column("accreditation", gettext_lazy("资质证书编号")),
        Column("domains", gettext_lazy("专业领域")),
        Column("department", gettext_lazy("推荐部门"), "department__name"),
        Column("ends_on", gettext_lazy("资质有效期至"), "ends_on"),
        Column("state", gettext_lazy("状态")),
    ]
    empty = Empty(
        gettext_lazy("还没有第三方机构"),
        gettext_lazy("检验检测、审计、鉴定评估机构登记资质范围和有效期后，其结论可以依法采用。"),
        gettext_lazy("登记第三方机构"),
        "registry:body_add",
    )


class AssistantPage(DetailPage):
    """One expert or body with the declared interests."""

    permission = "officers.view"
    template_name = "registry/assistant_detail.html"
    kind = ""
    help_text = _ASSISTS

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("department")

    def get_crumbs(self) -> list[Crumb]:
        return [assistants_crumb(self, self.model)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("officers.manage", self.object):
            return []
        place = [self.tenant, self.object.pk]
        return [
            Button(_("修改"), reverse(f"registry:{self.kind}_change", args=place), True),
            Button(_("申报回避"), reverse(f"registry:{self.kind}_interest", args=place)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeps = self.member.may("officers.manage", self.object)
        return super().get_context_data(
            page_state=term_badge(self.object),
            interests=self.object.interests.all() if keeps else None,
            history=life_of(self.object) if keeps else [],
            **kwargs,
        )


class ExpertPage(AssistantPage):
    model = Expert
    kind = "expert"
    facts = [
        "employer", "title", "department", (gettext_lazy("专业领域"), "domain_words"), "starts_on", "ends_on",
        "contact",
    ]  # fmt: skip


class BodyPage(AssistantPage):
    model = ThirdPartyBody
    kind = "body"
    facts = [
        "uscc", "kind", "accreditation", "scope", "department", (gettext_lazy("专业领域"), "domain_words"),
        "starts_on", "ends_on", "contact",
    ]  # fmt: skip

    def get_moves(self) -> list[Button]:
        hat, moves = self.member.hat, super().get_moves()
        if hat and hat.department and self.member.may("officers.engage", hat.department):
            address = reverse("registry:engage", args=[self.tenant, self.object.pk])
            moves.append(Button(_("发出委托函"), address, is_primary=not moves))
        return moves


def assistants_crumb(page: Any, model: type[Any]) -> Crumb:
    """The way to the list of the model."""
    if model is Expert:
        return Crumb(_("专家名录"), reverse("registry:experts", args=[page.tenant]))
    return Crumb(_("第三方机构名录"), reverse("registry:bodies", args=[page.tenant]))


class AssistantForms(FormPage):
    """Adds or changes one of them."""

    permission = "officers.manage"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("department", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        above = assistants_crumb(self, self.model)
        return [above, Crumb(str(self.object), self.object.get_absolute_url())] if self.object else [above]

    def save(self, form: Any) -> Any:
        service = assistants.change_assistant if self.object else assistants.add_assistant
        return service(form.instance, actor=self.member)


class AddExpertPage(AssistantForms):
    model = Expert
    form_class = ExpertForm
    title = gettext_lazy("登记专家")


class ChangeExpertPage(AddExpertPage):
    title = gettext_lazy("修改专家")


class AddBodyPage(AssistantForms):
    model = ThirdPartyBody
    form_class = BodyForm
    title = gettext_lazy("登记第三方机构")


class ChangeBodyPage(AddBodyPage):
    title = gettext_lazy("修改第三方机构")


class AssistantInterest(AssistantForms):
    """Declares an interest of an expert or a body."""

    form_class = InterestForm
    title = gettext_lazy("申报回避事项")
    kind = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = Interest(tenant=self.object.tenant, **{self.kind: self.object})
        return super().get_form_kwargs() | {"instance": instance, "initial": {"declared_on": timezone.localdate()}}

    def save(self, form: Any) -> Any:
        assistants.declare_interest(form.instance, actor=self.member)
        return self.object


class ExpertInterestPage(AssistantInterest):
    model = Expert
    kind = "expert"


class BodyInterestPage(AssistantInterest):
    model = ThirdPartyBody
    kind = "body"
