"""Laws kept by a place, recorded changes, and what is said about an adjustment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField
from items.articles import split_articles
from items.attributes import ChangeKind
from items.models import Law, LawArticle, LawChange
from items.queries.dependents import article_uses
from items.queries.wordings import wordings_of


class ArticlesField(forms.CharField):
    """The text of a law as it was published; cleans to its articles, number → text."""

    widget = forms.Textarea({"rows": 12})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            articles = split_articles(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if text and not articles:
            raise ValidationError(_("没有找到条文。每条请另起一行，以“第一条”这样的条号开头。"))
        return articles


PASTE = _("把公布的全文贴进来即可：每条另起一行，以“第一条”这样的条号开头；章节标题自动略去。")


class LawForm(TenantModelForm):
    articles = ArticlesField(label=_("条文"), required=False, help_text=PASTE)

    class Meta:
        model = Law
        fields = ["name", "number"]
        help_texts = {"name": _("写全称，不加书名号。")}


class ArticlesForm(TenantForm):
    articles = ArticlesField(label=_("条文"), help_text=PASTE)


class CorrectForm(TenantModelForm):
    class Meta:
        model = LawArticle
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 8})}
        help_texts = {"text": _("只改录入的错字；条文本身修改了，请“登记变动”，涉及的事项和检查表才会标出。")}


class LawChangeForm(TenantModelForm):
    article = forms.ChoiceField(label=_("变动的条"), required=False)
    effective_on = DayField(label=_("施行日期"))

    class Meta:
        model = LawChange
        fields = ["article", "kind", "effective_on", "document", "text", "note"]
        help_texts = {
            "document": _("例如“中华人民共和国主席令第十五号”。"),
            "note": _("写明改了什么，方便各部门判断是否需要调整。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uses = article_uses(self.tenant, self.instance.law)
        articles = [
            (use.number, _("%(number)s（涉及%(count)d项）") % {"number": use.number, "count": len(use.resting)})
            for use in uses
            if use.number
        ]
        fields: dict[str, Any] = self.fields
        fields["article"].choices = [("", _("整部")), *articles]
        fields["text"].widget.attrs["rows"] = 8

    def clean(self) -> dict[str, Any]:
        """A wording offered by the page and left as it was is no new wording; its number stands in its own field."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        number = given.get("article") or ""
        given["text"] = given.get("text", "").removeprefix(number).strip()
        known = wordings_of(self.tenant, self.instance.law, timezone.localdate()).get(number)
        if known and known.text and given.get("text") == known.text:
            if given.get("kind") in ChangeKind.worded():
                self.add_error("text", _("与现行条文相同。请写修改后的全文；不录条文的，请空着。"))
            given["text"] = ""
        return given
