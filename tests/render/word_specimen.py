"""A long report as a template would write it: every element of the subset, twelve pages, an invented council."""

from collections.abc import Iterable
from html import escape

GROUPS = (
    ("age", "Age"),
    ("disability", "Disability"),
    ("gender_reassignment", "Gender reassignment"),
    ("marriage_civil_partnership", "Marriage and civil partnership"),
    ("pregnancy_maternity", "Pregnancy and maternity"),
    ("race", "Race"),
    ("religion_belief", "Religion or belief"),
    ("sex", "Sex"),
    ("sexual_orientation", "Sexual orientation"),
)
AIMS = (
    ("eliminate", "Eliminate unlawful discrimination"),
    ("advance", "Advance equality of opportunity"),
    ("foster", "Foster good relations"),
)
DIRECTIONS = (("positive", "Positive"), ("negative", "Negative"), ("none", "No impact"))

EFFECTS = {
    "age": (
        ("positive", "none"),
        (
            "Children aged four to eleven gain most: schools below the floor standard receive a named adviser, and the "
            "share of pupils reaching the expected standard is planned to rise from 61% to 70% by summer 2021. Older "
            "residents are not users of the service, and no effect on them was found."
        ),
    ),
    "disability": (
        ("positive", "negative"),
        (
            "Pupils with an education, health and care plan gain from earlier identification. Against that, moving two "
            "courses to an upper floor makes them harder to reach for staff and parents who use a wheelchair until the "
            "lift is renewed in March 2019."
        ),
    ),
    "gender_reassignment": (
        ("none",),
        (
            "No evidence of a difference was found. Schools were asked; none raised a concern. The anti-bullying "
            "guidance issued with the strategy names trans pupils."
        ),
    ),
    "marriage_civil_partnership": (("none",), "The strategy does not concern employment decisions."),
    "pregnancy_maternity": (
        ("none",),
        "Training days are offered twice in a year, so that staff on maternity leave can attend either.",
    ),
    "race": (
        ("positive",),
        (
            "Pupils who learn English as an additional language, 27% of the roll, gain from the reading programme. Gypsy, "
            "Roma and Traveller pupils remain furthest behind, and action 4 is aimed at them."
        ),
    ),
    "religion_belief": (
        ("none",),
        "Faith schools take part on the same terms; dates avoid the major festivals.",
    ),
    "sex": (
        ("positive",),
        (
            "Boys are eleven points behind girls in writing at age eleven. The writing strand is for every pupil, and "
            "its first measure is that gap."
        ),
    ),
    "sexual_orientation": ((), ""),
}


def field(path: str, label: str = "") -> str:
    """The attributes that mark the place of an answer."""
    return f'data-field="{path}"' + (f' data-label="{escape(label)}"' if label else "")


def tick(ticked: bool, title: str) -> str:
    """A tick box with its state in words."""
    state = "checked " if ticked else ""
    return f'<input type="checkbox" {state}disabled title="{escape(title)}"> {"Yes" if ticked else "No"}'


def table(
    head: Iterable[str], rows: Iterable[str], *, caption: str, widths: Iterable[int], style: str = ""
) -> str:
    """A table of ready-made rows."""
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    kind = f' class="{style}"' if style else ""
    return (
        f"<table{kind}>\n<caption>{escape(caption)}</caption>\n<colgroup>{columns}</colgroup>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
    )


def key_facts() -> str:
    facts = (
        ("Title of activity", "activity.title", "School improvement strategy 2018 to 2021"),
        ("Decision", "decision.maker", "Executive, 12 September 2018"),
        ("Service area", "people.service_area", "Education and learning"),
        ("Lead officer", "people.lead_officer", "Head of school standards"),
        ("Approved by", "approvals.0.person", "Director of children’s services"),
        ("Date of approval", "approvals.0.date", ""),
    )
    blank = '<span class="not-answered">Not answered</span>'
    rows = "".join(
        f'<tr><th scope="row">{label}</th><td {field(path, label)}>{escape(value) or blank}</td></tr>\n'
        for label, path, value in facts
    )
    columns = '<colgroup><col style="width:32%"><col style="width:68%"></colgroup>'
    return f'<table class="key-facts">{columns}<tbody>\n{rows}</tbody></table>\n'


