"""Settings, from the environment only; `.env.example` lists every name."""

from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from supervision import env
from supervision.logs import configure_logging

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = env.required("SECRET_KEY")
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1")
SITE_URL = env.text("SITE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "supervision",
    "portal",
    "inspections",
    "clues",
    "risk",
    "credit",
    "items",
    "registry",
    "publication",
    "directory",
    "common",
    "tenancy",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "guardian",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    "portal.middleware.OperationsMiddleware",
    "tenancy.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tenancy.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tenancy.middleware.ScopeMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "tenancy.middleware.GuardMiddleware",
]

ROOT_URLCONF = "supervision.urls"
PUBLIC_PATH = "/open/"  # what is read below it comes through the connection "public" alone
WSGI_APPLICATION = "supervision.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "portal.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FILTERS_EMPTY_CHOICE_LABEL = _("全部")

# --- data -----------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": {
        **env.database(env.required("DATABASE_URL")),
        "ATOMIC_REQUESTS": True,  # a savepoint for each view, inside the transaction of ScopeMiddleware
        "TEST": {"MIRROR": "owner"},
    },
    "owner": env.database(env.text("DATABASE_OWNER_URL") or env.required("DATABASE_URL")),
    "public": {
        **env.database(env.text("DATABASE_PUBLIC_URL") or env.required("DATABASE_URL")),
        "TEST": {"MIRROR": "owner"},
    },
}
DATABASE_ROUTERS = ["supervision.router.RoleRouter"]

REDIS_URL = env.required("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "supervision",
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}

FILES_ROOT = Path(env.text("FILES_ROOT", str(BASE_DIR / ".state" / "files")))
SCAN_COMMAND = env.text("SCAN_COMMAND")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "tenancy.Member"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "tenancy.backends.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "employee_number", "mobile", "email"]},
    },
    {
        "NAME": "tenancy.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tenancy.passwords.MixedCharactersValidator"},
    {"NAME": "tenancy.passwords.NotTheSameValidator"},
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # `Member.may` asks django-guardian itself, after the roles

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "tenancy.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tenancy.adapters.SignInForm",
    "change_password": "portal.forms.accounts.OwnChangePasswordForm",
    "reauthenticate": "portal.forms.accounts.OwnReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "portal.forms.accounts.CodeForm",
    "reauthenticate": "portal.forms.accounts.CodeAgainForm",
    "activate_totp": "portal.forms.accounts.FirstCodeForm",
}
ACCOUNT_USER_DISPLAY = "tenancy.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a whole office signs in from one address
    "login_failed": "100/15m/ip,30/15m/key",  # behind the lock: one account tried from many addresses
}
MFA_ADAPTER = "tenancy.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "跨部门综合监管平台"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong by half a minute
USERSESSIONS_TRACK_ACTIVITY = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody locks a colleague out from elsewhere
AXES_USERNAME_CALLABLE = "tenancy.lockout.attempted_account"
AXES_CLIENT_IP_CALLABLE = "tenancy.lockout.client_address"
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False

SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_COOKIE_AGE = 9 * 60 * 60  # how long the cache keeps it; idle sessions end sooner, by the place's setting
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- security -------------------------------------------------------------------------------------------------------

BEHIND_TLS = env.flag("BEHIND_TLS")
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language, time, files ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "node_modules" / ".pages"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "noreply@localhost")

METRICS_TOKEN = env.text("METRICS_TOKEN")

PASS_SIGNING_KEY = env.text("PASS_SIGNING_KEY")
PASS_RETIRED_KEYS = env.words("PASS_RETIRED_KEYS")

# --- history and logs -----------------------------------------------------------------------------------------------

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True

LOGGING_CONFIG = None
configure_logging(as_json=env.text("LOG_FORMAT", "json") == "json", level=env.text("LOG_LEVEL", "INFO"))
