"""Settings of a measurement: as on one machine, with its own keys in Redis and its own passwords.

Mail and tasks wait for a worker that a measurement does not start.
"""

from peerhub.settings.dev import *  # noqa: F403
from peerhub.settings.dev import CELERY_BROKER_TRANSPORT_OPTIONS, CHANNEL_LAYERS, DATABASES

DATABASES["default"].pop("OPTIONS")  # a measurement says itself how it connects
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,
    "global_keyprefix": "bench:",
}
CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = "bench"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
