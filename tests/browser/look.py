"""Programmes in a real browser: on a telephone, on a desk, on paper, and as one has
them who does not see.  Nothing is wider than the screen, cut, upon each other, or
fetched; every text is there in its language.  TAP."""

import base64
import concurrent.futures
import glob
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here] + [os.path.join(here, "..", part) for part in ("programme", "interop", "meta")]
import broken  # noqa: E402
import cdp  # noqa: E402
import hostile  # noqa: E402
import paper  # noqa: E402
import plan as plans  # noqa: E402
import readers  # noqa: E402
import tap  # noqa: E402

PBPLAN, SRCDIR = os.environ["PBPLAN"], os.environ["srcdir"]
SANITIZED = os.environ.get("PBPLAN_SANITIZERS") == "yes"
PAIRS = ("en,hy", "az,en", "hy,az")
ALL = "hy,az,en"
BROWSERS = 2
MOST_LOST = 3  # documents at which a browser fails, before it is given up
SIZES = ((390, 844), (820, 1180), (1280, 900))  # a telephone, a tablet, a desk
# what is left of A4 between its margins, upright, and across with lists
PAPERS = ((673, 987, False), (987, 673, True))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
CHECKS = QUIET, FITS, PRINTED, TOLD, ACCESSIBLE, PICTURES = (
    "fetches nothing and says nothing", "fits every screen", "is printed whole",
    "says everything in each language", "is accessible", "has whole pictures")
# of tests/plans
OTHERS = (("driver", "side-az"), ("large-delegation-by-land", "participants"), ("night-train", "side-am"),
          ("parallel-sessions", "participants"), ("window-draft", "organizers"))


class Document:
    """audit: by axe too; hostile: its texts are whatever there is, and some longer than a page"""

    def __init__(self, name, plan, path, view, langs, audit=True, hostile=False):
        self.name, self.plan, self.path, self.view, self.langs = name, plan, path, view, langs.split(",")
        self.audit, self.hostile = audit, hostile
        self.html, self.told = None, {}
        self.found = {check: [] for check in CHECKS}

    def make(self, folder, number):
        kind, _, name = self.view.partition("-")
        words = [PBPLAN, "--ui", "en", "programme", self.path, "--now", "2027-01-01", "--lang", ",".join(self.langs),
                 "--for", "%s:%s" % (kind, name) if name else self.view]
        if self.view == "organizers":
            words += ["--lists", "all", "--day-sheets"]
        self.html = os.path.join(folder, "%d.html" % number)
        run = subprocess.run(words + ["-o", self.html], capture_output=True, text=True)
        if run.returncode not in (0, 1) or "Sanitizer" in run.stderr or not os.path.exists(self.html):
            return ["%s: %s" % (self, run.stderr[-2000:])]
        return []

    def say(self, check, complaints):
        self.found[check] += ["%s: %s" % (self, complaint) for complaint in complaints]

    def __str__(self):
        return "%s, %s, in %s" % (os.path.basename(self.path), self.view, ",".join(self.langs))


def documents(tmp):
    """Every example for those who take part, in every pair of languages and in all three;
    and for others, in other languages for each plan."""
    folder = os.path.join(SRCDIR, "data", "examples")
    paths = [path for path in sorted(glob.glob(os.path.join(folder, "*.yaml")))
             if readers.is_plan(os.path.basename(path))]
    for n, path in enumerate(paths):
        name, plan = os.path.basename(path)[:-len(".yaml")], plans.Plan(path, SRCDIR)
        for langs in PAIRS + (ALL,):
            yield Document(name, plan, path, "participants", langs, audit=langs == ALL)
        yield Document(name, plan, path, "organizers", ((ALL,) + PAIRS)[n % 4], audit=n < 3)
        yield Document(name, plan, path, "person-" + list(plan.people)[n], (PAIRS + (ALL,))[n % 4], audit=n < 2)
    for name, view in OTHERS:
        path = os.path.join(SRCDIR, "tests", "plans", name + ".yaml")
        yield Document("tests/plans", plans.Plan(path, SRCDIR), path, view, ALL)
    path = os.path.join(SRCDIR, "tests", "programme", "small.yaml")
    small = plans.Plan(path, SRCDIR)
    yield Document("small", small, path, "participants", "az,en")
    for seed, langs in ((21, "az"), (22, "en,hy")):
        path = os.path.join(tmp, "hostile-%d.yaml" % seed)
        raw = hostile.Hostile(seed).value(small.raw)
        with open(path, "w", encoding="utf-8") as file:
            file.write(hostile.as_yaml(raw))
        yield Document("hostile", plans.Plan(path, SRCDIR, raw), path, "organizers", langs, hostile=True)


