"""True everywhere. What differs stands in dev.py, test.py and production.py."""

from email.utils import parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from peerhub.settings import env
from peerhub.settings.security import *  # noqa: F403 - one page of settings, split by concern

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = False
DEMO = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_NAME = "PeerHub"
PUBLIC_URL = env.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SOCKET_ORIGINS = env.words("SOCKET_ORIGINS", PUBLIC_URL)
BACKGROUND_CHECK_MONTHS = env.number("BACKGROUND_CHECK_MONTHS", default=24)
CERTIFICATES_FROM = env.day("CERTIFICATES_FROM")
PCL5_CUT = env.number("PCL5_CUT", default=33)
WALL_FIRST_POSTS = env.number("WALL_FIRST_POSTS", default=3)
WALL_DRAWINGS_FIRST = env.flag("WALL_DRAWINGS_FIRST", default=True)
LEAVE_URL = env.text("LEAVE_URL", "https://www.bbc.co.uk/weather")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # the page of passkeys asks for it
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "heroicons",
    "channels",
    "rest_framework",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "peerhub.ui",
    "peerhub.accounts",
    "peerhub.topics",
    "peerhub.audit",
    "peerhub.notifications",
    "safety",
    "matching",
    "sessions",
    "rooms",
    "peerhub.demo",
]

MIDDLEWARE = [
    "peerhub.middleware.ConnectionBack",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peerhub.middleware.PrivacyHeaders",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "peerhub.accounts.mfa.SecondFactorFirst",
    "peerhub.accounts.middleware.OwnTimeZone",
    "peerhub.middleware.DomainErrors",
]

ROOT_URLCONF = "peerhub.urls"
ASGI_APPLICATION = "peerhub.asgi.application"
WSGI_APPLICATION = "peerhub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "peerhub.ui.context.frame",
                "peerhub.notifications.context.unread",
                "safety.context.late_help",
            ],
            "builtins": ["peerhub.ui.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "peerhub.ui.renderer.FormRenderer"

DATABASES: dict[str, dict[str, Any]] = {"default": env.database(env.secret("DATABASE_URL"))}
DB_POOL = env.number("DB_POOL", default=12)  # connections of one process; peerhub.turns shares them
# Seconds of one round of tries. Waits double within a round: with the pool's own 5 minutes, pages
# would stay away for minutes after PostgreSQL has come back.
POOL_RECONNECT = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.secret("REDIS_URL")

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}

# The Pub/Sub layer carries hints; the truth is in PostgreSQL (docs/decisions/0001).
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": REDIS_URL,
                    "socket_timeout": None,
                    "health_check_interval": 10,
                }
            ],
            "prefix": env.text("CHANNEL_PREFIX", "peerhub"),
        },
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 200
CELERY_TASK_TIME_LIMIT = 230
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"visibility_timeout": 300}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# For ever: after its own hundred tries a worker would end, and stay away when Redis is back.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# What waits on others' servers has workers of its own: one that hangs holds up nothing of ours.
CELERY_TASK_ROUTES = {
    "safety.paging.tasks.*": {"queue": "outgoing"},
    "peerhub.notifications.tasks.push_due": {"queue": "outgoing"},
    "sessions.payments.tasks.*": {"queue": "outgoing"},
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
# On whose wall the weeks of the on-call rota are kept. A zone that nobody knows stops the start.
ROTA_ZONE = ZoneInfo(env.text("ROTA_ZONE", "America/New_York")).key
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
BUILT = {  # files that collectstatic joined and named by what is in them
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "peerhub.ui.storage.HashedFiles"},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "PeerHub <hello@peerhub.example>")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 8

# Who we are to the push services of browsers (manage.py make_push_key); without it there is no push.
VAPID_PRIVATE_KEY = env.secret("VAPID_PRIVATE_KEY", "")
VAPID_CONTACT = env.text("VAPID_CONTACT", "mailto:" + parseaddr(DEFAULT_FROM_EMAIL)[1])
PUSH_ANYWHERE = False  # also to this machine and private networks: for tests

# Whom to call beside people's own mail and browsers: a POST, signed (see safety/paging/signing.py).
PAGER_URL = env.text("PAGER_URL", "")
PAGER_SECRET = env.secret("PAGER_SECRET", "")

# Payments by card. Without the two secrets nobody can pay here, and pages say so.
STRIPE_SECRET_KEY = env.secret("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.secret("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = "https://api.stripe.com"
STRIPE_CHECKOUT = "https://checkout.stripe.com"  # a form of ours may lead there

# Calls go through a relay (coturn), so that no address of a person reaches the other one. Without it
# sessions are by text alone.
TURN_URLS = env.words("TURN_URLS")
TURN_SECRET = env.secret("TURN_SECRET", "")

# Where the head of the audit's chain is remembered, outside of the database; "" nowhere but the log.
AUDIT_HEAD_FILE = env.text("AUDIT_HEAD_FILE", "")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "peerhub.errors.api_exception_handler",
}

# Nothing that a person wrote reaches a log: messages name ids and codes only.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "peerhub.logs.WithoutContent"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["quiet"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Uvicorn's own handlers would print whole tracebacks.
        "uvicorn": {"handlers": [], "propagate": True, "level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "stripe": {"level": "WARNING"},  # it would name each payment
    },
}
