"""The table: at which address whom one meets, what is gone after each way of parting, what stays.

``MET`` is checked by opening every address that there is: a new page that shows somebody gets a line
here, and with it all columns. ``GONE`` says what nothing shows any more, ``STAYS`` what does, and why.
"""

from collections.abc import Mapping

Shown = Mapping[str, set[str]]
ON_WALL = {"post", "for friends", "with a note", "reply"}
OF_MAYA = ON_WALL | {"name", "letter", "mask", "room"}


def _peer_at(*places: str) -> Shown:
    """Where Sam is named."""
    return {place: {"peer"} for place in places}


FRIENDS: Shown = {
    "/friends/": {"name"},
    "/friends/<uuid:public_id>/": {"letter", "name"},
    "/friends/<uuid:public_id>/<uuid:line_id>/": {"letter", "name"},
    "/friends/<uuid:public_id>/block/": {"name"},
}
THREADS: Shown = {
    "/words/": {"peer"},
    "/words/<slug:public_id>/": {"line", "peer"},
    "/words/<slug:public_id>/<int:seq>/report/": {"line", "peer"},
    "/words/<slug:public_id>/choices/": {"peer"},
    "/words/<slug:public_id>/messages/": {"line", "peer"},
}
ROOM: Shown = {
    "/r/<slug:public_id>/": {"mask", "room"},
    "/r/<slug:public_id>/m/<int:seq>/": {"mask", "room"},
    "/r/<slug:public_id>/m/<int:seq>/report/": {"mask", "room"},
    "/r/<slug:public_id>/messages/": {"mask", "room"},
    "/r/<slug:public_id>/search/": {"mask", "room"},
}
COVERED: Shown = {place: held for place, held in ROOM.items() if "search" not in place}
WALL: Shown = {
    "/wall/": {"for friends", "name", "post", "with a note"},
    "/wall/<slug:public_id>/": {*ON_WALL, "name"},
    "/wall/mine/": {"name", "post"},
    "/wall/near/": {"for friends", "name", "post", "with a note"},
    "/": {"name"},  # what is new near them, on the first page
    "/wall/posts/": {"for friends", "name", "post", "with a note"},
    "/wall/replies/<slug:public_id>/": {"name", "reply"},
    "/friends/ask/<slug:kind>/<str:thing>/": {"name"},
}
# What is left of a session that was called off.
SESSION: Shown = _peer_at(
    "/sessions/",
    "/sessions/<slug:public_id>/",
    "/sessions/<slug:public_id>/block/",
    "/sessions/<slug:public_id>/card/in-room/",
)
MEETING: Shown = _peer_at(
    *SESSION,
    "/progress/check-ins/",
    "/referrals/new/",
    "/reviews/new/",
    "/sessions/<slug:public_id>/cancel/",
    "/sessions/<slug:public_id>/card/",
    "/sessions/<slug:public_id>/room/",
    "/sessions/<slug:public_id>/time/",
)
PUBLIC: Shown = _peer_at("/people/<slug:slug>/", "/people/<slug:slug>/block/")
CHOOSING: Shown = _peer_at(
    *PUBLIC,
    "/people/",
    "/people/<slug:slug>/times/",
    "/people/<slug:slug>/times/<instant:starts_at>/",
    "/people/<slug:slug>/times/<instant:starts_at>/regularly/",
    "/people/<slug:slug>/times/wait/",
    "/sessions/<slug:public_id>/time/<instant:starts_at>/",
    "/you/close/",
    "/you/someone-else/",
)
# Noor meets Maya and Sam.
MET: Shown = {**FRIENDS, **THREADS, **ROOM, **WALL, **MEETING, **CHOOSING}
# Sam meets Noor.
MET_BY_SAM: Shown = {
    "/caseload/": {"name"},
    "/caseload/<int:member_id>/": {"booking", "name"},
    "/caseload/<int:member_id>/hand-over/": {"name"},
    "/caseload/<int:member_id>/own/": {"name"},
    "/caseload/<int:member_id>/suggest/": {"name"},
    "/referrals/for/<int:member_id>/": {"name"},
    "/reviews/propose/<int:member_id>/": {"name"},
    "/friends/ask/<slug:kind>/<str:thing>/": {"name"},
    "/wall/": {"name"},
    "/wall/<slug:public_id>/": {"name"},
    "/wall/posts/": {"name"},
    "/wall/replies/<slug:public_id>/": {"name"},
    "/sessions/": {"name"},
    "/sessions/<slug:public_id>/": {"booking", "name"},
    "/sessions/<slug:public_id>/block/": {"name"},
    "/sessions/<slug:public_id>/cancel/": {"name"},
    "/sessions/<slug:public_id>/card/": {"name"},
    "/sessions/<slug:public_id>/card/in-room/": {"name"},
    "/sessions/<slug:public_id>/room/": {"name"},
    "/sessions/<slug:public_id>/time/": {"name"},
    "/sessions/<slug:public_id>/time/<instant:starts_at>/": {"name"},
    "/words/": {"name"},
    "/words/<slug:public_id>/": {"line", "name"},
    "/words/<slug:public_id>/<int:seq>/report/": {"line", "name"},
    "/words/<slug:public_id>/choices/": {"name"},
    "/words/<slug:public_id>/messages/": {"line", "name"},
}


