"""Whether stored texts get their second look; ``looking`` does it, and needs the encoder."""

from safety.screening.actions.building import forget_faded as forget_faded
from safety.screening.actions.health import look_after as look_after
from safety.screening.actions.health import standing as standing
from safety.screening.actions.health import waits as waits
from safety.screening.actions.offering import show_help as show_help
from safety.screening.actions.offering import waiting_for as waiting_for
