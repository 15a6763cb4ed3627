"""A new database gets its tables at once: the same ones that the steps make one after the other."""

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def standing(*, in_one: bool) -> ProjectState:
    loader = MigrationLoader(None, replace_migrations=in_one)
    wanted = [
        node
        for node in loader.graph.leaf_nodes()
        if in_one or not loader.disk_migrations[node].replaces
    ]
    return loader.graph.make_state(nodes=wanted, real_apps=loader.unmigrated_apps)


def test_tables_made_at_once_are_those_made_step_by_step() -> None:
    at_once, by_steps = standing(in_one=True), standing(in_one=False)

    left_to_do = MigrationAutodetector(by_steps, at_once).changes(MigrationLoader(None).graph)
    assert left_to_do == {}
    assert at_once.models.keys() == by_steps.models.keys()


def test_what_is_made_at_once_stands_for_all_before_it() -> None:
    found = MigrationLoader(None).disk_migrations
    in_ones = [one for one in found.values() if one.replaces]

    assert len(in_ones) == 8
    for one in in_ones:
        before = {key for key in found if key[0] == one.app_label and key[1] < one.name}
        assert set(one.replaces) == before
