"""The table of crisis lines is whole, and every country gets an answer."""

import re
import tomllib
from datetime import date

import pytest

from safety.resources.find import HOME, countries, help_for, lines_for
from safety.resources.lines import TABLE, BadTable, checked, stale, table


def test_every_line_can_be_reached_and_says_when_it_was_checked():
    for line in table().lines:
        assert line.call or line.text, line.id
        assert line.checked_on == date(2026, 11, 1)
        assert line.source == "from the field handbook, to be verified before launch"


def test_every_country_has_an_emergency_number_and_a_line_to_call():
    for country in countries():
        found = lines_for(country.iso)
        assert found.known
        assert found.emergency.isdigit()
        assert found.main is not None, country.iso
        assert "suicide" in found.main.for_whom


@pytest.mark.parametrize(
    ("country", "call", "emergency"),
    [
        ("US", "988", "911"),
        ("CA", "988", "911"),
        ("GB", "116 123", "999"),
        ("IE", "116 123", "112"),
        ("AU", "13 11 14", "000"),
        ("NZ", "1737", "111"),
        ("FR", "3114", "112"),
        ("jp", "0120-279-338", "112"),
    ],
)
def test_the_first_line_and_the_emergency_number(country, call, emergency):
    found = lines_for(country)

    assert (found.main.call, found.emergency) == (call, emergency)


def test_veterans_press_one_or_text():
    line = next(line for line in table().lines if line.id == "us-veterans")

    assert (line.call, line.text, line.note) == ("988", "838255", "When you call, press 1.")


def test_no_line_offers_the_option_that_ended():
    assert "press 3" not in TABLE.read_text().lower()


def test_an_unknown_country_gets_the_international_numbers():
    for name in ("XX", "", "nowhere", "EU"):
        found = lines_for(name)
        assert not found.known
        assert found.emergency == "112"
        assert not found.country.emergency_sure
        assert found.main.call == "116 123"
        assert found.directory == "findahelpline.com"


def test_a_line_that_speaks_the_readers_language_comes_first():
    spanish = lines_for("US", language="es")

    assert spanish.lines[0].id == "us-988"


def test_texting_opens_with_the_word_filled_in():
    line = next(line for line in table().lines if line.id == "us-crisis-text")

    assert line.text_href == "sms:741741?&body=HOME"


def test_dialling_leaves_out_spaces_and_dashes():
    line = next(line for line in table().lines if line.id == "us-dv")

    assert line.call_href == "tel:18007997233"


def test_a_visitor_gets_the_home_country():
    class Visitor:
        is_authenticated = False
        country = "FR"

    assert help_for(Visitor()).country.iso == HOME


def test_a_person_gets_their_own_country():
    class Person:
        is_authenticated = True
        country = "FR"
        language = "fr"

    assert help_for(Person()).country.iso == "FR"


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(2026, 11, 1), 0),
        (date(2027, 5, 3), 0),
        (date(2027, 5, 4), len(table().lines)),
        (date(2028, 1, 1), len(table().lines)),
    ],
)
def test_lines_go_stale_after_183_days(on, count):
    assert len(stale(table().lines, on)) == count


def good_source():
    return tomllib.loads(TABLE.read_text())


@pytest.mark.parametrize(
    "wrong",
    [
        {"call": "", "text": ""},
        {"call": "call us"},
        {"call": "911<script>"},
        {"country": "ZZ"},
        {"for_whom": []},
        {"for_whom": ["everyone"]},
        {"id": "ca-988"},
    ],
)
def test_a_wrong_line_is_refused(wrong):
    source = good_source()
    source["line"][0] |= wrong

    with pytest.raises(BadTable):
        checked(source)


def test_numbers_hold_only_digits_spaces_and_dashes():
    for line in table().lines:
        for number in filter(None, (line.call, line.text)):
            assert re.fullmatch(r"[0-9 -]+", number)
