"""The people of every test, and the moment at which tests happen."""

from datetime import UTC, datetime

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday
PASSWORD = "a-quiet-room-in-daylight"
