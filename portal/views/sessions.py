"""Where a member is signed in, and ending it: one device, or all others."""

from allauth.usersessions.forms import ManageUserSessionsForm
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django import forms
from django.http import HttpRequest
from django.urls import reverse_lazy

from tenancy.guards import SIGNED_IN
from tenancy.services import end_own_sessions


class EndSessionsForm(ManageUserSessionsForm):
    """Which session to end; all others when none is named."""

    session = forms.ModelChoiceField(UserSession.objects.none(), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = UserSession.objects.filter(user=self.request.user)
        self.others = others.exclude(session_key=self.request.session.session_key)
        self.fields["session"].queryset = self.others

    def save(self, request: HttpRequest) -> None:
        chosen = self.cleaned_data["session"]
        end_own_sessions(request.user, [chosen] if chosen else list(self.others))


class SessionsPage(ListUserSessionsView):
    permission = SIGNED_IN
    form_class = EndSessionsForm
    success_url = reverse_lazy("portal:sessions")
