"""No plan makes the program use more memory than 40 times its size and 32 MiB,
beyond what an empty plan takes, or run for long.  Run by ./memory.

Under the sanitizers memory is not measured, as it is theirs."""

import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "meta"))
import tap

MIB = 1024 * 1024
FACTOR, BASE = 40, 32 * MIB
SANITIZED = os.environ.get("PBPLAN_SANITIZERS") == "yes"
# seconds for a plan of SIZE; far more than it needs, far less than what is quadratic
SECONDS = 60 if SANITIZED else 10
SIZE = MIB if SANITIZED else 3 * MIB

HEAD = """pbplan: 1
id: p
title: Plan
organizer: {name: Office, email: office@plan.example}
sides:
  am: {country: AM, language: en, name: Side A}
"""
MEETING = """meetings:
  - id: m
    title: Meeting
    status: confirmed
    place: baku
    dates: 2027-04-15/2027-04-16
"""
DAY = "    programme:\n      2027-04-15:\n"


def repeat(piece, size, joint=", "):
    """As many pieces as make the size; %d is their number."""
    pieces, length, i = [], 0, 0
    while length < size:
        pieces.append(piece % i if "%d" in piece else piece)
        length += len(pieces[-1]) + len(joint)
        i += 1
    return joint.join(pieces)


def people(n):
    return "people:\n" + "".join("  p%d: {side: am, name: P}\n" % i for i in range(n))


def members(n):
    return "    delegations: {am: [%s]}\n" % ", ".join("p%d" % i for i in range(n))


def lines(piece, size):
    return repeat(piece, size, "\n") + "\n"


