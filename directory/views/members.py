"""People: list, one person with hats and history, accounts made, changed and helped back in."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import ReasonForm
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from directory.filters import MemberFilters
from directory.forms.members import MemberForm, NewMemberForm
from directory.queries.history import member_history
from directory.queries.people import (
    acts_for_place,
    hats_in,
    may_administer,
    may_secure,
    people_of,
    people_with_hats,
)
from directory.services import members
from directory.views.tabs import DirectoryTabs
from tenancy.lockout import locked_accounts
from tenancy.models import Member, Membership


def members_crumb(page: Page) -> Crumb:
    return Crumb(_("人员"), reverse("directory:members", args=[page.tenant]))


class MembersPage(DirectoryTabs, ListPage):
    """Everyone with an account or a hat in the place."""

    model = Member
    permission = "directory.view"
    title = gettext_lazy("人员")
    tab = "directory:members"
    filterset_class = MemberFilters
    ordering = ["name", "pk"]
    rows_template = "directory/_member_rows.html"
    export = "directory.members"
    columns = [
        Column("name", gettext_lazy("姓名"), "name"),
        Column("username", gettext_lazy("登录名"), "username"),
        Column("hats", gettext_lazy("任职")),
        Column("employee_number", gettext_lazy("工号"), "employee_number"),
        Column("home", gettext_lazy("账号所属地区"), "home__name"),
        Column("last_login", gettext_lazy("最近登录"), "last_login"),
        Column("state", gettext_lazy("状态"), "is_active"),
    ]
    empty = Empty(
        gettext_lazy("还没有人员"),
        gettext_lazy("为每位工作人员建立账号，并安排角色和部门。"),
        gettext_lazy("新建账号"),
        "directory:add_member",
    )

    def get_queryset(self) -> QuerySet:
        return people_with_hats(self.tenant, timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(locked=locked_accounts(), **kwargs)

    def get_moves(self) -> list[Button]:
        moves = []
        if self.member.may("members.manage"):
            moves.append(Button(_("新建账号"), reverse("directory:add_member", args=[self.tenant]), is_primary=True))
        if acts_for_place(self.member, "members.manage"):
            moves.append(Button(_("添加外地人员"), reverse("directory:invite_member", args=[self.tenant])))
        return moves


class PersonMixin(Page):
    """A page about a person of this place; `is_open` says about whom the reader may open it."""

    model = Member
    object: Any

    def get_queryset(self) -> QuerySet:
        return people_of(self.tenant).select_related("home")

    def get_object(self) -> Member:
        row = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        if not self.is_open(row):
            raise PermissionDenied(_("这个账号不归您管理，请联系建立账号的地区的统筹管理员。"))
        return row

    def is_open(self, row: Member) -> bool:
        return True

    def get_crumbs(self) -> list[Crumb]:
        crumbs = [members_crumb(self)]
        if not isinstance(self, DetailPage):
            crumbs.append(Crumb(self.object.name, reverse("directory:member", args=[self.tenant, self.object.pk])))
        return crumbs


class MemberPage(PersonMixin, DetailPage):
    """One person: the account, the hats, what happened to both."""

    permission = "directory.view"
    template_name = "directory/member_detail.html"

    def get_facts(self) -> list[tuple[str, Any]]:
        reach = ["mobile", "email"] if self.member.may("roster.view") else []
        self.facts = ["username", "employee_number", *reach, "home", "last_login", "joined_at"]
        return super().get_facts()

    def get_moves(self) -> list[Button]:
        return [
            Button(label, reverse(f"directory:{name}", args=[self.tenant, self.object.pk]), is_primary, is_dangerous)
            for name, label, is_open, is_primary, is_dangerous in self._moves()
            if is_open
        ]

    @cached_property
    def locked_until(self) -> datetime | None:
        return locked_accounts(of=self.object).get(self.object.pk)

    def _moves(self) -> list[tuple[str, str, bool, bool, bool]]:
        """(address name, label, open to the reader, primary, dangerous)."""
        row = self.object
        administers, secures = may_administer(self.member, row), may_secure(self.member, row)
        is_other, is_locked = row.pk != self.member.pk, self.locked_until is not None
        return [
            ("put_on_hat", _("添加任职"), self.member.may("members.manage") and is_other, not is_locked, False),
            ("change_member", _("修改资料"), administers, False, False),
            ("reset_password", _("重置密码"), (administers or secures) and row.is_active, False, False),
            ("unlock_member", _("解除登录锁定"), (administers or secures) and is_locked, is_locked, False),
            ("reset_second_factor", _("重置两步验证"), secures and is_other, False, True),
            ("deactivate_member", _("停用账号"), administers and row.is_active and is_other, False, True),
            ("reactivate_member", _("启用账号"), administers and not row.is_active, True, False),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        worn = [(hat, hat.is_current(today), self._may_end(hat, today)) for hat in hats_in(self.tenant, row)]
        return super().get_context_data(
            page_state=self._state(),
            worn=worn,
            has_second_factor=Authenticator.objects.filter(user=row, type=Authenticator.Type.TOTP).exists(),
            history=member_history(row, self.tenant),
            **kwargs,
        )

    def _state(self) -> dict[str, str] | None:
        if not self.object.is_active:
            return {"label": _("账号已停用"), "tone": "grey"}
        if self.locked_until is None:
            return None
        until = f"{timezone.localtime(self.locked_until):%H:%M}"
        return {"label": _("登录已锁定，%(until)s 自动解除") % {"until": until}, "tone": "red"}

    def _may_end(self, hat: Membership, today: Any) -> bool:
        is_open = hat.ends_on is None or hat.ends_on > today
        return is_open and self.member.may("members.manage", hat)


class AddMemberPage(FormPage):
    """Make an account with its first hat; the temporary password is shown once."""

    permission = "members.manage"
    form_class = NewMemberForm
    title = gettext_lazy("新建账号")
    submit_label = gettext_lazy("建立账号")

    def get_crumbs(self) -> list[Crumb]:
        return [members_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"starts_on": timezone.localdate()}}

    def save(self, form: Any) -> HttpResponse:
        password = members.add_member(form.instance, actor=self.member, hat=form.hat())
        return self.show_once(form.instance, password)

    def show_once(self, member: Member, password: str) -> HttpResponse:
        return password_page(self, member, password)

    def done(self, target: HttpResponse) -> HttpResponse:
        return target


def password_page(page: FormPage, member: Member, password: str) -> HttpResponse:
    """The one time a temporary password is seen; no browser or proxy keeps the page."""
    crumbs = [members_crumb(page), Crumb(member.name, reverse("directory:member", args=[page.tenant, member.pk]))]
    context = {
        "page_title": _("临时密码"),
        "crumbs": [*crumbs, Crumb(_("临时密码"))],
        "person": member,
        "password": password,
        "member_url": crumbs[-1].url,
    }
    response = page.response_class(page.request, ["directory/password_once.html"], context, using=page.template_engine)
    response.headers["Cache-Control"] = "no-store"
    return response


class AccountMove(PersonMixin, FormPage):
    """Something done to an account, with the reason."""

    form_class: Any = ReasonForm

    def is_open(self, row: Member) -> bool:
        return may_administer(self.member, row)

    def get_submit_label(self) -> str:
        return self.get_title()

    def done(self, target: Any) -> HttpResponse:
        return super().done(reverse("directory:member", args=[self.tenant, self.object.pk]))


class ChangeMemberPage(AccountMove):
    permission = "members.manage"
    form_class = MemberForm
    title = gettext_lazy("修改资料")
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("已保存。")

    def get_submit_label(self) -> str:
        return str(self.submit_label)

    def save(self, form: Any) -> None:
        members.change_member(form.instance, actor=self.member)


class DeactivatePage(AccountMove):
    permission = "members.manage"
    title = gettext_lazy("停用账号")
    consequence = gettext_lazy("停用后此人立即退出登录，不能再登录；任职和历史资料保留，可以重新启用。")
    success_message = gettext_lazy("账号已停用。")

    def save(self, form: Any) -> None:
        members.deactivate_member(self.object, actor=self.member, **form.cleaned_data)


class ReactivatePage(AccountMove):
    permission = "members.manage"
    title = gettext_lazy("启用账号")
    consequence = gettext_lazy("启用后此人可以用原密码登录。")
    success_message = gettext_lazy("账号已启用。")

    def save(self, form: Any) -> None:
        members.reactivate_member(self.object, actor=self.member, **form.cleaned_data)


class SecureMove(AccountMove):
    """Open to the administrator of the account and to the security officer."""

    permission = "directory.view"

    def is_open(self, row: Member) -> bool:
        return may_administer(self.member, row) or may_secure(self.member, row)


class ResetPasswordPage(SecureMove):
    title = gettext_lazy("重置密码")
    consequence = gettext_lazy("将生成一个临时密码，只显示一次；此人须用它登录并立即改密码，现有登录全部退出。")

    def save(self, form: Any) -> HttpResponse:
        password = members.reset_password(self.object, actor=self.member, **form.cleaned_data)
        return password_page(self, self.object, password)

    def done(self, target: HttpResponse) -> HttpResponse:
        return target


class UnlockPage(SecureMove):
    title = gettext_lazy("解除登录锁定")
    consequence = gettext_lazy("连续输错密码会锁定登录。解除前请先核实是本人。")
    success_message = gettext_lazy("登录锁定已解除。")

    def save(self, form: Any) -> None:
        members.unlock_member(self.object, actor=self.member, **form.cleaned_data)


class ResetSecondFactorPage(AccountMove):
    permission = "members.secure"
    title = gettext_lazy("重置两步验证")
    consequence = gettext_lazy(
        "此人的两步验证和恢复码失效，现有登录全部退出，下次登录须重新设置。办理前请当面核实本人。"
    )
    success_message = gettext_lazy("两步验证已重置。")

    def is_open(self, row: Member) -> bool:
        return may_secure(self.member, row)

    def save(self, form: Any) -> None:
        members.reset_second_factor(self.object, actor=self.member, **form.cleaned_data)
