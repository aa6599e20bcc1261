# How gunicorn serves the portal, at home and in the tests alike. The address comes from outside.

wsgi_app = "nszm_portal.wsgi:application"
# Sync workers answered twice as many requests as threads did.
worker_class = "sync"
workers = 2
loglevel = "warning"
control_socket_disable = True
# Whom to believe about a reader's address and scheme is TRUSTED_PROXIES' decision alone.
forwarded_allow_ips = ""
