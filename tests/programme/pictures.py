"""The pictures of programmes, element by element: a bar for each item in the row of each
who takes part, where its time is by the picture's own hours; what a view does not show is
in no row; what is found, and nights without a bed, where they are; a legend of what there
is; nothing outside; visits and what answers them by their days.  TAP."""

import collections
import datetime
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as etree

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "interop"), os.path.join(here, "..", "meta")]
import pages  # noqa: E402
import plan as plans  # noqa: E402
import tap  # noqa: E402

PBPLAN, SRCDIR = os.environ["PBPLAN"], os.environ["srcdir"]
FIXTURE = os.path.join(here, "pictures.yaml")
MONTHS = ("January February March April May June July August September October November "
          "December").split()
DAY = datetime.timedelta(days=1)
CATEGORIES = {"session": "work", "appointment": "work", "ceremony": "work", "meal": "meal",
              "culture": "culture", "stay": "stay"}
LEAST = 3  # pixels of a bar
SIZE = 60000  # bytes of the picture of a visit of forty people
# of a letter, in a typeface that is rather narrow; ours are set with more room
LETTER, THIN = 0.5, 0.25


def number(node, key):
    return float(node.get(key))


def title(node):
    return node.findtext("title")


def has_class(node, name):
    return name in node.get("class", "").split()


def by_class(node, tag, name):
    return [n for n in node.iter(tag) if has_class(n, name)]


# ------------------------------------------------------------------------- reading

class Bar:
    def __init__(self, node, dy=0.0):
        self.x, self.y = number(node, "x"), number(node, "y") + dy
        self.width, self.height = number(node, "width"), number(node, "height")
        self.category = node.get("class").split()[1]
        self.maybe = has_class(node, "maybe")
        self.title = title(node)


class Row:
    def __init__(self, names, top, bottom):
        self.names, self.top, self.bottom = names, top, bottom
        self.bars, self.marks, self.gaps, self.borders = [], [], [], []


