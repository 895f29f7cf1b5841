"""Pages with what must not be: each fault has to be found, or looking at pages would
say nothing.  (What is replaced in a good page, what has to be complained of.)"""

POLICY = "default-src 'none'; "
CONSOLE, SCREENS, PAPER, LANGUAGES, AUDIT, PICTURES = range(6)

ON_SCREEN = """
<img src="https://elsewhere.example/a.png" alt="">
<script>console.log("here")</script>
<p style="width: 1400px">wide</p>
<p style="width: 3em; overflow: hidden; white-space: nowrap">cut at its right</p>
<p style="height: 1em; overflow: hidden">cut<br>below</p>
<p style="width: 3em; white-space: nowrap">goes beyond its box</p>
<p>printed</p><p style="margin-top: -1.4em">upon</p>
<h1>again</h1><h6>deep</h6>
<p style="color: #bbb; background: #fff">pale</p>
<p style="color: #333">dark upon dark</p>
<svg viewBox="0 0 100 20"><text x="80" y="10">goes beyond it</text></svg>
<svg role="img" viewBox="0 0 9000 2000"><title>x</title><text x="80" y="100" font-size="12">small</text>
<text x="4000" y="1000" font-size="200">upon</text><text x="4100" y="1000" font-size="200">text</text></svg>
</main>"""
SCREEN_FAULTS = [
    (CONSOLE, "it asks for https://elsewhere.example/a.png"), (CONSOLE, "it says on the console"),
    (SCREENS, "at 390: the page is"), (SCREENS, "at 1280: the page is"), (SCREENS, "«wide»"),
    (SCREENS, "«cut at its right»"), (SCREENS, "«cutbelow»"), (SCREENS, "«goes beyond its box»"),
    (SCREENS, "«printed» and «upon» stand upon each other"),
    (LANGUAGES, " in az"),
    (AUDIT, "another <h1> «again»"), (AUDIT, "h6 after h1"), (AUDIT, "light: color-contrast"),
    (AUDIT, "dark: color-contrast"), (AUDIT, "light: heading-order"),
    (PICTURES, "no role=img"), (PICTURES, "no <title> first"), (PICTURES, "outside of its picture: <text> «goes beyond it»"),
    (PICTURES, "pixels: <text> «small»"), (PICTURES, "«upon» and «text» stand upon each other"),
]

IN_PICTURES = """
<figure style="width: 300px; margin: 0; overflow-x: auto"><svg class="timeline" role="img" viewBox="0 0 1000 100"
 style="overflow: hidden; min-width: 1000px; font-size: 12px"><title>x</title>
<path class="line" d="M0 10H1000"/><path class="line" d="M0 50H1000"/>
<path class="midnight" d="M150 0V50"/><path class="midnight" d="M990 0V50"/>
<g class="people"><text x="100" y="30">too long for its place</text></g>
<g class="people"><text x="2" y="80">of no row</text></g>
<svg class="bar" x="20" y="20" width="40" height="20"><title>before all days</title><rect width="100%" height="100%"/></svg>
<svg class="bar" x="500" y="30" width="40" height="40"><title>between rows</title><rect width="100%" height="100%"/></svg>
<svg class="bar" x="600" y="20" width="0" height="20"><title>empty</title><rect width="100%" height="100%"/></svg>
<svg class="bar" x="700" y="20" width="20" height="20"><title>narrow</title><rect width="100%" height="100%"/>
<text x="2" y="14">letters</text></svg><text x="505" y="62">upon it</text></svg></figure>
</main>"""
PICTURE_FAULTS = [
    (PICTURES, "2 rows and 2 lines"), (PICTURES, "not before its row: <g class=people> «too long for its place»"),
    (PICTURES, "at no time: <svg class=bar> «before all days»"), (PICTURES, "in no row: <svg class=bar> «between rows»"),
    (PICTURES, "nothing to be seen: <svg class=bar> «empty»"), (PICTURES, "cut by its bar: <text> «letters»"),
    (PICTURES, "upon <svg class=bar> «between rows»: <text> «upon it»"), (PICTURES, "not all of it can be reached"),
    (PICTURES, "on paper: "),
]

ON_PAPER = """
@media print { .title { display: none } h3 { break-after: page !important }
	tr { break-inside: auto !important } td p { line-height: 4cm !important } }
@page { @bottom-center { content: counter(page) } }
</style>"""
PAPER_FAULTS = [
    (PAPER, "has at its foot: 1"), (PAPER, "0 times, not "), (PAPER, "ends with a heading: "),
    (PAPER, "not on one page: "),
]

PAGES = [
    ("on a screen", [(POLICY, ""), ("</main>", ON_SCREEN), ('lang="az"', 'lang="hy"')], SCREEN_FAULTS),
    ("by the policy of the page", [("</main>", ON_SCREEN)], [(CONSOLE, "Content Security Policy")]),
    ("in pictures", [("</main>", IN_PICTURES)], PICTURE_FAULTS),
    ("on paper", [("</style>", ON_PAPER)], PAPER_FAULTS),
    ("at the edge of paper", [("</style>", "@media print { body { margin-left: -10mm } }</style>")],
     [(PAPER, "has in its margin: "), (PAPER, "0 times, not ")]),
    ("where lines are printed upon each other", [("</style>", "@media print { li b { margin-bottom: -4mm; display: block } }</style>")],
     [(PAPER, "on page 1 stand upon each other: "), (PAPER, "at 673: «")]),
]
