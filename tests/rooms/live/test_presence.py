"""How many are here, told so that nobody's going shows."""

from rooms.live.presence import Lingering


def test_a_count_rises_at_once_and_falls_a_while_later() -> None:
    crowd = Lingering(lambda least, most: (least + most) / 2)  # 60 seconds

    told = [crowd.of(count, now=at) for count, at in [(5, 0), (9, 1), (7, 2), (6, 40), (6, 61)]]
    assert told == [5, 9, 9, 9, 9]
    assert crowd.of(6, now=62) == 6


def test_who_comes_back_meanwhile_never_went() -> None:
    crowd = Lingering(lambda *bounds: bounds[0])

    told = [crowd.of(count, now=at) for count, at in [(5, 0), (4, 1), (5, 2), (4, 32), (4, 61)]]
    assert told == [5, 5, 5, 5, 5]
    assert crowd.of(4, now=62) == 4
