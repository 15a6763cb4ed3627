"""The stand-in as a child of ``make run``: how it is started, and what the others have to know."""

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from peerhub.stack.processes import LOOPBACK, free_port


@dataclass(frozen=True)
class Prepared:
    """A command, and the environment of all."""

    command: list[object]
    environment: dict[str, str]


def prepared(home: Path, address: str) -> Prepared | None:
    """The stand-in for this start; None where the environment names an account at Stripe.

    Its keys are made anew at each start: they open nothing but this one process.
    """
    if os.environ.get("STRIPE_SECRET_KEY") or os.environ.get("STRIPE_SECRET_KEY_FILE"):
        return None
    port = free_port()
    return Prepared(
        command=[sys.executable, "-m", "peerhub.stack.till", port, home],
        environment={
            "STRIPE_SECRET_KEY": f"sk_test_{secrets.token_hex(16)}",
            "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(16)}",
            "STRIPE_API_BASE": f"http://{LOOPBACK}:{port}",
            "STRIPE_CHECKOUT": f"http://localhost:{port}",
            "STRIPE_HOOK_URL": f"{address}/payments/hook/",
        },
    )
