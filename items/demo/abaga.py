"""The one item of 阿巴嘎旗's list so far, on which its plan and its draw rest."""

from items.demo.shapes import Cast, Part, Sample
from registry.demo.abaga import INDUSTRY, MARKET, PLACE

CAST = Cast(
    PLACE,
    {INDUSTRY: "abaga.trade"},
    {MARKET: "abaga.department"},
    "abaga.legal",
    "abaga.leader",
    ("abaga.clerk", "abaga.service"),
)
STATIONS = "对成品油零售经营活动的监管"

SAMPLES = (
    Sample(
        INDUSTRY,
        "《成品油流通管理办法》",
        (Part(MARKET, "对成品油质量和加油机计量的监管", "《中华人民共和国计量法》第九条"),),
        "in_force",
        {
            "organising_levels": ["county"],
            "supervision_levels": ["county"],
            "domain_text": "成品油流通",
            "content": STATIONS,
            "objects_text": "全旗成品油零售经营企业",
            "regime": "random",
            "ratio": "不低于50%",
            "frequency": "每年1次",
            "division": "工信部门牵头组织，核查经营资格和进销货台账；市场监管部门核查油品质量和加油机检定。",
            "power_entry": "对成品油零售经营企业的行政检查",
        },
    ),
)
