"""Official papers as PDF: one HTML template in, the bytes of an A4 document with embedded fonts out."""

import gc
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from threading import local
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from common.refusals import Refused

OWN = "own:"
"""Scheme of the addresses a paper may read: `own:css/paper.css` is a static file, `own:font/song` a font."""

PICTURE = "own:picture/"
"""Before the name of a picture that the paper's own context brings along."""

FONTS = {
    "own:font/song": ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
    "own:font/hei": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
}
"""Whole fonts, never the subsets made for browsers: WeasyPrint prints wrong characters from those."""


class PaperUnavailable(Refused):
    """Papers cannot be made on this machine; the sentence says what is missing."""


class ForeignSource(ValueError):
    """A paper named a file that is not ours: nothing is made of it."""


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The PDF of `template` (one that extends documents/base.html) filled with `context`.

    `context["pictures"]` maps names to bytes, shown as `own:picture/name`. Takes about 0.1 s a page and 300 MB: call it
    from a job. Raises PaperUnavailable where pango or a font is missing and ForeignSource where the template reads
    anything but these, our own static files and fonts.
    """
    weasyprint = _weasyprint()
    fetcher = _own_files_only(weasyprint, context.get("pictures", {}))
    html = weasyprint.HTML(string=render_to_string(template, context), base_url=OWN, url_fetcher=fetcher)
    try:
        return html.write_pdf(pdf_tags=True, font_config=_fonts(weasyprint))
    except weasyprint.urls.FatalURLFetchingError as error:
        raise ForeignSource(str(error)) from error.__cause__


_unpacked = local()


def _fonts(weasyprint: ModuleType) -> Any:
    """This thread's fonts: WeasyPrint copies 28 MB of them into a folder, once, not for every paper."""
    if not hasattr(_unpacked, "fonts"):
        _unpacked.fonts = weasyprint.text.fonts.FontConfiguration()
    return _unpacked.fonts


def forget_fonts() -> None:
    """Delete this thread's folder of fonts."""
    _unpacked.__dict__.clear()
    gc.collect()  # a font is held in a circle


def _weasyprint() -> ModuleType:
    """WeasyPrint, loaded late: importing it needs pango, and without pango everything but papers must work."""
    try:
        return import_module("weasyprint")
    except OSError as error:
        raise PaperUnavailable(
            _(
                "本机缺少生成 PDF 所需的 pango 系统库，文书暂不能生成。请系统运维员执行："
                "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            )
        ) from error


def _own_files_only(weasyprint: ModuleType, pictures: Mapping[str, bytes]) -> Any:
    """A fetcher without network and without file system: a paper's text can make it read nothing else."""

    class OwnFiles(weasyprint.urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            picture = pictures.get(url.removeprefix(PICTURE)) if url.startswith(PICTURE) else None
            if picture is not None:
                return weasyprint.urls.URLFetcherResponse(url, BytesIO(picture), {"Content-Type": "image/png"})
            path = own_file(url)
            kind = guess_type(path.name)[0] or "application/octet-stream"
            return weasyprint.urls.URLFetcherResponse(url, path.open("rb"), {"Content-Type": kind})

    return OwnFiles(fail_on_errors=True)


def own_file(url: str) -> Path:
    """The file behind an `own:` address. Raises ForeignSource for any other and for a file that does not exist."""
    if url in FONTS:
        return _font(*FONTS[url])
    found = finders.find(url.removeprefix(OWN)) if url.startswith(OWN) else None
    if not found:
        raise ForeignSource(url)
    return Path(found)


def _font(package: str, name: str) -> Path:
    """A font file inside an installed package, found without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise PaperUnavailable(_("缺少文书字体，文书暂不能生成。请重新安装 requirements.txt。"))
    return Path(spec.submodule_search_locations[0]) / name
