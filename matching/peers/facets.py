"""What else may matter in a person, as keys such as "armed-forces:veteran". Pure.

A specialist shows those they choose. A member says privately which ones would help.
"""

from peerhub.topics.taxonomy import FacetEntry, shipped

# The others are asked elsewhere (languages, hours), or are own words, which are shown to nobody.
OFFERED = (
    "age-band",
    "peer-gender",
    "lgbtq",
    "faith",
    "migration",
    "armed-forces",
    "front-line",
    "family-life",
    "disability",
    "place",
    "student",
    "formerly-incarcerated",
    "pathway",
    "communication-style",
    "accessibility",
)
# Answers that say nothing about a person.
_EMPTY = frozenset({"no", "any"})


def _offered() -> list[FacetEntry]:
    by_slug = {facet.slug: facet for facet in shipped().facets}
    return [by_slug[slug] for slug in OFFERED]


def _words(facet: FacetEntry, option: str, label: str) -> str:
    return facet.label if option == "yes" else label


GROUPS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        facet.label,
        [
            (f"{facet.slug}:{option}", _words(facet, option, label))
            for option, label in facet.options
            if option not in _EMPTY
        ],
    )
    for facet in _offered()
]
LABELS: dict[str, str] = {key: label for _, options in GROUPS for key, label in options}
LANGUAGES: dict[str, str] = dict(
    next(facet.options for facet in shipped().facets if facet.slug == "languages")
)  # code: its own name
