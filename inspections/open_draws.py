"""What of a draw becomes public: the commitment at once, how it went on, after the visits all of it (R095, R117)."""

from django.utils.translation import gettext_lazy as _

from publication.kinds import Field, Kind, register

DRAW = register(
    Kind(
        "draw",
        _("双随机抽取"),
        {
            "task_number": Field(_("任务编号")),
            "task_title": Field(_("任务名称")),
            "attempt": Field(_("第几次抽取")),
            "state": Field(_("状态")),
            "why_again": Field(_("再次抽取的理由"), is_required=False),
            "void_reason": Field(_("作废理由"), is_required=False),
            "departments": Field(_("参与部门"), is_exact=True),
            "commitment": Field(_("承诺书"), is_exact=True),
            "commitment_hash": Field(_("承诺值"), is_exact=True),
            "committed_at": Field(_("公布承诺时间")),
            "reveal_by": Field(_("揭示截止"), is_required=False),
            "window": Field(_("检查时间"), is_required=False),
            "beacon_value": Field(_("公开随机数"), is_required=False, is_exact=True),
            "seed": Field(_("随机种子"), is_required=False, is_exact=True),
            "drawn_at": Field(_("抽取时间"), is_required=False),
            "limits": Field(_("各层最后一名"), is_required=False, is_exact=True),
            "is_disclosed": Field(_("是否已公开全过程"), is_required=False),
        },
        "public/draw.html",
    )
)
