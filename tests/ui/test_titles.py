"""Errors are said once: in the title by the frame, above the form by the summary."""

from pathlib import Path

from django.conf import settings

PAGES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


def test_no_page_says_error_in_its_title_that_the_frame_has_said():
    twice = [str(page) for page in PAGES if "block title %}{% if form.errors" in page.read_text()]

    assert twice == []


def test_what_belongs_to_no_field_is_said_by_the_summary_alone():
    """The composer of a room has no summary; its line is all it has."""
    told = [page.name for page in PAGES if "non_field_errors" in page.read_text()]

    assert told == ["_composer.html"]