def faulty(every, tmp):
    """What is not as it should be, made of a page that is: (name, document, faults)"""
    good = next(document for document in every if document.name == "small")
    with open(good.html, encoding="utf-8") as file:
        page = file.read()
    for n, (name, changes, faults) in enumerate(broken.PAGES):
        document = Document(name, good.plan, good.path, good.view, ",".join(good.langs))
        document.html = os.path.join(tmp, "faulty-%d.html" % n)
        text = page
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        with open(document.html, "w", encoding="utf-8") as file:
            file.write(text)
        yield name, document, faults


# ------------------------------------------------------------------------ looking

class Eye:
    """A browser, and what is looked at with it."""

    def __init__(self, folder, axe):
        self.folder = folder
        self.axe = axe
        self.pdf = folder + ".pdf"
        self.browser = None
        self.open()
        with open(os.path.join(here, "audit.js"), encoding="utf-8") as file:
            self.audit = file.read()

    def open(self):
        self.browser = cdp.Browser(self.folder)
        self.tab = cdp.Tab(self.browser)

    def close(self):
        if self.browser:
            self.browser.close()

    def look(self, document):
        """A browser that fails has a second chance: machines run out of memory."""
        try:
            self.look_once(document)
        except cdp.Refused as error:
            print("# %s: once again, as %s" % (document, str(error).replace("\n", "\n# ")), flush=True)
            self.close()
            self.open()
            document.found = {check: [] for check in CHECKS}
            self.look_once(document)

    def look_once(self, document):
        tab, say = self.tab, document.say
        tab.scheme("light")
        for n, size in enumerate(SIZES):
            tab.resize(*size)
            if n == 0:
                tab.open(document.html)
                tab.run(self.audit)
            for check, function in ((FITS, "layout"), (PICTURES, "pictures")):
                say(check, ["at %d: %s" % (size[0], text) for text in tab.run("audit.%s()" % function)])
        texts = tab.run("audit.texts()")  # there is nothing that only paper or only a desk shows
        document.told = texts["langs"]
        say(TOLD, untold(document, texts["langs"]))
        self.print(document, texts)
        say(ACCESSIBLE, tab.run("audit.headings()"))
        if document.audit:
            self.assess(document)
        say(QUIET, tab.trouble(document.html))

    def print(self, document, texts):
        for width, height, lists in PAPERS:
            self.tab.resize(width, height)
            self.tab.scheme("light", "print")
            self.tab.run("audit.lists(%s)" % json.dumps(lists))
            document.say(PRINTED, ["at %d: %s" % (width, text) for text in self.tab.run("audit.layout()")])
            if lists:  # and pictures
                document.say(PICTURES, ["on paper: " + text for text in self.tab.run("audit.pictures()")])
        self.tab.scheme("light")
        self.tab.resize(*SIZES[-1])
        data = self.tab.call("Page.printToPDF", preferCSSPageSize=True, generateTaggedPDF=False)["data"]
        with open(self.pdf, "wb") as file:
            file.write(base64.b64decode(data))
        found = paper.sheets(self.pdf)
        if not found:
            document.say(PRINTED, ["no page"])
        document.say(PRINTED, paper.form(found))
        if not document.hostile:
            document.say(PRINTED, paper.whole(found, texts))

    def assess(self, document):
        """In the light, and what is another in the dark."""
        self.tab.run("audit.thin()")
        self.tab.run(self.axe + "; 0")
        for scheme, rules in (("light", {"type": "tag", "values": RULES}), ("dark", {"type": "rule", "values": CONTRAST})):
            self.tab.scheme(scheme)
            found = self.tab.run("axe.run(document, {runOnly: %s, resultTypes: ['violations']})"
                                 ".then(result => result.violations)" % json.dumps(rules))
            document.say(ACCESSIBLE, ["%s: %s: %d times, first: %s: %s" % (
                scheme, rule["id"], len(rule["nodes"]), rule["nodes"][0]["html"][:200],
                " ".join(rule["nodes"][0]["failureSummary"].split())) for rule in found])


def flat(text):
    return " ".join(text.split())


def titles(document):
    """Of all that the reader is shown, as far as it is in a language: (language, text)"""
    for meeting in document.plan.meetings:
        texts = [item.raw[item.kind] for item in meeting.items if document.plan.shows_item(document.view, item)
                 and item.kind not in ("stay", "crossing")]
        if document.plan.shows_meeting(document.view, meeting):
            texts.append(meeting.raw["title"])
        for text in texts:
            if isinstance(text, dict):
                yield from text.items()


def untold(document, told):
    """What of the plan is not there in its language."""
    if document.hostile:
        return
    wanted = [(lang, flat(text)) for lang, text in titles(document) if lang in document.langs]
    if not wanted:
        yield "there is nothing to look for"
    for lang, text in wanted:
        if text not in flat(told.get(lang, "")):
            yield "no «%s» in %s" % (text, lang)


