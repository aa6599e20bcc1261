"""Django's FORMAT_MODULE_PATH points here; each language has a package of its own."""
