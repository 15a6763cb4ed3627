"""All tables of an app in one step of a migration, made of the steps that led there."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def in_one(package: str, steps: Iterable[str]) -> list[Operation]:
    """What a migration does that stands for ``steps`` of ``package`` in a database without tables.

    SQL without a way back carries rows over, and there are none; SQL with one is a rule that
    PostgreSQL keeps itself, and comes behind the tables.
    """
    told: list[Operation] = [
        each for step in steps for each in import_module(f"{package}.{step}").Migration.operations
    ]
    extensions = [each for each in told if isinstance(each, CreateExtension)]
    rules = [each for each in told if isinstance(each, RunSQL) and each.reverse_sql != RunSQL.noop]
    return [*extensions, AllTables(told), *rules]


class AllTables(Operation):
    """The tables as they stand after ``steps``, each made once in its last shape.

    After each step of a migration Django draws all models anew that hang together, and here nearly
    all do, by the person whom they are about. For a new database that was most of the time of its
    first start. The steps tell the state one after the other as always, and models are drawn once.
    """

    reversible = False
    reduces_to_sql = True

    def __init__(self, steps: Sequence[Operation]) -> None:
        """``steps``: what the migrations do that this one stands for."""
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
        """Make each table with the columns, indexes and constraints that it has in the end.

        In any order: Django adds foreign keys when all tables are there.
        """
        for app, name in sorted(to_state.models.keys() - from_state.models.keys()):
            model = to_state.apps.get_model(app, name) if app == app_label else None
            # Several models may read one table; only one of them makes it.
            if model and self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, *args: Any) -> None:
        """There is no way back: who wants no tables drops the database."""
        raise NotImplementedError

    def describe(self) -> str:
        """What ``migrate --plan`` says."""
        return "Make all tables"