class Sheet:
    """One <svg> of who is where."""

    def __init__(self, svg, plan, ids):
        """ids: of all of the figure, in which it may refer to what another sheet draws"""
        self.svg = svg
        self.names = sorted({plans.text_in(p["name"], "en") for p in plan.people.values()},
                            key=len, reverse=True)
        self.days = [self.day(n.text) for n in by_class(svg, "text", "day")]
        self.ids = ids
        self.hours = sorted(self.ticks())
        self.midnights = sorted(float(re.match(r"M([\d.]+) ", n.get("d"))[1])
                                for n in by_class(svg, "path", "midnight"))
        self.hours.append(self.midnights[-1])
        lines = sorted(float(re.match(r"M0 ([\d.]+)H", n.get("d"))[1])
                       for n in by_class(svg, "path", "line"))
        labels = [n for n in svg.iter("g") if has_class(n, "people")]
        self.rows = [Row(self.split(title(label)), top, bottom)
                     for label, top, bottom in zip(labels, lines, lines[1:])]
        self.complaints = [] if len(lines) == len(labels) + 1 else ["rows and lines"]
        self.collect()
        if self.hours[:-1:24] != self.midnights[:-1] or len(self.hours) != 24 * len(self.days) + 1:
            self.complaints.append("hours at %s, days at %s" % (self.hours, self.midnights))

    def ticks(self):
        """Where hours begin, those of days that are like another too."""
        for node in by_class(self.svg, "g", "head")[0]:
            group, dx = self.ids.get(node.get("href", "#")[1:]), float(node.get("x", 0))
            for path in by_class(node if group is None else group, "path", "ticks"):
                for x in re.findall(r"M([\d.]+) ", path.get("d")):
                    yield round(float(x) + dx, 1)

    def split(self, text):
        """Names, of which some have commas."""
        found = []
        while text:
            name = next((n for n in self.names if re.match(re.escape(n) + "(, |$)", text)), text)
            found.append(name)
            text = text[len(name) + 2:]
        return found

    @staticmethod
    def day(text):
        match = re.fullmatch(r"\w+, (\d+) (\w+) (\d+)", text)
        return datetime.date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))

    def row_at(self, y):
        found = [row for row in self.rows if row.top <= y < row.bottom]
        if not found:
            self.complaints.append("something at %s is in no row" % y)
        return found[0] if found else Row([], 0, 0)

    def collect(self):
        for node in self.svg:
            if node.tag == "svg":
                bar = Bar(node)
            elif node.tag == "use":
                target = self.ids.get(node.get("href")[1:])
                if target is None:
                    self.complaints.append("%s is not here" % node.get("href"))
                    continue
                bar = Bar(target, float(node.get("y", 0)))
            else:
                self.collect_sign(node)
                continue
            self.row_at(bar.y).bars.append(bar)

    def collect_sign(self, node):
        if node.tag != "g":
            return
        if has_class(node, "mark"):
            x, y = self.middle(node)
            self.row_at(y).marks.append((x, node.get("class").split()[1], title(node)))
        elif has_class(node, "border"):
            x, y = self.middle(node)
            self.row_at(y).borders.append((x, title(node)))
        elif has_class(node, "gap"):
            rect = node.find("rect")
            self.row_at(number(rect, "y")).gaps.append((number(rect, "x"), number(rect, "width")))

    @staticmethod
    def middle(node):
        circle = node.find("circle")
        if circle is not None:
            return number(circle, "cx"), number(circle, "cy")
        x, y = re.match(r"M(-?[\d.]+) (-?[\d.]+)", node.find("path").get("d")).groups()
        return float(x), float(y) + 5

    def x(self, moment, zone):
        """By the hours of the picture."""
        local = moment.astimezone(zone)
        days = (local.date() - self.days[0]).days
        if days < 0:
            return self.hours[0]
        if days >= len(self.days):
            return self.hours[-1]
        hour = days * 24 + local.hour
        share = (local.minute * 60 + local.second) / 3600
        return self.hours[hour] + (self.hours[hour + 1] - self.hours[hour]) * share

    def has(self, start, end, zone):
        first = datetime.datetime.combine(self.days[0], datetime.time(), zone)
        last = datetime.datetime.combine(self.days[-1] + DAY, datetime.time(), zone)
        return start < last and (end > first or start >= first)


def sheets_of(figure, plan):
    ids = {node.get("id"): node for node in figure.iter() if node.get("id")}
    return [Sheet(svg, plan, ids) for svg in figure]


def figures(path, view, *options):
    """(meeting or None, figure), complaints"""
    data, complaints = pages.programme(path, view, "en", *options)
    text = data.decode("utf-8")
    found = []
    for section in re.findall(r'<section class="pictures">.*?</section>', text, re.S):
        meeting = re.search(r'id="m-(.*?)-picture"', section)
        for figure in re.findall(r"<figure.*?</figure>", section, re.S):
            found.append((meeting and meeting[1], etree.fromstring(figure), len(figure.encode())))
    return found, complaints


def found_lines(path, view):
    """What is said below pictures of who is where."""
    text = pages.programme(path, view, "en")[0].decode("utf-8")
    return [html.unescape(line) for ul in re.findall(r'<ul class="found">.*?</ul>', text, re.S)
            for line in re.findall(r"<p>(.*?)</p>", ul, re.S)]


# ---------------------------------------------------------------------- who is where

def span(item):
    """In which it is drawn: a stay from noon to noon, a whole day as such."""
    if isinstance(item.start, datetime.datetime):
        return item.start, max(item.start, item.end)
    zone, end_zone = item.zones()
    hour = 12 if item.kind == "stay" else 0
    last = plans.days(item.raw["until"])[0] if item.kind == "stay" else item.end
    start = datetime.datetime.combine(item.start, datetime.time(hour), zone)
    return start, max(start, datetime.datetime.combine(last, datetime.time(hour), end_zone))


def drawn(plan, view, meeting):
    """Person -> items"""
    found = collections.defaultdict(list)
    for item in meeting.items:
        if not plan.shows_item(view, item) or item.kind == "free" or item.alternative or \
                item.status == "cancelled":
            continue
        for person in item.everybody():
            if is_named(view, meeting, person):
                found[person].append(item)
    return found


