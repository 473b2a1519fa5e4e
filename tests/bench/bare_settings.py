"""Django as it comes: the platform's settings without its walls, its guard and its frame."""

from supervision.settings import *  # noqa: F403
from supervision.settings import BASE_DIR, DATABASES

DATABASES = {"default": DATABASES["owner"]}
DATABASE_ROUTERS: list[str] = []
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "tests.bench.bare_urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # the library insists; it does next to nothing
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "tests/bench"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
