"""What the browser is told: load nothing foreign, keep nothing, show us in no frame."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

TLS = {
    "BEHIND_TLS": "1",
    "SECRET_KEY": "k" * 25 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789",
    "SITE_URL": "https://supervision.example",
    "ALLOWED_HOSTS": "supervision.example",
}


@pytest.fixture(params=["/account/login/", "/610703/"])
def response(request, officer, sign_in):
    return sign_in(officer).get(request.param, follow=True)


def test_every_page_carries_the_security_headers(response):
    assert response.status_code == 200
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert response.headers["Permissions-Policy"].startswith("camera=(self)")


EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def test_the_policy_allows_no_inline_script_and_no_foreign_source(response):
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    for directive in ("object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'"):
        assert directive in policy
    for hole in ("unsafe-inline", "unsafe-eval", "http:", "*"):
        assert hole not in policy


def test_pages_contain_no_inline_script_style_or_handler(response):
    page = response.content.decode()
    for trap in ("<style", 'style="', "onclick=", "onsubmit=", "onload=", "javascript:"):
        assert trap not in page
    assert page.count("<script") == page.count("<script src=")


def test_pages_are_kept_by_nobody(response):
    assert "no-store" in response.headers["Cache-Control"]


def test_refusals_are_kept_by_nobody_either(officer, sign_in):
    for path in ("/152522/", "/no-such-page/"):
        response = sign_in(officer).get(path)
        assert response.status_code == 404
        assert "no-store" in response.headers["Cache-Control"]


def test_every_request_has_a_number(db):
    numbers = {Client().get("/account/login/").headers["X-Request-Id"] for _ in range(3)}
    assert len(numbers) == 3


def test_a_request_cannot_choose_its_number(db):
    response = Client().get("/account/login/", headers={"X-Request-Id": "forged"})
    assert response.headers["X-Request-Id"] != "forged"


def run_with_tls(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, env={**os.environ, **TLS}, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


def test_the_settings_pass_the_deployment_check_behind_tls():
    done = run_with_tls("manage.py", "check", "--deploy", "--fail-level", "WARNING", "--tag", "security")
    assert done.returncode == 0, done.stderr


def test_behind_tls_cookies_are_secure_and_the_host_is_pinned():
    names = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_NAME"
    script = f"import django; from django.conf import settings; [print(getattr(settings, n)) for n in {names.split()}]"
    environment = {"DJANGO_SETTINGS_MODULE": "supervision.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **TLS, **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "True", "True", "31536000", "__Host-session"]