def is_named(view, meeting, person):
    kind, _, name = view.partition("-")
    members = {p for m, _ in meeting.delegations.values() for p in m}
    return kind == "organizers" or (person == name if kind == "person" else
                                    person in (members if kind == "public" else meeting.members()))


def box(sheet, item, zone):
    start, end = span(item)
    if not sheet.has(start, end, zone):
        return None
    x = sheet.x(start, zone)
    width = max(sheet.x(end, zone) - x, LEAST)
    return min(x, sheet.hours[-1] - width), width


def compare_row(sheet, row, items, zone):
    wanted = sorted((box(sheet, item, zone), CATEGORIES.get(item.kind, "leg" if item.is_leg else "other"),
                     item.status in ("tentative", "draft"), item.title("en"))
                    for item in items if box(sheet, item, zone))
    bars = sorted(((bar.x, bar.width), bar.category, bar.maybe, bar.title) for bar in row.bars)
    if len(bars) != len(wanted):
        yield "%s: %d bars, and %d items" % (row.names, len(bars), len(wanted))
        return
    left = list(bars)
    for (x, width), category, maybe, name in wanted:
        fits = [bar for bar in left if abs(bar[0][0] - x) <= 0.5 and abs(bar[0][1] - width) <= 0.5 and
                bar[1:3] == (category, maybe) and name[:100] in bar[3]]
        if not fits:
            yield "%s: no bar at %.1f, %.1f wide, for %s" % (row.names, x, width, name[:40])
            return
        left.remove(fits[0])


def check_rows(plan, view, meeting, sheets):
    zone = plan.zone(plan.place_id(meeting.raw["place"])) if "place" in meeting.raw else None
    items = drawn(plan, view, meeting)
    by_name = collections.defaultdict(list)
    for person in items:
        by_name[plans.text_in(plan.people[person]["name"], "en")].append(person)
    seen = collections.Counter()
    for sheet in sheets:
        yield from sheet.complaints
        for row in sheet.rows:
            for name in row.names:
                people = by_name.get(name, [])
                if not people:
                    yield "%s has no row here" % name
                    continue
                found = [list(compare_row(sheet, row, items[p], zone or items[p][0].zones()[0]))
                         for p in people]
                seen[name] += 1
                if all(found):
                    yield from found[0]
            if not row.bars:
                yield "%s: an empty row" % row.names
    for name in by_name:
        if not seen[name]:
            yield "%s is in no row" % name


def check_legend(sheet):
    used = {bar.category for row in sheet.rows for bar in row.bars}
    used |= {"maybe" for row in sheet.rows for bar in row.bars if bar.maybe}
    used |= {kind for row in sheet.rows for _, kind, _ in row.marks}
    used |= {"border" for row in sheet.rows if row.borders}
    used |= {"gap" for row in sheet.rows if row.gaps}
    entries = by_class(sheet.svg, "g", "entry")
    keys = []
    for entry in entries:
        classes = entry[0].get("class").split()[1:]
        keys.append("maybe" if "maybe" in classes else classes[0])
        if not (entry.findtext("text") or "").strip():
            yield "an entry without a word"
    if sorted(keys) != sorted(used):
        yield "the legend has %s, and the picture %s" % (sorted(keys), sorted(used))


# ---------------------------------------------------------------------- any picture

def extent(node):
    """Roughly, of a text."""
    text = node.text or ""
    size = 12.5 if has_class(node, "day") else 10
    width = sum(THIN if c in " .,:;'!|iIjl" else LETTER for c in text) * size
    x, y = number(node, "x"), number(node, "y")
    if node.get("text-anchor") == "middle":
        x -= width / 2
    return x, y - size * 0.7, x + width, y + 1


def points(node):
    """Of a path, as far as they are absolute."""
    d = node.get("d")
    for match in re.finditer(r"([MC])((?:-?[\d.]+ ?)+)|([HV])(-?[\d.]+)", d):
        if match[1]:
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", match[2])]
            yield from zip(numbers[::2], numbers[1::2])
        elif match[3] == "H":
            yield float(match[4]), 0
        else:
            yield 0, float(match[4])


