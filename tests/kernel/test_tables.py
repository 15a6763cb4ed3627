"""A new database gets its tables at once: the same ones that the steps make one after the other."""

from collections.abc import Iterator

from django.db.migrations import Migration, RunSQL
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def standing(*, in_one: bool) -> ProjectState:
    loader = MigrationLoader(None, replace_migrations=in_one)
    wanted = [node for node in loader.graph.leaf_nodes() if in_one or not _replaces(loader, node)]
    return loader.graph.make_state(nodes=wanted, real_apps=loader.unmigrated_apps)


def _replaces(loader: MigrationLoader, node: tuple[str, str]) -> bool:
    return bool(loader.disk_migrations[node].replaces)


def in_ones() -> Iterator[tuple[Migration, list[Operation]]]:
    """Each migration that stands for others, with what these do."""
    found = MigrationLoader(None).disk_migrations
    for one in found.values():
        if one.replaces:
            yield one, [each for step in one.replaces for each in found[step].operations]


def is_rule(operation: Operation) -> bool:
    """What has a way back is a rule of PostgreSQL's; what has none carried rows over."""
    return isinstance(operation, RunSQL) and operation.reverse_sql != RunSQL.noop


def test_tables_made_at_once_are_those_made_step_by_step() -> None:
    at_once, by_steps = standing(in_one=True), standing(in_one=False)

    left_to_do = MigrationAutodetector(by_steps, at_once).changes(MigrationLoader(None).graph)
    assert left_to_do == {}
    assert at_once.models.keys() == by_steps.models.keys()


def test_what_postgresql_refuses_and_writes_is_the_same_in_the_same_order() -> None:
    rules = [
        ([each for each in one.operations if is_rule(each)], list(filter(is_rule, steps)))
        for one, steps in in_ones()
    ]

    assert [said for said, _ in rules] == [told for _, told in rules]
    assert sum(len(said) for said, _ in rules) > 10
