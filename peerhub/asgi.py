"""Sockets in production, and everything on one machine: uvicorn runs this."""

import os
import sys

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerhub.settings.dev")
django.setup(set_prefix=False)  # loads the apps: the routing below needs them

from peerhub.sockets import ComeBackLater, NoSuchSocket, SignedIn  # noqa: E402
from peerhub.turns import InTurn  # noqa: E402
from rooms import routing as rooms  # noqa: E402
from safety import routing as safety  # noqa: E402
from safety.detection.scoring import screen  # noqa: E402
from sessions import routing as sessions  # noqa: E402

screen("")  # rules and weights are read now, not while the first person waits
# Seconds until a thread that has an answer of the database may go on while frames are sent; with
# Python's own 5 ms the six answers that a message waits for came up to 30 ms late.
sys.setswitchinterval(0.001)

application = ProtocolTypeRouter(
    {
        "http": InTurn(),
        "websocket": ComeBackLater(
            OriginValidator(
                SignedIn(
                    URLRouter(
                        [
                            *rooms.websocket_urlpatterns,
                            *safety.websocket_urlpatterns,
                            *sessions.websocket_urlpatterns,
                            NoSuchSocket.route(),
                        ]
                    )
                ),
                settings.SOCKET_ORIGINS,
            )
        ),
    }
)
