"""The measured server: as in ``tests.bench.settings``, with production's pool of connections."""

from tests.bench.settings import *  # noqa: F403
from tests.bench.settings import DATABASES, DB_POOL

DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": DB_POOL, "timeout": 5}}
