"""How gunicorn serves the platform, in the demonstration and in production alike."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # loaded once, shared by the processes
timeout = 60
graceful_timeout = 10
max_requests = 5_000
max_requests_jitter = 500
control_socket_disable = True
loglevel = "warning"  # the application writes its own log
