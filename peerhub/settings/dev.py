"""One person's machine: the embedded servers, the demo world, mail into a folder."""

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

# Each socket has a thread of its own: without a pool each would open a connection for every post.
DATABASES["default"]["OPTIONS"] = {
    "pool": {
        "min_size": 1,
        "max_size": DB_POOL,
        "timeout": 5,
        "reconnect_timeout": POOL_RECONNECT,
    }
}

DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=True)
SECRET_KEY = env.secret("SECRET_KEY", "only-for-this-machine-" + "0" * 40)
FIELD_KEY = env.secret("FIELD_KEY", "only-for-this-machine")
PUSH_KEY_FILE = VAR_DIR / "push.key"  # made by manage.py set_up
VAPID_PRIVATE_KEY = env.secret("VAPID_PRIVATE_KEY", env.kept(PUSH_KEY_FILE))
PUSH_ANYWHERE = DEBUG
TEXT_KEYS = env.secret("TEXT_KEYS", "").replace(",", " ").split() or [FIELD_KEY]
EMAIL_BACKEND = "peerhub.mailbox.FolderBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
if env.flag("STATIC_BUILT", default=False):  # collectstatic has been run, as in production
    STATIC_ROOT, STORAGES = VAR_DIR / "static", BUILT
else:
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True  # a style sheet may change while the server runs
# The stand-in for the card company (peerhub/stack/till), where ``make run`` has started it.
STRIPE_API_BASE = env.text("STRIPE_API_BASE", STRIPE_API_BASE)
STRIPE_CHECKOUT = env.text("STRIPE_CHECKOUT", STRIPE_CHECKOUT)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
