"""The guard before every view, seen through views made for the purpose."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import include, path

from tenancy.guards import OPEN, SIGNED_IN, requires
from tenancy.models import Department
from tenancy.roles import UnknownPermission
from tenancy.scope import current_scope, scope
from tests.factories.tenancy import PASSWORD, give_hat, make_department

pytestmark = pytest.mark.urls(__name__)


def nameless(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@requires(OPEN)
def front(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.member} {current_scope().tenant}")


@requires(SIGNED_IN)
def own(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.member} {request.tenant}")


@requires("directory.view")
def inside(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.member} {request.member.hat.role} {current_scope()}")


@requires("settings.manage", is_sensitive=True)
def sensitive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("opened")


@requires("directory.view")
def writes_and(request: HttpRequest, end: str) -> HttpResponse:
    Department.objects.of(request.tenant).create(name="半途而废局")
    if end == "refuses":
        raise PermissionDenied
    if end == "finds-nothing":
        raise Http404
    if end == "breaks":
        raise ZeroDivisionError
    return HttpResponse(status=int(end))


@requires("directory.view")
def late(request: HttpRequest) -> TemplateResponse:
    """The rows are asked for while the template is rendered, after the view has returned."""
    template = engines["django"].from_string("{% for row in rows %}{{ row }}{% endfor %}")
    return TemplateResponse(request, template, {"rows": Department.objects.of(request.tenant).all()})


@requires("directory.view")
def down(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Department.objects.under(request.tenant).count()))


down.reads_down = True

everything_else = include("supervision.urls")

urlpatterns = [
    path("nameless/", nameless),
    path("front/", front),
    path("own/", own),
    path("<tenant:tenant>/inside/", inside),
    path("<tenant:tenant>/sensitive/", sensitive),
    path("<tenant:tenant>/writes/<end>/", writes_and),
    path("<tenant:tenant>/late/", late),
    path("<tenant:tenant>/down/", down),
    path("", everything_else),
]


def departments(tenant) -> int:
    with scope(tenant):
        return Department.objects.of(tenant).filter(name="半途而废局").count()


def test_a_view_that_names_no_permission_is_not_served(db):
    with pytest.raises(ImproperlyConfigured, match="names no permission"):
        Client().get("/nameless/")


def test_a_permission_with_a_typo_is_refused_when_the_code_is_read():
    with pytest.raises(UnknownPermission):
        requires("directory.veiw")


def test_an_open_page_needs_nobody_and_acts_for_nobody(db):
    assert Client().get("/front/").content.decode() == "None None"


def test_an_open_page_does_not_know_its_reader_and_sets_no_cookie(officer, sign_in, frozen_time):
    client = sign_in(officer)
    frozen_time.tick(timedelta(minutes=5))
    response = client.get("/front/")
    assert response.content == b"None None"
    assert not response.cookies


def test_a_visitor_is_shown_the_door(db):
    assert Client().get("/own/").headers["Location"] == "/account/login/?next=/own/"
    assert Client().post("/610703/inside/?q=1").headers["Location"] == "/account/login/?next=/610703/inside/%3Fq%3D1"


def test_a_page_of_the_place_runs_in_its_scope(officer, sign_in):
    answer = sign_in(officer).get("/610703/inside/").content.decode()
    code = 610703000000
    assert answer == f"办案员 officer Scope(lo={code}, hi={code}, tenant={code}, member={officer.pk})"


@pytest.mark.parametrize("path", ["/610703/inside/", "/610703/sensitive/", "/610703/writes/200/"])
def test_an_outsider_gets_404(nanzheng, outsider, sign_in, path):
    assert sign_in(outsider).get(path).status_code == 404
    assert departments(nanzheng) == 0


@pytest.mark.parametrize("place", ["610704", "999999", "610799", "000000"])
def test_a_place_that_is_no_tenant_is_404_for_everybody(officer, sign_in, place):
    assert sign_in(officer).get(f"/{place}/inside/").status_code == 404


@pytest.mark.parametrize("spelling", ["610703000000", "610703000", "6107030", "６１０７０３"])
def test_a_place_has_one_address(officer, sign_in, spelling):
    assert sign_in(officer).get(f"/{spelling}/inside/").status_code == 404


def test_a_role_without_the_permission_is_told_so(officer, sign_in):
    refused = sign_in(officer).get("/610703/sensitive/")
    assert refused.status_code == 403
    assert "没有这项权限" in refused.content.decode()


def test_the_hat_of_one_place_gives_nothing_in_another(officer, abaga, sign_in):
    """A district admin there stays an officer here."""
    give_hat(officer, abaga, "district_admin")
    assert sign_in(officer).get("/610703/sensitive/").status_code == 403


def test_whoever_is_refused_may_change_the_hat_where_the_refusal_stands(officer, nanzheng, bureau, sign_in):
    assert "<h2>切换身份" not in sign_in(officer).get("/610703/departments/add/").content.decode()
    other = give_hat(officer, nanzheng, "department_admin", bureau)
    client = sign_in(officer)
    address = f'action="/hat/{other.pk}/"'
    assert address in client.get("/610703/departments/add/").content.decode()
    assert client.post(f"/hat/{other.pk}/").headers["Location"] == "/610703/"


@pytest.mark.parametrize("end", ["refuses", "finds-nothing", "breaks", "500", "503"])
def test_a_page_that_fails_leaves_nothing_behind(nanzheng, officer, sign_in, end):
    client = sign_in(officer)
    client.raise_request_exception = False
    client.post(f"/610703/writes/{end}/")
    assert departments(nanzheng) == 0
    assert client.get("/610703/inside/").status_code == 200


@pytest.mark.parametrize("end", ["200", "302", "404", "422"])
def test_a_page_that_answers_keeps_what_it_wrote(nanzheng, officer, sign_in, end):
    """A status the view chose itself is an answer, not a failure: a form that is not valid may have stored a draft."""
    sign_in(officer).post(f"/610703/writes/{end}/")
    assert departments(nanzheng) == 1


def test_templates_are_rendered_inside_the_scope(officer, bureau, sign_in):
    assert sign_in(officer).get("/610703/late/").content.decode() == str(bureau)


def test_only_a_page_that_says_so_reads_down(hanzhong, nanzheng, bureau, officer, sign_in):
    make_department(hanzhong, "汉中市应急管理局")
    give_hat(officer, hanzhong, "leader")
    assert sign_in(officer).get("/610700/down/").content == b"2"


def test_a_sensitive_page_asks_for_the_password_again(admin, nanzheng, sign_in, frozen_time, no_second_factor):
    client = sign_in(admin)
    assert client.get("/610703/sensitive/").content == b"opened"
    frozen_time.tick(timedelta(minutes=6))
    asked = client.get("/610703/sensitive/?tab=2")
    assert asked.headers["Location"] == "/account/reauthenticate/?next=/610703/sensitive/%3Ftab%3D2"
    answered = client.post(asked.headers["Location"], {"password": PASSWORD})
    assert answered.headers["Location"] == "/610703/sensitive/?tab=2"
    assert client.get("/610703/sensitive/?tab=2").content == b"opened"


def test_a_sensitive_part_of_a_page_sends_the_whole_page(admin, sign_in, frozen_time, no_second_factor):
    client = sign_in(admin)
    frozen_time.tick(timedelta(minutes=6))
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/610703/settings/"}
    answer = client.post("/610703/sensitive/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/account/reauthenticate/?next=/610703/settings/"


def test_a_failed_request_leaves_no_scope_behind(officer, sign_in):
    client = sign_in(officer)
    client.raise_request_exception = False
    client.post("/610703/writes/breaks/")
    assert current_scope().tenant is None
    with scope():
        assert Department.everything.count() == 0


def test_nothing_can_be_added_to_another_place_through_a_page(officer, abaga, sign_in):
    """Even code that forgets the tenant meets the second wall."""
    client = sign_in(officer)
    client.raise_request_exception = False
    client.post("/152522/writes/200/")
    assert departments(abaga) == 0
