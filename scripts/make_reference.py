"""Make the house style for Word, `templates/<form>/reference.docx`, of each form that comes with the tool.

A council does not need this script: it opens reference.docx in Word, changes styles, header and footer there and
saves. The script is how ours came to be: built from nothing, so that every part of the file is known and passes
the OOXML schemas.

Usage: python scripts/make_reference.py [FOLDER]    (FOLDER: where `templates` is; this checkout by default)
"""

import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1134  # A4 with 2 cm, in twentieths of a point
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LEVELS = 9
STEP = 357  # 0.63 cm, the indent of one list level


@dataclass(frozen=True)
class Look:
    """The colours of one house style; text colours have a contrast of at least 4.5:1 on white and on `tint`."""

    accent: str
    """Headings, rules and links."""
    tint: str
    """Behind header rows, row heads and statements."""
    rule: str
    """Thin lines of tables."""
    title_size: int
    """In half-points."""
    title_rule: bool
    """Whether a strong line stands under the title; otherwise a thin one stands under each main heading."""
    text_size: int = 22
    """Of running text, in half-points."""
    table_size: int = 20
    """Of text in tables, in half-points."""
    air: float = 1.0
    """How much space stands around headings, paragraphs and rows; a short form has less."""
    settled: tuple[str, ...] = ("approved", "published")
    """What the form calls the statuses that are no longer drafts: they are not in the colour of an alert."""

    def spacing(self, before: int, after: int, line: int = 0) -> str:
        """Space around a paragraph, as `spacing`, with as much air as this look has."""
        return spacing(round(before * self.air), round(after * self.air), line)


LOOKS = {
    "common": Look(accent="1D4F7A", tint="E4ECF3", rule="A9B8C6", title_size=48, title_rule=True),
    "bedford": Look(accent="14564A", tint="E3EEEA", rule="A6BBB4", title_size=44, title_rule=False),
    "plain": Look(
        accent="6A2466",
        tint="F4EBF3",
        rule="C4AFC2",
        title_size=52,
        title_rule=False,
        text_size=24,
        table_size=22,
        settled=("agreed", "published"),
    ),
    "short": Look(accent="7A3E0C", tint="F6EDE3", rule="C9B6A2", title_size=40, title_rule=True, air=0.5),
}
INK = "1F2529"
MUTED = "55595E"
ALERT = "8F2A12"
ALERT_TINT = "FBECE7"


