"""Papers: what is printed is what was written, in the fonts we embed, and nothing foreign can be read into them."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from celery.signals import worker_process_shutdown
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from common import documents
from common.documents import ForeignSource, PaperUnavailable, own_file, render_pdf

NOTICE = {
    "issuer": "南郑区综合监管统筹办公室文件",
    "number": "南综监发〔2026〕12号",
    "title": "关于确认工作联络表的通知",
    "addressee": "区级各有关部门",
    "attachments": ["工作联络表"],
    "signed_by": "南郑区综合监管统筹办公室",
    "signed_on": date(2026, 11, 22),
    "has_seal": True,
}
PIXELS_A_POINT = 4


@pytest.fixture(scope="module")
def notice() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(render_pdf("documents/base.html", NOTICE))


@pytest.fixture
def in_template(settings, tmp_path):
    """A function: write a paper with this body, get its template's name."""

    def written(body: str) -> str:
        settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
        (tmp_path / "paper.html").write_text(
            '{% extends "documents/base.html" %}{% block body %}' + body + "{% endblock %}", encoding="utf-8"
        )
        return "paper.html"

    return written


def text_of(pdf: pypdfium2.PdfDocument) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pdf)


def printed(page: pypdfium2.PdfPage, character: str) -> Image.Image:
    """The place on the paper where `character` stands, cut to its ink, 64 × 64."""
    text = page.get_textpage()
    left, bottom, right, top = text.get_charbox(text.get_text_range().index(character), loose=True)
    picture = page.render(scale=PIXELS_A_POINT).to_pil().convert("L")
    height = page.get_height()
    box = [round(value * PIXELS_A_POINT) for value in (left, height - top, right, height - bottom)]
    return ink(ImageChops.invert(picture.crop(box)))


def drawn(font_name: str, character: str) -> Image.Image:
    """The same character drawn from the font file, without any PDF."""
    font = ImageFont.truetype(BytesIO(own_file(font_name).read_bytes()), 200)
    picture = Image.new("L", (400, 400))
    ImageDraw.Draw(picture).text((80, 60), character, font=font, fill=255)
    return ink(picture)


def ink(picture: Image.Image) -> Image.Image:
    return picture.crop(picture.point(lambda value: 255 if value > 96 else 0).getbbox()).resize((64, 64))


def difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def test_a_paper_carries_its_words(notice):
    text = text_of(notice)
    for words in (
        "南综监发〔2026〕12号",
        "关于确认工作联络表的通知",
        "区级各有关部门：",
        "附件：工作联络表",
        "2026年11月22日",
    ):
        assert words in text


def test_a_paper_is_a4_with_numbered_pages(notice):
    width, height = notice[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert "— 1 —" in text_of(notice)


def test_the_printed_character_is_the_written_one(notice):
    """The text layer is no proof: with a wrong font it says one character while the paper shows another."""
    others = "关系区郑监管"
    for character in "联络确认知":
        on_paper = printed(notice[0], character)
        own = difference(on_paper, drawn("own:font/song", character))
        assert own < min(difference(on_paper, drawn("own:font/song", other)) for other in others) / 2, character


def test_rare_characters_of_names_are_printed(in_template):
    pdf = pypdfium2.PdfDocument(render_pdf(in_template("<p>龑䶮㛃𬭎</p>"), {"title": "人名"}))
    assert "龑䶮㛃𬭎" in text_of(pdf)
    on_paper = printed(pdf[0], "龑")
    assert difference(on_paper, drawn("own:font/song", "龑")) < difference(on_paper, drawn("own:font/song", "龚")) / 2


def test_text_from_users_cannot_become_markup(in_template):
    pdf = pypdfium2.PdfDocument(render_pdf("documents/base.html", {"title": '<img src="file:///etc/passwd">通知'}))
    assert '<img src="file:///etc/passwd">通知' in text_of(pdf)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/x.png",
        "own:../supervision/settings.py",
        "own:css/missing.css",
        "data:,x",
    ],
)
def test_a_paper_reads_only_our_own_files(in_template, address):
    with pytest.raises(ForeignSource):
        render_pdf(in_template(f'<img src="{address}" alt="">'), {"title": "通知"})


def test_papers_share_one_folder_of_fonts_that_goes_with_the_worker(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    worker_process_shutdown.send(sender=None)
    first, second = render_pdf("documents/base.html", NOTICE), render_pdf("documents/base.html", NOTICE)
    assert len(list(tmp_path.iterdir())) == 1
    assert text_of(pypdfium2.PdfDocument(first)) == text_of(pypdfium2.PdfDocument(second))
    worker_process_shutdown.send(sender=None)
    assert not list(tmp_path.iterdir())


def test_without_pango_the_refusal_says_what_to_install(monkeypatch):
    def no_pango(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(documents, "import_module", no_pango)
    with pytest.raises(PaperUnavailable, match=r"apt-get install --no-install-recommends libpango-1.0-0"):
        render_pdf("documents/base.html", NOTICE)


def test_without_its_font_package_a_paper_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "find_spec", lambda package: None)
    with pytest.raises(PaperUnavailable, match="缺少文书字体"):
        own_file("own:font/song")
