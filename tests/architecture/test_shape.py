"""The shape that keeps the project readable."""

import ast

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.architecture import walk
from tests.run import FOR_BROWSERS

FILE_LIMIT = 400  # lines
FUNCTION_LIMIT = 50
# One entry for each thing, and hardly anything else.
LISTS = {"peerhub/audit/verbs.py", "peerhub/ui/navigation.py"}
SLICE_FILES = {
    *("urls", "routing", "views", "api", "consumers", "handlers", "tasks", "forms", "actions"),
    *("notices", "policies", "models", "states", "events", "wiring", "apps", "__init__"),
}
APPS = ("matching", "rooms", "sessions", "safety")
OURS = {
    "accounts",
    "audit",
    "topics",
    "notifications",
    "safety",
    "matching",
    "peer_sessions",
    "rooms",
}


def test_no_file_is_too_long():
    long = {walk.short(path): len(path.read_text().splitlines()) for path in walk.files(tests=True)}
    assert set(long) >= LISTS

    assert {path for path, lines in long.items() if lines > FILE_LIMIT} - LISTS == set()


def test_no_function_is_too_long():
    long = {
        f"{walk.short(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in walk.files(tests=True)
        for node in ast.walk(walk.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LIMIT
    }

    assert long == {}


def test_a_slice_holds_the_usual_files_or_modules_without_django():
    strange = []
    for path in walk.files():
        parts = path.relative_to(walk.ROOT).parts
        if parts[0] not in APPS or len(parts) != 3 or path.stem in SLICE_FILES:
            continue
        if parts[1] == "templatetags":  # where Django looks for tags; no slice
            continue
        imported = {
            name.split(".")[0] for node in ast.walk(walk.tree(path)) for name in _names(node)
        }
        if "django" in imported:
            strange.append(walk.short(path))

    assert strange == []


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return []


def test_only_the_edges_ask_the_clock():
    edges = {
        "views",
        "api",
        "tasks",
        "consumers",
        "middleware",
        "context",
        "adapters",
        "apps",
        "management",
    }
    guilty = [
        walk.short(path)
        for path in walk.files()
        if not edges & {path.stem, *path.parts}
        and any(
            isinstance(node, ast.Attribute)
            and node.attr == "now"
            and isinstance(node.value, ast.Name)
            and node.value.id == "timezone"
            for node in ast.walk(walk.tree(path))
        )
    ]

    assert guilty == []


def test_sessions_keeps_its_own_label():
    assert apps.get_app_config("peer_sessions").name == "sessions"


def test_importing_sessions_in_a_test_finds_the_app():
    import sessions

    assert (walk.ROOT / "sessions" / "__init__.py").samefile(sessions.__file__)


@pytest.mark.django_db
def test_the_migrations_tell_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_a_model_says_nothing_private_and_orders_nothing(model):
    assert model._meta.ordering == []
    assert str(model(pk=4711)) == f"{model.__name__}#4711"


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_foreign_key_names_its_way_back(model):
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.related_name, field.name


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_when_and_who_travel_together(model):
    names = {field.name for field in model._meta.local_fields}
    checked = " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )

    for field in model._meta.local_fields:
        who = field.name.removesuffix("_at") + "_by"
        if field.name.endswith("_at") and field.null and who in names:
            assert field.name in checked, f"{field.name} and {who}"


def test_what_starts_a_browser_is_where_make_test_looks_for_it():
    marked = {
        walk.short(path)
        for path in walk.files(tests=True)
        for node in ast.walk(walk.tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "browser"
        if ast.unparse(node) == "pytest.mark.browser"
    }

    assert len(marked) == 3
    assert [
        path for path in marked if not path.startswith(tuple(f"{at}/" for at in FOR_BROWSERS))
    ] == []
