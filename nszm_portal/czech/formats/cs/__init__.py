"""Czech: see formats.py, which Django finds by this name."""
