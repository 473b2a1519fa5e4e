"""What of a department's result becomes public: what was looked at, by whom, what it came to (R102, R115, R119)."""

from django.utils.translation import gettext_lazy as _

from publication.kinds import Field, Kind, register

INSPECTION_RESULT = register(
    Kind(
        "inspection_result",
        _("检查结果"),
        {
            "subject": Field(_("检查对象")),
            "subject_code": Field(_("对象代码"), is_required=False, is_exact=True),
            "visit_title": Field(_("检查名称")),
            "task_number": Field(_("抽查任务编号"), is_required=False),
            "origin": Field(_("检查来源")),
            "department": Field(_("检查部门")),
            "content": Field(_("检查事项")),
            "techniques": Field(_("检查方式")),
            "visited_on": Field(_("检查日期")),
            "officers": Field(_("检查人员"), is_exact=True),
            "result": Field(_("检查结果")),
            "findings": Field(_("发现的问题"), is_required=False),
            "follow_up": Field(_("后续处理")),
            "remedy": Field(_("异议和救济")),
        },
        "public/inspection_result.html",
        concerns_subject=True,
    )
)
