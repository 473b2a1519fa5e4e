"""The watchers themselves: they do see what they watch for."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path

from tenancy.guards import OPEN, requires
from tenancy.models import Region
from tests.strictness import UndefinedVariable, WroteWhileReading

pytestmark = pytest.mark.urls(__name__)


@requires(OPEN)
def writes(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Region.objects.filter(pk=0).update(name="全国")))


urlpatterns = [path("writes/", writes), path("", include("supervision.urls"))]


def test_a_get_that_writes_is_caught(db):
    with pytest.raises(WroteWhileReading, match="tenancy_region"):
        Client().get("/writes/")


def test_a_post_may_write(db):
    assert Client().post("/writes/").status_code == 200


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ row.missing }}", "{{ missing|upper }}", "{{ no|default:1 }}"])
def test_a_template_that_shows_what_nobody_gave_it_is_caught(source):
    with pytest.raises(UndefinedVariable):
        engines["django"].from_string(source).render({"row": object()})


def test_a_template_may_ask_whether_something_is_there():
    assert engines["django"].from_string("{% if missing %}x{% endif %}").render({}) == ""
