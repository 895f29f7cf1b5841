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
    ("on paper", [("</style>", ON_PAPER)], PAPER_FAULTS),
    ("at the edge of paper", [("</style>", "@media print { body { margin-left: -10mm } }</style>")],
     [(PAPER, "has in its margin: "), (PAPER, "0 times, not ")]),
    ("where lines are printed upon each other", [("</style>", "@media print { li b { margin-bottom: -4mm; display: block } }</style>")],
     [(PAPER, "on page 1 stand upon each other: "), (PAPER, "at 673: «")]),
]
