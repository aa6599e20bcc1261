"""What only a browser can show: journeys, accessibility, reading without mouse, script or sight.

Each module runs against a gunicorn of its own (tests/servers); `shelf` fills its database. What an
answer alone can prove belongs to the room's own tests, or to tests/house.
"""
