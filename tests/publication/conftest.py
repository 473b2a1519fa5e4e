import pytest

from publication import kinds
from publication.services.ledger import Publication

NOTICE = kinds.Kind(
    "test_notice",
    "检查结果",
    {
        "subject": kinds.Field("对象", is_recorded=True),
        "outcome": kinds.Field("结果"),
        "note": kinds.Field("备注", is_required=False),
    },
    "public/notice.html",
)


@pytest.fixture(autouse=True)
def notice_kind(monkeypatch):
    monkeypatch.setitem(kinds.KINDS, NOTICE.name, NOTICE)


@pytest.fixture
def notice():
    """A function: a publication of the test's kind."""

    def make(ref: str = "1", **values) -> Publication:
        snapshot = {"subject": "汉中华信商贸有限公司", "outcome": "未发现问题"} | values.pop("snapshot", {})
        values = {"title": "汉中华信商贸有限公司检查结果", "basis": "《行政处罚法》第四十八条"} | values
        return Publication(kind=NOTICE.name, ref=ref, snapshot=snapshot, **values)

    return make
