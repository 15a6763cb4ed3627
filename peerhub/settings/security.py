"""Sign-in, cookies, content policy. Sources: OWASP ASVS 5.0 L2, allauth's own documentation."""

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# A session's room asks for both, after a press (sessions/calls/views.py); no other page can.
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), interest-cohort=()"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send "Origin: null" with every form, which CSRF must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "peerhub.views.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# A file that somebody chooses is read from memory or not at all: none is ever laid on a disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 320 * 1024  # of the whole request

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The e-mail lives in allauth's own table; the person is known by a handle alone.
ACCOUNT_ADAPTER = "peerhub.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "peerhub.accounts.joining.JoinForm"
ACCOUNT_FORMS = {
    "login": "peerhub.accounts.forms.SignInForm",
    "signup": "peerhub.accounts.forms.JoiningForm",
    "add_email": "peerhub.accounts.forms.NewAddressForm",
    "change_password": "peerhub.accounts.forms.NewPasswordForm",
    "reset_password": "peerhub.accounts.forms.ForgottenForm",
    "reset_password_from_key": "peerhub.accounts.forms.ForgottenPasswordForm",
    "request_login_code": "peerhub.accounts.forms.CodeByMailForm",
    "reauthenticate": "peerhub.accounts.forms.AgainForm",
    "change_email": "peerhub.accounts.forms.OtherAddressForm",
    "set_password": "peerhub.accounts.forms.FirstPasswordForm",
    "confirm_login_code": "peerhub.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "peerhub.accounts.forms.AddressCodeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "peerhub.accounts.adapters.display_name"

MFA_ADAPTER = "peerhub.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "peerhub.accounts.forms.SecondStepForm",
    "reauthenticate": "peerhub.accounts.forms.SecondStepAgainForm",
    "activate_totp": "peerhub.accounts.forms.NewSecondStepForm",
    "add_webauthn": "peerhub.accounts.forms.NewPasskeyForm",
    "edit_webauthn": "peerhub.accounts.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "PeerHub"
MFA_TOTP_TOLERANCE = 1  # RFC 6238 5.2: one step for slow typing
