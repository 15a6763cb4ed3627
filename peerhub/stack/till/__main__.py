"""``python -m peerhub.stack.till PORT HOME``: the stand-in as a process, until it is ended.

Keys and the address of our web server come by the environment, as they do for PeerHub.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from peerhub.stack.till.server import Till


def main(port: str, home: str) -> None:
    """Answer until SIGTERM."""
    enough = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: enough.set())
    Path(home).mkdir(parents=True, exist_ok=True)
    till = Till(
        home,
        key=os.environ["STRIPE_SECRET_KEY"],
        secret=os.environ["STRIPE_WEBHOOK_SECRET"],
        hook=os.environ["STRIPE_HOOK_URL"],
        port=int(port),
    )
    till.start()
    enough.wait()
    till.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
