"""What may stand in a cell of the liaison roster: names, posts and mobile numbers, and the words for what may not."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.tables import clean, digits_only

NAME_LENGTH = 60
POST_LENGTH = 60
UNIT_LENGTH = 100

_HAN = r"[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BLANK_IN_HAN = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_DOTS = re.compile(rf" ?[·•・‧∙⋅･●] ?|(?<={_HAN}) ?[.．。] ?(?={_HAN})")
_SEVERAL = re.compile(r"[、，,；;/\\]")
_NOBODY = {"无", "暂无", "暂缺", "空缺", "待定", "/", "-", "--", "—", "——", "＼", "\\"}
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})?[2-9]\d{6,7}(转\d+)?")
_SCIENTIFIC = re.compile(r"[\d.]+[Ee][+]?\d+")


@dataclass(frozen=True)
class Verdict:
    """A cell read: the text to keep, and, if it may not be kept or is doubtful, why and how to mend it."""

    text: str
    why: str = ""
    mend: str = ""
    is_doubt: bool = False


def read_unit(text: str) -> Verdict:
    """A department's name: blanks between Chinese characters go."""
    name = _BLANK_IN_HAN.sub("", clean(text))
    if not name:
        return Verdict("", _("没有填写单位名称。"), _("每一行都要写单位名称；若是上一行的延续，请并入上一行。"))
    return _strange(name, UNIT_LENGTH) or Verdict(name)


def read_name(text: str) -> Verdict:
    """One person's name: “张　三” is 张三, look-alike dots become ·, several people in a cell are refused."""
    name = _DOTS.sub("·", _BLANK_IN_HAN.sub("", clean(text)))
    if not name or name in _NOBODY:
        return Verdict(name, _("没有填写姓名。"), _("请填写一个人的姓名；暂缺的请先确定人选。"))
    if any(sign.isdigit() for sign in name):
        return Verdict(name, _("姓名里有数字，可能与手机号码填错了列。"), _("请核对这一行各列的顺序。"))
    if _SEVERAL.search(name):
        return Verdict(name, _("一格里填了两个人。"), _("每个单位只填一名；其他人员可另行备注。"))
    return _strange(name, NAME_LENGTH) or _unnamelike(name) or Verdict(name)


def read_post(text: str) -> Verdict:
    """A post, which may be left empty. A number here means that columns were swapped."""
    post = _BLANK_IN_HAN.sub("", clean(text))
    if post in _NOBODY:
        return Verdict("")
    if _MOBILE.search(digits_only(post)):
        return Verdict(post, _("职务里是手机号码，可能填错了列。"), _("请核对这一行各列的顺序。"))
    return _strange(post, POST_LENGTH) or Verdict(post)


def read_mobile(text: str) -> Verdict:
    """Eleven digits that begin 13–19; +86, blanks and hyphens go."""
    number = re.sub(r"^(\+|00)?86(?=1\d{10}$)", "", digits_only(text))
    if _MOBILE.fullmatch(number):
        if number.endswith("0000000"):
            why = _("末尾有七个以上的0，可能被 Excel 改坏了。")
            return Verdict(number, why, _("请与本人核对号码。"), is_doubt=True)
        return Verdict(number)
    return Verdict(clean(text), *_not_a_mobile(number))


def _not_a_mobile(number: str) -> tuple[str, str]:
    """Why and how to mend, the most telling reason first."""
    eleven = _("请填写11位手机号码。")
    check = _("请核对是否多输或漏输，或填错了列。")
    reasons = (
        (not number or number in _NOBODY, _("没有填写手机号码。"), eleven),
        (len(_MOBILE.findall(number)) > 1, _("一格里填了两个号码。"), _("请只留一个手机号码。")),
        ("*" in number, _("号码被星号遮住了。"), _("请填写完整的11位手机号码。")),
        (
            _SCIENTIFIC.fullmatch(number),
            _("号码变成了科学计数法，后几位已丢失。"),
            _("请把该列设为“文本”格式后重新输入。"),
        ),
        (_LANDLINE.fullmatch(number), _("这是固定电话，本栏须填手机号码。"), eleven),
        (number.isdigit() and len(number) != 11, _("号码有%(count)s位，应为11位。") % {"count": len(number)}, check),
        (number.isdigit(), _("号码不是以13至19开头的手机号码。"), eleven),
    )
    return next(((why, mend) for is_so, why, mend in reasons if is_so), (_("这不是手机号码。"), check))


def _strange(text: str, length: int) -> Verdict | None:
    """Too long, or signs that other machines cannot show."""
    if len(text) > length:
        return Verdict(text, _("内容超过%(limit)s个字。") % {"limit": length}, _("请写简称或删去说明。"))
    # Planes 2 and 3 hold rare Chinese characters only, some of them younger than Python's tables.
    kinds = {"Lo" if "\U00020000" <= sign < "\U00040000" else unicodedata.category(sign) for sign in text}
    if "Co" in kinds:
        return Verdict(text, _("含有自造字，换一台电脑就显示不出来。"), _("请改用国家标准字库里的字。"))
    if kinds & {"So", "Cc", "Cs", "Cn", "Sk"}:
        return Verdict(text, _("含有表情或看不见的控制字符。"), _("请删去这些符号后重新输入。"))
    return None


def _unnamelike(name: str) -> Verdict | None:
    if all(unicodedata.category(sign)[0] in "LM" or sign in "·' -（）()" or sign >= "\U00020000" for sign in name):
        return None
    return Verdict(name, _("姓名里有不该出现的符号。"), _("请只写姓名；少数民族姓名的间隔用“·”。"))


READERS: dict[str, Callable[[str], Verdict]] = {
    "unit": read_unit,
    "leader": read_name,
    "leader_post": read_post,
    "leader_mobile": read_mobile,
    "liaison": read_name,
    "liaison_post": read_post,
    "liaison_mobile": read_mobile,
}
