"""Every calendar of an export, as programs that are not ours read it.  TAP."""

import datetime
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import generate  # noqa: E402
import plan as plans  # noqa: E402
import rules  # noqa: E402
import tap  # noqa: E402

SEEDS = (1, 2, 3, 4, 5)
SEP = "\x1f"
SRCDIR, PBPLAN = os.environ["srcdir"], os.environ["PBPLAN"]


def is_plan(path):
    return path.count(".") == 1


def all_plans(tmp):
    """(name, path): the examples, and plans made up."""
    folder = os.path.join(SRCDIR, "data", "examples")
    for path in sorted(glob.glob(os.path.join(folder, "*.yaml"))):
        if is_plan(os.path.basename(path)):
            yield os.path.basename(path)[:-len(".yaml")], path
    for seed in SEEDS:
        path = os.path.join(tmp, "made-up-%d.yaml" % seed)
        generate.write(path, seed)
        yield "made-up-%d" % seed, path


def export(path, folder, *options):
    """The complaints about it."""
    run = subprocess.run([PBPLAN, "--ui", "en", "export", path, "-o", folder, "--now", "2027-01-01"]
                         + list(options), capture_output=True, text=True)
    if run.returncode not in (0, 1) or "Sanitizer" in run.stderr:
        return [run.stderr[-2000:]]
    return [] if os.path.isdir(folder) else [run.stderr[-2000:]]


def stamp(moment):
    """As libical prints it."""
    if moment is None:
        return ""
    if isinstance(moment, datetime.datetime):
        return moment.strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def expected(events):
    return {uid: (stamp(start), stamp(end), status, title)
            for uid, (start, end, title, status) in events.items()}


def compare(name, wanted, found):
    """found: a list of (UID, start, end, status, title)"""
    seen = {}
    for uid, *values in found:
        if uid in seen:
            yield "%s: %s was read twice" % (name, uid)
        seen[uid] = tuple(values)
    for uid in sorted(set(wanted) | set(seen)):
        if wanted.get(uid) != seen.get(uid):
            yield "%s: %s\n  plan:   %r\n  reader: %r" % (name, uid, wanted.get(uid), seen.get(uid))


def wrong_clocks(plan, paths):
    clocks = plan.clocks()
    for path in paths:
        with open(path, "rb") as file:
            events = [part for part in rules.parse(file.read()).parts if part.name == "VEVENT"]
        for event in events:
            uid = event.value("UID")
            told = tuple(event.all(key)[0].params.get("TZID") for key in ("DTSTART", "DTEND"))
            if told != clocks.get(uid, (None, None)):
                yield "%s: %s: %s" % (os.path.basename(path), uid, told)


# ------------------------------------------------------------------- readers


def read_lines(paths):
    """libical, by restrict.c; also what it finds wrong"""
    events, wrong, name = {}, [], None
    out = subprocess.run([os.environ["RESTRICT"]] + paths, capture_output=True, text=True,
                         check=True, encoding="utf-8").stdout
    for line in out.split("\n")[:-1]:
        what, _, rest = line.partition(SEP)
        if what == "file":
            name = rest
            events[name] = []
        elif what == "wrong":
            wrong.append("%s: %s" % (os.path.basename(name), rest))
        else:
            _, uid, start, end, status, title = rest.split(SEP)
            events[name].append((uid, start, end, status, title))
    return events, wrong


def read_js(paths):
    out = subprocess.run(["node", os.path.join(here, "read.js")] + paths, capture_output=True,
                         check=True).stdout
    plain = {ord(c): None for c in "-:"}
    return {name: [(uid, (start or "").translate(plain), (end or "").translate(plain), status, title)
                   for _, uid, start, end, status, title in events]
            for name, events in json.loads(out).items()}


