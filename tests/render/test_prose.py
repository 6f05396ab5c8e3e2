"""Markdown in answers: nothing that an officer types is lost, and nothing harmful gets through."""

import html
import re
import time

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eia.render import prose as module
from eia.render.prose import WEB, has_marks, inline, plain, printable, prose, read

TAG = re.compile(r"</?([a-z][a-z0-9]*)([^<>]*)>")
ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "code", "a", "br", "h2", "h3", "h4"}

MARKS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "# ",
    "## ",
    "- ",
    "• ",
    "1. ",
    "7) ",
    "> ",
    "<b>",
    "&amp;",
    "&",
]
PIECES = st.one_of(
    st.sampled_from(
        [*MARKS, "\n", "\n\n", "  \n", "  ", "    ", "\t", "\\", "---", "===", "![x](y)", "<!--", "]("]
    ),
    st.text("abcé &<>*_[]()#-.1\n", max_size=8),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def words_of(markup: str) -> list[str]:
    return re.findall(r"[^\W_]+", html.unescape(re.sub(r"<[^<>]*>", " ", markup)))


def words_in(text: str) -> list[str]:
    """The words of an answer, without the numbers and bullets that start items: a list shows those itself."""
    return re.findall(
        r"[^\W_]+", re.sub(r"^\s*(?:(?:[-*+•·‣◦▪]|\d+[.)])[ \t]+)+", "", printable(text), flags=re.M)
    )


class TestParagraphs:
    def test_keeps_single_line_ends_as_spaces(self) -> None:
        assert prose("One\ntwo.\n\nThree.") == "<p>One\ntwo.</p>\n<p>Three.</p>"

    def test_breaks_a_line_that_ends_in_two_spaces(self) -> None:
        assert prose("One  \ntwo") == "<p>One<br>\ntwo</p>"

    def test_gives_nothing_for_nothing(self) -> None:
        assert prose(" \n ") == ""
        assert inline("") == ""

    def test_reads_emphasis_and_code(self) -> None:
        assert prose("**a** *b* `c`") == "<p><strong>a</strong> <em>b</em> <code>c</code></p>"

    def test_leaves_names_with_underscores_alone(self) -> None:
        assert prose("see sen_support_2017") == "<p>see sen_support_2017</p>"


class TestWhatIsShownAsTyped:
    @pytest.mark.parametrize(
        "typed",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<!-- hidden -->",
            "&copy; &amp; &#60; AT&T",
            "> quoted",
            "---",
            "#1 in the county",
            "[1]: https://example.org",
            "[see note]",
            "[a][b]",
            "{{ 7*7 }} {% raw %}",
            "\\boxtimes",
        ],
    )
    def test_shows(self, typed: str) -> None:
        markup = prose(typed)
        assert html.unescape(markup) == f"<p>{typed}</p>"
        assert set(TAG.findall(markup)) == {("p", "")}

    def test_makes_no_heading_of_an_underlined_line(self) -> None:
        assert prose("Costs\n=====") == "<p>Costs\n=====</p>"

    def test_makes_no_code_of_an_indented_line(self) -> None:
        assert prose("    indented") == "<p>indented</p>"

    @pytest.mark.parametrize("typed", ["<b>x</b> *y*", "`<b>` &lt; *y*"])
    def test_shows_html_next_to_marks(self, typed: str) -> None:
        assert "<b>" not in prose(typed)
        assert "&lt;b&gt;" in prose(typed)

    def test_shows_an_entity_next_to_marks(self) -> None:
        assert prose("*x* &copy;") == "<p><em>x</em> &amp;copy;</p>"
        assert prose("`&copy;`") == "<p><code>&amp;copy;</code></p>"


