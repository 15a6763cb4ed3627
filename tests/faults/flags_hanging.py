"""``python -m tests.faults.flags_hanging``: the screening worker, whose second look never ends."""

import threading
from collections.abc import Sequence
from functools import partial
from typing import Any
from unittest.mock import patch

import django


def _hangs(texts: Sequence[str]) -> Any:
    threading.Event().wait()


def main() -> None:
    """Be the screening worker; its guard starts it anew again and again."""
    django.setup()
    from django.core.management import call_command

    from safety.management.commands import keep_screening
    from safety.screening.actions.looking import look_at_waiting

    hanging = partial(look_at_waiting, looks=_hangs)
    with patch.object(keep_screening, "look_at_waiting", hanging):
        call_command("keep_screening")


if __name__ == "__main__":
    main()
