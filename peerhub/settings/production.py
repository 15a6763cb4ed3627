"""Production: secrets from the environment, TLS in front, files with hashed names."""

from peerhub.settings import env
from peerhub.settings.base import *  # noqa: F403
from peerhub.settings.base import (
    BUILT,
    DATABASES,
    DB_POOL,
    POOL_RECONNECT,
    STRIPE_API_BASE,
    STRIPE_CHECKOUT,
    VAR_DIR,
)

SECRET_KEY = env.secret("SECRET_KEY")
FIELD_KEY = env.secret("FIELD_KEY")
TEXT_KEYS = env.secret("TEXT_KEYS", "").replace(",", " ").split() or [FIELD_KEY]
PUBLIC_URL = env.text("PUBLIC_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
PAGER_URL = env.https("PAGER_URL")
# Nobody else's: money would be promised and never come.
env.refuse_other("STRIPE_API_BASE", STRIPE_API_BASE)
env.refuse_other("STRIPE_CHECKOUT", STRIPE_CHECKOUT)

DATABASES["default"]["OPTIONS"] = {
    "pool": {
        "min_size": 2,
        "max_size": DB_POOL,
        "timeout": 5,
        "reconnect_timeout": POOL_RECONNECT,
    }
}

SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=1)

STATIC_ROOT = VAR_DIR / "static"
STORAGES = BUILT
