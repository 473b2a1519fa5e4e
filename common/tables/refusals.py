"""Why an uploaded table cannot be read: one named exception a reason, each with what is wrong and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused


class TableRefused(Refused):
    """The whole file is refused. `why` and `mend` are sentences for a clerk; `facts` fill their placeholders."""

    why: str | Promise = _("这个文件无法读取。")
    mend: str | Promise = _("请检查文件后重新上传。")

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        self.why = str(self.why) % facts
        self.mend = str(self.mend) % facts
        super().__init__(f"{self.why}{self.mend}", field="file")


class EmptyFile(TableRefused):
    why = _("文件是空的，一个字也没有。")
    mend = _("请打开原文件看看内容是否已保存，再重新上传。")


class FileTooLarge(TableRefused):
    why = _("文件有 %(size)s MB，超过了 %(limit)s MB 的上限。")
    mend = _("请删去图片和无关的工作表，或分成几个文件上传。")


class WrongKind(TableRefused):
    why = _("文件内容是%(found)s，不是可以导入的表格。")
    mend = _("请用 Excel 或 WPS 另存为 .xlsx，或使用 .csv、.docx 文件。")


class NotAsNamed(TableRefused):
    why = _("文件名以“%(suffix)s”结尾，内容却是%(found)s。")
    mend = _("请把文件另存为正确的格式（不要只改文件名）后重新上传。")


class OldFormat(TableRefused):
    why = _("这是旧版的%(found)s文件。")
    mend = _("请用 Excel 或 WPS 打开，另存为 .xlsx（表格）或 .docx（文档）后重新上传。")


class Encrypted(TableRefused):
    why = _("文件设有打开密码，无法读取。")
    mend = _("请打开文件，在“文件—信息—保护”中取消密码，保存后重新上传。")


class HasMacros(TableRefused):
    why = _("文件里带有宏，为安全起见不予接收。")
    mend = _("请另存为“Excel 工作簿（.xlsx）”或“Word 文档（.docx）”，宏会随之去除。")


class HasEmbeddedObjects(TableRefused):
    why = _("文件里嵌有控件或其他程序的文件，为安全起见不予接收。")
    mend = _("请把表格内容复制到一个新建的文件里，保存后重新上传。")


class HasExternalLinks(TableRefused):
    why = _("表格里有指向其他文件的链接，数值可能不是最新的。")
    mend = _("请在 Excel 的“数据—编辑链接”中断开链接，保存后重新上传。")


class UnpacksTooLarge(TableRefused):
    why = _("文件解压后大得不正常，为安全起见不予接收。")
    mend = _("请把表格内容复制到一个新建的文件里，保存后重新上传。")


class Corrupt(TableRefused):
    why = _("文件已损坏或没有传完整，无法打开。")
    mend = _("请在本机打开确认无误，另存一份后重新上传。")


class StrangeInside(Corrupt):
    why = _("文件内部结构不正常，为安全起见不予接收。")
    mend = _("请把表格内容复制到一个新建的文件里，保存后重新上传。")


class TooManySheets(TableRefused):
    why = _("文件有 %(count)s 张工作表，超过了 %(limit)s 张的上限。")
    mend = _("请只留下要导入的工作表。")


class TooManyRows(TableRefused):
    why = _("%(sheet)s 的行数超过了 %(limit)s 行的上限。")
    mend = _("请选中数据下方的空白行，右键“删除”后保存；数据确实很多的，请分成几个文件。")


class TooManyColumns(TableRefused):
    why = _("%(sheet)s 的列数超过了 %(limit)s 列的上限。")
    mend = _("请选中表格右侧的空白列，右键“删除”后保存，再重新上传。")


class CellTooLong(TableRefused):
    why = _("%(sheet)s %(address)s 的内容有 %(count)s 个字，超过了 %(limit)s 个字的上限。")
    mend = _("请删短这一格的内容后重新上传。")


class BadEncoding(TableRefused):
    why = _("文本文件的编码是%(found)s，无法读取。")
    mend = _("请用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”，或直接上传 .xlsx。")


class BadQuotes(TableRefused):
    why = _("文本文件第 %(line)s 行的引号或长度不对，无法分列。")
    mend = _("请检查该行的双引号是否成对，或直接上传 .xlsx。")


class NoTable(TableRefused):
    why = _("文件里没有表格。")
    mend = _("请把内容填在表格里（Word 文件须用表格，不能用空格排列）。")