def check_picture(svg):
    _, _, width, height = (float(n) for n in svg.get("viewBox").split())
    if svg.get("role") != "img" or not (title(svg) or "").strip() or \
            not (svg.findtext("desc") or "").strip():
        yield "no name, or no description"

    def outside(x, y, what):
        if not (-0.5 <= x <= width + 0.5 and -0.5 <= y <= height + 0.5):
            yield "%s at %.1f, %.1f of %.0f × %.0f" % (what, x, y, width, height)

    texts = []
    todo = list(svg)
    while todo:
        node = todo.pop()
        if node.tag in ("svg", "rect") and node.get("x"):
            x, y = number(node, "x"), number(node, "y")
            yield from outside(x, y, node.tag)
            yield from outside(x + number(node, "width"), y + number(node, "height"), node.tag)
        elif node.tag == "circle":
            yield from outside(number(node, "cx"), number(node, "cy"), "circle")
        elif node.tag == "path":
            for x, y in points(node):
                yield from outside(x, y, node.get("d"))
        elif node.tag == "text":
            left, top, right, bottom = extent(node)
            texts.append((left, top, right, bottom, node.text))
            yield from outside(left, top, node.text)
            yield from outside(right, bottom, node.text)
        if node.tag == "svg":
            yield from check_bar(node)
        else:
            todo += list(node)
    texts.sort(key=lambda t: t[0])
    for i, a in enumerate(texts):
        for b in texts[i + 1:]:
            if b[0] >= a[2]:
                break
            if a[1] < b[3] and b[1] < a[3]:
                yield "%r over %r" % (a[4], b[4])


def check_bar(bar):
    width, height = number(bar, "width"), number(bar, "height")
    lines = list(bar.iter("text"))
    if len({line.get("y") for line in lines}) != len(lines) or len(lines) > 3:
        yield "lines of a bar upon each other"
    for line in lines:
        left, top, right, bottom = extent(line)
        if left < 0 or top < 0 or right > width or bottom > height:
            yield "%r is cut" % line.text
        # whole words, or none
        if not re.search(r"(^|[\s/\u2013-])%s($|[\s/:,\u2013-]|(?<=[/\u2013-]))" % re.escape(line.text.rstrip("\u2026")),
                         title(bar) or ""):
            yield "%r are no words of %r" % (line.text, title(bar))
    if has_class(bar, "bar") and not title(bar):
        yield "a bar without a title"


def check_plan(path, view):
    plan = plans.Plan(path, SRCDIR)
    by_meeting = collections.defaultdict(list)
    found, complaints = figures(path, view)
    for meeting, figure, size in found:
        if figure.get("tabindex") != "0":
            complaints.append("nobody can move it by keys")
        for svg in figure:
            complaints += check_picture(svg)
        if meeting:
            by_meeting[meeting] += sheets_of(figure, plan)
        # plans that are made up have everything on many days, and most of it wrong
        if meeting and "made-up" not in path and size > SIZE * max(1, len(plan.people) / 40):
            complaints.append("%s: %d bytes" % (meeting, size))
    for meeting in plan.meetings:
        sheets = by_meeting.pop(meeting.id, [])
        # of a window's meeting a view may have nothing
        complaints += check_rows(plan, view, meeting, sheets)
        for sheet in sheets:
            complaints += check_legend(sheet)
            if view != "organizers" and any(row.marks or row.gaps for row in sheet.rows):
                complaints.append("findings for others than organizers")
    complaints += ["a picture of %s" % meeting for meeting in by_meeting]
    if view != "organizers" and found_lines(path, view):
        complaints.append("findings in words for others than organizers")
    return ["%s: %s" % (view, text) for text in complaints]


# -------------------------------------------------------------------------- findings

def at(sheet, zone, text):
    return sheet.x(datetime.datetime.fromisoformat(text).replace(tzinfo=zone), zone)


def sheets(plan):
    return [sheet for meeting, figure, _ in figures(FIXTURE, "organizers")[0] if meeting
            for sheet in sheets_of(figure, plan)]