class TestLists:
    def test_starts_right_after_a_line_of_text(self) -> None:
        assert prose("We will:\n- a\n- b") == "<p>We will:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"

    def test_keeps_the_number_it_starts_with(self) -> None:
        assert prose("3. c\n4. d") == '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'

    def test_does_not_start_at_a_year(self) -> None:
        assert prose("It began in\n2018. It goes on.") == "<p>It began in\n2018. It goes on.</p>"

    @pytest.mark.parametrize(
        "typed", ["- a\n  - b\n- c", "- a\n    - b\n- c", "* a\n\t* b\n* c", "• a\n  ◦ b\n• c"]
    )
    def test_nests_by_two_spaces_or_four_or_a_tab(self, typed: str) -> None:
        assert prose(typed) == "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"

    def test_reads_numbers_with_brackets_and_bullets_from_word(self) -> None:
        assert prose("1) a\n2) b") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
        assert prose("•\ta\n•\tb") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"

    def test_keeps_a_list_of_numbers_apart_from_one_of_bullets(self) -> None:
        assert prose("- a\n1. b") == "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"

    def test_holds_paragraphs(self) -> None:
        assert words_of(prose("- a\n\n  more\n- b\n\nend")) == ["a", "more", "b", "end"]
        assert prose("- a\n\n  more\n- b").count("<li>") == 2

    def test_ends_at_a_line_that_is_not_indented(self) -> None:
        assert prose("- a\n\nend").endswith("<p>end</p>")

    def test_shows_a_second_mark_on_the_line_as_typed(self) -> None:
        assert prose("- - a") == "<ul>\n<li>- a</li>\n</ul>"
        assert prose("* 1. a") == "<ul>\n<li>1. a</li>\n</ul>"

    def test_keeps_at_a_depth_that_can_be_read(self) -> None:
        deep = prose("\n".join(f"{'  ' * level}- x{level}" for level in range(40)))
        assert words_of(deep) == [f"x{level}" for level in range(40)]
        assert deep.count("<ul>") == module.DEEPEST


class TestHeadings:
    @pytest.mark.parametrize(("below", "tag"), [(1, "h2"), (2, "h3"), (3, "h4")])
    def test_stand_one_level_under_the_forms_own(self, below: int, tag: str) -> None:
        assert prose("# Costs\ntext", below) == f"<{tag}>Costs</{tag}>\n<p>text</p>"
        assert prose("### Costs ###", below) == f"<{tag}>Costs</{tag}>"

    @pytest.mark.parametrize("below", [0, 4])
    def test_are_bold_paragraphs_where_no_heading_can_stand(self, below: int) -> None:
        assert prose("# Costs", below) == "<p><strong>Costs</strong></p>"

    def test_are_text_in_a_list(self) -> None:
        assert prose("- # a") == "<ul>\n<li># a</li>\n</ul>"


class TestLinks:
    @pytest.mark.parametrize(
        "address", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:team@x.org"]
    )
    def test_go_to_the_web_or_a_mailbox(self, address: str) -> None:
        escaped = address.replace("&", "&amp;")
        assert prose(f"[here]({address})") == f'<p><a href="{escaped}">here</a></p>'

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html;base64,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "/page",
            "#top",
            "https:\\example.org",
        ],
    )
    def test_to_anywhere_else_are_text(self, address: str) -> None:
        assert prose(f"[here]({address})") == f"<p>[here]({address})</p>"

    def test_keep_the_words_of_a_picture(self) -> None:
        assert words_of(prose("![Chart](https://example.org/c.png)")) == ["Chart"]
        assert "<img" not in prose("![Chart](https://example.org/c.png)")

    @pytest.mark.parametrize(
        "address", ["https://a b", 'https://a"b', "https://a<b", "", "https://", "ftp://a"]
    )
    def test_are_refused_by_the_filter(self, address: str) -> None:
        assert not WEB.match(address)


class TestTangledMarks:
    @pytest.mark.parametrize("typed", ["**_*1**_11_", "*<**<*1"])
    def test_are_shown_as_typed_where_the_engine_would_lose_a_word(self, typed: str) -> None:
        assert html.unescape(prose(typed)) == f"<p>{typed}</p>"
        assert html.unescape(inline(typed)) == typed


