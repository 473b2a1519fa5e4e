"""Plans tried out before approval: the distribution, the caps that break, the officers needed (R090)."""

from datetime import date

import pytest

from common.models import JobRun
from inspections.models import Simulation
from inspections.services.simulations import SimulationRefused, ask_to_simulate, run_simulation
from inspections.simulation import Cap, Part, Stratum, simulate
from inspections.views.simulations import bars_of, shares_of
from tenancy.scope import scope
from tests.factories.budget import make_cap, make_visit
from tests.factories.ledgers import make_grade
from tests.factories.plans import make_entry, make_plan
from tests.factories.registry import make_object
from tests.factories.tenancy import make_department

YEAR = 2027
PAGE = "/610703/simulations/"


def tell(done, runs):
    """Nobody listens."""


def part(objects, quota, frequency=1, departments=(1,)):
    return Part((Stratum(objects, quota, frequency),), frozenset(departments))


def test_every_run_draws_the_quota_and_every_object_is_as_likely():
    found = simulate([part(range(50), 10)], 50, [], runs=2000, seed=7, tell=tell)
    assert found.histogram == [40, 10]
    assert sum(found.totals) == 20_000
    assert all(abs(total - 400) < 100 for total in found.totals)  # five standard deviations


def test_the_same_seed_gives_the_same_forecast():
    parts = [part(range(30), 5), part(range(10, 40), 8, 2)]
    first, second = (simulate(parts, 40, [], runs=20, seed=3, tell=tell) for _time in range(2))
    assert first == second


def test_two_plans_on_the_same_objects_hit_some_twice():
    found = simulate([part(range(4), 4), part(range(4), 2)], 4, [], runs=50, seed=1, tell=tell)
    assert found.histogram == [0, 2, 2]
    assert found.peak == 2


def test_caps_count_what_there_is_already_and_only_their_department():
    parts = [part(range(10), 10, departments=(1, 2)), part(range(10), 10, departments=(3,))]
    caps = [
        Cap(1, None, {}),
        Cap(1, frozenset({1}), {}),
        Cap(1, frozenset({1}), {0: 1, 1: 1}),
        Cap(1, None, {}, frozenset({4})),
    ]
    assert simulate(parts, 10, caps, runs=3, seed=1, tell=tell).broken == [10, 0, 2, 1]


def test_progress_is_told():
    heard = []
    simulate([part(range(3), 1)], 3, [], runs=4, seed=1, tell=lambda done, runs: heard.append((done, runs)))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_bars_are_as_high_as_their_share():
    bars = bars_of([60.0, 30.0, 10.0])
    assert [(bar["visits"], bar["count"]) for bar in bars] == [(1, 30.0), (2, 10.0)]
    assert bars[0]["height"] == 3 * bars[1]["height"]
    assert bars_of([5.0]) == []


@pytest.mark.parametrize("histogram", [[60.0, 30.0, 10.0], [1.0, 1.0, 1.0], [3.0, 2.0, 2.0, 0.0], [0.0, 7.0]])
def test_shares_of_all_objects_add_up_to_a_hundred(histogram):
    shares = shares_of(histogram)
    assert [share["visits"] for share in shares] == list(range(len(histogram)))
    assert sum(round(10 * share["percent"]) for share in shares) == 1000


def test_a_pool_without_objects_has_no_shares():
    assert shares_of([0.0]) == shares_of([]) == []


@pytest.fixture
def firms(nanzheng):
    return [make_object(nanzheng, f"陕西第{number}餐饮有限公司") for number in range(10)]


@pytest.fixture
def entry(firms, bureau, nanzheng):
    """Two departments visit half of the enterprises once."""
    housing = make_department(nanzheng, "区住建局")
    return make_entry(make_plan(bureau), (housing,), pool_query="kind=enterprise", sample_ratio="0.5")


@pytest.fixture
def place(nanzheng, entry):
    with scope(nanzheng):
        yield nanzheng


def tried(place, entry=None, runs=20):
    simulation = ask_to_simulate(place, YEAR, entry, runs=runs, actor=None)
    return run_simulation(simulation, tell=lambda *_told: None)


def test_an_entry_is_tried_out(place, entry, firms, bureau):
    make_cap(place, 1, first_year=YEAR)
    make_visit(firms[0], [bureau], state="approved", on=date(YEAR, 1, 5))
    found = tried(place, entry).result
    assert (found["objects"], found["entries"], found["visits"], found["peak"]) == (10, 1, 5, 1)
    assert found["histogram"] == [5, 5]
    assert found["saved_by_joint"] == 5
    assert 0 <= found["caps"][0]["broken"] <= 1
    assert {line["department"]: line["needed"] for line in found["officers"]} == {"区市场监管局": 5, "区住建局": 5}
    assert len(found["worst"]) <= 10
    assert found["worst"][0]["name"].startswith("陕西第")


def test_the_strata_of_an_entry_draw_by_their_own_ratio(place, entry, firms):
    for row in firms[:4]:
        make_grade(row, "D")
    for value, ratio in (("D", "1"), ("", "0")):
        entry.strata.create(tenant_id=place.pk, basis="credit_grade", value=value, ratio=ratio, frequency=2)
    found = tried(place, entry).result
    assert (found["visits"], found["peak"]) == (8, 2)
    assert {line["pk"] for line in found["worst"]} == {row.pk for row in firms[:4]}


def test_a_year_is_tried_out_by_a_job_and_only_once(place, entry):
    simulation = ask_to_simulate(place, YEAR, None, runs=5, actor=None)
    assert JobRun.objects.of(place).get(name="inspections.simulate").row == simulation
    first = run_simulation(simulation, tell=lambda *_told: None)
    again = run_simulation(simulation, tell=lambda *_told: None)
    assert again.done_at == first.done_at
    assert Simulation.objects.of(place).get().result["visits"] == 5


def test_what_leads_nowhere_is_refused(place, entry):
    with pytest.raises(SimulationRefused, match="还没有计划"):
        ask_to_simulate(place, 2031, None, runs=5, actor=None)
    entry.pool_query = ""
    with pytest.raises(SimulationRefused, match="还没有圈定对象范围"):
        ask_to_simulate(place, YEAR, entry, runs=5, actor=None)


@pytest.mark.usefixtures("no_second_factor")
def test_the_pages(nanzheng, entry, admin, officer, sign_in):
    client = sign_in(admin)
    assert "模拟抽取" in client.get(f"/610703/plans/entries/{entry.pk}/").content.decode()
    start = f"{PAGE}new/?entry={entry.pk}"
    assert "餐饮单位联合检查" in client.get(start).content.decode()
    assert client.post(start, {"runs": "0"}).status_code == 422
    made = client.post(start, {"runs": "10"})
    assert made.status_code == 302
    assert "模拟抽取" in client.get(made.url).content.decode()
    assert client.get(f"{made.url}progress/").status_code == 200
    with scope(nanzheng):
        run_simulation(Simulation.objects.of(nanzheng).get(), tell=lambda *_told: None)
    page = client.get(made.url).content.decode()
    assert "每户会被查几次" in page
    assert "0次" in page
    assert '<td class="number" data-label="占全部对象">50.0%</td>' in page
    assert "横轴是一年内被检查的次数，纵轴是平均户数" in page
    with scope(nanzheng):
        found = Simulation.objects.of(nanzheng).get().result
    assert f"{found['objects']}户一年共检查{found['visits']}次" in page
    assert "一次也不会被查的占50.0%" in page
    assert "0 不足两人，无法派出" in page
    assert "<svg" in page
    assert entry.title in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}new/?entry=999999").status_code == 404
