"""The measured server: as in ``tests.bench.settings``, with production's pool of connections."""

from peerhub.settings import env
from tests.bench.settings import *  # noqa: F403
from tests.bench.settings import DATABASES

DATABASES["default"]["OPTIONS"] = {
    "pool": {"min_size": 2, "max_size": env.number("DB_POOL", default=10), "timeout": 5}
}