def relevance() -> str:
    questions = (
        ("impacts_people", "Does the activity have an impact on people?", True),
        ("affects_groups", "Does it affect people who share a protected characteristic?", True),
        ("differential", "Could it affect some groups differently from others?", False),
        ("adverse", "Could it have an adverse effect on any group?", None),
        ("known_inequality", "Does it touch an area where inequality is known?", True),
        ("significant_change", "Is it a significant change to a service?", False),
        ("aims", "Does it bear on the aims of the general equality duty?", True),
        ("corporate_risk", "Is it a corporate risk or of wide public interest?", False),
        ("required", "Does other law or policy require an assessment?", False),
    )
    rows = []
    for number, (name, question, answer) in enumerate(questions, 1):
        if answer is None:
            shown = '<td class="not-answered">Not answered</td>'
        else:
            path = f"relevance.answers.{name}"
            shown = f"<td {field(path, question)}>{tick(answer, question)}</td>"
        rows.append(f'<tr><th scope="row">{number}. {escape(question)}</th>{shown}</tr>\n')
    return table(("Question", "Answer"), rows, caption="Relevance test", widths=(78, 22), style="answers")


def evidence() -> str:
    sources = (
        (
            "Early years foundation stage results 2017",
            "2017",
            "71% reached a good level of development; boys 64%.",
        ),
        (
            "Key stage 2 results 2017",
            "2017",
            "61% reached the expected standard; England 61%; disadvantaged 45%.",
        ),
        (
            "School census",
            "January 2018",
            "27% learn English as an additional language; 14% have free school meals.",
        ),
        ("Survey of head teachers", "May 2018", "38 of 61 answered; 29 want help with writing first."),
        (
            "Exclusions 2016–17",
            "2017",
            "Boys are three quarters of fixed-term exclusions; numbers are small.",
        ),
    )
    rows = [
        f'<tr><th scope="row" {field(f"evidence.{i}.title")}>{escape(title)}</th>'
        f"<td {field(f'evidence.{i}.date')}>{date}</td>"
        f"<td {field(f'evidence.{i}.finding')}><p>{escape(finding)}</p></td></tr>\n"
        for i, (title, date, finding) in enumerate(sources)
    ]
    return table(("Source", "Date", "What it tells us"), rows, caption="Evidence used", widths=(34, 16, 50))


def duty() -> str:
    reason = {
        "eliminate": "Exclusions and bullying are followed group by group, and each term’s figures go to governors.",
        "advance": "The gap in attainment is the first measure of the strategy, and support goes where it is widest.",
        "foster": "Schools are paired across the borough, so that pupils of different backgrounds learn together.",
    }
    rows = []
    for index, (group, name) in enumerate(GROUPS):
        cells = []
        for at, (aim, label) in enumerate(AIMS):
            relevant = (index + at) % 3 != 2 and group != "marriage_civil_partnership"
            path = f"duty.{group}.{aim}"
            text = reason[aim] if relevant else "Not relevant: nothing in the strategy bears on it."
            cells.append(
                f"<td>{tick(relevant, f'{name}: {label}')}<p {field(path, f'{name}: {label}')}>{text}</p></td>"
            )
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>\n')
    return table(
        ("Group", *(label for _, label in AIMS)),
        rows,
        caption="General equality duty: why each aim is relevant to each group",
        widths=(19, 27, 27, 27),
        style="matrix",
    )


