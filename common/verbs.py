"""What the patterns do, in the words of the audit ledger."""

from django.utils.translation import gettext_lazy as _

from tenancy.verbs import name_verbs

name_verbs(
    {
        "attachments.store": _("上传附件"),
        "calendars.enter": _("录入年度日历"),
        "clocks.drop_length": _("恢复时限"),
        "clocks.recompute": _("重算期限"),
        "clocks.set_length": _("设定时限"),
        "common.ask": _("导入：等待对应列"),
        "common.begin": _("导入：开始保存"),
        "common.discard": _("导入：放弃"),
        "common.fail": _("导入：读取失败"),
        "common.give_back": _("导入：退回报告"),
        "common.keep": _("导入：保存"),
        "common.recheck": _("导入：重新核对"),
        "common.remap": _("导入：指定各列的栏目"),
        "common.report": _("导入：完成读取"),
        "documents.request": _("生成文书"),
        "exports.request": _("导出"),
        "imports.upload": _("上传导入文件"),
        "jobs.cancel": _("取消后台任务"),
        "jobs.retry": _("重新办理后台任务"),
        "jobs.switch_off": _("停用定时任务"),
        "jobs.switch_on": _("启用定时任务"),
    }
)
