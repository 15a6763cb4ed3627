"""Tests: the same parts, quick hashing, mail kept in memory, tasks run at once."""

from peerhub.settings import env
from peerhub.settings.dev import *  # noqa: F403
from peerhub.settings.dev import CHANNEL_LAYERS, DATABASES

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAPID_PRIVATE_KEY = ""  # the tests that push make one
PUSH_ANYWHERE = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True

# A database and a channel prefix of its own for each run and each parallel worker.
NAME = env.text("TEST_DB", "peerhub")
DATABASES["default"].pop("OPTIONS")  # tests open and close connections themselves
DATABASES["default"]["TEST"] = {
    "NAME": f"test_{NAME}",
    "TEMPLATE": env.text("TEST_TEMPLATE", ""),  # a database with all tables, made once for all
}
CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = NAME + env.text("PYTEST_XDIST_WORKER", "")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
