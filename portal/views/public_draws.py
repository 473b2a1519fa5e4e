"""The fairness page of each draw: what was proved, in five lines, and the means to check it (R095, R117)."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _t
from django.views.generic import View

from common.attachments import open_kept
from inspections.published import DRAW
from inspections.queries.public_draws import attempts_of, results_of, results_of_company, standing_of
from portal.views.public import PAGE, PublicPage, cacheable, open_place
from publication.models import PublicRecord
from publication.queries import public_files, public_record
from tenancy.guards import OPEN

LONGEST_CODE = 200


def open_draw(code: int, pk: int) -> PublicRecord:
    """A published draw of a place; 404 for anything else."""
    row = public_record(open_place(code), pk)
    if row is None or row.kind != DRAW.name or row.is_withdrawn:
        raise Http404
    return row


class DrawFairnessPage(PublicPage):
    """How a draw went. A company's whole code finds where it stood; parts of codes and names find nothing."""

    template_name = "public/draw_fairness.html"

    def get_context(self, code: int, pk: int, **kwargs: Any) -> dict[str, Any]:
        row = open_draw(code, pk)
        typed = self.request.GET.get("code", "").strip()[:LONGEST_CODE]
        is_disclosed = bool(row.snapshot.get("is_disclosed"))
        standing = standing_of(row, typed) if typed and is_disclosed else None
        return {
            "page_title": _t("抽取公平性"),
            "place": open_place(code),
            "record": row,
            "snapshot": row.snapshot,
            "excluded": row.snapshot.get("excluded"),
            "is_disclosed": is_disclosed,
            "is_revealed": any(one["secret"] for one in row.snapshot["departments"]),
            "attempts": attempts_of(row),
            "files": public_files(row).filter(is_listed=True),
            "typed": typed,
            "standing": standing,
            "own_results": results_of_company(row, typed) if standing else [],
            "told": _told(row) if is_disclosed else None,
            "proof": {"draw": row.snapshot, "company": standing.as_json if standing else None},
        }


def _told(row: PublicRecord) -> dict[str, Any] | None:
    """What came of the draw as far as it is public; nothing of an attempt that was made void."""
    if row.snapshot.get("void_reason"):
        return None
    results = results_of(row)
    return {
        "quota": sum(one["quota"] for one in row.snapshot["commitment"]["strata"]),
        "objects": results.order_by().values("snapshot__subject", "subject_code").distinct().count(),
        "count": results.count(),
        "records": list(results[:PAGE]),
    }


class PublicFileView(View):
    """A file that goes with a published record."""

    permission = OPEN

    def get(self, request: HttpRequest, code: int, pk: int, name: str) -> FileResponse:
        row = public_record(open_place(code), pk)
        if row is None or row.is_withdrawn:
            raise Http404
        file = public_files(row).filter(name=name, is_listed=True).first()
        if file is None:
            raise Http404
        answer = FileResponse(open_kept(row.tenant_id, file.sha256), as_attachment=True, filename=file.name)
        return cacheable(answer)