def order_of(sheet, names):
    first = [name for row in sheet.rows for name in row.names]
    return lambda person: first.index(names[person])


def check_findings():
    """Each that stands at an item, in the rows of those it is about."""
    plan = plans.Plan(FIXTURE, SRCDIR)
    meeting = plan.meetings[-1]
    zone = plan.zone("baku")
    (sheet,) = sheets(plan)
    said = json.loads(subprocess.run([PBPLAN, "validate", FIXTURE, "--format", "json", "--now",
                                      "2027-01-01"], capture_output=True).stdout)["findings"]
    with open(FIXTURE, encoding="utf-8") as file:
        lines = file.read().splitlines()
    # in this plan each item has a line of its own
    first = lines.index("    programme:") + 1
    at_line = dict(zip([n for n, line in enumerate(lines, 1) if n > first and
                        line.startswith("        - {")], meeting.items))
    names = {person: value["name"]["en"] for person, value in plan.people.items()}
    wanted = collections.defaultdict(set)
    for finding in said:
        item = at_line.get(finding["line"])
        if not item or item.kind == "free":
            continue
        here = item.everybody()
        # of those who are elsewhere it is shown in the first row
        there = set(finding["people"]) & here or (here if not finding["people"] else
                                                  [min(here, key=order_of(sheet, names))])
        for person in there:
            wanted[names[person], item].add((finding["code"], finding["severity"]))
    if len(wanted) < 8:
        yield "only %d findings" % len(wanted)
    order = ["note", "warning", "error"]
    marks = sum(len(row.marks) for row in sheet.rows)
    if marks != len(wanted):
        yield "%d marks, and %d bars with findings" % (marks, len(wanted))
    for (name, item), codes in wanted.items():
        x, width = box(sheet, item, zone)
        found = [(kind, text) for row in sheet.rows if name in row.names
                 for place, kind, text in row.marks if x - 1 <= place <= x + width + 1]
        worst = max((severity for _, severity in codes), key=order.index)
        if not any(kind == worst and all(code in text for code, _ in codes) for kind, text in found):
            yield "%s: %s is not at %s" % (name, sorted(codes), item.title("en"))
    yield from check_found(said, at_line, names, lines)


def check_found(said, at_line, names, source):
    """In words: each about the meeting that is drawn, at which item and about whom."""
    told = [line for line in found_lines(FIXTURE, "organizers") if "PB" in line]
    begins = max(n for n, line in enumerate(source, 1) if line.startswith("  - id: "))
    wanted = [finding for finding in said if finding["line"] >= begins]
    if len(told) != len(wanted) or len(wanted) < 8:
        yield "%d lines about %d findings" % (len(told), len(wanted))
    for finding in wanted:
        item = at_line.get(finding["line"])
        begin = "%s %s: " % (finding["severity"], finding["code"])
        end = "".join([" · " + ", ".join(names[person] for person in finding["people"])] if finding["people"] else [])
        middle = " · %d April 2027 · " % span(item)[0].day if item else ""
        if not any(line.startswith(begin) and line.endswith((" " + item.title("en") if item else "") + end)
                   and middle in line for line in told):
            yield "no words about %s in line %d" % (finding["code"], finding["line"])


def check_gaps():
    plan = plans.Plan(FIXTURE, SRCDIR)
    zone = plan.zone("baku")
    (sheet,) = sheets(plan)
    second = ("2027-04-15 18:00", "2027-04-16 09:00")
    wanted = {"Ani Sarkisian": [second], "Aram Petrosyan": [second],
              "Eva Brandt": [("2027-04-14 21:00", "2027-04-15 09:00"), second]}
    for row in sheet.rows:
        spans = [(at(sheet, zone, a), at(sheet, zone, b)) for a, b in wanted.get(row.names[0], [])]
        if len(spans) != len(row.gaps) or any(
                abs(x - a) > 0.5 or abs(x + width - b) > 0.5
                for (x, width), (a, b) in zip(sorted(row.gaps), spans)):
            yield "%s: %s, and not %s" % (row.names, row.gaps, spans)
    lines = [line for line in found_lines(FIXTURE, "organizers") if "PB" not in line]
    said = ["no accommodation · %s–%s April 2027 · %s" % (a[8:10], b[8:10], name)
            for name, nights in wanted.items() for a, b in nights]
    if sorted(lines) != sorted(said):
        yield "%s, and not %s" % (lines, said)
    flights = [(row.names[0], text) for row in sheet.rows for _, text in row.borders]
    if sorted(flights) != sorted(
            [(name, text) for name in ("Ani Sarkisian", "Aram Petrosyan")
             for text in ("Armenia \u2192 Azerbaijan", "Azerbaijan \u2192 Armenia")] +
            [("Eva Brandt", "Austria \u2192 Azerbaijan"), ("Eva Brandt", "Azerbaijan \u2192 Austria")]):
        yield "borders: %s" % sorted(flights)


