"""Maya in a room, and a case of hers that Ines is on."""

from tests.safety.flags.conftest import flag as flag
from tests.safety.flags.conftest import room as room
