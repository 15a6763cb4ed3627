"""Whether a browser keeps a page of a person, and whether its title tells what it is about."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from peerhub.topics.taxonomy import shipped


class Private:
    """Listens to a page that walks: what may be kept of it, and titles that name a topic or a room."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        self._headers: dict[str, dict[str, str]] = {}
        page.on("response", self._answered)
        self._forbidden = re.compile("|".join(_topic_words() | _room_names(page)))

    def look(self, *, also_titles: bool) -> None:
        """At the page as it stands."""
        path = urlsplit(self.page.url).path
        if "no-store" not in self._headers[path].get("cache-control", ""):
            self.problems.append(f"{path} is kept")
        if also_titles and (found := self._forbidden.search(self.page.title().lower())):
            self.problems.append(f"{path} is titled by {found[0]}")

    def _answered(self, answer: Any) -> None:
        self._headers[urlsplit(answer.url).path] = answer.headers


def _topic_words() -> set[str]:
    """Every topic's name and its other names, as whole words."""
    all_of_them = shipped()
    topics = (*all_of_them.roots, *all_of_them.struggles)
    names = {name for topic in topics for name in (topic.label, *topic.synonyms)}
    return {rf"\b{re.escape(name.lower())}\b" for name in names}


def _room_names(page: Page) -> set[str]:
    page.goto("/rooms/")
    names = page.locator(".room-card h2, .room-card h3").all_inner_texts()
    return {re.escape(name.lower()) for name in names}