def read_python(paths):
    import icalendar

    def moment(event, key):
        value = event.get(key)
        if value is None:
            return ""
        value = value.dt
        if isinstance(value, datetime.datetime):
            if value.tzinfo is None:
                return "floating"
            value = value.astimezone(datetime.timezone.utc)
        return stamp(value)

    found = {}
    for path in paths:
        with open(path, "rb") as file:
            calendar = icalendar.Calendar.from_ical(file.read())
        found[path] = []
        for event in calendar.walk():
            wrong = getattr(event, "errors", None)
            if wrong:
                raise ValueError("%s: %s" % (path, wrong))
            if event.name not in ("VEVENT", "VTODO"):
                continue
            start = moment(event, "DTSTART") if event.name == "VEVENT" else ""
            end = moment(event, "DTEND" if event.name == "VEVENT" else "DUE")
            found[path].append((str(event["UID"]), start, end, str(event["STATUS"]),
                                str(event["SUMMARY"])))
    return found


def misread(wanted):
    """icalendar takes a backslash before n for a line end even where it is escaped itself."""
    return {uid: values[:3] + (values[3].replace("\\n", "\n"),) for uid, values in wanted.items()}


KHAL = """[calendars]
[[all]]
path = %(tmp)s/vdir
[sqlite]
path = %(tmp)s/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %%H:%%M
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
"""


def read_khal(path, tmp):
    """One calendar: khal is slow.  The last day of an all-day event is its own."""
    folder = tempfile.mkdtemp(dir=tmp)
    os.mkdir(os.path.join(folder, "vdir"))
    config = os.path.join(folder, "config")
    with open(config, "w", encoding="utf-8") as file:
        file.write(KHAL % {"tmp": folder})
    env = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder,
               XDG_CONFIG_HOME=folder, LC_ALL="C.UTF-8", TZ="UTC")

    def khal(*words):
        run = subprocess.run(["khal", "--no-color", "-c", config] + list(words), env=env,
                             capture_output=True, text=True, encoding="utf-8")
        if run.returncode or "rror" in run.stderr:
            raise ValueError("khal %s: %s" % (words[0], run.stderr[-1000:]))
        return run.stdout

    khal("import", "--batch", "-a", "all", path)
    listed = khal("list", "--once", "--day-format", "", "--format",
                  SEP.join(("{uid}", "{start}", "{end}", "{status}", "{title}")),
                  "2024-01-01", "1900d")
    events = []
    for line in listed.splitlines():
        if SEP not in line:
            continue
        uid, start, end, status, title = line.split(SEP)
        if ":" in start:
            start, end = (t.replace("-", "").replace(":", "").replace(" ", "T") + "00Z"
                          for t in (start, end))
        else:
            start = start.replace("-", "")
            end = stamp(datetime.date.fromisoformat(end) + plans.DAY)
        events.append((uid, start, end, status.strip(), title))
    return events


# --------------------------------------------------------------------- tests


def available():
    """Reader -> None, or why it cannot be asked."""
    missing = {"libical": None, "ical.js": None, "icalendar": None, "khal": None}
    if not os.environ.get("RESTRICT"):
        missing["libical"] = "its reader cannot be compiled"
    try:
        import icalendar  # noqa: F401
    except ImportError:
        missing["icalendar"] = "Python's icalendar is missing"
    if not shutil.which("node"):
        missing["ical.js"] = "node is missing"
    elif subprocess.run(["node", "-e", "require('ical.js')"], capture_output=True).returncode:
        missing["ical.js"] = "ical.js is not where NODE_PATH says"
    if not shutil.which("khal"):
        missing["khal"] = "khal is missing"
    return missing


def skipped(name, reason):
    return tap.ok(True, "%s # SKIP %s" % (name, reason))