# ----------------------------------------------------------------------- reciprocity

def reciprocity(path, view):
    found = [figure for m, figure, _ in figures(path, view)[0] if not m]
    return found[0][0] if found else None


def middle_of(visit):
    circle = visit.find("circle")
    if circle is not None:
        return number(circle, "cx"), number(circle, "cy")
    x, y = re.match(r"M([\d.]+) ([\d.]+)", visit.find("path").get("d")).groups()
    return float(x) + 4.5, float(y) + 4.5


def check_ledger(path, view, owed):
    plan = plans.Plan(path, SRCDIR)
    svg = reciprocity(path, view)
    visits = {}
    for node in by_class(svg, "g", "visit"):
        visits[title(node).split(" · ")[0]] = (node.get("class").split()[1],) + middle_of(node)
    dated = {}
    for meeting in plan.meetings:
        days = meeting.dates or ("window" in meeting.raw and plans.days(meeting.raw["window"]))
        if days and (view == "organizers" or plan.shows_meeting(view, meeting) or not meeting.dates):
            middle = days[0] if meeting.dates else days[0] + (days[1] - days[0]) // 2
            dated[meeting.raw["title"]["en"]] = (meeting, middle)
    if set(visits) != set(dated):
        yield "visits %s, and not %s" % (sorted(visits), sorted(dated))
        return
    sides = sorted(plan.raw["sides"]) + [None]
    lanes = {}
    ordered = sorted(dated.values(), key=lambda d: d[1])
    (first, day), (last, end) = ordered[0], ordered[-1]
    left, right = visits[first.raw["title"]["en"]][1], visits[last.raw["title"]["en"]][1]
    for name, (meeting, middle) in dated.items():
        kind, x, y = visits[name]
        if kind != meeting.status:
            yield "%s is %s" % (name, kind)
        lanes.setdefault(sides.index(meeting.raw.get("host")), set()).add(y)
        wanted = left + (right - left) * ((middle - day).days / (end - day).days)
        if abs(x - wanted) > 0.5:
            yield "%s at %.1f, and not at %.1f" % (name, x, wanted)
    if any(len(ys) > 1 for ys in lanes.values()) or \
            sorted(lanes) != sorted(lanes, key=lambda lane: min(lanes[lane])):
        yield "lanes: %s" % lanes
    arcs = [(float(m[1]), float(m[2]), float(m[3]), float(m[4])) for m in
            (re.fullmatch(r"M([\d.]+) ([\d.]+)C.* ([\d.]+) ([\d.]+)", n.get("d"))
             for n in by_class(svg, "path", "answer")) if m]
    answers = [(visits[dated_name(plan, m.raw["answers"])], visits[name]) for name, (m, _) in
               dated.items() if "answers" in m.raw]
    if len(arcs) != len(answers):
        yield "%d arcs, and %d answers" % (len(arcs), len(answers))
    for (_, x, y), (_, to_x, to_y) in answers:
        if not any(abs(a - x) < 9 and abs(b - y) < 9 and abs(c - to_x) < 9 and abs(d - to_y) < 9
                   for a, b, c, d in arcs):
            yield "no arc from %.1f to %.1f" % (x, to_x)
    if len(by_class(svg, "g", "debt")) != owed:
        yield "%d debts" % len(by_class(svg, "g", "debt"))


