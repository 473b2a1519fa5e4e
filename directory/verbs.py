"""The directory's acts, as people read them."""

from django.utils.translation import gettext_lazy as _

from tenancy.verbs import name_verbs

name_verbs(
    {
        "directory.add_department": _("新建部门"),
        "directory.change_department": _("修改部门"),
        "directory.end_department": _("撤并部门"),
        "directory.name_responsible": _("添加责任人"),
        "directory.end_responsible": _("结束责任人"),
        "directory.assign_function": _("指定统筹职能"),
        "directory.release_function": _("取消统筹职能"),
        "directory.grant": _("单项授权"),
        "directory.revoke": _("收回授权"),
        "directory.add_member": _("新建账号"),
        "directory.change_member": _("修改人员资料"),
        "directory.deactivate_member": _("停用账号"),
        "directory.reactivate_member": _("启用账号"),
        "directory.reset_password": _("重置密码"),
        "directory.put_on_hat": _("添加任职"),
        "directory.take_off_hat": _("结束任职"),
        "directory.draft_transfer": _("起草职责划转"),
        "directory.schedule": _("确认职责划转"),
        "directory.start": _("开始职责划转"),
        "directory.finish": _("完成职责划转"),
        "directory.cancel": _("取消职责划转"),
        "directory.change_settings": _("修改地区设置"),
        "directory.add_zone": _("添加功能区"),
        "directory.open_place": _("开通地区"),
        "directory.seat_administrator": _("安排首任统筹管理员"),
        "directory.file_roster": _("填报工作联络表"),
        "directory.confirm_roster": _("确认工作联络表"),
        "directory.load_demo": _("载入演示数据"),
    }
)
