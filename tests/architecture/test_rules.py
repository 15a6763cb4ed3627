"""House rules about tasks, events, templates and words."""

import ast
import inspect
import re
from dataclasses import fields
from datetime import datetime
from uuid import UUID

import pytest
from django.template.loader import get_template

from peerhub.celery import app
from peerhub.events import Event
from peerhub.notifications import kinds
from tests.architecture import walk

TEMPLATES = sorted((walk.ROOT / "templates").rglob("*.html"))


def our_tasks():
    app.loader.import_default_modules()
    return [task for name, task in app.tasks.items() if not name.startswith("celery.")]


def test_there_are_tasks_and_the_timetable_names_only_those():
    names = {task.name for task in our_tasks()}

    assert names
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= names


def test_tasks_take_ids_and_say_what_running_twice_does():
    for task in our_tasks():
        parameters = inspect.signature(task.run).parameters.values()
        assert all(each.kind is each.KEYWORD_ONLY for each in parameters), task.name
        assert all(each.annotation in {int, str, UUID} for each in parameters), task.name
        assert "wice" in (task.run.__doc__ or "") or "again" in task.run.__doc__, task.name


def our_events() -> list[type[Event]]:
    for path in walk.files():
        if path.stem == "events":
            __import__(walk.short(path).removesuffix(".py").replace("/", "."))
    return Event.__subclasses__()


def test_events_are_plain_facts():
    plain = {int, str, bool, datetime}

    for event in our_events():
        assert event.__dataclass_params__.frozen, event
        assert {field.type for field in fields(event)} <= plain, event


@pytest.mark.parametrize("path", TEMPLATES, ids=walk.short)
def test_every_template_compiles_and_holds_no_inline_script_or_style(path):
    get_template(str(path.relative_to(walk.ROOT / "templates")))

    text = re.sub(r"{%.*?%}", "", path.read_text())
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"<[a-z][^>]*\sstyle=", text)
    assert not re.search(r"<style", text)
    assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text)
    assert "|safe" not in text or path.name == "activate_form.html"  # allauth's own SVG


WORDS_WE_DO_NOT_USE = (
    *("victim", "sufferer", "addict ", "addicts", "committed suicide", "commit suicide"),
    *("don't lose", "only 1 left", "hurry", "streak!"),
)


@pytest.mark.parametrize("path", TEMPLATES, ids=walk.short)
def test_templates_use_none_of_the_words_that_hurt_or_push(path):
    text = path.read_text().lower()

    assert [word for word in WORDS_WE_DO_NOT_USE if word in text] == []


def test_mail_names_no_topic():
    from peerhub.topics import taxonomy

    topics = [topic.label.lower() for topic in taxonomy.shipped().topics]
    for kind in kinds.everything():
        assert not [label for label in topics if label in kind.mail_line.lower()], kind.key


ASKS = re.compile(
    r"""(?:\ssrc=|<link[^>]*\shref=|url\(|\bimport\b[^;\n]*?)\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)


def test_nothing_is_asked_of_another_host():
    static = walk.ROOT / "static"
    for path in [*TEMPLATES, *static.rglob("*.css"), *static.rglob("*.js")]:
        assert ASKS.findall(path.read_text()) == [], walk.short(path)


def test_no_function_imports_inside_itself_but_ready():
    for path in walk.files():
        for node in ast.walk(walk.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "ready":
                inner = [
                    each for each in ast.walk(node) if isinstance(each, ast.Import | ast.ImportFrom)
                ]
                assert inner == [], f"{walk.short(path)}:{node.name}"
