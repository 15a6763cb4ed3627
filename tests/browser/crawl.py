"""Finds one example of every page that a person can reach by links."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from peerhub.demo.cast import ADE, INES, MAYA, NOOR, OSEI, ROWAN, SAM, Player

OUTSIDE: tuple[Player | None, ...] = (None, MAYA, NOOR)
AT_WORK = (SAM, INES, OSEI, ADE, ROWAN)
VISITORS: tuple[Player | None, ...] = (*OUTSIDE, *AT_WORK)
NOT_PAGES = ("/csv/", "/pdf/", ".ics", ".csv", ".txt", ".json", "/messages/", "logout")
# Pages that no link leads to, for the person who finds them otherwise.
STARTS = ("/", "/people/", "/rooms/", "/sessions/", "/now/", "/updates/", "/settings/", "/demo/", "/rota/plan/",
          "/you/begin/", "/guide/",
          "/account/password/reset/", "/account/login/code/", "/gallery/")  # fmt: skip
# They lead each person elsewhere.
OWN_PLACES = {
    "accounts:home", "ui:work", "matching:supervisions", "matching:supervision",
    "sessions:mine", "sessions:words", "matching:peer", "safety:appeals",
    "sessions:payments",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One page: whose, where, and the name of its view."""

    visitor: Player | None
    path: str
    view: str

    @property
    def label(self) -> str:
        """A short name, good for a file."""
        who = self.visitor.name.split()[-1].lower() if self.visitor else "visitor"
        return f"{who}-{self.view.replace(':', '-').replace('_', '-')}"


def places(
    page: Page, visitor: Player | None, *, known: frozenset[str] = frozenset(), limit: int = 200
) -> Iterator[Place]:
    """Walk the links from the starts, one example for each view; ``page`` stands on it.

    Views that are ``known`` are not opened again, but for the pages of a person's own places.
    """
    waiting, tried = list(STARTS), {"/leave/"}
    seen = set(known) - OWN_PLACES
    while waiting and len(seen) < limit + len(known):
        path = waiting.pop(0).partition("#")[0]
        view = _view_of(path)
        known_already = path in tried or view in seen
        if view is None or known_already or any(part in path for part in NOT_PAGES):
            continue
        tried.add(path)
        answer = page.goto(path)
        here = urlsplit(page.url)
        if answer is None or answer.status != 200 or _view_of(here.path) != view:
            continue
        seen.add(view)
        waiting += page.eval_on_selector_all(
            "a[href^='/']", "links => links.map((link) => link.getAttribute('href'))"
        )
        yield Place(visitor, path, view)


def _view_of(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
