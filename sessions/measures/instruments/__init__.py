"""The instruments that can be taken, in the order of being offered. Pure.

Their words are others' and stand as they were published; ``tests/sessions/measures`` holds a
checksum of each. Licences and rules: handbook, domain 3.2.
"""

from sessions.measures.instruments.asq import ASQ
from sessions.measures.instruments.itq import ITQ
from sessions.measures.instruments.life import HRQOL_4, UCLA_3
from sessions.measures.instruments.mood import GAD_2, GAD_7, PHQ_2, PHQ_4, PHQ_9
from sessions.measures.instruments.ptsd import PC_PTSD_5, PCL_5
from sessions.measures.instruments.shape import Instrument

ALL: tuple[Instrument, ...] = (
    PHQ_4,
    PHQ_2,
    PHQ_9,
    GAD_2,
    GAD_7,
    UCLA_3,
    HRQOL_4,
    PC_PTSD_5,
    PCL_5,
    ITQ,
    ASQ,
)
_BY_KEY = {instrument.key: instrument for instrument in ALL}


def find(key: str) -> Instrument | None:
    """The instrument of this key; None where there is none."""
    return _BY_KEY.get(key)
