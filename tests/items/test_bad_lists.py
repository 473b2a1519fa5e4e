"""附件1 as officials really send it, wrong in ways no form foresees: each fault is said, nothing is kept."""

from datetime import date

import pytest

from common.imports import NothingToKeep, keep_batch
from items.models import ItemVersion
from tenancy.scope import scope
from tests.items.test_annex import LEAD, POLICE, TAX, table
from tests.items.test_imports import complaints, reported


def row(**changed):
    """The good row with some cells, by their number from 0, written otherwise."""
    cells = ["1", "劳动用工", "区人力资源和社会保障局", *LEAD[3:4], "《劳动法》第八十五条", *LEAD[5:], *TAX]
    for name, value in changed.items():
        cells[int(name[1:])] = value
    return cells


BAD = {
    "two leads below each other": ([row(c2="区税务局\n区市场监管局")], "一格里写了2个部门。"),
    "two leads side by side": ([row(c2="区税务局、区市场监管局")], "一格里写了2个部门。"),
    "cooperating departments numbered in a cell": ([row(c8="1.区税务局 2.区市场监管局")], "一格里写了2个部门。"),
    "everybody": ([row(c8="各镇（街道）")], "部门名录里没有“各镇（街道）”。"),
    "a day for a level": ([row(c6=date(2026, 1, 1))], "看不出是哪一级。"),
    "a whole city for a level": ([row(c7="全市")], "看不出是哪一级。"),
    "a domain as long as a sentence": ([row(c1="劳" * 61)], "文字太长（61字，最多60字）。"),
    "objects as long as a page": ([row(c5="企" * 501)], "文字太长（501字，最多500字）。"),
    "a matter as long as a page": ([row(c9="查" * 1001)], "文字太长（1001字，最多1000字）。"),
    "a formula": ([row(c3="=B3&C3")], "这一格是公式，算出的结果可能不是您要的。"),
    "an error of the table": ([row(c3="#REF!")], "这一格是错误值（如 #N/A、#REF!）。"),
    "no matter for a department": ([row(c9="")], "配合部门和配合事项须同时填写。"),
    "a matter of nobody": ([row(c8="")], "配合部门和配合事项须同时填写。"),
    "a lead that cooperates under its full name": (
        [row(c8="南郑区人力资源和社会保障局")],
        "牵头部门不能同时是配合部门。",
    ),
    "another domain without a lead": ([[*[""], "燃气", *[""] * 6, *POLICE]], "没有填写行业主管（牵头监管）部门。"),
}


@pytest.mark.usefixtures("labour", "bureau", "tax")
@pytest.mark.parametrize(("rows", "why"), BAD.values(), ids=BAD)
def test_a_bad_row_is_explained_and_not_kept(nanzheng, admin, rows, why):
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, table(*rows))
        assert set(batch.counts) == {"rejected"}, complaints(batch)
        assert any(why in one for one in complaints(batch)), complaints(batch)
        with pytest.raises(NothingToKeep):
            keep_batch(batch, actor=admin, with_doubtful=True)
        assert not ItemVersion.objects.of(nanzheng).exists()


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        (
            "附件1.csv",
            "监管领域,劳动用工\n牵头部门监管事项,对用工的监管\n配合监管部门,税务局\n".encode(),
            "没有找到重点事项清单",
        ),
        ("附件1.xlsx", table(["1", *["文" * 2001] * 10]), "超过了 2000 个字的上限"),
        ("附件1.xlsx", table(["一、用工"], ["合计", "", "", "共0项"]), "一行也没有填写"),
    ],
    ids=["headings down instead of across", "a cell of a whole document", "titles and totals alone"],
)
def test_a_bad_file_is_refused_as_a_whole(nanzheng, admin, name, data, refusal):
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, data, name)
        assert (batch.state, batch.rows.count()) == ("failed", 0)
        assert refusal in batch.refusal


@pytest.mark.usefixtures("labour", "bureau", "tax")
@pytest.mark.parametrize("lead", ["南郑区人力资源和社会保障局", "汉中市南郑区人力资源和社会保障局"])
def test_a_department_with_its_place_before_it_is_known(nanzheng, admin, lead):
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, table(row(c2=lead, c8="区市场监督管理局", c10="《公司法》第七条")))
        staged = batch.rows.get()
    assert (staged.values["lead"], staged.values["departments"]) == ("区人力资源和社会保障局", "区市场监管局")


@pytest.mark.usefixtures("labour", "bureau", "tax")
def test_an_item_twice_but_for_a_full_stop_is_one(nanzheng, admin):
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, table(row(), row(c0="2", c3=f"{LEAD[3]}。")))
        assert "前面已有同一部门的同一事项。" in complaints(batch)
