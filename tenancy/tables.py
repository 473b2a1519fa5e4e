"""Migration operations that make or change many tables in one go."""

from collections.abc import Sequence

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState, StateApps
from pgtrigger.migrations import AddTrigger


class ChangedTables(Operation):
    """Change tables by `operations`, as makemigrations wrote them; no data are moved in between.

    Django draws every model of the project anew after each operation that touches a place or a person, which is each
    one here: half a second times some hundred. Here it draws them once, as they are at last, and not at all where only
    rules, indexes and triggers change: making these asks the drawn models for names alone.
    """

    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list, dict]:
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        drawn = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn is not None:
            self.draw(app_label, state, drawn)

    def draw(self, app_label: str, state: ProjectState, drawn: StateApps) -> None:
        """Keep the models drawn before if they will do."""
        if all(isinstance(operation, IndexOperation) for operation in self.operations):
            state.apps, state.is_delayed = drawn, True

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Change tables"


class NewTables(ChangedTables):
    """Make the tables of `operations` with everything the models finally say.

    The order does not matter: a later AddField, AddIndex or AddConstraint to one of the new tables is in the table
    from the start. Only the new models are drawn.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__(operations)
        self.made = [operation.name_lower for operation in operations if isinstance(operation, CreateModel)]
        for operation in operations:
            model = getattr(operation, "model_name_lower", None)
            if model is not None and model not in self.made:
                raise ValueError(f"NewTables does not make {model}: put “{operation.describe()}” after it.")

    def draw(self, app_label: str, state: ProjectState, drawn: StateApps) -> None:
        drawn.render_multiple([state.models[app_label, model] for model in self.made])
        state.apps = drawn

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(to_state.apps.get_model(app_label, operation.name))
        for operation in self.operations:
            if isinstance(operation, AddTrigger):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Make tables"
