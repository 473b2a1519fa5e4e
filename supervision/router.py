"""Who does what: the application role reads and writes rows, only the owner role makes tables."""

from typing import Any


class RoleRouter:
    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        return True