def main():
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    tmp = tempfile.mkdtemp()
    try:
        look_at_all(tmp)
    finally:
        shutil.rmtree(tmp, ignore_errors=True)


def look_at_all(tmp):
    every = list(documents(tmp))
    tap.none([c for n, document in enumerate(every) for c in document.make(tmp, n)], "programmes are made")
    reason = cannot_look()
    if reason:
        tap.skip("a browser shows and prints them", reason)
        tap.done()
        return
    faults = list(faulty(every, tmp))
    with open(axe_file(), encoding="utf-8") as file:
        axe = file.read()
    eyes = []
    try:
        for n in range(BROWSERS):
            eyes.append(Eye(os.path.join(tmp, "browser-%d" % n), axe))
        lost = look_with(eyes, every + [document for _, document, _ in faults])
        tap.none(lost, "the browser looks at all of them")
        if not lost:
            tap.none(typefaces(eyes[0], every), "typefaces have every letter, and a language has one")
    except cdp.Refused as error:
        if eyes:
            raise
        tap.skip("a browser shows and prints them", "%s does not start here: %s" % (
            cdp.program(), " ".join(str(error).split())[:400]))
        tap.done()
        return
    finally:
        for eye in eyes:
            eye.close()
    for name in dict.fromkeys(document.name for document in every):
        for check in CHECKS:
            tap.none([text for document in every if document.name == name for text in document.found[check]][:40],
                     "%s: %s" % (name, check))
    for name, document, wanted in faults:
        missed = [fault for check, fault in wanted if not any(fault in text for text in document.found[CHECKS[check]])]
        tap.none(["not found: " + fault for fault in missed] + (missed and [repr(document.found)]),
                 "faults are found " + name)
    tap.done()


def look_with(eyes, every):
    """Each eye at the next document; which of them it could not look at."""
    todo, lost = queue.SimpleQueue(), []
    for document in every:
        todo.put(document)

    def go_on(eye):
        while len(lost) < MOST_LOST:
            try:
                document = todo.get_nowait()
            except queue.Empty:
                return
            try:
                eye.look(document)
            except Exception as error:  # pylint: disable=broad-except # it is told, and others are looked at
                lost.append("%s: %s: %s" % (document, type(error).__name__, error))

    with concurrent.futures.ThreadPoolExecutor(len(eyes)) as pool:
        try:
            for done in [pool.submit(go_on, eye) for eye in eyes]:
                done.result()
        except BaseException:  # told to end: nothing waits for an answer any more
            lost += [None] * MOST_LOST
            for eye in eyes:
                eye.close()
            raise
    return lost


def typefaces(eye, every):
    """Signs for every letter; and no word of letters from here and there."""
    tab = eye.tab
    tab.scheme("light")
    document = next(d for d in every if d.view == "participants" and d.langs == ALL.split(","))
    tab.open(document.html)
    tab.run(eye.audit)
    for lang in document.langs:
        letters = "".join(sorted({c for d in every if not d.hostile for c in d.told.get(lang, "") if c.isprintable()}))
        for complaint in tab.run("audit.signless(%s, %s)" % (json.dumps(letters), json.dumps(lang))):
            yield "%s: %s" % (lang, complaint)
    if not tab.run("audit.signless('\u0379', 'en')"):
        yield "a character that nobody has seems to be there"
    tab.call("DOM.enable")
    tab.call("CSS.enable")
    root = tab.call("DOM.getDocument")["root"]["nodeId"]
    for lang, most in (("en", 1), ("az", 1), ("hy", 2)):  # digits and Armenian letters may be from two
        used = set()
        chosen = "td .title:lang(%s), li b:lang(%s)" % (lang, lang)
        for node in tab.call("DOM.querySelectorAll", nodeId=root, selector=chosen)["nodeIds"]:
            used |= {font["familyName"] for font in tab.call("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]}
        if not 0 < len(used) <= most:
            yield "%s is set in: %s" % (lang, ", ".join(sorted(used)) or "nothing")


def axe_file():
    for folder in os.environ.get("NODE_PATH", "").split(":"):
        path = os.path.join(folder, "axe-core", "axe.min.js")
        if os.path.exists(path):
            return path
    return None


def cannot_look():
    if SANITIZED:
        return "a browser is shown what is made without sanitizers, which is the same"
    if not cdp.program():
        return "chromium is missing"
    if not shutil.which("pdftotext"):
        return "pdftotext is missing"
    if not axe_file():
        return "axe-core is not where NODE_PATH says"
    return None


if __name__ == "__main__":
    main()
