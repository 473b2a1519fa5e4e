"""The supervision domains that the policies name (R034–R036), as words: certificates and items speak the same. Pure."""

import re

PRIORITY = (
    "食品",
    "药品",
    "医疗器械",
    "危险化学品",
    "城镇燃气",
    "特种设备",
    "道路运输",
    "建筑工程质量",
    "劳动用工",
    "非法金融活动",
)
PILOT = ("成品油流通", "自建房安全", "单用途预付卡")
EMERGING = (
    "新型便民服务",
    "住宿服务",
    "文化娱乐",
    "旅游",
    "基础设施",
    "储能",
    "生态环境",
    "农业生产",
    "金融科技",
    "线上教育",
    "线上医疗",
    "家政服务",
)
DOMAINS = (*PRIORITY, *PILOT, *EMERGING)

_BETWEEN = re.compile(r"[、，,；;/\s]+")


def split_words(text: str) -> list[str]:
    """The words of a list written with any of 、，；/ or blanks, each once, in their order."""
    return list(dict.fromkeys(word for word in _BETWEEN.split(text) if word))


def join_words(words: list[str]) -> str:
    """The words as one cell of a form."""
    return "、".join(words)