def test_plan(name, path, tmp, missing):
    folder = os.path.join(tmp, "out-" + name)
    if not tap.none(export(path, folder), name + ": calendars are written"):
        return
    plan = plans.Plan(path, SRCDIR)
    wanted = plan.calendars()
    files = sorted(f for f in os.listdir(folder) if f.endswith(".ics"))
    tap.ok(files == sorted(wanted), name + ": a file for each view",
           "too many: %s" % sorted(set(files) - set(wanted)),
           "too few: %s" % sorted(set(wanted) - set(files)))
    wanted = {file: expected(events) for file, events in wanted.items() if file in files}
    tap.none(["%s: %s" % (f, c) for f in files
              for c in rules.complaints(os.path.join(folder, f), plan.domain)][:50],
             name + ": every byte by the rules")
    paths = [os.path.join(folder, f) for f in files]
    tap.none(wrong_clocks(plan, paths), name + ": each time is told on the clocks of its place")

    def check(reader, found):
        tap.none([c for f in wanted
                  for c in compare(f, misread(wanted[f]) if reader == "icalendar" else wanted[f],
                                   found.get(os.path.join(folder, f), []))][:20],
                 "%s: %s reads what the plan says" % (name, reader))

    if missing["libical"]:
        skipped(name + ": libical", missing["libical"])
    else:
        found, wrong = read_lines(paths)
        tap.none(wrong[:20], name + ": libical has nothing against it")
        check("libical", found)
    for reader, read in (("ical.js", read_js), ("icalendar", read_python)):
        if missing[reader]:
            skipped("%s: %s" % (name, reader), missing[reader])
            continue
        try:
            found = read(paths)
        except (ValueError, subprocess.CalledProcessError) as error:
            tap.none([error, getattr(error, "stderr", b"") or b""], "%s: %s reads it" % (name, reader))
            continue
        check(reader, found)


def test_khal(name, folder, file, plan, tmp, missing):
    what = "%s: khal reads %s" % (name, file)
    if missing:
        skipped(what, missing)
        return
    wanted = expected(plan.calendars()[file])
    try:
        found = read_khal(os.path.join(folder, file), tmp)
    except ValueError as error:
        tap.none([error], what)
        return
    tap.none(compare(file, misread(wanted), found), what)


def test_languages(name, path, tmp, missing):
    """Two languages in one SUMMARY, which then has no LANGUAGE."""
    what = name + ": two languages"
    folder = os.path.join(tmp, "two-" + name)
    found = export(path, folder, "--lang", "hy,az")
    if found or missing:
        skipped(what, missing) if missing else tap.none(found, what)
        return
    plan = plans.Plan(path, SRCDIR)
    wanted, az = plan.calendars("hy"), plan.calendars("az")
    paths = [os.path.join(folder, f) for f in wanted]
    events, found = read_lines(paths)
    for file, path_ in zip(wanted, paths):
        both = {uid: values[:3] + (values[3] if values[3] == az[file][uid][2] else
                                   values[3] + " / " + az[file][uid][2],)
                for uid, values in expected(wanted[file]).items()}
        found += compare(file, both, events[path_])
        found += ["%s: %s" % (file, c) for c in rules.complaints(path_, plan.domain, 2)]
    tap.none(found[:20], what)


def main():
    missing = available()
    with tempfile.TemporaryDirectory() as tmp:
        for name, path in all_plans(tmp):
            test_plan(name, path, tmp, missing)
            test_languages(name, path, tmp, missing["libical"])
        examples = os.path.join(SRCDIR, "data", "examples")
        for name, path, file in (
                ("conference-trip", os.path.join(examples, "conference-trip.yaml"), "person-aysel.ics"),
                ("peace-bridge-2027", os.path.join(examples, "peace-bridge-2027.yaml"), "person-eva.ics"),
                ("made-up-2", os.path.join(tmp, "made-up-2.yaml"), "person-neutral.ics")):
            test_khal(name, os.path.join(tmp, "out-" + name), file, plans.Plan(path, SRCDIR), tmp,
                      missing["khal"])
    tap.done()


if __name__ == "__main__":
    main()