# name, plan, and the status it must end with
PLANS = [
    ("a map of words", lambda s: HEAD + "people: {" + repeat("a%d", s) + "}\n", 1),
    ("a map of letters", lambda s: HEAD + "people: {" + repeat("a", s, ",") + "}\n", 1),
    ("a list of letters", lambda s: HEAD + "languages: [" + repeat("a", s, ",") + "]\n", 1),
    ("a list of nothing", lambda s: HEAD + "waive: [" + repeat("''", s, ",") + "]\n", 1),
    ("a list of empty maps", lambda s: HEAD + "meetings: [" + repeat("{}", s, ",") + "]\n", 1),
    ("a list of empty lists", lambda s: HEAD + "days: [" + repeat("[]", s, ",") + "]\n", 1),
    ("empty map entries", lambda s: HEAD + "x: {" + repeat("", s, ",") + "}\n", 1),
    ("brackets", lambda s: "[" * 80000, 1),
    ("braces", lambda s: "{" * 80000, 1),
    ("brackets and braces", lambda s: "[{a: " * 30000, 1),
    ("hyphens", lambda s: "- " * (s // 8), 1),
    ("question marks", lambda s: "? " * 40000, 1),
    ("empty lines", lambda s: HEAD + "\n" * s, 0),
    ("comments", lambda s: HEAD + lines("# nothing", s), 0),
    ("cut texts", lambda s: HEAD + "waive:\n" + lines("  - a #b", s), 1),
    ("one long line", lambda s: HEAD + "x: '" + "a" * s + "'\n", 1),
    ("one long line of faults", lambda s: HEAD + "days: [" + repeat("{Ա: Ա}", s) + "]\n", 1),
    ("faults far to the right", lambda s: HEAD + "days: ['" + "a" * s + "', "
     + repeat("{b: b}", s // 10) + "]\n", 1),
    ("commas far to the right", lambda s: HEAD + "people: {" + repeat("p%d: {name: {en: A, b}}", s) + "}\n", 1),
    ("a long key", lambda s: HEAD + "? " + "a" * s + "\n: b\n", 1),
    ("a long plain text", lambda s: HEAD + "x: " + lines("  a", s), 1),
    ("a long text in quotes", lambda s: HEAD + 'x: "' + "\\n" * (s // 2) + '"\n', 1),
    ("a quote that is not closed", lambda s: HEAD + 'x: "' + lines("  a", s), 1),
    ("quotes that are not closed", lambda s: HEAD + lines("x: '", s), 1),
    ("anchors", lambda s: HEAD + "x: [" + repeat("&a%d a", s) + "]\n", 1),
    ("aliases", lambda s: HEAD + "x: [&a a, " + repeat("*a", s) + "]\n", 1),
    ("aliases of aliases", lambda s: HEAD + "x0: &x0 [a, a]\n" + "".join(
        "x%d: &x%d [%s]\n" % (i, i, ", ".join(["*x%d" % (i - 1)] * 10)) for i in range(1, 60)), 1),
    ("a large map shown again and again", lambda s: HEAD + "people: &p\n"
     + lines("  p%d: {name: P}", s // 2) + "vehicles: *p\nplaces: *p\nsides: [" + "*p, " * 900 + "]\n", 1),
    ("duplicate keys", lambda s: HEAD + lines("x: 1", s), 1),
    ("duplicate keys of maps", lambda s: HEAD + lines("people: {a%d: {}}", s), 1),
    ("unknown keys", lambda s: HEAD + lines("k%d: 1", s), 1),
    ("people", lambda s: HEAD + "people:\n" + lines("  p%d: {name: P}", s), 1),
    ("misspelt references", lambda s: HEAD + people(2000) + MEETING
     + "    delegations: {am: [" + repeat("q%d", s) + "]}\n", 1),
    ("misspelt places", lambda s: HEAD + MEETING + DAY
     + lines("        - {session: S, place: bakk%d}", s), 1),
    ("misspelt keys", lambda s: HEAD + "people:\n" + lines("  p%d: {nam: P, sid: am, emial: x}", s), 1),
    ("tiny items for many", lambda s: HEAD + people(3000) + MEETING + members(3000) + DAY
     + lines("        - free: a", s), 1),
    ("items of names", lambda s: HEAD + people(200) + MEETING + members(200) + DAY
     + lines("        - {session: S, who: [p1, p2, p3]}", s), 1),
    ("each item for other people", lambda s: HEAD + people(3000) + MEETING + members(3000) + DAY
     + lines("        - {session: S, time: 09:00-10:00, except: p%d}", s), 1),
    ("items and early leavers", lambda s: HEAD + people(3000) + MEETING
     + "    delegations: {am: [%s]}\n" % ", ".join("{person: p%d, until: 2027-04-16}" % i for i in range(3000))
     + DAY + lines("        - free: a", s), 1),
    ("a long group for many items", lambda s: HEAD + people(3000) + MEETING + members(3000)
     + "    groups: {g: [" + repeat("p1", s // 2) + "]}\n" + DAY
     + lines("        - {session: S, who: [g, p%d]}", s // 2), 1),
    ("a group of members for many items", lambda s: HEAD + people(3000) + MEETING + members(3000)
     + "    groups: {g: [" + ", ".join("p%d" % i for i in range(3000)) + "]}\n" + DAY
     + lines("        - {session: S, time: 09:00-09:01, who: [g, p%d]}", s // 2), 1),
    ("groups in groups", lambda s: HEAD + people(100) + MEETING + members(100) + "    groups:\n"
     + lines("      h%d: [am, am, am]", s // 4)
     + DAY + lines("        - {session: S, who: h%d}", s // 2), 1),
    ("a group of itself", lambda s: HEAD + people(50) + MEETING + members(50)
     + "    groups: {g: [" + repeat("g", 4000) + "]}\n" + DAY + "        - {session: S, who: g}\n", 0),
    ("many meetings at once", lambda s: HEAD + people(50) + "meetings:\n" + lines(
        "  - {id: m%d, title: M, status: confirmed, place: baku, dates: 2027-04-15, "
        "delegations: {am: [p1, p2]}, programme: {2027-04-15: [{session: S, time: 09:00-10:00}]}}", s), 1),
    ("waivers", lambda s: HEAD + "waive:\n" + lines("  - {check: PB301, reason: a}", s), 1),
    ("waivers and findings", lambda s: HEAD + "waive:\n" + lines("  - {check: PB801, reason: a}", s // 2)
     + "languages: [en, hy]\npeople:\n" + lines("  p%d: {name: P}", s // 2), 1),
    ("rooms in rooms", lambda s: HEAD + "places:\n  r0: {kind: venue, name: R, country: AM}\n" + "".join(
        "  r%d: {kind: room, name: R, within: r%d}\n" % (i, i - 1) for i in range(1, s // 50)), 0),
    ("zones that do not exist", lambda s: HEAD + "places:\n" + lines("  z%d: {timezone: Asia/Nowhere}", s), 1),
]


def measure(path):
    """Status, seconds, and bytes of memory of one run."""
    begin = time.monotonic()
    # a process of its own measures, so that each peak stands alone
    out = subprocess.run(
        [sys.executable, "-c", "import resource, subprocess, sys\n"
         "try:\n"
         "    r = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, timeout=float(sys.argv[1])).returncode\n"
         "except subprocess.TimeoutExpired:\n"
         "    r = 'hangs'\n"
         "print(r, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)",
         str(SECONDS), os.environ["PBPLAN"], "validate", "--ui", "en", "--now", "2027-01-01", path],
        stdout=subprocess.PIPE, check=True)
    status, kib = out.stdout.split()
    return status.decode(), time.monotonic() - begin, int(kib) * 1024


def test_plan(name, plan, expected, empty, path):
    size = len(plan.encode())
    with open(path, "w", encoding="utf-8") as file:
        file.write(plan)
    status, seconds, peak = measure(path)
    used = max(0, peak - empty)
    complaints = []
    if expected is not None and status != str(expected):
        complaints.append("status %s" % status)
    if not SANITIZED and used > FACTOR * size + BASE:
        complaints.append("%.1f MiB of memory for %.1f MiB" % (used / MIB, size / MIB))
    tap.ok(not complaints, name, *complaints,
           "%.1f MiB, %.1f s, %.1f MiB of memory" % (size / MIB, seconds, used / MIB))
    if os.environ.get("VERBOSE"):
        print("# %-40s %6.2f MiB  %6.2f s  %7.1f MiB  x %.1f  status %s"
              % (name, size / MIB, seconds, used / MIB, used / max(1, size), status))


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plan.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(HEAD)
        empty = min(measure(path)[2] for _ in range(3))
        for name, plan, expected in PLANS:
            test_plan(name, plan(SIZE), expected, empty, path)
    tap.done()


main()
