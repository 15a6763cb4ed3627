"""A migration that makes all tables of an app at once."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AllTables(Operation):
    """The tables as they stand after ``steps``, each made once in its last shape.

    After each step of a migration Django draws all models anew that hang together, and here nearly
    all do, by the person whom they are about. For a new database that was most of the time of its
    first start. The steps tell the state one after the other as always, and models are drawn once.
    """

    reversible = False
    reduces_to_sql = True

    def __init__(self, steps: Sequence[Operation]) -> None:
        """``steps``: what ``makemigrations`` writes for tables that are not there yet."""
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Take all steps; whoever asks for models then gets them drawn anew."""
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make each table with the columns, indexes and constraints that it has in the end."""
        for step in self.steps:
            if isinstance(step, CreateModel):
                step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, *args: Any) -> None:
        """There is no way back: who wants no tables drops the database."""
        raise NotImplementedError

    def describe(self) -> str:
        """What ``migrate --plan`` says."""
        return f"Make {sum(isinstance(step, CreateModel) for step in self.steps)} tables"
