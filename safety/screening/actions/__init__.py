"""Whether stored texts get their second look; ``looking`` does it, and needs the encoder."""

from safety.screening.actions.building import forget_faded as forget_faded
from safety.screening.actions.health import look_after as look_after
from safety.screening.actions.health import standing as standing
from safety.screening.actions.health import waits as waits
