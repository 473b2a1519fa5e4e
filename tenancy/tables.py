"""Migration operations that make or change many tables in one go."""

from collections.abc import Sequence

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class ChangedTables(Operation):
    """Change tables by `operations`, as makemigrations wrote them; no data are moved in between.

    Django draws every model of the project anew after each operation that touches a place or a person, which is each
    one here: half a second times some hundred. Here it draws them twice, as they were before and as they are at last.
    """

    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list, dict]:
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Change tables"


class NewTables(ChangedTables):
    """Make the tables of `operations` with everything the models finally say.

    The order does not matter: a later AddField, AddIndex or AddConstraint to one of the new tables is in the table
    from the start.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__(operations)
        made = {operation.name_lower for operation in operations if isinstance(operation, CreateModel)}
        for operation in operations:
            model = getattr(operation, "model_name_lower", None)
            if model is not None and model not in made:
                raise ValueError(f"NewTables does not make {model}: put “{operation.describe()}” after it.")

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(to_state.apps.get_model(app_label, operation.name))
        for operation in self.operations:
            if isinstance(operation, AddTrigger):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Make tables"
