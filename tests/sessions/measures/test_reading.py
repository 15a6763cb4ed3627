"""What others pages and those who care for somebody get of it: numbers and dates, never an answer."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from safety.sharing import fields
from sessions.measures import reading, saying
from sessions.measures.instruments import find
from sessions.measures.instruments.asq import ASQ
from sessions.measures.instruments.itq import ITQ
from sessions.measures.instruments.mood import PHQ_4, PHQ_9
from sessions.measures.instruments.ptsd import PCL_5
from sessions.measures.instruments.scoring import Move
from sessions.progress import lines
from sessions.progress.lines import Point
from tests.cast import NOON
from tests.sessions.measures.conftest import taken

MONTH = timedelta(days=30)
LATER = NOON + MONTH


@pytest.mark.parametrize(
    ("key", "before", "now", "said"),
    [
        ("pcl-5", 50, 50, "Last time it was 50, the same as now."),
        (
            "pcl-5",
            50,
            45,
            f"Last time it was 50. Now it is 5 points lower. {saying.MOVES[Move.SMALL]}",
        ),
        (
            "pcl-5",
            30,
            40,
            "Last time it was 30. Now it is 10 points higher. That may be a real change.",
        ),
        (
            *("pcl-5", 50, 35),
            f"Last time it was 50. Now it is 15 points lower. {saying.MOVES[Move.RELIABLE]}",
        ),
        (
            "phq-9",
            10,
            5,
            "Last time it was 10. Now it is 5 points lower. That may be a real change.",
        ),
        (
            "phq-4",
            3,
            4,
            f"Last time it was 3. Now it is 1 point higher. {saying.MOVES[Move.UNKNOWN]}",
        ),
    ],
)
def test_the_last_time_stands_beside_it_and_whether_the_change_may_be_real(
    key: str, before: int, now: int, said: str
) -> None:
    instrument = find(key)
    assert instrument is not None

    assert saying.change(instrument, before, now) == said


@pytest.mark.django_db
def test_totals_of_several_people_are_read_at_once_the_oldest_first(
    maya: User, noor: User, sam: User, django_assert_num_queries
) -> None:
    taken(PHQ_4, "3333", member=maya)
    taken(PHQ_4, "1111", member=maya, now=LATER)
    taken(PHQ_4, "22s2", member=noor)
    taken(PHQ_9, "000000000", member=noor)
    taken(PHQ_4, "0000", member=sam)
    people = [maya.pk, noor.pk]

    with django_assert_num_queries(1):
        found = reading.totals_of(people, "phq-4", NOON, LATER + MONTH)

    assert found == {maya.pk: [(NOON, 12), (LATER, 4)]}
    assert reading.totals_of(people, "phq-4", NOON, LATER) == {maya.pk: [(NOON, 12)]}


@pytest.mark.django_db
def test_her_numbers_are_lines_of_her_progress(maya: User, noor: User) -> None:
    taken(PCL_5, "33333 33 3333333 333333", member=maya)
    taken(PCL_5, "3" * 19 + "s", member=maya, now=NOON + MONTH)
    taken(PCL_5, "22222 22 2222222 222222", member=maya, now=NOON + 2 * MONTH)
    taken(PHQ_4, "2222", member=maya)
    taken(ITQ, "111111 111 222222 222", member=maya)
    taken(ASQ, "010 0", member=maya)

    found = {line.key: line for line in lines.lines(maya, now=LATER)}

    assert list(found) == ["phq-4", "pcl-5", "itq-p", "itq-c"]
    long = found["pcl-5"]
    assert (long.low, long.high, long.better, list(long.bands)) == (0, 80, "Lower is lighter.", [])
    assert list(long.points) == [
        Point(NOON, 60, "60 of 80"),
        Point(NOON + 2 * MONTH, 40, "40 of 80"),
    ]
    assert long.sentence == saying.change(PCL_5, 60, 40)
    assert [(band.low, band.high, band.name) for band in found["phq-4"].bands] == [
        (band.low, band.high, band.name) for band in PHQ_4.bands
    ]
    assert list(found["phq-4"].points) == [Point(NOON, 8, "8 of 12, some of this on many days")]
    assert [point.value for point in found["itq-c"].points] == [12]
    assert lines.lines(noor, now=LATER) == []


@pytest.mark.django_db
def test_of_each_the_numbers_and_dates_can_be_shared_and_of_asq_nothing(maya: User) -> None:
    taken(PCL_5, "33333 33 3333333 333333", member=maya)
    taken(ITQ, "111111 111 222222 222", member=maya)

    keys = {field.key for field in fields.offered() if field.key.startswith("measures.")}

    assert keys == {
        f"measures.{key}"
        for key in (
            *("phq-4", "phq-2", "phq-9", "gad-2", "gad-7"),
            *("ucla-3", "hrqol-4", "pc-ptsd-5", "pcl-5", "itq"),
        )
    }
    said = {}
    for key in sorted(keys):
        field = fields.get(key)
        assert field is not None
        said[key] = list(field.read(maya, LATER))
    assert {key: lines_of for key, lines_of in said.items() if lines_of} == {
        "measures.itq": [
            "Memories and being on guard, Monday 23 November 2026: 6 of 24",
            "Feelings, yourself and others, Monday 23 November 2026: 12 of 24",
        ],
        "measures.pcl-5": ["PCL-5, Monday 23 November 2026: 60 of 80"],
    }
