"""Reports put into parts of one document."""

from lxml import html

from eia.render.bundle import part_of

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>T</title></head><body>
<a class="layout-skip page-only" href="#report">Skip</a>
<header><p class="layout-organisation page-only">Council</p><h1>Report</h1><p class="subtitle">Parks &amp; trees</p></header>
<nav class="layout-contents page-only"><h2 id="contents">Contents</h2></nav>
<main id="report"><section id="section-details" aria-labelledby="details"><h2 id="details">Details</h2>
<h3>Three</h3><h4>Four</h4><h5>Five</h5>
<p class="subtitle">Kept</p>
<p><a href="#evidence-0">Source</a> <a href="https://example.org/#x">Web</a> <span data-field="activity.title">Parks &amp; trees</span></p>
<table aria-labelledby="details further"><tr id="evidence-0"><td>x &lt; y</td></tr></table></section>
<p data-only="word">For Word</p></main>
<footer><p>Note</p></footer></body></html>"""


def test_headings_go_down_and_landmarks_and_the_title_go() -> None:
    part = html.fragment_fromstring(part_of(PAGE, "appendix-a", "parks"), create_parent="section")
    assert [(heading.tag, heading.text) for heading in part.iter("h1", "h2", "h3", "h4", "h5", "h6")] == [
        ("h3", "Details"),
        ("h4", "Three"),
        ("h5", "Four"),
        ("h5", "Five"),
    ]
    assert not list(part.iter("main", "header", "footer", "nav"))
    words = part.text_content()
    assert "Skip" not in words
    assert "Council" not in words
    assert "Report" not in words
    for kept in ("Kept", "Note", "For Word", "x < y", "Parks & trees"):
        assert kept in words


def test_ids_and_what_points_at_them_are_told_apart() -> None:
    part = html.fragment_fromstring(part_of(PAGE, "appendix-a", "parks"), create_parent="section")
    ids = [element.get("id") for element in part.iter() if element.get("id")]
    assert ids == [
        "appendix-a-report",
        "appendix-a-section-details",
        "appendix-a-details",
        "appendix-a-evidence-0",
    ]
    assert [link.get("href") for link in part.iter("a")] == [
        "#appendix-a-evidence-0",
        "https://example.org/#x",
    ]
    assert part.find(".//table").get("aria-labelledby") == "appendix-a-details appendix-a-further"
    assert [element.get("data-field") for element in part.iter("span")] == ["parks:activity.title"]
