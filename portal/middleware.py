"""What machines ask: is it alive, is it ready, what are the figures. Answered before sessions, scopes and sign-in,
because these questions matter most when the database is gone."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST

from portal.health import CHECKS
from portal.metrics import count_request, exposition

GetResponse = Callable[[HttpRequest], HttpResponse]


class OperationsMiddleware:
    """Stands before all other middleware; counts every request it lets through."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path)
        if answer is not None:
            return answer(request)
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else "unknown"
        count_request(view, request.method or "", response.status_code, time.perf_counter() - started)
        return response


def alive(request: HttpRequest) -> HttpResponse:
    """This process takes requests; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Whether everything works, part by part; 503 when something does not."""
    parts = {check.name: check.works() for check in CHECKS}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' figures for whoever brings METRICS_TOKEN; nothing at all while none is set."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(request.headers.get("Authorization", ""), expected):
        return HttpResponseNotFound()
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


ANSWERS: dict[str, GetResponse] = {"/healthz": alive, "/readyz": ready, "/metrics": metrics}
