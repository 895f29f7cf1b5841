"""Properties of `pbplan diff` that hold for any two plans, tried on the examples,
the plans of the tests and on what becomes of them by small changes.  Run by
./properties."""

import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

SRCDIR = os.environ["srcdir"]
PBPLAN = os.environ["PBPLAN"]
sys.path.insert(0, os.path.join(SRCDIR, "tests", "meta"))
import tap  # noqa: E402

NOW = "2027-01-01"
MIRROR = {"added": "removed", "removed": "added", "cancelled": "revived", "revived": "cancelled",
          "changed": "changed", "renamed": "renamed"}
VARIANTS = 12


def run(*arguments):
    out = subprocess.run([PBPLAN, "diff", "--ui", "en", "--now", NOW] + list(arguments),
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=False)
    return out.returncode, out.stdout.decode(), out.stderr.decode()


def diff(old, new, *options):
    """The differences, or None if the plans cannot be compared."""
    status, out, _ = run("--format", "json", *options, old, new)
    if status == 1 and not out:
        return None
    if status not in (0, 1):
        raise SystemExit("Bail out! status %d" % status)
    return json.loads(out)


def plans():
    for pattern in ("data/examples/*.yaml", "tests/plans/*.yaml", "tests/diff/*.yaml"):
        for path in sorted(glob.glob(os.path.join(SRCDIR, pattern))):
            if os.path.basename(path).count(".") == 1:
                yield path


# ---------------------------------------------------------------- small changes

def other_time(line, rng):
    def later(found):
        minute = int(found[2])
        return "time: %s:%02d" % (found[1], (minute + rng.choice((5, 15, 30))) % 60)
    return re.sub(r"time: (\d\d):(\d\d)", later, line, count=1)


def other_status(line, rng):
    status = rng.choice(("cancelled", "tentative", "confirmed"))
    if "status:" in line:
        return re.sub(r"status: \w+", "status: " + status, line, count=1)
    return re.sub(r"\}$", ", status: %s}" % status, line.rstrip("\n")) + "\n"


def other_title(line, _rng):
    return re.sub(r"(session|meal|culture|press|ceremony|flight): (\{en: )?([\w\"]+)",
                  lambda found: found[0] + "x", line, count=1)


def other_people(line, rng):
    return re.sub(r"who: (\[[^]]*\]|[\w-]+)", "who: " + rng.choice(("am", "az", "[am, az]")), line,
                  count=1)


def other_audience(line, rng):
    if "audience:" in line:
        return re.sub(r"audience: \w+", "audience: participants", line, count=1)
    return re.sub(r"\}$", ", audience: %s}" % rng.choice(("organizers", "public")),
                  line.rstrip("\n")) + "\n"


def gone(_line, _rng):
    return ""


CHANGES = (other_time, other_status, other_title, other_people, other_audience, gone)


def vary(lines, rng):
    """Some items of a plan, which stand on a line each, are changed."""
    lines = list(lines)
    items = [i for i, line in enumerate(lines)
             if re.match(r"        - \{(flight|session|meal|culture|stay|transfer|press|free)", line)]
    for i in rng.sample(items, min(len(items), 6)):
        lines[i] = rng.choice(CHANGES)(lines[i], rng)
    return lines


def variants(path, folder, rng):
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    for part in glob.glob(path[:-5] + ".*.yaml"):
        shutil.copy(part, folder)
    for i in range(VARIANTS):
        name = os.path.join(folder, "%s-%d.yaml" % (os.path.basename(path)[:-5], i))
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(vary(lines, rng))
        yield name


# ------------------------------------------------------------------- properties

def self_faults(path):
    status, out, err = run(path, path)
    if status == 1 and not out:
        return  # it cannot be understood
    if out != "no difference\n":
        yield "%s: %s%s" % (path, out, err)
    if diff(path, path) != {"changes": [], "records": [], "people": []}:
        yield "%s: JSON" % path


def key(change, side):
    """By what a change is known in both directions."""
    return (change[side] or change["after"] or change["before"])["uid"]


def mirror_faults(old, new):
    there, back = diff(old, new), diff(new, old)
    if there is None or back is None:
        return
    name = "%s %s" % (os.path.basename(old), os.path.basename(new))
    backs = {key(change, "after"): change for change in back["changes"]}
    if len(backs) != len(there["changes"]):
        yield "%s: %d changes, and back %d" % (name, len(there["changes"]), len(backs))
    for change in there["changes"]:
        other = backs.get(key(change, "before"))
        if not other:
            yield "%s: %s has no mirror" % (name, change["uid"])
        elif (MIRROR[change["change"]] != other["change"] or change["before"] != other["after"] or
              change["after"] != other["before"] or change["aspects"] != other["aspects"] or
              change["material"] != other["material"] or change["people"] != other["people"]):
            yield "%s: %s: %s and %s" % (name, change["uid"], change, other)
    people = [{p["person"]: len(p["changes"]) for p in d["people"]} for d in (there, back)]
    if people[0] != people[1]:
        yield "%s: told to people: %s and %s" % (name, people[0], people[1])
    records = [sorted((r["record"], MIRROR[r["change"]] if i else r["change"], tuple(r["fields"]))
                      for r in d["records"]) for i, d in enumerate((there, back))]
    if records[0] != records[1]:
        yield "%s: records: %s and %s" % (name, records[0], records[1])


def view_faults(old, new):
    """A person is told the same by everybody's differences and by their own."""
    everybody = diff(old, new)
    if everybody is None:
        return
    for entry in everybody["people"]:
        own = diff(old, new, "--for", "person:" + entry["person"])
        told = [e for e in own["people"] if e["person"] == entry["person"]]
        if [sorted(e["changes"]) for e in told] != [sorted(entry["changes"])]:
            yield "%s %s: %s: %s and %s" % (os.path.basename(old), os.path.basename(new),
                                            entry["person"], entry["changes"], told)
        for change in own["changes"]:
            for side in ("before", "after"):
                event = change[side]
                if event and change["item"] and entry["person"] not in event["people"]:
                    yield "%s sees of %s what is not theirs" % (entry["person"], change["uid"])


def main():
    all_plans = list(plans())
    tap.ok(len(all_plans) > 15, "there are plans", "%d found" % len(all_plans))
    tap.none((fault for path in all_plans for fault in self_faults(path)),
             "a plan against itself has no difference")
    pairs = [(path, path[:-8] + "new.yaml") for path in all_plans if path.endswith("-old.yaml")]
    with tempfile.TemporaryDirectory() as folder:
        for path in all_plans:
            if "/tests/diff/" not in path:
                rng = random.Random(os.path.basename(path))
                pairs += [(path, other) for other in variants(path, folder, rng)]
                shutil.copy(path, folder)
        compared = [pair for pair in pairs if diff(*pair)]
        changed = [pair for pair in compared if diff(*pair)["changes"]]
        tap.ok(len(changed) > 100, "there are pairs that differ",
               "%d of %d, %d compared" % (len(changed), len(pairs), len(compared)))
        tap.none((fault for pair in compared for fault in mirror_faults(*pair)),
                 "back is the mirror of there")
        tap.none((fault for pair in compared[::5] for fault in view_faults(*pair)),
                 "nobody is told more or less by their own view")
    tap.done()


main()