def impacts() -> str:
    rows = []
    for group, name in (*GROUPS, ("other", "Other relevant groups (carers, low income)")):
        directions, text = EFFECTS.get(
            group, (("positive",), "Families on low incomes gain from free places.")
        )
        ticks = "".join(
            f"<td>{tick(direction in directions, f'{name}: {label}')}</td>" for direction, label in DIRECTIONS
        )
        blank = '<p class="not-answered">Not answered</p>'
        explanation = f"<p>{escape(text)}</p>" if text else blank
        rows.append(
            f'<tr id="impact-{group}"><th scope="row">{name}</th>{ticks}'
            f"<td {field(f'impacts.{group}.0.description', name)}>{explanation}</td></tr>\n"
        )
    return table(
        ("Group", "Positive", "Negative", "No impact", "Explanation"),
        rows,
        caption="Impact on each group",
        widths=(19, 9, 9, 10, 53),
    )


def actions() -> str:
    rows = [
        f"<tr><td {field(f'actions.{i}.description')}>{escape(what)}</td>"
        f"<td {field(f'actions.{i}.owner')}>{escape(who)}</td><td {field(f'actions.{i}.due')}>{when}</td>"
        f"<td {field(f'actions.{i}.outcome')}>{escape(outcome)}</td></tr>\n"
        for i, (what, who, when, outcome) in enumerate(
            (
                (
                    "Hold both courses on the ground floor until the lift works",
                    "Learning manager",
                    "1 October 2018",
                    "Every course can be reached without steps",
                ),
                (
                    "Publish results by group each autumn",
                    "Head of school standards",
                    "30 November 2018",
                    "Governors and parents can see whether gaps narrow",
                ),
                (
                    "Ask the schools that did not answer the survey",
                    "Adviser",
                    "31 January 2019",
                    "80% have answered",
                ),
                (
                    "Work with Gypsy, Roma and Traveller families on attendance",
                    "Inclusion manager",
                    "31 July 2020",
                    "Attendance rises by three points",
                ),
            )
        )
    ]
    return table(("What", "Who", "When", "Outcome"), rows, caption="Actions", widths=(38, 20, 17, 25))


LAYERS = """
<p>The strategy rests on three things, in this order:</p>
<ol>
<li><p>Knowing each school well.</p><p>An adviser visits every term and writes down what was seen.</p></li>
<li>Help where it is needed:
<ul><li>reading in the first three years,</li><li>writing at ages nine to eleven,<ul><li>with boys first among
equals;</li></ul></li><li>attendance.</li></ul></li>
<li>Leadership:
<ol><li>governors,</li><li>heads and their deputies.</li></ol></li>
</ol>
<p>A second list begins at one again:</p>
<ol><li>one,</li><li>two.</li></ol>
"""

PROSE = (
    (
        "The council keeps a duty to promote high standards in every school it maintains, and to use its powers so that "
        "every child can fulfil his or her potential. Between 2014 and 2017 results rose more slowly here than in places "
        "like ours, and the gap between disadvantaged pupils and the others did not close."
    ),
    (
        "This assessment looks at what the strategy changes: who visits schools, what they look for, where money for "
        "training goes, and how schools that struggle are helped. It does not look again at the funding formula, which "
        "was assessed in 2016."
    ),
    (
        "Head teachers, governors, parents’ groups and the disability reference group were asked between March and May "
        "2018. What they said changed the strategy in two places: writing comes before mathematics, and courses are held "
        "in the evening as well as by day."
    ),
)

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def paragraphs(times: int, path: str) -> str:
    return (
        "".join(f"<p>{text}</p>\n" for _ in range(times) for text in PROSE)
        if not path
        else (f'<div data-field="{path}">{paragraphs(times, "")}</div>\n')
    )


