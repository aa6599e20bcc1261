# How gunicorn serves the portal, at home and in the tests alike. The address comes from outside.

import ctypes
from pathlib import Path

from nszm_portal.environment import Environment

wsgi_app = "nszm_portal.wsgi:application"
# Sync workers answered twice as many requests as threads did.
worker_class = "sync"
workers = 2
# Seconds. The largest answer, a hundred thousand records of open data, takes half of that.
timeout = 60
loglevel = "warning"
# Lines of JSON as the portal's own; while somebody mends the code (DEBUG) people read them. The
# portal logs each request itself; who wants gunicorn's line too (--access-logfile -) gets no
# reader's address and no query in it.
if not Environment(Path(__file__).resolve().parent.parent / ".env").boolean("DEBUG"):
    logger_class = "nszm_portal.operation.logs.GunicornLines"
access_log_format = "%(m)s %(U)s %(s)s %(B)s B %(M)s ms"
control_socket_disable = True
# Whom to believe about a reader's address and scheme is TRUSTED_PROXIES' decision alone.
forwarded_allow_ips = ""

# glibc raises this threshold with each picture that was in memory, and then keeps what later ones
# took; set by hand, it stays and memory goes back to the system (mallopt(3)).
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
libc = ctypes.CDLL(None)
libc.mallopt(M_MMAP_THRESHOLD, 128 * 1024)
libc.mallopt(M_ARENA_MAX, 2)
# The form that arranges 200 texts sends 6,600 bytes in its address.
limit_request_line = 8190
