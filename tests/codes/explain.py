"""The catalogue of findings, in three languages, on paper and on a terminal.
Run by ./explain."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import codes  # noqa: E402
import tap  # noqa: E402

LANGS = ("en", "hy", "az")
KEYS = ["code", "slug", "severity", "group", "title", "explanation", "can_be_waived",
        "depends_on_today", "bad", "good"]
ROW = re.compile(r"(PB\d{3}  )(\S+ +)(\S+ +)(\S.*)")
# by the catalogue of checks: what the day on which a plan is checked decides
TODAY = {113, 208, 409, 504, 505, 601, 605, 606}


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def explain(*arguments, ui="en"):
    status, out, err = codes.run("explain", "--ui", ui, *arguments)
    return out if status == 0 and not err else "status %d: %s" % (status, err)


def has_terminals():
    try:
        ours, theirs = pty.openpty()
    except OSError:
        return False
    os.close(ours)
    os.close(theirs)
    return True


def on_terminal(columns, *arguments):
    """What a terminal of that width gets."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen([codes.PBPLAN, "explain", "--ui", "hy"] + list(arguments), stdout=theirs)
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    child.wait()
    return out.decode().replace("\r\n", "\n")


def catalogue(ui):
    return {int(entry["code"][2:]): entry
            for entry in json.loads(explain("--format", "json", ui=ui))["codes"]}


def words(text):
    return re.sub(r"\s+", " ", text).strip()


def before_examples(text, entry):
    """The lines that are wrapped."""
    shown = entry["bad"] or entry["good"]
    if not shown:
        return text
    first = "\n\n    " + shown.split("\n")[0].replace("\t", " ")
    assert first in text, text
    return text[:text.index(first)]


def test_list(ui, known):
    lines = explain(ui=ui).splitlines()
    rows = [ROW.fullmatch(line) for line in lines if re.match(r"PB\d{3} ", line)]
    tap.ok(all(rows) and len(rows) == len(known), "%s: the list has a line for each code" % ui)
    tap.ok(len({tuple(width(cell) for cell in row.groups()[:3]) for row in rows}) == 1,
           "%s: it stands in columns" % ui)
    tap.none([row[0] for row, entry in zip(rows, known.values())
              if (row[1].strip(), row[2].strip(), row[4]) !=
              (entry["code"], entry["slug"], entry["title"])], "%s: in the order of codes" % ui)
    heads = [line for line in lines if re.match(r"PB\dxx  \S", line)]
    groups = dict.fromkeys("PB%dxx  %s" % (code // 100, entry["group"]) for code, entry in known.items())
    tap.ok(heads == list(groups) and len(heads) == 9, "%s: under headings" % ui, heads)


def test_codes(ui, known):
    texts = dict(zip(known, codes.in_parallel(lambda code: explain(str(code), ui=ui), known)))
    tap.none(["PB%d" % code for code, text in texts.items()
              if words(known[code]["title"]) not in words(text)
              or words(known[code]["explanation"]) not in words(text)],
             "%s: each has its title and explanation" % ui)
    wrapped = {code: before_examples(text, known[code]) for code, text in texts.items()}
    tap.none(["PB%d: %s" % (code, line) for code, text in wrapped.items()
              for line in text.splitlines() if width(line) > 80], "%s: in lines of 80 columns" % ui)
    tap.ok(any(75 < width(line) for text in wrapped.values() for line in text.splitlines()),
           "%s: and not of far fewer" % ui)
    tap.none(["PB%d" % code for code, text in texts.items()
              if ("waive: [{check: PB%d, " % code in text) != known[code]["can_be_waived"]],
             "%s: how it is waived, if it can be" % ui)
    return texts


def test_names(known):
    whole = explain("302")
    for name in ("PB302", "pb302", "302", "teleport", "Teleport"):
        tap.ok(explain(name) == whole and "PB302  teleport" in whole, "explain %s" % name)
    both = explain("302", "301")
    tap.ok(both.startswith(whole) and both.endswith(explain("301")), "two codes")
    tap.ok([entry["code"] for entry in json.loads(explain("302", "301", "--format=json"))["codes"]]
           == ["PB302", "PB301"], "two codes as JSON")
    for name, near in (("PB3O2", "PB302"), ("telport", "teleport"), ("999", None), ("", None),
                       ("PB", None), ("PB3020", "PB302"), ("x" * 5000, None), ("%s%n", None)):
        for arguments in ([name], ["301", name]):
            status, out, err = codes.run("explain", "--ui", "en", *arguments)
            said = 'did you mean "%s"?' % near if near else "pbplan explain lists them all"
            tap.ok(status == 2 and not out and said in err and '"%s"' % name in err,
                   "there is no %s" % name[:20], "status %d" % status, out, err)
    tap.none([code for code, entry in known.items()
              if entry["can_be_waived"] != (code // 100 not in (1, 9))],
             "form and privacy cannot be waived, all else can")
    tap.ok({code for code, entry in known.items() if entry["depends_on_today"]} == TODAY,
           "what depends on the day is said to")
    tap.none(["%s has %s" % (code, list(entry)) for code, entry in known.items()
              if list(entry) != KEYS], "the members of an object")
    text = codes.run("explain", "--help", "--ui", "en")[1]
    tap.none([key for key in KEYS if key not in text], "--help names them")


def test_terminal():
    for columns, most in ((60, 60), (20, 40), (90, 90), (300, 100)):
        text = before_examples(on_terminal(columns, "301"), catalogue("hy")[301])
        widest = max(width(line) for line in text.splitlines())
        tap.ok(most - 20 < widest <= most, "a terminal of %d columns" % columns,
               "the widest line has %d" % widest)
    lines = on_terminal(80).splitlines()
    tap.ok(max(width(line) for line in lines) <= 80, "the list on a terminal of 80 columns")
    tap.ok(len(on_terminal(30).splitlines()) == len(explain().splitlines()),
           "on a narrow one it is not wrapped")


def test_reference(ui, known):
    status, out, _ = codes.run("reference", "--ui", ui)
    parts = re.split(r"^### (PB\d{3}) (\S+)\n", out, flags=re.M)
    found = {int(code[2:]): (slug, text) for code, slug, text in zip(*[iter(parts[1:])] * 3)}
    tap.ok(status == 0 and list(found) == list(known), "%s: the reference has each code" % ui)
    tap.none(["PB%d" % code for code, (slug, text) in found.items()
              for entry in [known[code]]
              if slug != entry["slug"] or entry["title"] not in text
              or entry["explanation"] not in text
              or text.count("```yaml\n") != bool(entry["bad"]) + bool(entry["good"])],
             "%s: with its title, explanation and examples" % ui)
    tap.ok(out.count("```") % 2 == 0, "%s: every fence is closed" % ui)


def main():
    known = {ui: catalogue(ui) for ui in LANGS}
    tap.ok(list(known["en"]) == sorted(codes.in_list()), "the catalogue has every code")
    for ui in LANGS:
        test_list(ui, known[ui])
        texts = test_codes(ui, known[ui])
        test_reference(ui, known[ui])
        tap.ok(ui == "en" or texts[301] != explain("301"), "%s: it is translated" % ui)
    tap.none([text for text in map(explain, map(str, known["en"]))
              if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]",
                           text)], "nothing steers the terminal")
    test_names(known["en"])
    if has_terminals():
        test_terminal()
    else:
        tap.skip("a terminal", "there are no pseudo-terminals: /dev/pts is not mounted")
    tap.done()


main()
