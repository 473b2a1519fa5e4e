"""What is wrong with the cells of a register: each distinct text is judged once, however many rows repeat it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial

from django.utils.translation import gettext as _

from common.imports import Frame
from registry.imports.objects.cells import day, has_signs, no_citizen, not_scientific, readable, uscc_of
from registry.imports.objects.columns import ENROLLED, LONGEST, NAME_KEY, SEARCH_KEY
from registry.kinds import ORGANISATIONS, ObjectKind, not_to_come
from registry.models import Industry
from registry.records import ENROLMENT, former_names_of, kind_of, state_of
from registry.searching import search_columns
from registry.states import OBJECT_WORKFLOW
from registry.validity import last_day

_INDUSTRY = re.compile(r"[A-T]?(\d{2,4})")
LONGITUDES, LATITUDES = (70, 140), (3, 54)


def check(frame: Frame, *, is_departmental: bool, towns: Sequence[str], today: date) -> None:
    """Reject wrong cells, bring texts into one form, and add the kind and the search columns.

    `is_departmental` says that a department sends the register: its rows enrol the objects with it. `towns` are the
    names of the places right below.
    """
    _check_lengths(frame)
    for name in LONGEST:
        if has_signs("".join(frame.values.get(name, ()))):
            rewrite(frame, name, readable)
    for name in ("uscc", "contact_mobile", "permit_number"):
        rewrite(frame, name, not_scientific)
    rewrite(frame, "uscc", uscc_of)
    rewrite(frame, "contact_mobile", no_citizen)
    rewrite(frame, "founded_on", lambda text: not_to_come(day(text), today))
    rewrite(frame, "permit_until", partial(last_day, day=day))
    _check_lost_zeros(frame)
    rewrite(frame, "industry", _industries())
    rewrite(frame, "town", partial(_town, towns))
    rewrite(frame, "state", _state)
    rewrite(frame, "longitude", partial(_degrees, LONGITUDES))
    rewrite(frame, "latitude", partial(_degrees, LATITUDES))
    _check_spots(frame)
    _add_kinds(frame)
    _add_keys(frame)
    _check_repeats(frame)
    _set_enrolment(frame, is_departmental)


def _check_lengths(frame: Frame) -> None:
    for name, most in LONGEST.items():
        texts = frame.values.get(name, [])
        if max(map(len, texts), default=0) <= most:
            continue
        for at, text in enumerate(texts):
            if len(text) > most:
                frame.reject(
                    at,
                    name,
                    _("这一格有%(count)s个字，最多%(most)s个字。") % {"count": len(text), "most": most},
                    _("请只留必要的内容。"),
                )


def rewrite(frame: Frame, name: str, form: Callable[[str], str | None]) -> None:
    """Bring every text of a column into its form; `form` raises `ValueError` with a sentence for a wrong one."""
    texts = frame.values.get(name)
    if texts is None:
        return
    forms: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for text in set(texts):
        try:
            forms[text] = form(text) or ""
        except ValueError as error:
            forms[text], wrong[text] = text, str(error)
    if wrong:
        for at, text in enumerate(texts):
            if text in wrong:
                frame.reject(at, name, wrong[text], _("请改正这一格，或清空后再导入。"))
    frame.values[name] = [forms[text] for text in texts]


def _town(towns: Sequence[str], text: str) -> str:
    """The town by its name, or by the only one whose name begins so (大河坎 → 大河坎镇)."""
    word = "".join(text.split())
    alike = [name for name in towns if name.startswith(word)]
    if not word or word in towns:
        return word
    if len(alike) == 1:
        return alike[0]
    raise ValueError(_("本地区没有“%(text)s”这个乡镇（街道）。") % {"text": text})


def _state(text: str) -> str:
    """The state's own word."""
    state = state_of(text)
    if text and state is None:
        known = _("、").join(map(str, OBJECT_WORKFLOW.states.values()))
        raise ValueError(_("不认识“%(text)s”这个状态，请填写：%(known)s。") % {"text": text, "known": known})
    return str(OBJECT_WORKFLOW.states[state]) if state else ""


def _degrees(limits: tuple[int, int], text: str) -> str:
    """Degrees with six decimals, as the library keeps them."""
    if not text:
        return ""
    least, most = limits
    try:
        degrees = Decimal(text.rstrip("°"))
    except InvalidOperation:
        degrees = Decimal(0)
    if not least <= degrees <= most:
        words = {"text": text, "least": least, "most": most}
        raise ValueError(_("“%(text)s”不是%(least)s至%(most)s之间的度数，请填写小数形式的经纬度。") % words)
    return f"{degrees:.6f}"


