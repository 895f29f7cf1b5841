"""Every entry of data/dates-*.yaml has what it needs, and the program's days of
each year are those that follow from the files, which are worked out here once
more, in another way.  Run by ./dates."""

import datetime
import glob
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap

try:
    import yaml12
except ImportError as error:
    tap.skip_all(str(error))

PBPLAN = os.environ["PBPLAN"]
LANGS = ("en", "hy", "az")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = datetime.timedelta(days=1)

# Which keys an entry may have; each must have one of WHEN.
WHEN = {"date", "rule", "dates"}
NEEDED = {"kind", "offices", "name", "source", "as_of"}
ALLOWED = WHEN | NEEDED | {"id", "days", "short", "since", "until", "decided_through", "unless"}


def day_of(text):
    return datetime.date.fromisoformat(text)


def span_of(text):
    """A date, or two with a slash between."""
    first, last = text.split("/") if "/" in text else (text, text)
    first, last = day_of(first), day_of(last)
    return [first + DAY * i for i in range((last - first).days + 1)]


# ------------------------------------------------------------ what is written

def records(data):
    """Every map that names a source, with words for it."""
    for entry in data["days"]:
        name = entry.get("date") or str(entry.get("rule")) or entry.get("id")
        yield name, entry
        for listed in entry.get("dates", []):
            yield listed["on"], listed
    for pair in data.get("exchanged", {}).get("days", []):
        yield "exchange of " + pair["day_off"], pair
    if "moved" in data:
        yield "moved", data["moved"]
        for published in data["moved"]["published"]:
            yield "published %s" % published["year"], published


def name_faults(where, names):
    if set(names) != set(LANGS):
        yield "%s: names in %s" % (where, sorted(names))
        return
    for lang, name in names.items():
        if not name or name != name.strip() or re.search(r'["\s]{2}|"', name):
            yield "%s: %s: \"%s\"" % (where, lang, name)
    if not re.search("[\u0531-\u0587]", names["hy"]):
        yield "%s: no Armenian letter in \"%s\"" % (where, names["hy"])
    if re.search("[\u0400-\u04ff\u0531-\u0587]", names["az"] + names["en"]):
        yield "%s: another script in \"%s\" or \"%s\"" % (where, names["az"], names["en"])


def entry_faults(entry):
    where = entry.get("date") or entry.get("id") or str(entry.get("rule"))
    if set(entry) - ALLOWED or NEEDED - set(entry) or len(WHEN & set(entry)) != 1:
        yield "%s: its keys are %s" % (where, sorted(entry))
        return
    if entry["kind"] not in ("holiday", "remembrance", "observance"):
        yield "%s: %s" % (where, entry["kind"])
    if entry["offices"] not in ("open", "closed"):
        yield "%s: offices %s" % (where, entry["offices"])
    if (entry["kind"], entry["offices"]) in (("holiday", "open"), ("observance", "closed")):
        yield "%s: %s with offices %s" % (where, entry["kind"], entry["offices"])
    yield from name_faults(where, entry["name"])
    if "short" in entry:
        yield from name_faults(where, entry["short"])
        for lang in LANGS:
            if len(entry["short"][lang]) >= len(entry["name"][lang]):
                yield "%s: the short name is none" % where
    if len(entry["name"]["en"]) > 70 and "short" not in entry:
        yield "%s: a long name without a short one" % where


def source_faults(data):
    used = set()
    for where, record in records(data):
        used.add(record.get("source"))
        if record.get("source") not in data["sources"]:
            yield "%s: the source is %s" % (where, record.get("source"))
        if not "2020-01-01" < record.get("as_of", "") <= "2099-12-31":
            yield "%s: as of %s" % (where, record.get("as_of"))
    for source, known in data["sources"].items():
        if source not in used:
            yield "nothing has the source " + source
        if not known.get("title") or not known.get("where"):
            yield "%s has no title or place" % source


