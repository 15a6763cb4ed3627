"""A block takes nobody the way to tell us what they read."""

from collections.abc import Callable

import pytest

from safety.flags.models import Report
from sessions.threads.models import Line
from tests.everywhere.states import STATES
from tests.everywhere.world import World

pytestmark = pytest.mark.django_db
KIND = {"reason": "unkind", "words": "", "told-reason": "unkind", "told-words": ""}

# Where Noor says of what somebody wrote that it was unkind.
REPORTS: dict[str, Callable[[World], str]] = {
    "a message": lambda w: f"{w.friendship.get_absolute_url()}{w.letters[w.maya.pk].public_id}/",
    "a line of a thread": lambda w: (
        f"/words/{w.thread.public_id}/{Line.objects.get(side='specialist').seq}/report/"
    ),
    "a post": lambda w: f"/wall/{w.posts[w.maya.pk, 'post'].public_id}/report/",
    "a post for friends": lambda w: f"/wall/{w.posts[w.maya.pk, 'for friends'].public_id}/report/",
    "a reply": lambda w: f"/wall/replies/{w.replies[w.maya.pk].public_id}/report/",
    "what a mask said": lambda w: f"/r/{w.room.public_id}/m/{w.said[w.maya.pk].seq}/report/",
}


@pytest.mark.parametrize("who", ["Noor blocks", "Noor is blocked"])
def test_what_somebody_wrote_can_still_be_reported_through_a_block(who: str, world: World) -> None:
    STATES[who](world)

    reported = set()
    for what, where in REPORTS.items():
        before = Report.objects.count()
        world.browsers[world.noor.pk].post(where(world), KIND)
        if Report.objects.count() == before + 1:
            reported.add(what)
    assert reported == set(REPORTS)


def test_a_report_that_misses_something_keeps_its_words_and_shows_nothing_more(
    world: World,
) -> None:
    STATES["Noor is blocked"](world)
    post = world.posts[world.maya.pk, "post"]

    again = world.browsers[world.noor.pk].post(REPORTS["a post"](world), {"told-words": "Unfair."})

    page = again.content.decode()
    assert again.status_code == 422
    assert "Unfair." in page
    assert post.words not in page
