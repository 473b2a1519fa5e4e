"""Put the demonstration into the database, place by place inside its scope; what is there already is left alone."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.hashers import make_password

from directory.demo.places import PLACES
from directory.demo.rosters import add_chains, add_rosters
from directory.demo.shapes import Person, Place, Unit
from directory.services.coordination import assign_function
from directory.services.zones import add_zone
from tenancy.audit import record
from tenancy.models import CoordinatorFunction, Department, Member, Membership, Region, TenantSettings
from tenancy.regions import COUNTRY, ancestor_codes
from tenancy.scope import scope

SINCE = date(2024, 1, 1)


def load_demo(password: str, today: date) -> int:
    """Load every place; returns how many rows were added. All accounts share `password`, hashed once."""
    hashed = make_password(password)
    with scope(COUNTRY):
        Region.objects.filter(pk__in=[place.code for place in PLACES]).update(is_tenant=True)
    regions = Region.objects.in_bulk([place.code for place in PLACES])
    added = 0
    for place in PLACES:
        with scope(regions[place.code]):
            added += _load_place(place, regions[place.code], hashed)
    for place in PLACES:
        added += _load_hats(place)
    for place in PLACES:
        with scope(regions[place.code]):
            added += add_rosters(place, regions[place.code], today) + add_chains(regions[place.code], SINCE)
    return added


def _load_place(place: Place, region: Region, hashed: str) -> int:
    added = _add_units(place, region) + _add_people(place.people, region, hashed)
    added += _assign_functions(place, region) + _add_zones(place, region)
    _settings, is_new = TenantSettings.objects.of(region).get_or_create(
        tenant=region, defaults={"second_factor_roles": list(place.second_factor_roles)}
    )
    if added:
        record(None, "directory.load_demo", region)
    return added + is_new


def _add_units(place: Place, region: Region) -> int:
    known = set(Department.objects.of(region).values_list("name", flat=True))
    above = _departments_above(place.code)
    new = [_department(unit, region, above) for unit in place.units if unit.name not in known]
    Department.objects.of(region).bulk_create(new)
    own = _departments(region)
    for unit in place.units:
        if unit.under and unit.name not in known:
            own[unit.name].parent = own[unit.under]
            own[unit.name].save(update_fields=["parent"])
    return len(new)


def _department(unit: Unit, region: Region, above: dict[str, Department]) -> Department:
    return Department(
        tenant=region,
        name=unit.name,
        kinds=list(unit.kinds),
        enforcement_fields=list(unit.fields),
        has_enforcement_force=unit.has_enforcement_force,
        is_vertical=unit.is_vertical,
        counterpart=above[unit.above] if unit.above else None,
    )


def _departments(region: Region) -> dict[str, Department]:
    return {department.name: department for department in Department.objects.of(region)}


def _departments_above(code: int) -> dict[str, Department]:
    """Departments of the nearest places above that are loaded, by name; places read the departments above them."""
    rows = Department.everything.filter(tenant__in=ancestor_codes(code)).order_by("tenant")
    return {department.name: department for department in rows}


def _add_people(people: Iterable[Person], region: Region, hashed: str) -> int:
    known = set(Member.objects.filter(home=region).values_list("username", flat=True))
    new = [
        Member(username=person.login, name=person.name, home=region, password=hashed, must_change_password=False)
        for person in people
        if person.login not in known
    ]
    Member.objects.bulk_create(new)
    return len(new)


def _assign_functions(place: Place, region: Region) -> int:
    held = set(CoordinatorFunction.objects.of(region).values_list("function", flat=True))
    departments = _departments(region)
    missing = {name: given for name, given in place.functions.items() if name not in held}
    for function, (name, basis) in missing.items():
        assign_function(departments[name], actor=None, function=function, basis=basis)
    return len(missing)


def _add_zones(place: Place, region: Region) -> int:
    known = set(Region.objects.filter(pk__in=[zone.code for zone in place.zones]).values_list("pk", flat=True))
    missing = [zone for zone in place.zones if zone.code not in known]
    for zone in missing:
        add_zone(region, actor=None, name=zone.name, code=zone.code)
    return len(missing)


def _load_hats(place: Place) -> int:
    """Hats come last: one may be worn in another place."""
    with scope(place.code):
        ids = dict(Member.objects.filter(home=place.code).values_list("username", "pk"))
    wanted: dict[int, list[tuple[int, str, str]]] = {}
    for person in place.people:
        for role, department, code in person.hats:
            wanted.setdefault(code if code is not None else place.code, []).append(
                (ids[person.login], role, department)
            )
    return sum(_give(code, hats) for code, hats in wanted.items())


def _give(code: int, hats: list[tuple[int, str, str]]) -> int:
    with scope(code):
        worn = set(Membership.objects.of(code).values_list("member", "role"))
        departments = {department.name: department for department in Department.objects.of(code)}
        new = [
            Membership(
                tenant_id=code,
                member_id=member,
                role=role,
                department=departments[department] if department else None,
                starts_on=SINCE,
            )
            for member, role, department in hats
            if (member, role) not in worn
        ]
        Membership.objects.of(code).bulk_create(new)
    return len(new)
