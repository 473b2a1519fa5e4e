"""What an object of the demonstration is made of, and the words they share."""

from dataclasses import dataclass, field
from typing import Any

PLACE = 610703000000
MARKET, HOUSING, HEALTH, EDUCATION = "区市场监管局", "区住建局", "区卫健局", "区教体局"
CIVIL, LABOUR, TAX, PARK = "区民政局", "区人力资源和社会保障局", "区税务局", "工业园区管委会"

HANSHAN, ZHONGSUOYING, DAHEKAN, LIANGSHAN = 610703001000, 610703002000, 610703102000, 610703104000
XINJI, HUANGGUAN, HONGMIAO, LIPING = 610703107000, 610703109000, 610703111000, 610703117000
SHENGSHUI, YANGCHUN, GAOTAI, XIAONANHAI = 610703101000, 610703105000, 610703106000, 610703115000


@dataclass(frozen=True)
class Sample:
    """One object: `serial` makes its code valid, `by` names the departments that enrolled it and why."""

    kind: str
    name: str
    keeper: str
    town: int
    address: str = ""
    serial: int = 0
    industry: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    by: tuple[tuple[str, str], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()
    spot: tuple[str, str] | None = None


FOOD, GAS, LIFTS, WORK = "食品安全监管", "燃气使用安全监管", "特种设备安全监管", "劳动用工监管"
TAXES, CANTEEN, BUILD, CARE = "涉税事项监管", "学校食堂食品安全监管", "建筑施工安全监管", "养老机构服务质量监管"
