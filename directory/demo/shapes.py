"""How the demonstration's tables are written down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A department: its name as the policy writes it, its kinds, the counterpart above and the unit it belongs to."""

    name: str
    kinds: tuple[str, ...] = ("related_department",)
    above: str = ""
    under: str = ""
    fields: tuple[str, ...] = ()

    @property
    def has_enforcement_force(self) -> bool:
        return bool(self.fields)

    @property
    def is_vertical(self) -> bool:
        return "vertical_department" in self.kinds


@dataclass(frozen=True)
class Person:
    """An account: login name, name, and its hats as (role, department's name or "", code of the place or None)."""

    login: str
    name: str
    hats: tuple[tuple[str, str, int | None], ...]


@dataclass(frozen=True)
class Zone:
    """A zone committee added by its place."""

    code: int
    name: str


@dataclass(frozen=True)
class Place:
    """A tenant with what it holds; `functions` maps a coordinating function to (department, basis)."""

    code: int
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    functions: dict[str, tuple[str, str]]
    zones: tuple[Zone, ...] = ()
    second_factor_roles: tuple[str, ...] = ()


SECTOR = ("sector_authority",)
RELATED = ("related_department",)
OFFICE = ("related_department",)
JUSTICE = ("justice_department",)
STAFFING = ("staffing_office",)
CREDIT = ("sector_authority", "credit_lead")
DATA = ("data_centre",)
APPROVAL = ("approval_department",)
VERTICAL = ("related_department", "vertical_department")
BODY = ("coordination_body",)
BASE = ("base_level_body",)
FORCE = ("sector_authority", "enforcement_team")


def hat(role: str, department: str = "", place: int | None = None) -> tuple[str, str, int | None]:
    """A hat at home, or in `place`."""
    return role, department, place


def staff(prefix: str, department: str, names: tuple[str, str, str]) -> tuple[Person, ...]:
    """The three accounts every place has: its administrator, an officer of `department`, a leader."""
    admin, officer, leader = names
    return (
        Person(f"{prefix}.admin", admin, (hat("district_admin"),)),
        Person(f"{prefix}.officer", officer, (hat("officer", department),)),
        Person(f"{prefix}.leader", leader, (hat("leader"),)),
    )