def _check_spots(frame: Frame) -> None:
    """Both coordinates or none."""
    blank = [""] * len(frame)
    sides = {name: frame.values.get(name, blank) for name in ("longitude", "latitude")}
    for at, (east, north) in enumerate(zip(*sides.values(), strict=True)):
        given = "longitude" if east else "latitude"
        if bool(east) != bool(north):
            frame.reject(at, given, _("经度和纬度只填写了一个。"), _("请补填另一个，或把两个都清空。"))


def _industries() -> Callable[[str], str]:
    names = dict(Industry.objects.values_list("code", "name"))
    codes = {name: code for code, name in names.items()}

    def form(text: str) -> str:
        if not text:
            return ""
        found = _INDUSTRY.match(text)
        code = found[1] if found else codes.get(text, text)
        if code not in names:
            raise ValueError(_("国民经济行业分类（GB/T 4754-2017）里没有“%(text)s”。") % {"text": text})
        return code

    return form


def _check_lost_zeros(frame: Frame) -> None:
    """Excel takes the first 0 off a code that is kept as a number: 0111 becomes 111, which is another trade."""
    texts = frame.values.get("industry", [])
    if not any(len(text) == 4 and text.isdecimal() for text in texts) or any(text.startswith("0") for text in texts):
        return
    names = dict(Industry.objects.values_list("code", "name"))
    for at, text in enumerate(texts):
        if len(text) == 3 and (meant := names.get(f"0{text}")):
            words = {"text": text, "meant": meant, "other": names.get(text, _("（没有这个代码）"))}
            why = _("“%(text)s”可能丢了开头的0：0%(text)s是“%(meant)s”，%(text)s是“%(other)s”。") % words
            frame.reject(at, "industry", why, _("请把该列设为“文本”格式，写足四位后重新上传。"))


def _add_kinds(frame: Frame) -> None:
    """Every row gets a kind, by its label."""
    blank = [""] * len(frame)
    words, codes = frame.values.get("kind", blank), frame.values.get("uscc", blank)
    meant = {pair: kind_of(*pair) for pair in {(word, code[:2]) for word, code in zip(words, codes, strict=True)}}
    kinds = [meant[word, code[:2]] for word, code in zip(words, codes, strict=True)]
    for at, kind in enumerate(kinds):
        if kind is None:
            known = _("、").join(str(one.label) for one in ObjectKind)
            frame.reject(at, "kind", _("不认识这个对象类别。"), _("请填写：%(known)s。") % {"known": known})
        elif codes[at] and kind not in ORGANISATIONS:
            frame.reject(at, "uscc", _("只有单位和个体工商户有统一社会信用代码。"), _("请清空这一格，或改正对象类别。"))
    labels = {kind: str(kind.label) for kind in ObjectKind}
    frame.values["kind"] = [labels[kind] if kind else word for kind, word in zip(kinds, words, strict=True)]


def _add_keys(frame: Frame) -> None:
    """What the objects will be found by; a name of nothing but marks is none."""
    former = frame.values.get("former_names")
    if former is not None:
        former = frame.values["former_names"] = [
            _("、").join(former_names_of({"former_names": text})) if text else "" for text in former
        ]
    olds = former or [""] * len(frame)
    columns = [
        search_columns(name, old.split(_("、")) if old else ())
        for name, old in zip(frame.values["name"], olds, strict=True)
    ]
    frame.values[NAME_KEY] = [found.name_key for found in columns]
    frame.values[SEARCH_KEY] = [found.search_key for found in columns]
    for at, key in enumerate(frame.values[NAME_KEY]):
        if not key and frame.values["name"][at]:
            frame.reject(at, "name", _("名称须含有文字或数字。"), _("请填写全称。"))


def _check_repeats(frame: Frame) -> None:
    """One object once: by its code, without a code by name and address together."""
    blank = [""] * len(frame)
    codes, addresses = frame.values.get("uscc", blank), frame.values.get("address", blank)
    first: dict[object, int] = {}
    for at, (code, key, address) in enumerate(zip(codes, frame.values[NAME_KEY], addresses, strict=True)):
        earlier = first.setdefault(code or (key, address), at)
        if earlier != at and key:
            frame.reject(
                at,
                "uscc" if code else "name",
                _("与第%(number)s行是同一个对象。") % {"number": frame.numbers[earlier]},
                _("一个对象只报一行，请只留正确的一行。"),
            )


def _set_enrolment(frame: Frame, is_departmental: bool) -> None:
    """A department's rows enrol; nobody else's do, and what only a department keeps is left out."""
    if is_departmental:
        frame.values[ENROLLED] = [_("是")] * len(frame)
        return
    for name in ENROLMENT:
        frame.values.pop(name, None)
