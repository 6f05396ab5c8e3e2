"""A form's own template: what it may do, what is refused, and how that is told."""

import itertools
import pathlib
import re
import time
from collections.abc import Callable
from html import unescape

import html5lib
import pytest

from eia.model import Assessment
from eia.render.template import TemplateFault, link, to_html
from eia.render.view import View, view
from eia.render.word import to_word
from tests.render.reports import FORMS, LIBRARY, NAMES, assessment, report

Folder = Callable[..., pathlib.Path]

HEAD = "<!DOCTYPE html>\n<html lang=en><head><title>x</title></head><body>"


@pytest.fixture
def seen() -> View:
    return view(assessment("complete"), LIBRARY.form("bedford"))


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> Folder:
    def make(name: str = "own", **files: str) -> pathlib.Path:
        place = tmp_path / name
        place.mkdir(exist_ok=True)
        for stem, text in files.items():
            (place / f"{stem}.html.j2").write_text(text, encoding="utf-8")
        return place

    return make


def fault(seen: View, *folders: pathlib.Path) -> TemplateFault:
    with pytest.raises(TemplateFault) as raised:
        to_html(seen, folders)
    return raised.value


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
class TestEveryReport:
    def test_is_html_without_a_fault(self, name: str, form: str) -> None:
        html5lib.HTMLParser(strict=True).parse(report(name, form))

    def test_keeps_to_the_subset_that_word_reads(self, name: str, form: str) -> None:
        reference = LIBRARY.file(form, "reference.docx").read_bytes()
        assert to_word(report(name, form), reference, template=f"{form}/report.html.j2")

    def test_is_the_same_each_time(self, name: str, form: str) -> None:
        assert report.__wrapped__(name, form) == report(name, form)

    def test_has_headings_without_a_gap(self, name: str, form: str) -> None:
        levels = [int(level) for level in re.findall(r"<h([1-6])", report(name, form))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert max(levels) <= 4

    def test_links_only_to_what_is_there(self, name: str, form: str) -> None:
        html = report(name, form)
        assert set(re.findall(r'href="#([^"]*)"', html)) <= set(re.findall(r'\sid="([^"]*)"', html))

    def test_has_a_cell_for_every_column_of_every_row(self, name: str, form: str) -> None:
        for table in re.findall(r"<table.*?</table>", report(name, form), re.DOTALL):
            columns = table.count("<col ")
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
                spans = [int(span) - 1 for span in re.findall(r'colspan="(\d+)"', row)]
                assert len(re.findall(r"<t[hd]\b", row)) + sum(spans) == columns

    def test_names_every_table_and_every_heading_of_a_column(self, name: str, form: str) -> None:
        for table in re.findall(r"<table.*?</table>", report(name, form), re.DOTALL):
            assert (
                "<caption>" in table
                or "aria-labelledby" in table
                or "aria-label" in table
                or "key-facts" in table
            )
            assert all("scope=" in cell for cell in re.findall(r"<th\b[^>]*>", table))


class TestHostileAnswers:
    def test_stay_text(self) -> None:
        html = report("hostile")
        for words in ("<script", "<img", "<u>", 'onmouseover="', 'href="javascript', 'href="data'):
            assert words not in html
        assert "&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;" in html
        assert "{{ 7*7 }}" in html
        assert "{% for x in y %}" in html

    def test_are_marked_as_being_in_another_language(self) -> None:
        assert re.search(r'data-field="summary"[^>]* lang="cy"', report("hostile"))
        assert ' lang="cy"' not in report("complete")

    @pytest.mark.parametrize(
        "typed", ["x onclick=y", 'x" onclick="y', "<a href='javascript:x'>", "&#60;script&#62;"]
    )
    def test_never_stop_a_report(self, typed: str) -> None:
        data = {"activity": {"title": typed, "description": typed}, "people": {"service_area": typed}}
        html = to_html(view(Assessment.build(data), LIBRARY.form("bedford")), LIBRARY.folders_of("bedford"))
        html5lib.HTMLParser(strict=True).parse(html)

    def test_never_print_a_control_character(self) -> None:
        data = {"activity": {"title": "a\x02b\x1bc\ud800d"}}
        html = to_html(view(Assessment.build(data), LIBRARY.form("bedford")), LIBRARY.folders_of("bedford"))
        assert "a�b�c�d" in html
        html.encode()


class TestLineage:
    def test_takes_each_file_from_the_nearest_folder_that_has_it(self, seen: View, folder: Folder) -> None:
        near = folder("near", parts="{% macro say() %}near{% endmacro %}")
        far = folder(
            "far",
            parts="{% macro say() %}far{% endmacro %}",
            report='{% import "parts.html.j2" as p %}{{ p.say() }}',
        )
        assert to_html(seen, [near, far]) == "near"
        assert to_html(seen, [far]) == "far"

    def test_can_ask_for_the_file_of_one_form(self, seen: View, folder: Folder) -> None:
        far = folder("far", report="far {% block x %}{% endblock %}")
        near = folder("near", report='{% extends "far/report.html.j2" %}{% block x %}near{% endblock %}')
        assert to_html(seen, [near, far]) == "far near"

    def test_tells_markup_from_words_that_are_written_alike(self, seen: View, folder: Folder) -> None:
        place = folder(report='{% for x in ["<b>", "<b>" | safe, "<b>"] %}{{ x }}{% endfor %}')
        assert to_html(seen, [place]) == "&lt;b&gt;<b>&lt;b&gt;"

    def test_reads_names_of_the_view_in_other_values_too(self, seen: View, folder: Folder) -> None:
        place = folder(
            report='{% set other = {"title": "a", "items": "b"} %}{% macro key(of) %}{{ of.key }}{% endmacro %}'
            '{{ other.title }}{{ other["items"] }}{{ key({"key": "c"}) }}{{ key(of=view.sections[0]) }}'
        )
        assert to_html(seen, [place]) == f"abc{seen.sections[0].key}"

    def test_reads_a_template_again_when_it_has_changed(self, seen: View, folder: Folder) -> None:
        place = folder(report="one")
        assert to_html(seen, [place]) == "one"
        time.sleep(0.02)
        folder(report="two")
        assert to_html(seen, [place]) == "two"


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("\n{% if %}", 2, "cannot be read"),
            ("\n\n{{ view.nothing }}", 3, "not there"),
            ("{{ view.texts.no_such_phrase }}", 1, "not there"),
            ("\n{{ view.sections[0].title }}", 2, "“title” in “"),
            ("{{ view.record.title }}", 1, "“title” in “"),
            ("{{ view.mro }}", 1, "not there"),
            ("{% macro say(a) %}{{ a }}{% endmacro %}\n{{ say(1, 2) }}", 2, "not more than 1 argument"),
            ("\n{% include 'gone.html.j2' %}", 2, "no template called “gone.html.j2”"),
            ("{{ view.title.__class__.__mro__ }}", 1, "may not have"),
            ("{{ cycler.__init__.__globals__ }}", 1, "may not have"),
            ("{{ '{0.__class__}'.format(view) }}", 1, "may not have"),
            ("{{ view.texts.update({}) }}", 1, "may not have"),
            ("\n{{ 1 // 0 }}", 2, "cannot be carried out"),
            ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 1, "without end"),
            ("{{ range(10**9) | list }}", 1, "cannot be carried out"),
        ],
    )
    def test_are_told_with_their_line(
        self, seen: View, folder: Folder, text: str, line: int, message: str
    ) -> None:
        found = fault(seen, folder(report=text))
        assert (found.template, found.line) == ("own/report.html.j2", line)
        assert message in found.message

    def test_are_told_where_they_are(self, seen: View, folder: Folder) -> None:
        place = folder(
            report='{% import "parts.html.j2" as p with context %}\n{{ p.say() }}',
            parts="{% macro say() %}\n{{ view.nothing }}\n{% endmacro %}",
        )
        found = fault(seen, place)
        assert (found.template, found.line) == ("own/parts.html.j2", 2)

    def test_tell_of_a_form_without_a_template(self, seen: View, folder: Folder) -> None:
        found = fault(seen, folder())
        assert found.template == "own/report.html.j2"
        assert "no template called “report.html.j2”" in found.message

    def test_tell_of_a_file_that_is_not_utf_8(self, seen: View, folder: Folder) -> None:
        place = folder()
        (place / "report.html.j2").write_bytes("Gr\xfc\xdfe".encode("latin-1"))
        assert "UTF-8" in fault(seen, place).message

    @pytest.mark.parametrize(
        "name", ["../secret.html.j2", "/etc/passwd", "own/../../secret.html.j2", ".", ""]
    )
    def test_refuse_a_file_outside_the_form(self, seen: View, folder: Folder, name: str) -> None:
        place = folder(report=f"{{% include '{name}' %}}")
        (place.parent / "secret.html.j2").write_text("secret")
        assert "no template called" in fault(seen, place).message

    def test_refuse_a_link_on_the_disk_that_leads_out_of_the_form(self, seen: View, folder: Folder) -> None:
        place = folder(report="{% include 'way-out.html.j2' %}")
        secret = place.parent / "secret.html.j2"
        secret.write_text("secret")
        (place / "way-out.html.j2").symlink_to(secret)
        assert "no template called “way-out.html.j2”" in fault(seen, place).message


