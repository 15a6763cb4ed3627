"""What was decided can be understood later: the rules, those that were off, the examples, the figures."""

from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from peerhub.accounts.models import User
from safety.board import actions as board
from safety.board.actions import standing
from safety.detection.second import NoSecondLook, Twice
from safety.flags.models import Flag
from safety.screening.actions.looking import both_looks, look_at_waiting
from safety.screening.models import Decision
from tests.cast import NOON
from tests.safety.flags.texts import HIGH, watched
from tests.safety.rota.acts import of_the_team
from tests.safety.screening.test_looking import FAREWELL, SOON

ClientOf = Callable[[User], Client]
OFF = "abuse.hiding"


def look(looks: Callable[[Sequence[str]], list[Twice]] = both_looks) -> None:
    assert look_at_waiting(clock=lambda: SOON, looks=looks) == 1


def switch(*, to_off: bool, asks: User, agrees: User) -> None:
    asked = board.ask(OFF, to_off=to_off, words="Why.", by=asks, now=NOON)
    board.answer(asked, by=agrees, agreed=True, now=NOON)


@pytest.fixture
def switched_off(osei: User, ade: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dr Osei and Ade switched a rule off, and every text asks which are."""
    monkeypatch.setattr(standing, "LOOK_EVERY", 0.0)
    board.look_again()
    of_the_team(osei, by=ade)
    switch(to_off=True, asks=osei, agrees=ade)


def page_of(flag: Flag, browser: Client) -> str:
    return " ".join(browser.get(f"/queue/{flag.pk}/").content.decode().split())


def test_both_readings_keep_which_rules_were_off(maya: User, switched_off: None) -> None:
    watched(HIGH, author=maya)
    assert Flag.objects.get().rules_off == [OFF]

    look()
    assert Decision.objects.get().rules_off == [OFF]


def test_what_was_kept_stays_when_the_rule_is_on_again(
    maya: User, osei: User, ade: User, ines: User, switched_off: None, client_of: ClientOf
) -> None:
    watched(HIGH, author=maya)
    look()
    switch(to_off=False, asks=ade, agrees=osei)
    watched(HIGH, author=maya, subject_id="2")
    look()

    first, second = Flag.objects.order_by("pk")
    assert [first.rules_off, second.rules_off] == [[OFF], []]
    browser = client_of(ines)
    silent = f"Switched off when it was read, and silent: <code>{OFF}</code>"
    assert [silent in page_of(flag, browser) for flag in (first, second)] == [True, False]
    then = "Switched off then: {}. Versions: "
    assert then.format(f"<code>{OFF}</code>") in page_of(first, browser)
    assert then.format("no rule") in page_of(second, browser)


def test_a_case_from_before_says_that_it_is_not_known(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    watched(HIGH, author=maya)
    look()
    Flag.objects.update(rules_off=None)
    Decision.objects.update(rules_off=None)

    page = page_of(Flag.objects.get(), client_of(ines))

    assert "Switched off then: not known, it was read before that was kept." in page
    assert "and silent" not in page


def test_the_case_shows_what_the_second_reading_decided(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    watched(FAREWELL, author=maya)
    look()
    flag, decision = Flag.objects.get(), Decision.objects.get()
    assert decision.rules == [reason["rule"] for reason in flag.reasons]

    page = page_of(flag, client_of(ines))

    near = decision.nearest[0]
    alike = round(100 * near["similarity"])
    assert f"level {flag.level}. It was read by the rules, by its words and by its meaning." in page
    assert f"<code>{decision.rules[0]}</code>. Sounds like putting one&#x27;s affairs" in page
    assert f"<code>{near['group']}</code>, {alike} of 100 alike. " in page
    assert f"Score {decision.score:.1f}; it orders texts and is no probability." in page
    assert f"Versions: {decision.version}." in page


def test_it_says_where_it_could_not_be_read_by_meaning(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    watched(HIGH, author=maya)

    def away(texts: Sequence[str]) -> list[Twice]:
        del texts
        raise NoSecondLook("NoEncoder")

    look(away)

    page = page_of(Flag.objects.get(), client_of(ines))
    assert "It could not be read by meaning then. The rules and the words stand alone." in page
    assert "of 100 alike" not in page
    assert "standard deviation" not in page


def test_it_says_where_it_still_waits(maya: User, ines: User, client_of: ClientOf) -> None:
    watched(HIGH, author=maya)
    flag, browser = Flag.objects.get(), client_of(ines)

    assert "It waits for its second reading." in page_of(flag, browser)
    look()
    assert "It waits for its second reading." not in page_of(flag, browser)


def test_a_stranger_sees_nothing_of_it(maya: User, noor: User, client_of: ClientOf) -> None:
    watched(HIGH, author=maya)
    look()

    for person in (maya, noor):
        assert client_of(person).get(f"/queue/{Flag.objects.get().pk}/").status_code == 404
