"""Which numbers about few people are not shown, so that nobody can work them out. Pure.

The rule is that of the United States' Centers for Medicare & Medicaid Services (CMS, cell size
suppression policy, as ResDAC explains it): no count of 1 to 10 people is shown, and none that lets
somebody derive such a count; a count of 0 may be. The handbook's bound is the same (domain 4, 15).

A row splits a group of people into cells, and everybody is split into the same cells. So three things
can be worked out: the sum of hidden cells, as the people of a row are shown; how many of everybody
else are in a cell, by subtracting a group from everybody; and the sum of the cells in which that
cannot be done. Each of them is 0, or 11 and more.

What is hidden further is told by its place, never by its size: whoever knows that the smallest goes
would learn from it (minimality attack; Wong, Fu, Wang and Pei 2007). A group is shown whole or not
at all, as two rows with holes tell more than one.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

FEWEST = 11  # people

Cell = TypeVar("Cell", bound=str)
Cells = Mapping[Cell, int | None]  # None: not shown


def can_be_shown(people: int) -> bool:
    """Whether a count says nothing of a few."""
    return people == 0 or people >= FEWEST


def of_everybody(counts: Mapping[Cell, int]) -> Cells[Cell]:
    """The cells of everybody, those that say too much left out; two and more, where one is.

    ``counts``: how many are in each cell; each person is in one. 11 and more in all.
    """
    hidden = {cell for cell, count in counts.items() if not can_be_shown(count)}
    cells = list(counts)
    while hidden and (len(hidden) == 1 or sum(counts[cell] for cell in hidden) < FEWEST):
        hidden.add(_further(cells, hidden))
    return {cell: None if cell in hidden else count for cell, count in counts.items()}


def of_group(counts: Mapping[Cell, int], *, among: Cells[Cell], people: int) -> Cells[Cell]:
    """The cells of a group, or none of them.

    Args:
        counts: how many of the group are in each cell. 11 and more in all.
        among: everybody's cells as they are shown.
        people: how many everybody is: as many as the group, or at least 11 more.
    """
    others = people - sum(counts.values())
    if others == 0:
        return among
    left = [total - counts[cell] for cell, total in among.items() if total is not None]
    told = all(can_be_shown(count) for count in (*counts.values(), *left))
    if told and (len(left) == len(among) or others - sum(left) >= FEWEST):
        return counts
    # Where nobody is at all, nobody of the group is.
    return {cell: 0 if among[cell] == 0 else None for cell in counts}


def few_are_hidden(sizes: Mapping[str, int], *, of: int) -> Collection[str]:
    """The groups of one question that have no row.

    A group of fewer than 11 has none, nor one which all but a few belong to. Where only one was left
    out, or fewer than 11 people in all, the next smallest is left out too: most people choose one
    answer, and a sum would tell. How many answered a question stands nowhere.

    Args:
        sizes: how many people are in each group.
        of: how many people there are in all.
    """
    hidden = {name for name, size in sizes.items() if size < FEWEST or not can_be_shown(of - size)}
    left = sorted(sizes.keys() - hidden, key=lambda name: (sizes[name], name))
    while left and not _are_enough([sizes[name] for name in hidden]):
        hidden.add(left.pop(0))
    return hidden


def _are_enough(hidden: Collection[int]) -> bool:
    """Whether hidden groups hide each other: none, or two and more that are eleven people."""
    some = [count for count in hidden if count]
    return not some or (len(some) > 1 and sum(some) >= FEWEST)


def _further(cells: Sequence[Cell], hidden: Collection[Cell]) -> Cell:
    """The first cell that comes after a hidden one, in a circle."""
    return next(
        cell for at, cell in enumerate(cells) if cell not in hidden and cells[at - 1] in hidden
    )
