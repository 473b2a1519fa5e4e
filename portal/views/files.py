"""Files: ask for a list as a file, see how far it is, fetch what is kept. Every download asks for the right again."""

from typing import Any, BinaryIO

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from common.attachments import KINDS, FileRefused, may_read, open_kept
from common.exports import ExportKind, UnknownExport, export_kind, may_fetch, request_export, title_of
from common.models import Attachment, Document, Export, JobState
from common.models.attachments import StoredFile
from common.pages import Button, Crumb, DetailPage, FormPage
from portal.views.jobs import progress_line, wants_fragment
from tenancy.guards import requires
from tenancy.models import Region


def download(stored: StoredFile, content: BinaryIO) -> FileResponse:
    """The bytes as a download that no browser runs or shows inside our pages."""
    response = FileResponse(content, content_type=KINDS[stored.kind].media_type)
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = content_disposition_header(True, stored.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def serve(request: HttpRequest, stored: StoredFile, *, back: str) -> HttpResponse:
    """The file; when its bytes are gone or changed, a sentence on the page `back`."""
    try:
        content = open_kept(stored.tenant_id, stored.sha256)
    except FileRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return download(stored, content)


@requires("workbench.view")
@require_GET
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """A file handed in, for whoever may read its row."""
    found = Attachment.objects.of(request.tenant).filter(pk=pk).first()
    if found is None or not may_read(found, request.member):
        raise Http404
    return serve(request, found, back=reverse("portal:workbench", args=[request.tenant]))


FILE_KINDS = {
    "xlsx": gettext_lazy("Excel 工作簿（.xlsx）"),
    "docx": gettext_lazy("Word 文档（.docx）"),
    "csv": gettext_lazy("CSV 表格（.csv）"),
}


class AskForm(forms.Form):
    """Which kind of file, of those the list can be written as."""

    file_kind = forms.ChoiceField(label=gettext_lazy("文件格式"), initial="xlsx", widget=forms.RadioSelect)


class ExportPage(FormPage):
    """Ask for the rows of a list; the address carries the list's own query string."""

    permission = "workbench.view"
    form_class = AskForm
    submit_label = gettext_lazy("导出")

    def get_title(self) -> str:
        return _("导出%(list)s") % {"list": self.kind.label}

    @property
    def kind(self) -> Any:
        """The export named in the address, if this hat may have it."""
        try:
            kind = export_kind(self.kwargs["name"])
        except UnknownExport as error:
            raise Http404 from error
        if not self.member.may(kind.permission):
            raise Http404
        return kind

    def get_crumbs(self) -> list[Crumb]:
        return [list_crumb(self.kind, self.tenant, self.request.GET.urlencode())]

    def get_form(self) -> Any:
        form = super().get_form()
        form.fields["file_kind"].choices = [(kind, FILE_KINDS[kind]) for kind in self.kind.writers]
        return form

    def save(self, form: forms.Form) -> Export:
        return request_export(
            self.kind.name,
            tenant=self.tenant,
            actor=self.member,
            query=self.request.GET.urlencode(),
            file_kind=form.cleaned_data["file_kind"],
        )


def list_crumb(kind: ExportKind, tenant: Region, query: str) -> Crumb:
    """The way back to the list, filtered as it was."""
    address = reverse(kind.list_url_name, args=[tenant])
    return Crumb(str(kind.label), f"{address}?{query}" if query else address)


SIZE = (gettext_lazy("大小"), "size_words")


class MadeFilePage(DetailPage):
    """A file being made, or ready to be fetched."""

    permission = "workbench.view"
    template_name = "portal/made_file.html"
    download_name: str

    def get_object(self) -> Any:
        made = super().get_object()
        if not may_fetch(made, self.member):
            raise Http404
        return made

    def get_title(self) -> str:
        return title_of(self.object)

    def get_template_names(self) -> list[str]:
        if wants_fragment(self.request) and self.object.job:
            return ["components/_progress.html"]
        return [self.template_name]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Once the job has ended, HTMX is told to load the whole page: the download stands at its head."""
        response = super().render_to_response(context, **kwargs)
        if wants_fragment(self.request) and self.object.job and not self.object.job.is_open:
            response.headers["HX-Refresh"] = "true"
        return response

    def get_moves(self) -> list[Button]:
        if not self.object.is_ready:
            return []
        address = reverse(self.download_name, args=[self.tenant, self.object.pk])
        return [Button(_("下载"), address, is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object.job
        if run is not None:
            ready = self.object.get_absolute_url() if self.object.is_ready else ""
            kwargs["job"] = progress_line(run, self.object.get_absolute_url(), ready)
            kwargs["error"] = run.error if run.state == JobState.FAILED else ""
        return super().get_context_data(**kwargs)


class ExportFilePage(MadeFilePage):
    model = Export
    facts = ["name", "row_count", SIZE, "requested_at", "expires_at", "sha256"]
    download_name = "portal:export_download"

    def get_title(self) -> str:
        return _("导出%(list)s") % {"list": title_of(self.object)}

    def get_crumbs(self) -> list[Crumb]:
        return [list_crumb(export_kind(self.object.maker), self.tenant, self.object.query)]


class DocumentPage(MadeFilePage):
    model = Document
    facts = ["name", "number", SIZE, "requested_at", "sha256"]
    download_name = "portal:document_download"

    def get_crumbs(self) -> list[Crumb]:
        row = self.object.row
        address = getattr(row, "get_absolute_url", None)  # letters to many have no page of their own
        return [Crumb(str(row), address())] if address else []


def _fetch(request: HttpRequest, model: type[Export] | type[Document], pk: int) -> HttpResponse:
    made = model.objects.of(request.tenant).filter(pk=pk).first()
    if made is None or not made.is_ready or not may_fetch(made, request.member):
        raise Http404
    return serve(request, made, back=made.get_absolute_url())


@requires("workbench.view")
@require_GET
def export_download(request: HttpRequest, pk: int) -> HttpResponse:
    """A list as a file, for the one who asked for it."""
    return _fetch(request, Export, pk)


@requires("workbench.view")
@require_GET
def document_download(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper, for whoever may ask for it."""
    return _fetch(request, Document, pk)