def paragraph_style(
    name: str,
    *,
    based_on: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    linked: bool = False,
    priority: int = 10,
    custom: bool = False,
) -> str:
    """A paragraph style and, if `linked`, the character style of the same look for words inside a sentence."""
    identity = style_id(name)
    link = f'<w:link w:val="{identity}Char"/>' if linked else ""
    own = ' w:customStyle="1"' if custom else ""
    base = f'<w:basedOn w:val="{style_id(based_on)}"/>' if based_on else ""
    after = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    style = (
        f'<w:style w:type="paragraph"{own} w:styleId="{identity}"><w:name w:val="{name}"/>{base}{after}{link}'
        f'<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )
    if linked:
        style += (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{identity}Char">'
            f'<w:name w:val="{name} Char"/><w:basedOn w:val="DefaultParagraphFont"/><w:link w:val="{identity}"/>'
            f'<w:uiPriority w:val="{priority}"/><w:rPr>{run}</w:rPr></w:style>'
        )
    return style


def character_style(name: str, run: str, *, custom: bool = False, priority: int = 20) -> str:
    """A character style."""
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="character"{own} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def table_style(look: Look, name: str, *, vertical: bool, outline: bool, shaded_heads: bool) -> str:
    """A table style: a tinted header row with a strong line under it, bold row heads, thin lines between rows."""
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{look.rule}"'
    strong = f'w:val="single" w:sz="12" w:space="0" w:color="{look.accent}"'
    sides = f"<w:left {thin}/>" if outline else ""
    right = f"<w:right {thin}/>" if outline else ""
    columns = f"<w:insideV {thin}/>" if vertical else ""
    cell = round(57 * look.air)
    heads = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/>' if shaded_heads else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/>'
        f"<w:pPr>{table_spacing(look)}</w:pPr><w:rPr>{size(look.table_size)}</w:rPr>"
        f"<w:tblPr><w:tblBorders><w:top {strong}/>{sides}<w:bottom {strong}/>{right}"
        f"<w:insideH {thin}/>{columns}</w:tblBorders>"
        f'<w:tblCellMar><w:top w:w="{cell}" w:type="dxa"/><w:left w:w="96" w:type="dxa"/>'
        f'<w:bottom w:w="{cell}" w:type="dxa"/><w:right w:w="96" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        f"<w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>{heads}</w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def style_id(name: str) -> str:
    """The id of a style: its name without spaces, as Word makes it; the built-in headings start with a capital."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def border(side: str, colour: str, size: int, space: int) -> str:
    """One side of a paragraph's border."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def box(colour: str, fill: str, *, left: int) -> str:
    """A shaded paragraph with a thick line at its left."""
    sides = border("top", fill, 4, 5) + border("left", colour, left, 8) + border("bottom", fill, 4, 5)
    sides += border("right", fill, 4, 8)
    return f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def spacing(before: int, after: int, line: int = 0) -> str:
    """Space around a paragraph, in twentieths of a point; `line` in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def size(half_points: int) -> str:
    """A font size for Latin and for complex scripts."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


BOLD = "<w:b/><w:bCs/>"


def table_spacing(look: Look) -> str:
    """Space in tables; in the table styles too, so that a paragraph of any style fits its table."""
    return look.spacing(0, 40, 252)


def colour(value: str) -> str:
    """A text colour."""
    return f'<w:color w:val="{value}"/>'


def paragraph_styles(look: Look) -> Iterator[str]:
    """Every paragraph style, in the order Word lists them."""
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>"
    )
    thin_rule = f"<w:pBdr>{border('bottom', look.rule, 6, 4)}</w:pBdr>"
    under = f"<w:pBdr>{border('bottom', look.accent, 18, 6)}</w:pBdr>" if look.title_rule else ""
    yield paragraph_style(
        "Title",
        following="Normal",
        priority=1,
        paragraph=f"<w:keepNext/><w:keepLines/>{under}{look.spacing(120, 240, 252)}",
        run=BOLD + colour(look.accent) + size(look.title_size),
    )
    yield paragraph_style(
        "Subtitle",
        following="Normal",
        priority=2,
        paragraph=f"<w:keepNext/><w:keepLines/>{look.spacing(0, 200)}",
        run=colour(MUTED) + size(28),
    )
    for level, (before, after, points) in enumerate(
        ((360, 120, 32), (260, 90, 26), (200, 70, 23), (160, 60, 22))
    ):
        yield paragraph_style(
            f"heading {level + 1}",
            following="Normal",
            priority=3,
            paragraph=(
                f"<w:keepNext/><w:keepLines/>{'' if level or look.title_rule else thin_rule}"
                f'{look.spacing(before, after, 252)}<w:outlineLvl w:val="{level}"/>'
            ),
            run=BOLD + colour(look.accent if level < 2 else INK) + size(points),
        )
    for kind, number in (("List Bullet", 1), ("List Number", 2)):
        for level in range(3):
            name = kind if level == 0 else f"{kind} {level + 1}"
            yield paragraph_style(
                name,
                priority=5,
                paragraph=(
                    f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{look.spacing(0, 80)}'
                ),
            )
    yield paragraph_style("List Continue", priority=5, paragraph=look.spacing(0, 80))
    yield paragraph_style(
        "caption",
        following="Normal",
        priority=6,
        paragraph=f"<w:keepLines/>{look.spacing(140, 80, 252)}",
        run=BOLD + colour(INK) + size(21),
    )
    yield paragraph_style(
        "header",
        priority=50,
        paragraph=f"{right_tab}{look.spacing(0, 20, 240)}",
        run=colour(MUTED) + size(18),
    )
    yield paragraph_style(
        "footer",
        priority=50,
        paragraph=(f"<w:pBdr>{border('top', look.rule, 4, 6)}</w:pBdr>{right_tab}{look.spacing(0, 0, 240)}"),
        run=colour(MUTED) + size(18),
    )
    yield paragraph_style(
        "Logo",
        custom=True,
        priority=51,
        paragraph=f"{look.spacing(0, 60, 240)}",
        run=BOLD + colour(look.accent),
    )
    yield paragraph_style(
        "Table text", custom=True, priority=7, paragraph=table_spacing(look), run=size(look.table_size)
    )
    yield paragraph_style(
        "Table head",
        based_on="Table text",
        custom=True,
        priority=7,
        paragraph="<w:keepNext/><w:keepLines/>",
        run=BOLD + colour(INK),
    )
    yield paragraph_style(
        "Table row head", based_on="Table text", custom=True, priority=7, run=BOLD + colour(INK)
    )
    yield paragraph_style(
        "Table centre", based_on="Table text", custom=True, priority=7, paragraph='<w:jc w:val="center"/>'
    )
    yield paragraph_style(
        "Not answered", custom=True, linked=True, priority=8, run=f"<w:i/><w:iCs/>{colour(MUTED)}"
    )
    yield paragraph_style(
        "Status",
        custom=True,
        linked=True,
        priority=8,
        following="Normal",
        paragraph=f'<w:keepLines/>{box(ALERT, ALERT_TINT, left=36)}{look.spacing(60, 200)}<w:ind w:left="227" w:right="170"/>',
        run=BOLD + colour(ALERT),
    )
    yield paragraph_style(
        "Guidance",
        custom=True,
        linked=True,
        priority=8,
        run=colour(MUTED),
    )
    yield paragraph_style(
        "Statement",
        custom=True,
        linked=True,
        priority=8,
        paragraph=(
            f"<w:keepLines/>{box(look.accent, look.tint, left=36)}{look.spacing(80, 200)}"
            '<w:ind w:left="227" w:right="170"/><w:contextualSpacing/>'
        ),
    )
    yield paragraph_style(
        "Note",
        custom=True,
        linked=True,
        priority=8,
        paragraph=f'<w:pBdr>{border("left", look.rule, 24, 8)}</w:pBdr>{look.spacing(40, 160)}<w:ind w:left="227"/>',
    )


