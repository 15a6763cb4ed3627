"""``websockets.broadcast`` under uvloop: one process, no adapter for a second one."""

import asyncio
import json

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from peerhub.settings import env

EVENT = json.loads(env.text("EVENT"))  # a message as this project sends it


class Room:
    """Everybody, and how much was said."""

    def __init__(self) -> None:
        self.people: set[ServerConnection] = set()
        self.places = 0

    async def serve(self, connection: ServerConnection) -> None:
        """One socket."""
        self.people.add(connection)
        try:
            async for words in connection:
                self.places += 1
                event = {**EVENT, "seq": self.places, "body": json.loads(words)["body"]}
                frame = {"t": "news", "events": [event]}
                broadcast(self.people, json.dumps(frame, separators=(",", ":")))
        finally:
            self.people.discard(connection)


async def main() -> None:
    """Serve until the process is ended."""
    port = env.number("PORT", default=0)
    async with serve(Room().serve, "127.0.0.1", port, compression=None, backlog=4096):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