class TestHarm:
    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("<script>x</script>", "<script>"),
            ("<SCRIPT src=x>", "<SCRIPT"),
            ("<p onclick='x'>", "onclick=“x”"),
            ("<p class=a onclick=x>", "onclick=“x”"),
            ('<p title="a > b" onclick="x">', "onclick=“x”"),
            ("<svg/onload=x>", "onload=“x”"),
            ("<p ONCLICK = x>", "onclick=“x”"),
            ("<img SRC=x>", "src=“x”"),
            ("<img \u017frc=x>", "\u017frc=“x”"),
            ('<a href="javascript:x">', "href=“javascript:x”"),
            ("<a href=javascript:x>", "href=“javascript:x”"),
            ("<a href='java&#115;cript:x'>", "href=“javascript:x”"),
            ('<a href="{{ view.title }}">', "href=“Evening"),
            ("<img src='https://example.org/x.png'>", "src=“https:"),
            ("<iframe src='x'>", "<iframe"),
            ("<link rel=stylesheet href=x>", "<link"),
            ("<base href='https://x.org'>", "<base"),
            ("<form action=x>", "<form"),
        ],
    )
    def test_is_refused_wherever_it_comes_from(
        self, seen: View, folder: Folder, text: str, what: str
    ) -> None:
        found = fault(seen, folder(report=f"{HEAD}{text}"))
        assert found.line == 2
        assert what in found.message

    @pytest.mark.parametrize(
        "text",
        [
            '<a href="https://example.org/?a=1&amp;b=2">',
            '<a href="#top">',
            '<a href="mailto:x@example.org">',
            '<img src="data:image/png;base64,AAAA" alt="x">',
            '<p title="x onclick=y" class="href=javascript:x">onclick=x href="javascript:y"',
        ],
    )
    def test_is_not_seen_where_there_is_none(self, seen: View, folder: Folder, text: str) -> None:
        assert to_html(seen, [folder(report=text)]) == text

    @pytest.mark.parametrize("address", ["javascript:x", "data:x", " https://x", "//x", "x", ""])
    def test_is_filtered_from_addresses(self, address: str) -> None:
        assert link(address) == ""

    def test_is_not_filtered_from_the_web(self) -> None:
        assert link("https://example.org/a") == "https://example.org/a"


@pytest.mark.parametrize("form", FORMS)
def test_only_an_approved_report_says_that_regard_was_had(form: str) -> None:
    for status, says in (("draft", False), ("submitted", False), ("approved", True), ("published", True)):
        made = Assessment.build({"id": "a", "kind": "full", "status": status, "summary": "Short."})
        known = LIBRARY.form(form)
        html = to_html(view(made, known), LIBRARY.folders_of(form))
        assert (known.texts["statement"].partition("(")[0] in unescape(html)) is says, status
        assert known.duties["equality"].basis.rpartition(" ")[2] in known.texts["statement"]
