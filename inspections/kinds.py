"""What of plans becomes public: the place's plan of the year, and its campaigns (R033, R087, R094).

Grades, levels and strata stay inside (5.2 no. 42); of a check that is not announced only the year is told (no. 16).
"""

from django.utils.translation import gettext_lazy as _

from publication.kinds import Field, Kind, register

YEAR_PLAN = register(
    Kind(
        "inspection_plan",
        _("年度监管工作计划"),
        {
            "year": Field(_("计划年度")),
            "version": Field(_("版次")),
            "change": Field(_("变更理由"), is_required=False),
            "entry_count": Field(_("计划项数")),
            "entries": Field(_("计划")),
        },
        "public/inspection_plan.html",
    )
)
CAMPAIGN = register(
    Kind(
        "inspection_campaign",
        _("专项整治"),
        {
            "period": Field(_("开展时间")),
            "lead": Field(_("牵头部门")),
            "participants": Field(_("参加部门"), is_required=False),
            "pattern": Field(_("问题类型")),
            "reason": Field(_("开展理由")),
            "filing": Field(_("备案")),
            "entries": Field(_("检查安排"), is_required=False),
            "result": Field(_("结果报告"), is_required=False),
        },
        "public/inspection_campaign.html",
    )
)
