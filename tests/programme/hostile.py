"""Every text of a plan is replaced by what might do harm.  The programme must then be
the page it was: the same elements with the same attributes, and in them these texts,
letter by letter, without what no page may hold.  TAP."""

import copy
import json
import os
import random
import re
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "interop"), os.path.join(here, "..", "meta")]
import page as pages  # noqa: E402
import plan as plans  # noqa: E402
import tap  # noqa: E402

PBPLAN, SRCDIR = os.environ["PBPLAN"], os.environ["srcdir"]
PARTS = [
    "<script>alert(1)</script>", "</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><style>*{display:none}</style></svg>", "</title>", "</style>", "</td></tr></table>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>", "<iframe src=//evil.example>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>", "\" onmouseover=\"alert(1)", "' autofocus onfocus='x", "`",
    "javascript:alert(1)", "&lt;b&gt;", "&#60;", "&nbsp", "&amp;amp;", "<", ">", "&", "\"", "'", "\\", "\\3C",
    "@import url(//evil.example)", "expression(1)", "%s %n %1$s %%", "{{7*7}}", "${x}", "/*", "*/", "}",
    "\u202eabc\u202c", "\u2066x\u2069", "\u200f", "\u061c", "\u05e9\u05dc\u05d5\u05dd (1) ", "\u0645\u0631\u062d\u0628\u0627",
    "\u0001", "\u0007", "\u001b[31m", "\u007f", "\u0080", "\u0085", "\u009b", "\ufeff", "\ufffe", "\uffff",
    "\ufdd0", "\U0001ffff", "\ufffd", "\u00ad", "\u200b", "\u0301" * 20, "\U0001f1e6\U0001f1f2", "\U000e0041",
    "a" * 300, "\u0561" * 300, "W" * 10000, " ", "  ", "\t", "x",
]
TEXTS = ("title", "name", "position", "affiliation", "details", "notes", "paid_by", "flight",
         "transfer", "session", "appointment", "meal", "culture", "press", "briefing", "ceremony",
         "free", "train", "bus", "boat")


class Hostile:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.n = 0
        self.made = []

    def text(self):
        self.n += 1
        parts = [self.random.choice(PARTS) for _ in range(self.random.randrange(1, 4))]
        # a number in each, so that no two are one, and none is empty
        text = "%s\u2116%d\u2116%s" % (parts[0], self.n, "".join(parts[1:]))
        self.made.append(text)
        return text

    def value(self, value):
        """The same with other texts: maps of languages, or in one language."""
        if isinstance(value, dict):
            if value and set(value) <= {"en", "hy", "az"}:
                return {lang: self.text() for lang in value}
            return {key: self.member(key, part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return value

    def member(self, key, value):
        if key == "plate":
            return self.text()
        if key in TEXTS and isinstance(value, str) and not (key == "paid_by" and len(value) < 4):
            return self.text()
        return self.value(value)


def programme(path, view, langs):
    run = subprocess.run([PBPLAN, "--ui", "en", "programme", path, "-o", "-", "--for", view,
                          "--lang", langs, "--now", "2027-01-01"], capture_output=True)
    if run.returncode not in (0, 1) or b"Sanitizer" in run.stderr or not run.stdout:
        return None, run.stderr.decode(errors="replace")[-2000:]
    return pages.Page(run.stdout), None


def as_shown(text):
    """What is left of a text on the page."""
    return pages.BAD.sub(lambda m: "\ufffd" if pages.NONE.fullmatch(m[0])
                         else " " if m[0] == "\t" else "", text)


def as_yaml(raw):
    """JSON, with every character but ASCII by its number; YAML knows no pairs of them."""
    return re.sub(r"\\u(d[89ab]..)\\u(d[c-f]..)", lambda m: "\\U%08x" % (
        0x10000 + ((int(m[1], 16) - 0xd800) << 10) + int(m[2], 16) - 0xdc00), json.dumps(raw))


def first_difference(a, b, path=""):
    path += "/" + a[0]
    if a[:2] != b[:2]:
        return "%s: %s %s, and %s %s" % (path, a[0], a[1], b[0], b[1])
    for x, y in zip(a[2], b[2]):
        if x != y:
            return first_difference(x, y, path)
    return "%s: %d parts, and %d" % (path, len(a[2]), len(b[2]))


def check(tmp, base, seed, view, langs):
    hostile = Hostile(seed)
    files = []
    for name, raw in (("plain", base), ("hostile", hostile.value(copy.deepcopy(base)))):
        files.append(os.path.join(tmp, name + ".yaml"))
        with open(files[-1], "w", encoding="utf-8") as file:
            file.write(as_yaml(raw))
    plain, error = programme(files[0], view, langs)
    if plain:
        page, error = programme(files[1], view, langs)
    if error:
        return [error]
    found = plain.complaints + [c for c in page.complaints if "Armenian in" not in c]
    if not found and plain.root.shape() != page.root.shape():
        found.append(first_difference(plain.root.shape(), page.root.shape()))
    words = page.root.text()
    there = {text for text in hostile.made if as_shown(text) in words}
    lost = [text for text in hostile.made if text not in there and
            "\u2116%s\u2116" % text.split("\u2116")[1] in words]
    found += ["it is there in part: %r" % text[:80] for text in lost]
    if len(there) < 12:
        found.append("only %d texts are in it" % len(there))
    return found


def main():
    plan = plans.Plan(os.path.join(here, "small.yaml"), SRCDIR)
    base = plan.raw
    with tempfile.TemporaryDirectory() as tmp:
        for seed, view, langs in ((1, "organizers", "en,hy,az"), (2, "participants", "hy,az"),
                                  (3, "organizers", "az"), (4, "person:ani", "az,hy"),
                                  (5, "public", "en"), (6, "organizers", "hy,en"),
                                  (7, "side:am", "en,az"), (8, "organizers", "en,hy,az")):
            tap.none(check(tmp, base, seed, view, langs)[:20],
                     "%s in %s: texts of seed %d are texts, and nothing else" % (view, langs, seed))
    tap.done()


if __name__ == "__main__":
    main()
