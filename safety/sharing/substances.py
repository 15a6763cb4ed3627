"""Whether words touch the use of substances. Pure, and rather once too often than once too rarely.

A record that touches it is handed on as 42 CFR Part 2 asks, whoever wrote it: nobody here has to
decide whether the law holds for it. A word too many costs a notice; a word too few costs a person.
"""

import re
import unicodedata
from collections.abc import Iterable

STEMS = (
    *("alcohol", "booze", "drink", "drank", "drunk", "hangover", "liquor", "sober", "sobriety"),
    *("tipsy", "vodka", "whisk"),
    *("addict", "amphetamine", "benzo", "cannabis", "cocaine", "drug", "ecstasy", "fentanyl"),
    *("heroin", "high on", "ketamine", "marijuana", "mdma", "morphine", "narcotic", "opiate"),
    *("opioid", "oxycodone", "oxycontin", "painkiller", "percocet", "pills", "stoned", "substance"),
    *("tramadol", "vicodin", "xanax"),
    *("buprenorphine", "clean time", "detox", "disulfiram", "methadone", "naloxone", "naltrexone"),
    *("narcan", "needle exchange", "overdos", "recovery", "rehab", "relaps", "suboxone", "subutex"),
    *("twelve step", "twelve-step", "12 step", "12-step", "vivitrol", "withdrawal"),
)
WHOLE = (
    *("beer", "beers", "crack", "dope", "joint", "joints", "meth", "weed", "wine"),
    *("aa", "aud", "audit", "dast", "dui", "dwi", "mat", "na", "od", "oud", "sud"),
)
_TOUCHES = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, STEMS))}|(?:{'|'.join(map(re.escape, WHOLE))})(?!\w))"
)


def touch_substances(lines: Iterable[str]) -> bool:
    """Whether one of ``lines`` names drink, drugs, or help with them."""
    return any(_TOUCHES.search(unicodedata.normalize("NFKC", line).casefold()) for line in lines)
