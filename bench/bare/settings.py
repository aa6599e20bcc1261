"""Only what Django does not start without."""

SECRET_KEY = "signs nothing"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.bare.urls"
MIDDLEWARE = []
USE_I18N = False