def test_file(country, data):
    tap.ok(data["country"] == country, "%s: the country of the file" % country)
    tap.ok(len(data["days"]) > 15, "%s: there are days" % country)
    tap.none((f for entry in data["days"] for f in entry_faults(entry)),
             "%s: every day has its kind and names" % country)
    tap.none(source_faults(data), "%s: every day has a source and its date" % country)
    years = range(data["years"]["first"], data["years"]["last"] + 1)
    tap.none(("%s is not known in %d" % (entry["id"], year)
              for entry in data["days"] if "dates" in entry for year in years
              if not any(span_of(d["on"])[0].year == year for d in entry["dates"])),
             "%s: feasts are known for all years" % country)


# ------------------------------------------------------------- what it follows

def easter(year):
    """By Gauss's rule with Lichtenberg's correction."""
    k = year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    s = 2 - (3 * k + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (year + year // 4 + s) % 7
    return datetime.date(year, 3, 1) + DAY * (og + 7 - (og - sz) % 7 - 1)


def by_rule(rule, year):
    if "easter" in rule:
        return easter(year) + DAY * rule["easter"]
    if "nth" in rule:
        days = [datetime.date(year, rule["month"], 1) + DAY * i for i in range(31)]
        days = [d for d in days
                if d.month == rule["month"] and WEEKDAYS[d.weekday()] == rule["weekday"]]
        return days[-1 if rule["nth"] == "last" else rule["nth"] - 1]
    near = day_of("%d-%s" % (year, rule["to"]))
    return [near + DAY * i for i in range(-3, 4)
            if WEEKDAYS[(near + DAY * i).weekday()] == rule["nearest"]][0] + DAY * rule["plus"]


def dates_of(entry, year):
    """Each date of an entry in a year, and whether it is only expected."""
    if "dates" in entry:
        return [(d, listed.get("expected") == "yes", listed)
                for listed in entry["dates"] for d in span_of(listed["on"]) if d.year == year]
    if not entry.get("since", 0) <= year <= entry.get("until", 9999):
        return []
    if "rule" in entry:
        rule, unless = entry["rule"], entry.get("unless")
        if unless and WEEKDAYS[day_of("%d-%s" % (year, unless["date"])).weekday()] == unless["weekday"]:
            rule = unless["rule"]
        first = by_rule(rule, year)
    elif len(entry["date"]) == 10:
        first = day_of(entry["date"])
        if first.year != year:
            return []
    else:
        first = day_of("%d-%s" % (year, entry["date"]))
    expected = year > entry.get("decided_through", 9999)
    return [(first + DAY * i, expected, entry) for i in range(entry.get("days", 1))]


def days_off(data, kept):
    """Dates that are given, with the first for which they are, by the steps."""
    moved = data["moved"]
    rest = data["rest_days"].split(",")
    taken = {d for d, entry, _, _ in kept if entry["offices"] == "closed"}
    can = [(d, entry) for d, entry, _, _ in kept
           if entry["kind"] == moved["of"] and entry["offices"] == "closed" and
           len(entry.get("date", "")) != 10]
    given = {}
    for step in moved["steps"]:
        for date in sorted({d for d, _ in can}):
            here = [entry for d, entry in can if d == date]
            if step["when"] == "rest-day":
                if WEEKDAYS[date.weekday()] not in rest:
                    continue
            elif len(here) < 2 or not any(e.get("id") in step["of"] for e in here):
                continue
            day = date + DAY
            while WEEKDAYS[day.weekday()] in rest or day in taken or day in given:
                day += DAY
            given[day] = date
    return given


def year_of(data, year):
    """The days of a year as the program shows them: what must be the same of each."""
    kept = [(d, entry, expected, known) for y in (year - 1, year) for entry in data["days"]
            for d, expected, known in dates_of(entry, y)]
    days = [(str(d), entry["kind"], entry["offices"] == "closed", expected, None,
             entry["name"]["en"], data["sources"][known["source"]]["title"], known["as_of"])
            for d, entry, expected, known in kept]
    exchanges = data.get("exchanged", {}).get("days", [])
    if "moved" in data:
        published = {p["year"]: p for p in data["moved"]["published"]}
        for d, instead in days_off(data, kept).items():
            known = published.get(d.year, data["moved"])
            if str(d) not in [e["working_day"] for e in exchanges]:
                days.append((str(d), "day-off", True, d.year not in published, str(instead), None,
                             data["sources"][known["source"]]["title"], known["as_of"]))
    for e in exchanges:
        title = data["sources"][e["source"]]["title"]
        days.append((e["day_off"], "day-off", True, False, e["working_day"],
                     data["exchanged"]["day_off"]["en"], title, e["as_of"]))
        days.append((e["working_day"], "working-day", False, False, e["day_off"],
                     data["exchanged"]["working_day"]["en"], title, e["as_of"]))
    return sorted((d for d in days if d[0].startswith("%d-" % year)), key=str)


def of_program(year):
    out = subprocess.run([PBPLAN, "dates", str(year), "--format", "json"],
                         stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def comparable(day, names):
    """A day off that was given bears the name of another day, which is not compared."""
    name = day["name"]["en"]
    given = day["kind"] == "day-off" and name not in names
    return (day["date"], day["kind"], day["offices_closed"], day["expected"], day["instead_of"],
            None if given else name, day["source"], day["as_of"])


def test_years(files):
    years = {y for data in files.values()
             for y in range(data["years"]["first"], data["years"]["last"] + 1)}
    for year in sorted(years):
        shown = of_program(year)
        tap.ok([d["date"] for d in shown] == sorted(d["date"] for d in shown),
               "%d: in the order of the year" % year)
        for country, data in files.items():
            names = [data["exchanged"]["day_off"]["en"]] if "exchanged" in data else []
            ours = year_of(data, year)
            theirs = sorted((comparable(d, names) for d in shown if d["country"] == country), key=str)
            tap.ok(ours == theirs, "%d: the days of %s" % (year, country),
                   *["only by the file: %s" % (d,) for d in ours if d not in theirs],
                   *["only in the program: %s" % (d,) for d in theirs if d not in ours])
    for year in (min(years) - 1, max(years) + 1):
        out = subprocess.run([PBPLAN, "dates", str(year)], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, check=False)
        tap.ok(out.returncode == 2 and not out.stdout and str(year).encode() in out.stderr,
               "%d is refused" % year)


def test_refused():
    for words in ([], ["20x7"], ["2027-01"], ["-2027"], ["2027", "2028"], ["2027", "--lang", "de"]):
        out = subprocess.run([PBPLAN, "dates", *words], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, check=False)
        tap.ok(out.returncode == 2 and not out.stdout and out.stderr.startswith(b"pbplan: "),
               "refused: dates %s" % " ".join(words), out.stderr.decode())


def test_text():
    """Columns stand under each other, and names are in the language that is asked for."""
    for lang in LANGS:
        out = subprocess.run([PBPLAN, "dates", "2027", "--lang", lang, "--ui", "en"],
                             stdout=subprocess.PIPE, check=True).stdout.decode()
        rows, _, sources = out.partition("\n\n")
        shown = of_program(2027)
        tap.ok(len(rows.splitlines()) == len(shown), "%s: a line for each day" % lang)
        tap.none((line for line, day in zip(rows.splitlines(), shown)
                  if day["name"][lang] not in line), "%s: with its name" % lang)
        tap.ok(len({line.index("[") for line in rows.splitlines()}) == 1, "%s: aligned" % lang)
        tap.ok(sources.startswith("[1] ") and len(sources.splitlines()) > 5, "%s: sources" % lang)


def main():
    folder = os.path.join(os.environ["srcdir"], "data")
    files = {os.path.basename(path)[6:8].upper(): yaml12.load_file(path)
             for path in sorted(glob.glob(os.path.join(folder, "dates-*.yaml")))}
    tap.ok(len(files) == 2, "there are two countries")
    for country, data in files.items():
        test_file(country, data)
    test_years(files)
    test_text()
    test_refused()
    tap.done()


main()