def styles(look: Look) -> str:
    """The styles part."""
    parts = [
        (
            "<w:docDefaults><w:rPrDefault><w:rPr>"
            '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
            f'{size(look.text_size)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            f"<w:pPrDefault><w:pPr>{look.spacing(0, 140, 271)}</w:pPr></w:pPrDefault></w:docDefaults>"
        ),
        (
            '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
            'w:defQFormat="0" w:count="376"/>'
        ),
        *paragraph_styles(look),
        (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        ),
        character_style("Strong", BOLD),
        character_style("Emphasis", "<w:i/><w:iCs/>"),
        character_style("Hyperlink", f'{colour(look.accent)}<w:u w:val="single"/>'),
        character_style(
            "Code",
            '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>' + colour(INK),
            custom=True,
        ),
        character_style(
            "Header organisation", BOLD + colour(look.accent) + size(20), custom=True, priority=52
        ),
        character_style("Header status", BOLD + colour(ALERT) + size(22), custom=True, priority=52),
        *(
            character_style(
                f"Header status {word}", BOLD + colour(look.accent) + size(20), custom=True, priority=52
            )
            for word in look.settled
        ),
        (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        ),
        (
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        ),
        table_style(look, "Report table", vertical=True, outline=True, shaded_heads=False),
        table_style(look, "Key facts", vertical=False, outline=False, shaded_heads=True),
        table_style(look, "Answers", vertical=False, outline=False, shaded_heads=False),
        table_style(look, "Matrix", vertical=True, outline=True, shaded_heads=True),
    ]
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{"".join(parts)}</w:styles>'


def numbering() -> str:
    """The numbering part: one multi-level list of bullets, one of numbers."""
    bullets, numbers = "•–▪", (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", "."))

    def level(index: int, number_format: str, text: str, style: str) -> str:
        linked = f'<w:pStyle w:val="{style_id(style)}"/>' if index < 3 else ""
        font = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/></w:rPr>'
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{linked}'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{STEP * (index + 1)}" w:hanging="{STEP}"/></w:pPr>'
            f"{font if number_format == 'bullet' else ''}</w:lvl>"
        )

    def name(kind: str, index: int) -> str:
        return kind if index == 0 else f"{kind} {index + 1}"

    lists = [
        "".join(level(i, "bullet", bullets[i % 3], name("List Bullet", i)) for i in range(LEVELS)),
        "".join(
            level(i, numbers[i % 3][0], f"%{i + 1}{numbers[i % 3][1]}", name("List Number", i))
            for i in range(LEVELS)
        ),
    ]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for i, levels in enumerate(lists)
    )
    instances = "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(lists))
    )
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{abstract}{instances}</w:numbering>'


def settings() -> str:
    """The settings part: the mode of Word 2013 and later, so that nothing opens in compatibility mode."""
    uri = "http://schemas.microsoft.com/office/word"
    flags = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
        "useWord2013TrackBottomHyphenation": 0,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in flags.items()
    )
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def theme(look: Look) -> str:
    """The theme: the colours and fonts Word offers first to whoever edits the reference document."""
    colours = {
        "dk1": INK,
        "lt1": "FFFFFF",
        "dk2": look.accent,
        "lt2": look.tint,
        "accent1": look.accent,
        "accent2": ALERT,
        "accent3": MUTED,
        "accent4": look.rule,
        "accent5": "5B4A7A",
        "accent6": "7A5A12",
        "hlink": look.accent,
        "folHlink": "5B4A7A",
    }
    palette = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House style">'
        f'<a:themeElements><a:clrScheme name="House style">{palette}</a:clrScheme>'
        f'<a:fontScheme name="House style"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="House style"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def fonts() -> str:
    """The fonts in use, and which kind to take where one is missing."""
    rows = (("Arial", "swiss", "variable"), ("Consolas", "modern", "fixed"), ("MS Gothic", "modern", "fixed"))
    body = "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, family, pitch in rows
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{body}</w:fonts>'


