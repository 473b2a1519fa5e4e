"""The bare page: a session, its user, one indexed query, a template of 20 rows. The still page: bytes in memory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tenancy.models import Region

HANZHONG = 610700000000
STILL = b"<!DOCTYPE html><title>still</title>" + b"<p>twenty thousand bytes that never change</p>" * 435


def page(request: HttpRequest) -> HttpResponse:
    rows = Region.objects.filter(parent__parent=HANZHONG).order_by("code")[:20]
    return render(request, "bare.html", {"rows": rows, "name": request.user.name})


def still(request: HttpRequest) -> HttpResponse:
    return HttpResponse(STILL)


urlpatterns = [path("", page), path("still/", still)]