def specimen() -> str:
    """The whole report."""
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Equality impact assessment: School improvement strategy 2018 to 2021</title>
<meta name="viewport" content="width=device-width">
<meta name="author" content="Head of school standards">
<meta name="subject" content="Equality impact assessment">
<meta name="keywords" content="equality, schools">
<meta name="description" content="What the strategy means for people who share a protected characteristic.">
<meta name="organisation" content="Ousebridge Borough Council">
<meta name="status" content="DRAFT">
<meta name="reference" content="school-improvement-2018">
<meta name="date" content="2018-08-20">
<meta name="category" content="Committee report">
<style>main {{ max-width: 70ch }}</style>
</head>
<body>
<nav class="page-only"><a href="#impacts">Skip to the impacts</a></nav>
<main>
<header>
<h1 {field("activity.title", "Title")}>Equality impact assessment: School improvement strategy 2018 to 2021</h1>
<p class="subtitle">Full assessment for the Executive, 12 September 2018</p>
<p class="status">Draft: not approved. It may change before the decision is made.</p>
</header>
<!-- nobody sees this -->
<section>
<h2>1. The activity</h2>
{key_facts()}
<h3>Description</h3>
<p class="guidance">Say what will change, for whom and from when, so that someone outside the service understands.</p>
{paragraphs(2, "activity.description")}
{LAYERS}
</section>
<section>
<h2>2. Relevance test</h2>
<p>The answers show that a full assessment is needed; see <a href="#impacts">the impacts</a> and
<a href="https://www.legislation.gov.uk/ukpga/2010/15/section/149?view=plain&amp;timeline=false">section 149 of the
Equality Act 2010</a>.</p>
{relevance()}
</section>
<section>
<h2>3. Scope, evidence and consultation</h2>
<h3>Who is affected</h3>
{paragraphs(3, "scope.affected")}
<h3>Evidence</h3>
{evidence()}
<p>Two figures are left out because they would show single pupils. Attainment is written as
<em>expected standard</em>, H<sub>2</sub>O and 5<sup>th</sup> show small letters, and <code>KS2_RWM</code> is the
name of the <abbr title="Department for Education">DfE</abbr> measure.</p>
<figure><img src="data:image/png;base64,{PIXEL}" alt="Chart: the gap in writing, 2015 to 2018" width="420" height="90">
<figcaption>The gap in writing, 2015 to 2018</figcaption></figure>
<h3>Consultation</h3>
{paragraphs(4, "engagement.0.findings")}
<p class="note">The notes of the meetings are kept by the education service.</p>
</section>
<section data-page="landscape">
<h2>4. General equality duty</h2>
{duty()}
</section>
<section>
<h2 id="impacts">5. Impacts</h2>
{impacts()}
<p>Every negative impact has an action in <a href="#actions">section 6</a>.</p>
</section>
<section>
<h2 id="actions">6. Actions</h2>
{actions()}
</section>
<section>
<h2>7. Commissioned services</h2>
{paragraphs(4, "commissioning.measures")}
</section>
<hr class="page-break">
<section>
<h2>8. Recommendation and summary</h2>
<p><input type="checkbox" title="Adjust the activity" checked disabled> <strong>Adjust the activity</strong> (chosen)<br>
<input type="checkbox" title="No major change" disabled> No major change (not chosen)</p>
<p class="statement">In making this decision the council must have due regard to the three aims of section 149(1):
to eliminate discrimination, harassment and victimisation; to advance equality of opportunity; and to foster good
relations. This report helps those who decide to do so. It does not decide for them.</p>
{paragraphs(4, "summary")}
<h4>In other languages</h4>
<p lang="cy">Mae’r asesiad hwn ar gael yn Gymraeg drwy ofyn amdano.</p>
<p lang="ar" dir="rtl">هذا التقييم متاح باللغة العربية عند الطلب.</p>
<p>The Urdu title is <span lang="ur" dir="rtl">مساوات</span>, and the Welsh is <span lang="cy">cydraddoldeb</span>.</p>
</section>
<section>
<h2>9. Monitoring and review</h2>
{paragraphs(2, "monitoring.statement")}
<p>Review date: <time datetime="2019-09-30" {field("monitoring.review_date")}>30 September 2019</time></p>
</section>
</main>
<footer data-only="page"><p>Back to top</p></footer>
</body>
</html>
"""
