"""Words of a diagnosis in a note. Pure.

A peer writes what was said and done, and names no illness: the note is the member's, too, and a
peer does not diagnose. The list is ours and short; it asks, and never stops anybody. What the
member calls themself is theirs to say, so the page says that their own words may stay.
"""

import re

# Each entry as a reader would see it named; matched whole, whatever the case.
DIAGNOSES = (
    "adhd",
    "anorexia",
    "anxiety disorder",
    "bipolar",
    "borderline",
    "bpd",
    "bulimia",
    "c-ptsd",
    "delusion",
    "delusional",
    "delusions",
    "dementia",
    "depressive disorder",
    "dissociative disorder",
    "gad",
    "hallucination",
    "hallucinations",
    "major depression",
    "manic",
    "mdd",
    "narcissist",
    "narcissistic",
    "non-compliant",
    "noncompliant",
    "ocd",
    "paranoia",
    "paranoid",
    "personality disorder",
    "psychosis",
    "psychotic",
    "ptsd",
    "schizoaffective",
    "schizophrenia",
    "schizophrenic",
    "substance use disorder",
)
_ANY = re.compile(
    r"(?<!\w)("
    + "|".join(re.escape(each) for each in sorted(DIAGNOSES, key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)


def diagnoses(*texts: str) -> list[str]:
    """The words of a diagnosis in ``texts`` as they were written, each once, in their order."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _ANY.finditer(text):
            found.setdefault(match.group().lower(), match.group())
    return list(found.values())
