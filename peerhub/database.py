"""Whether PostgreSQL is away, asked in a moment.

The pool waits 5 seconds for a connection. Help and the way out must not: they ask here first.
"""

import socket

from django.db import connection

PATIENCE = 0.5  # seconds
PORT = 5432  # where PostgreSQL listens when nobody says otherwise


def is_away() -> bool:
    """Whether nobody listens where the database should be, or not within ``PATIENCE``."""
    where = connection.settings_dict
    host, port = str(where["HOST"] or ""), int(where["PORT"] or PORT)
    if not host or host.startswith("/"):  # a socket file: there is no network to wait for
        return False
    try:
        with socket.create_connection((host, port), PATIENCE):
            return False
    except OSError:
        return True
