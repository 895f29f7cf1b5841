"""A page as it is printed: what pdftotext finds in it, and where."""

import collections
import html
import itertools
import re
import subprocess
import unicodedata

MM = 72 / 25.4
SIDE, END = 16 * MM, 18 * MM  # margins, as in data/programme.css
A4 = {(595, 842), (842, 595)}
WORD = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"|<word xMin="([-\d.]+)" yMin="([-\d.]+)"'
                  r' xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
MOST = 12


def letters(text):
    """Letters and digits; what stands between them depends on how lines are filled."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


class Sheet:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.text, self.foot, self.astray, self.words = "", [], [], []

    def add(self, left, top, right, bottom, word):
        middle = (top + bottom) / 2
        spare = (bottom - top) * 0.28  # between lines, as in audit.js
        self.words.append((top + spare, bottom - spare, left, right, word))
        if middle > self.height - END:
            self.foot.append(word)
        elif middle > END:
            self.text += letters(word)
        if left < SIDE - 1 or right > self.width - SIDE + 1 or bottom > self.height or top < 0:
            self.astray.append(word)


    def overprinted(self):
        """Words that stand upon each other; with an outline they are there twice."""
        near = []
        for word in sorted(self.words):
            top, _, left, right, text = word
            near = [other for other in near if other[1] > top + 0.5]
            yield from ["%s and %s" % (other[4], text) for other in near if other[2] < right - 1 and left < other[3] - 1
                        and not (other[4] == text and abs(other[2] - left) < 2 and abs(other[3] - right) < 2)]
            near.append(word)


def sheets(path):
    """In the order of the file, which is that of the page."""
    run = subprocess.run(["pdftotext", "-raw", "-bbox", path, "-"], capture_output=True, text=True, check=True)
    found = []
    for width, height, left, top, right, bottom, word in WORD.findall(run.stdout):
        if width:
            found.append(Sheet(float(width), float(height)))
        else:
            found[-1].add(float(left), float(top), float(right), float(bottom), html.unescape(word))
    return found


def form(found):
    """Size, page numbers, margins."""
    for n, sheet in enumerate(found, 1):
        if (round(sheet.width), round(sheet.height)) not in A4:
            yield "page %d is %g by %g" % (n, sheet.width, sheet.height)
        if "".join(sheet.foot[:3]) != "%d/%d" % (n, len(found)):
            yield "page %d has at its foot: %s" % (n, " ".join(sheet.foot))
        if not sheet.text:
            yield "page %d is empty" % n
        if sheet.astray:
            yield "page %d has in its margin: %s" % (n, " ".join(sheet.astray[:8]))


def whole(found, texts):
    """Everything is there, as often as on the page, and nothing upon another; no row begins
    on one page and ends on another."""
    for n, sheet in enumerate(found, 1):
        for pair in itertools.islice(sheet.overprinted(), 3):
            yield "on page %d stand upon each other: %s" % (n, pair)
    everything = "".join(sheet.text for sheet in found)
    missing = []
    for text, times in collections.Counter(map(letters, texts["blocks"])).items():
        if text and everything.count(text) < times:
            missing.append("%d times, not %d: %s" % (everything.count(text), times, text[:80]))
    yield from missing[:MOST]
    cut = [text for text in map(letters, texts["rows"]) if not any(text in sheet.text for sheet in found)]
    yield from ["not on one page: " + text[:80] for text in cut[:MOST]]
    heads = {(letters(head), letters(then)[:30]) for head, then in texts["headings"]}
    for n, (sheet, following) in enumerate(zip(found, found[1:]), 1):
        for head, then in sorted(heads):
            if head and then and sheet.text.endswith(head) and following.text.startswith(then):
                yield "page %d ends with a heading: %s" % (n, head)
