"""Stylesheets, modules and fonts: complete, ours, and small."""

import gzip
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from peerhub.ui import fonts, storage

STATIC = settings.BASE_DIR / "static"
STYLESHEETS = sorted((STATIC / "css").rglob("*.css"))


def test_every_stylesheet_of_a_component_or_page_is_imported():
    joined = storage.bundle(STATIC / "css/app.css")

    assert "@import" not in joined
    for path in STYLESHEETS:
        if path.parent.name in {"components", "pages"}:
            assert path.read_text() in joined, path.name


def test_the_whole_look_is_small():
    joined = storage.bundle(STATIC / "css/app.css")

    assert len(gzip.compress(joined.encode())) < 14_000


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_a_stylesheet_loads_nothing_from_elsewhere_and_follows_the_script(path):
    text = path.read_text()

    assert not re.search(r"(https?:)?//[a-z]", text.replace('href^="http', ""))
    assert not re.search(r"[\s;{](margin|padding|border|inset)-(left|right)\s*:", text)
    assert not re.search(r"\bfont-size:\s*\d+px", text)


def test_fonts_are_cut_once_and_small(tmp_path):
    first = fonts.build(tmp_path)
    second = fonts.build(tmp_path)

    assert sorted(path.suffix for path in first) == [".css", *[".woff2"] * 4]
    assert second == []
    assert sum(path.stat().st_size for path in tmp_path.glob("*.woff2")) < 60_000
    for name in re.findall(r'url\("([^"]+)"\)', (tmp_path / "fonts.css").read_text()):
        assert (tmp_path / name).exists()


def test_without_built_fonts_nothing_is_asked_for(monkeypatch):
    monkeypatch.setattr(fonts.finders, "find", lambda _: None)
    fonts.font_links.cache_clear()

    assert fonts.font_links() is None

    fonts.font_links.cache_clear()


def test_collected_files_find_each_other_under_their_hashed_names(tmp_path):
    stores = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "peerhub.ui.storage.HashedFiles"},
    }
    with override_settings(STORAGES=stores, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)

    module = next(path for path in (tmp_path / "js").glob("app.*.js"))
    imported = re.findall(r'import ?"\./([^"]+)"', module.read_text())
    assert imported
    assert all((tmp_path / "js" / name).exists() and name.count(".") == 2 for name in imported)
    sheet = next(path for path in (tmp_path / "css").glob("app.*.css"))
    assert "@import" not in sheet.read_text()
