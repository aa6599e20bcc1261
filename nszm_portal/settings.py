"""All settings of the portal. What differs between installations comes from the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from nszm_portal.environment import Environment
from nszm_portal.richtext.config import editor

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(BASE_DIR / ".env")

# --- What the installation is ------------------------------------------------------------------

DEBUG = env.boolean("DEBUG")
SECRET_KEY = env.required("SECRET_KEY", "50 náhodných znaků; script/server je vytvoří samo")
SITE_URL = env.origin("SITE_URL", "http://127.0.0.1:8000")
SITE_HOST = urlsplit(SITE_URL).hostname
SECURE = SITE_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", [SITE_HOST] + (LOOPBACK if SITE_HOST in {"127.0.0.1", "localhost"} else [])
)
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# --- Rooms, from the left to the right ---------------------------------------------------------

INSTALLED_APPS = [
    # Before the libraries whose commands it records.
    "nszm_portal.operation.timed",
    "nszm_portal.accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "nszm_portal.staticfiles.PortalStaticFilesConfig",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "ckeditor",
    "pictures",
    "post_office",
    "reversion",
    "nszm_portal.czech",
    "nszm_portal.pagecache",
    "nszm_portal.accounts",
    "nszm_portal.regions",
    "nszm_portal.library",
    "nszm_portal.richtext",
    "nszm_portal.navigation",
    "nszm_portal.publishing",
    "news",
    "meetings",
    "partners",
    "nszm_portal.pages",
    "nszm_portal.search",
    "nszm_portal.overview",
    "nszm_portal.opendata",
    "nszm_portal.reports",
    "nszm_portal.paper",
    "nszm_portal.demonstration",
    "nszm_portal.legacy",
    "nszm_portal.operation",
]

MIDDLEWARE = [
    "nszm_portal.operation.proxies.TrustedProxiesMiddleware",
    "nszm_portal.operation.tracing.TracingMiddleware",
    # Before everything that costs time: a page from the cache carries the headers that the
    # middlewares below gave it when it was rendered.
    "nszm_portal.pagecache.middleware.PageCacheMiddleware",
    "nszm_portal.accounts.current.CurrentRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nszm_portal.publishing.middleware.MissingMiddleware",
    "nszm_portal.legacy.middleware.LegacyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nszm_portal.accounts.second_factor.VerifiedUserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nszm_portal.publishing.middleware.PublishingMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "nszm_portal.urls"
WSGI_APPLICATION = "nszm_portal.wsgi.application"

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
                "nszm_portal.navigation.context.site",
            ],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------

VAR = BASE_DIR / "var"

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR}/portal.sqlite3")}
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if IS_SQLITE:
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start of the transaction: otherwise two readers that
        # both want to write would fail at once, however long the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
        ),
    }
    # Tests of several threads need a file: a database in memory belongs to one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A database that is away must cost seconds, not a worker.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL")}

# What is not a page: it streams, belongs to one person, or has to tell the truth of this moment.
PAGECACHE_PASSES = ("/admin/", "/media/", "/nahled/", "/soubory/", "/static/")
PAGECACHE_PASSES += ("/healthz", "/readyz")

MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR / "media")
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", VAR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# Plug-ins of CKEditor that django-ckeditor does not carry; script/server puts them there.
CKEDITOR_EXTRA = VAR / "ckeditor"
if CKEDITOR_EXTRA.is_dir():
    STATICFILES_DIRS.append(("ckeditor-extra", CKEDITOR_EXTRA))

CKEDITOR_CONFIGS = {"default": editor(CKEDITOR_EXTRA)}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "nszm_portal.staticfiles.PortalStaticFilesStorage"
    },
}
if bucket := env.word("S3_BUCKET", "", "portal, jméno úložiště bez lomítek"):
    STORAGES["default"] = {
        "BACKEND": "nszm_portal.library.objectstorage.ObjectStorage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.origin("S3_ENDPOINT_URL", "https://s3.amazonaws.com"),
            "region_name": env.word("S3_REGION", "us-east-1", "eu-central-1"),
            "access_key": env.required("S3_ACCESS_KEY_ID", "přístupový klíč k úložišti"),
            "secret_key": env.required("S3_SECRET_ACCESS_KEY", "tajný klíč k úložišti"),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
# What makes the smaller versions of a picture is called where it is stored; a queue would need a
# worker. In which widths and formats: library.renditions.
PICTURES = {"USE_PLACEHOLDERS": False, "PROCESSOR": "pictures.tasks._process_picture"}
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# An upload is streamed to disk; what a form itself may hold is a long article, not a film.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- Language ----------------------------------------------------------------------------------

LANGUAGE_CODE = "cs"
LANGUAGES = [("cs", "čeština")]
TIME_ZONE = "Europe/Prague"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["nszm_portal.czech.formats"]

# --- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": "nszm_portal.accounts.passwords.CommonValidator"},
    {"NAME": "nszm_portal.accounts.passwords.OwnWordsValidator"},
    {"NAME": "nszm_portal.accounts.passwords.PatternValidator"},
]
OTP_TOTP_ISSUER = "Portál Zdravých měst"
# Whether accounts of the demonstration do without a second factor: only while nobody but this
# machine can ask for the portal by a name that it answers to.
ONLY_FOR_THIS_MACHINE = {SITE_HOST, *ALLOWED_HOSTS} <= {*LOOPBACK, "::1"}
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60
SESSION_ENGINE = "nszm_portal.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "nszm_portal.overview.errors.csrf_failure"

# How many wrong passwords are borne is said by accounts.throttle; "1" is one bound reached.
AXES_HANDLER = "nszm_portal.accounts.throttle.Throttle"
AXES_FAILURE_LIMIT = 1
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_LOCKOUT_CALLABLE = "nszm_portal.accounts.throttle.refuse"
AXES_CLIENT_IP_CALLABLE = "nszm_portal.limits.counting.client"
AXES_USERNAME_CALLABLE = "nszm_portal.accounts.throttle.account"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the audit trail tells it
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# --- Mail leaves through a queue that a timer empties ------------------------------------------

EMAIL_BACKEND = "nszm_portal.operation.mail.QueuedMail"
_mail = env.mail("EMAIL_URL", f"filemail://{VAR}/mail")
POST_OFFICE = {
    "BACKENDS": {"default": _mail.pop("EMAIL_BACKEND")},
    "MAX_RETRIES": 8,
    "DEFAULT_PRIORITY": "medium",
    "CELERY_ENABLED": False,
}
globals().update({name: value for name, value in _mail.items() if name.startswith("EMAIL_")})
if _mail.get("EMAIL_FILE_PATH"):
    EMAIL_FILE_PATH = "/" + str(_mail["EMAIL_FILE_PATH"]).lstrip("/")
# A server of mail that hangs must not keep the timer for ever.
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "nszm@nszm.cz")

# --- Protection --------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_SSL_REDIRECT = SECURE
# Who asks these stands beside the portal and speaks to it without nginx.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
# TrustedProxiesMiddleware removes the header when it does not come from a trusted proxy.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # CKEditor 4.22.1 is the last open version and nobody maintains it. It stays because only
    # staff see it, all that it produces is cleaned on the server on save and again on output,
    # and the public pages' policy forbids inline script. Full-page mode, its samples and the
    # plug-ins with the known holes are not served.
    "ckeditor.W001",
    # CKEditor's upload dialog shows the answer in a frame of its own page; other sites are kept
    # out by SAMEORIGIN and by frame-ancestors alike.
    "security.W019",
    # HSTS for all subdomains and preloading are the association's decision, not the portal's:
    # other services live on the same domain.
    "security.W005",
    "security.W021",
]

# --- Errors and logs ---------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
        if DEBUG
        else {"()": "nszm_portal.operation.logs.JsonLines"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # What was refused or not found has its line from TracingMiddleware.
        "django.request": {"level": "ERROR"},
        # It would write lines of its own form, each minute.
        "post_office": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # The audit trail tells it.
        "axes": {"level": "ERROR"},
        # A refused Host header is a robot's, not ours to mend.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
if dsn := env.text("SENTRY_DSN"):
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured(
            "Nastavení SENTRY_DSN potřebuje knihovnu: pip install sentry-sdk"
        ) from error
    from nszm_portal.operation.logs import without_persons

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        max_breadcrumbs=0,
        before_send=without_persons,
    )
