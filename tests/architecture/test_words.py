"""Words users read are marked for translation; the finder of unmarked ones is tested with samples."""

import pytest
from django.core.management import CommandError, call_command

from supervision.words import (
    READS_CHINESE,
    ids_in_python,
    ids_in_template,
    lacking,
    unmarked,
    unmarked_in_python,
    unmarked_in_template,
)
from tests.architecture.sources import APPS, ROOT


def test_no_word_is_unmarked():
    assert unmarked(ROOT, APPS) == []


@pytest.mark.parametrize("path", READS_CHINESE)
def test_the_exceptions_still_need_to_be_there(path):
    source = (ROOT / path).read_text()
    find = unmarked_in_python if path.endswith(".py") else unmarked_in_template
    assert list(find(source))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Refused("请填写理由")', ["请填写理由"]),
        ('raise Refused(_("请填写理由"))', []),
        ('_("共 %(n)s 条") % {"n": "三条"}', ["三条"]),
        ('ngettext("一条", "多条", n)', []),
        ('"""说明：给我们看的"""', []),
        ('def f():\n    """阿巴嘎旗"""\n', []),
        ('label = "plain"', []),
        ('f"{name}：{value}"', []),
        ('f"部门：{value}"', ["部门："]),
    ],
)
def test_unmarked_words_in_python_are_found(source, found):
    assert [text for _line, text in unmarked_in_python(source)] == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>请稍候</p>", ["<p>请稍候</p>"]),
        ('<p title="提示">x</p>', ['<p title="提示">x</p>']),
        ('<p>{% translate "请稍候" %}</p>', []),
        ("{% blocktranslate with n=1 %}共 {{ n }} 条\n多行{% endblocktranslate %}", []),
        ("{# 部门 #}{% comment %}注\n释{% endcomment %}", []),
        ("{{ row.name|default:'无' }}", []),
    ],
)
def test_unmarked_words_in_templates_are_found(source, found):
    assert [text for _line, text in unmarked_in_template(source)] == found


def test_a_second_language_must_have_every_word():
    catalogue = (
        'msgid ""\nmsgstr "Language: mn"\n\n'
        'msgid "部门"\nmsgstr "ᠬᠡᠯᠲᠡᠰ"\n\n'
        '#, fuzzy\nmsgid "人员"\nmsgstr "x"\n\n'
        'msgid ""\n"职"\n"责"\nmsgstr "a"\n\n'
        'msgid "清单"\nmsgstr ""\n'
    )
    ids = ids_in_python('_("部门"); _("人员"); _("职责")') | ids_in_template(
        '{% translate "清单" %}{% translate "计划" %}'
    )
    assert lacking(catalogue, ids) == {"人员", "清单", "计划"}


def test_the_command_is_content():
    call_command("check_translations", verbosity=0)


def test_the_command_names_what_is_missing(tmp_path, settings):
    folder = tmp_path / "mn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "部门"\nmsgstr "x"\n')
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match="人员"):
        call_command("check_translations")