def only(shown: Shown, kinds: set[str]) -> Shown:
    """Those lines, as far as they hold these kinds."""
    return {place: held & kinds for place, held in shown.items() if held & kinds}


APART = ON_WALL | {"name", "letter", "line", "peer"}
# What no address shows any more, except where STAYS says so. What is not named here is as before.
# In a room everybody has another name: a block that held there would say whose it is.
GONE: Mapping[str, set[str]] = {
    "Noor blocks": APART,
    "Noor is blocked": APART,
    "Noor mutes": ON_WALL | {"name", "mask", "room"},
    "Noor leaves a topic out": {"with a note"},
    "a moderator hides": ON_WALL | {"name", "letter", "line", "peer", "mask", "room"},
    # No end of an account is built: messages, and what a mask said, stay where they are.
    "erased": ON_WALL | {"name"},
    "account closed": ON_WALL | {"name", "peer"},
    "friends no more": {"for friends"},
}
# To a friend one can show a post, so that their name stands beside it.
SHOWN_TO: Shown = {"/wall/<slug:public_id>/": {"name"}}
# What two people wrote stays for both to read and report (0047, 0063); so does that they met. A
# specialist's page is there for anyone, and not to see it would tell who blocked whom.
AFTER_A_BLOCK: Shown = {**FRIENDS, **THREADS, **SESSION, **PUBLIC}
# No page closes an account yet. Until one does, sessions and shares stand as they were made.
AFTER_A_CLOSING: Shown = {**FRIENDS, **THREADS, **MEETING}
STAYS: Mapping[str, Shown] = {
    "Noor blocks": AFTER_A_BLOCK,
    "Noor is blocked": AFTER_A_BLOCK,
    # Friends stay friends, and there is a list of whom one muted. In the room a muted mask is not
    # found by searching, and covered elsewhere: one can open it, or show the person again.
    "Noor mutes": {**FRIENDS, **SHOWN_TO, **COVERED, "/wall/mine/": {"name"}},
    # Its own page covers it until one opens it.
    "Noor leaves a topic out": {"/wall/<slug:public_id>/": {"with a note"}},
    # That somebody said something, and a session that is booked, stand without the words.
    "a moderator hides": {
        **only({**FRIENDS, **THREADS, **COVERED}, {"name", "peer", "mask"}),
        **SHOWN_TO,
        **MEETING,
    },
    "erased": {**FRIENDS, **SHOWN_TO},
    "account closed": AFTER_A_CLOSING,
    "friends no more": {},
}
# Of Sam's side: he may still look back on what was.
LEFT_TO_SAM: Shown = {
    place: MET_BY_SAM[place]
    for place in (
        "/sessions/",
        "/sessions/<slug:public_id>/",
        "/sessions/<slug:public_id>/block/",
        *THREADS,
    )
}


def left(state: str, met: Shown = MET) -> Shown:
    """What of ``met`` is still shown after somebody parted like this."""
    stays = STAYS[state]
    found = {
        place: (held - GONE[state]) | (held & stays.get(place, set()))
        for place, held in met.items()
    }
    return {place: held for place, held in found.items() if held}