def dated_name(plan, id):
    return next(m.raw["title"]["en"] for m in plan.meetings if m.id == id)


def check_deadline():
    """The open arrow ends at its day, in the lane of the side that is to be host."""
    svg = reciprocity(FIXTURE, "organizers")
    visits = {title(n).split(" · ")[0]: middle_of(n) for n in by_class(svg, "g", "visit")}
    (x, y) = next(points(by_class(svg, "path", "deadline")[0]))
    day = {"Third meeting": datetime.date(2026, 9, 12), "Fourth meeting": datetime.date(2027, 4, 14)}
    a, b = visits["Third meeting"], visits["Fourth meeting"]
    share = (datetime.date(2027, 3, 13) - day["Third meeting"]) / (
        day["Fourth meeting"] - day["Third meeting"])
    if abs(x - (a[0] + (b[0] - a[0]) * share)) > 0.5 or abs(y + 6.5 - b[1]) > 0.5:
        yield "it is at %.1f, %.1f" % (x, y)


def many(tmp, n):
    """A plan of n visits, a month apart, each the answer to the one before."""
    plan = plans.Plan(FIXTURE, SRCDIR).raw
    visit = plan["meetings"][-1]
    meetings = []
    for i in range(n):
        year, month = 2027 + i // 12, i % 12 + 1
        text = json.dumps(visit).replace("2027-04-", "%d-%02d-" % (year, month))
        meeting = json.loads(text)
        meeting.update(id="visit-%d" % i, status="confirmed", title={"en": "Visit %d" % i})
        if i:
            meeting["answers"] = "visit-%d" % (i - 1)
        meetings.append(meeting)
    plan["meetings"] = meetings
    path = os.path.join(tmp, "many-%d.yaml" % n)
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(plan))
    return path


def check_many(tmp):
    sizes = {}
    for n in (20, 100):
        path = many(tmp, n)
        found, complaints = figures(path, "organizers")
        yield from complaints
        sizes[n] = sum(size for m, _, size in found if m)
        if len(found) != n + 1:
            yield "%d pictures of %d visits" % (len(found), n)
        svg = found[-1][1][0]
        if len(by_class(svg, "g", "visit")) != n or len(by_class(svg, "path", "answer")) != n:
            yield "not %d visits, or not so many arcs with the legend's" % n
        yield from check_picture(svg)
    if not 4.5 < sizes[100] / sizes[20] < 5.5:
        yield "sizes: %s" % sizes


# ----------------------------------------------------------------------------- tests

def check_ids(path):
    data, complaints = pages.programme(path, "organizers", None, "--day-sheets")
    ids = re.findall(r' id="(.*?)"', data.decode("utf-8"))
    return complaints + ["id %s" % id for id, n in collections.Counter(ids).items() if n > 1]


def main():
    with tempfile.TemporaryDirectory() as tmp:
        for name, path in list(pages.all_plans(tmp)) + [("pictures", FIXTURE)]:
            plan = plans.Plan(path, SRCDIR)
            views = ["organizers", "participants", "public"] + ["side-" + s for s in plan.raw["sides"]]
            views += ["person-" + p for p in list(plan.people)[:2]]
            complaints = [c for view in views for c in check_plan(path, view)]
            tap.none(complaints[:20], "%s: a bar for each item and person, and nothing else" % name)
        tap.none(check_findings(), "what was found is where it is")
        tap.none(check_gaps(), "nights without a bed, and borders, are where they are")
        tap.none(check_ledger(FIXTURE, "organizers", 1), "visits and answers are at their days")
        tap.none(check_deadline(), "what is owed ends at its day")
        tap.none(check_ledger(FIXTURE, "participants", 0), "participants do not see what is owed")
        tap.ok(reciprocity(FIXTURE, "public") is None, "the public sees no ledger")
        tap.ok(reciprocity(FIXTURE, "person-ani") is None, "nor does a person")
        tap.none(check_ids(FIXTURE), "ids are there once")
        tap.none(check_many(tmp), "a hundred visits take five times as much as twenty")
    tap.done()


if __name__ == "__main__":
    main()
