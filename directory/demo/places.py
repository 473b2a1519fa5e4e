"""All tenants of the demonstration, upper places first, and the platform itself."""

from directory.demo import inner_mongolia, jiangxi, shaanxi, xinjiang
from directory.demo.shapes import Person, Place, hat
from tenancy.regions import COUNTRY

PLATFORM = Place(
    COUNTRY,
    (),
    (
        Person("platform.operator", "平台运维员", (hat("operator"),)),
        Person("platform.admin", "平台管理员", (hat("district_admin"),)),
    ),
    {},
)

PLACES: tuple[Place, ...] = (
    PLATFORM,
    *inner_mongolia.PLACES,
    *jiangxi.PLACES,
    *shaanxi.PLACES,
    *xinjiang.PLACES,
)
