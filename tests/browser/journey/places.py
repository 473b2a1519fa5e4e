"""The two places of the journey: who works there, what they check together, what their papers say."""

from dataclasses import dataclass

CATERING = "H"
"""Section of GB/T 4754-2017: 住宿和餐饮业."""


@dataclass(frozen=True)
class Bureau:
    """A department that takes part: who writes and who decides there, what it checks and asks at the door.

    `officers` are its officers; the first two have the accounts `author` and `head`.
    """

    name: str
    author: str
    head: str
    officers: tuple[str, str, str]
    matter: str
    basis: str
    questions: tuple[tuple[str, str, str], ...]

    def account_of(self, officer: str) -> str | None:
        """The account of one of its officers."""
        return dict(zip(self.officers, (self.author, self.head), strict=False)).get(officer)


@dataclass(frozen=True)
class Place:
    """A place of the journey; `bureaus` begins with the lead. `head` is the short name in front of company names."""

    code: str
    name: str
    head: str
    towns: tuple[str, ...]
    coordinator: str
    librarian: str
    legal: str
    leader: str
    domain: str
    title: str
    bureaus: tuple[Bureau, Bureau, Bureau]

    @property
    def lead(self) -> Bureau:
        return self.bureaus[0]

    def path(self, page: str = "") -> str:
        """The address of a page of this place."""
        return f"/{self.code}/{page}"


NANZHENG = Place(
    code="610703",
    name="南郑区",
    head="南郑区",
    towns=(
        "汉山街道",
        "中所营街道",
        "大河坎镇",
        "梁山镇",
        "阳春镇",
        "高台镇",
        "新集镇",
        "黄官镇",
        "小南海镇",
        "黎坪镇",
    ),
    coordinator="nanzheng.admin",
    librarian="nanzheng.librarian",
    legal="nanzheng.legal",
    leader="nanzheng.leader",
    domain="餐饮服务",
    title="餐饮服务单位“综合查一次”",
    bureaus=(
        Bureau(
            "区市场监管局",
            "nanzheng.officer",
            "nanzheng.department",
            ("孙一诺", "赵明禾", "梁书远"),
            "对餐饮服务提供者食品安全的监管",
            "《中华人民共和国食品安全法》第一百一十条",
            (
                ("食品经营许可证是否在有效期内、悬挂在显著位置", "许可有效且已公示", "《食品安全法》第三十五条"),
                ("从业人员健康证明是否在有效期内", "上岗人员均有健康证明", "《食品安全法》第四十五条"),
            ),
        ),
        Bureau(
            "区住建局",
            "nanzheng.builder",
            "nanzheng.housing",
            ("江望川", "任嘉木", "黎致和"),
            "对餐饮场所燃气使用安全的监管",
            "《城镇燃气管理条例》第四十一条",
            (("燃气泄漏报警装置是否安装并正常使用", "已安装且测试报警正常", "《安全生产法》第三十六条第四款"),),
        ),
        Bureau(
            "区人力资源和社会保障局",
            "nanzheng.officer2",
            "nanzheng.labour",
            ("贺知秋", "夏书宁", "裴若水"),
            "对餐饮服务单位劳动用工情况的监管",
            "《中华人民共和国劳动法》第八十五条",
            (("是否与职工订立书面劳动合同", "用工满一个月的均已订立", "《劳动合同法》第十条"),),
        ),
    ),
)

ABAGA = Place(
    code="152522",
    name="阿巴嘎旗",
    head="阿巴嘎旗",
    towns=(
        "别力古台镇",
        "洪格尔高勒镇",
        "查干淖尔镇",
        "那仁宝拉格苏木",
        "伊和高勒苏木",
        "吉尔嘎郎图苏木",
        "巴彦图嘎苏木",
    ),
    coordinator="abaga.admin",
    librarian="abaga.admin",
    legal="abaga.legal",
    leader="abaga.leader",
    domain="餐饮住宿",
    title="餐饮住宿经营者跨部门联合检查",
    bureaus=(
        Bureau(
            "旗市场监管局",
            "abaga.officer",
            "abaga.department",
            ("那日苏", "娜仁托娅", "额尔敦"),
            "对餐饮住宿经营者食品安全的监管",
            "《中华人民共和国食品安全法》第一百一十条",
            (("食品经营许可证是否在有效期内、悬挂在显著位置", "许可有效且已公示", "《食品安全法》第三十五条"),),
        ),
        Bureau(
            "旗工信局",
            "abaga.trade",
            "abaga.industry",
            ("乌日娜", "特木尔", "苏和"),
            "对餐饮住宿经营者商务诚信经营的监管",
            "《餐饮业经营管理办法（试行）》第十九条",
            (("是否设置最低消费", "未设置最低消费", "《餐饮业经营管理办法（试行）》第十二条"),),
        ),
        Bureau(
            "旗发改委",
            "abaga.energy",
            "abaga.reform",
            ("宝音", "阿茹娜", "朝格图"),
            "对餐饮住宿经营者明码标价的监管",
            "《中华人民共和国价格法》第三十三条",
            (("菜品和客房是否明码标价", "价目齐全、与结算一致", "《价格法》第十三条"),),
        ),
    ),
)

PLACES = (NANZHENG, ABAGA)
