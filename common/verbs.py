"""What the patterns do, in the words of the audit ledger."""

from django.utils.translation import gettext_lazy as _

from tenancy.verbs import name_verbs

name_verbs(
    {
        "attachments.store": _("上传附件"),
        "calendars.enter": _("录入年度日历"),
        "clocks.recompute": _("重算期限"),
        "documents.request": _("生成文书"),
        "exports.request": _("导出"),
        "imports.upload": _("上传导入文件"),
        "jobs.cancel": _("取消后台任务"),
        "jobs.retry": _("重新办理后台任务"),
        "jobs.switch_off": _("停用定时任务"),
        "jobs.switch_on": _("启用定时任务"),
    }
)