def control(number: int, tag: str, label: str, run: str = "") -> str:
    """A content control that the writer fills with the value of the page's `meta` of that name.

    It shows the name in square brackets, which the writer knows too: LibreOffice takes the tag away.
    """
    properties = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/></w:sdtPr>'
        f"<w:sdtContent><w:r>{properties}<w:t>[{label}]</w:t></w:r></w:sdtContent></w:sdt>"
    )


def field(code: str) -> str:
    """A real field, such as the number of the page; Word counts anew whenever it lays out."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def text(value: str) -> str:
    """A run of plain text."""
    return f'<w:r><w:t xml:space="preserve">{value}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def header(look: Look, *, first: bool) -> str:
    """The header: organisation left, status right; from the second page on also the title of the report.

    The organisation's logo goes before its name (Word: Insert, Pictures, in the header of the first page).
    """
    first_id = 10 if first else 20
    name = control(first_id, "meta.organisation", "Organisation", '<w:rStyle w:val="HeaderOrganisation"/>')
    status = control(first_id + 1, "meta.status", "Status", '<w:rStyle w:val="HeaderStatus"/>')
    style = "Logo" if first else "Header"
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>' if first else ""
    lines = [f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{name}{TAB}{status}</w:p>']
    if not first:
        rule = f"<w:pBdr>{border('bottom', look.rule, 4, 5)}</w:pBdr>"
        title = control(first_id + 2, "meta.title", "Title")
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="Header"/>{rule}{spacing(0, 200)}</w:pPr>{title}</w:p>')
    return f'{DECLARATION}<w:hdr xmlns:w="{W}">{"".join(lines)}</w:hdr>'


def footer() -> str:
    """The footer: the report's reference left, “Page X of Y” right."""
    line = control(30, "meta.reference", "Reference") + TAB
    line += text("Page ") + field("PAGE") + text(" of ") + field("NUMPAGES")
    return f'{DECLARATION}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{line}</w:p></w:ftr>'


def document() -> str:
    """The main part: the page set-up and one line for whoever opens the file in Word."""
    line = (
        "This is the house style of the reports: change its styles, header and footer in Word and save. "
        "What stands here is replaced by the report."
    )
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p>{text(line)}</w:p><w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId6"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>'
        "</w:sectPr></w:body></w:document>"
    )


PARTS = {
    "styles": ("styles", "rId1"),
    "numbering": ("numbering", "rId2"),
    "settings": ("settings", "rId3"),
    "header1": ("header", "rId4"),
    "header2": ("header", "rId5"),
    "footer1": ("footer", "rId6"),
    "fontTable": ("fontTable", "rId7"),
    "theme": ("theme", "rId8"),
}


def content_types() -> str:
    """Which part is what."""
    office = "application/vnd.openxmlformats-officedocument"
    kinds = {name: f"wordprocessingml.{part}" for name, (part, _) in PARTS.items()}
    kinds |= {"document": "wordprocessingml.document.main", "theme": "theme"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{office}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(rows: Iterator[tuple[str, str, str]]) -> str:
    """A relationships part of (id, kind, target)."""
    body = "".join(
        f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"/>' for i, kind, target in rows
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def parts_of(look: Look) -> dict[str, str]:
    """Every part of the package by its name, in the order of the file."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(iter([("rId1", "officeDocument", "word/document.xml")])),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(
            (identity, kind, f"{name}.xml") for name, (kind, identity) in PARTS.items()
        ),
        "word/styles.xml": styles(look),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/header1.xml": header(look, first=False),
        "word/header2.xml": header(look, first=True),
        "word/footer1.xml": footer(),
        "word/fontTable.xml": fonts(),
        "word/theme.xml": theme(look),
    }


def write(parts: dict[str, str], target: Path) -> None:
    """Write the package; the same parts give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def main(folder: Path) -> None:
    """Write the reference document of each form we ship."""
    for form, look in LOOKS.items():
        target = folder / "templates" / form / "reference.docx"
        write(parts_of(look), target)
        print(f"wrote {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