def test_a_text_that_the_engine_cannot_read_leaves_the_next_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> None:
        engine.parser.state.set("list")
        raise RecursionError

    engine = module._engine(blocks=True)
    with monkeypatch.context() as patch:
        patch.setattr(engine.parser, "parseDocument", give_up)
        assert prose("*never read before*") == "<p>*never read before*</p>"
    assert prose("*nor this*") == "<p><em>nor this</em></p>"


class TestInline:
    def test_reads_marks_within_a_line(self) -> None:
        assert inline("*a* & <b>") == "<em>a</em> &amp; &lt;b&gt;"

    def test_parts_paragraphs_by_a_line_break(self) -> None:
        assert inline("*a*\n\nb") == "<em>a</em><br>b"
        assert inline("a\n\nb") == "a<br>b"

    def test_leaves_lists_and_headings_as_typed(self) -> None:
        assert inline("- a *b*\n# c") == "- a <em>b</em>\n# c"


class TestUnprintable:
    def test_is_shown_as_a_replacement(self) -> None:
        assert prose("a\x00b\x0bc\x1bd\x7fe\ud800f\ufdd0g\uffffh") == f"<p>{'�'.join('abcdefgh')}</p>"

    def test_makes_line_ends_alike(self) -> None:
        assert prose("a\r\n\r\nb\rc") == "<p>a</p>\n<p>b\nc</p>"


class TestAnyText:
    @given(TEXTS)
    @example("*a\ufdd0*")
    @example("**_*1**_11_")
    @example("[x](https://e.org/\ufdd1)")
    @example("- a\n\n  b\n  - c\n1. d")
    def test_keeps_every_word(self, text: str) -> None:
        addresses = re.findall(r"\]\(((?:https?:|mailto:)[^\s()]+)\)", text, flags=re.I)
        lost = set(words_in(text)) - set(words_of(prose(text)))
        lost -= {word for address in addresses for word in words_in(address)}
        assert not lost

    @given(TEXTS)
    def test_keeps_every_word_in_a_line(self, text: str) -> None:
        assert set(words_in(text)) <= set(words_of(inline(text)))

    @given(TEXTS, st.integers(0, 4))
    def test_stays_in_the_closed_subset(self, text: str, below: int) -> None:
        for markup in (prose(text, below), inline(text)):
            assert {name for name, _ in TAG.findall(markup)} <= ALLOWED
            assert "<" not in TAG.sub("", markup)
            assert {rest.split("=")[0].strip() for _, rest in TAG.findall(markup)} <= {"", "href", "start"}
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", markup)

    @given(TEXTS)
    def test_is_well_formed(self, text: str) -> None:
        for markup in (prose(text, 2), f"<p>{inline(text)}</p>"):
            html5lib.HTMLParser(strict=True).parseFragment(markup)

    @given(st.text(st.characters(exclude_characters="*_`[\\#\t", exclude_categories=["Cs"]), max_size=80))
    @example("a & b < c > d \xa0 e\n\nf")
    @example('"quoted" and ‘quoted’')
    def test_without_marks_needs_no_engine(self, text: str) -> None:
        clean = printable(text).strip()
        if not has_marks(clean):
            assert plain(clean) == read(clean)

    @given(TEXTS)
    def test_gives_the_same_for_the_same(self, text: str) -> None:
        first = prose(text)
        module._blocks.cache_clear()
        assert prose(text) == first


@pytest.mark.parametrize(
    "typed",
    [
        "[" * 40_000,
        "[a](" * 10_000,
        "*a* " * 10_000,
        "*" * 40_000,
        "`a " * 13_000,
        "- " * 20_000,
        "- a\n" * 10_000,
        "# a\n" * 8_000,
        "\n".join("  " * (line % 7) + "- a" for line in range(3_000)),
        "x" * 40_000 + "*",
        "*a*" * 100_000,
    ],
    ids=lambda typed: repr(typed[:8]),
)
def test_is_read_in_a_moment_however_it_was_meant(typed: str) -> None:
    started = time.perf_counter()
    assert prose(typed)
    assert time.perf_counter() - started < 3
