"""One fault, one finding: plans that are right are changed in one thing, and
exactly one finding more must come of it, of the code that single.txt says.
Run by ./single."""

import collections
import os
import re
import shutil
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import codes  # noqa: E402
import tap  # noqa: E402

TABLE = os.path.join(here, "single.txt")

# an edit: the file it is in, the text that is looked for, what stands there
# instead (None: the line goes), and lines below it
Edit = collections.namedtuple("Edit", "file old new below")
Change = collections.namedtuple("Change", "line code name plan now edits")


def unescape(text):
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def read_edit(edits, file, sign, text):
    if sign == "<":
        edits.append(Edit(file, text, None, ()))
    elif sign == ">":
        edits[-1] = edits[-1]._replace(new=text)
    else:
        edits[-1] = edits[-1]._replace(below=edits[-1].below + (text,),
                                       new=edits[-1].new if edits[-1].new is not None else edits[-1].old)


def table():
    """The changes, as single.txt has them."""
    changes = []
    plan = now = change = file = None
    with open(TABLE, encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            line = unescape(line.rstrip("\n"))
            word, _, rest = line.partition(" ")
            if not line or word.startswith("#"):
                change = None
            elif word == "plan":
                plan = rest
            elif word == "now" and change:
                change = changes[-1] = change._replace(now=rest)
            elif word == "now":
                now = rest
            elif word == "in":
                file = rest
            elif re.fullmatch(r"PB\d{3}", word):
                file = os.path.basename(plan)
                change = Change(n, word, rest, plan, now, [])
                changes.append(change)
            elif word in ("<", ">", "+") and change:
                read_edit(change.edits, file, word, rest)
            else:
                raise SystemExit("single.txt:%d: %s" % (n, line))
    return changes


def apply(text, edit):
    """The text with an edit made; what is looked for stands in it once."""
    lines = text.split("\n")
    found = [i for i, line in enumerate(lines) if edit.old in line]
    if len(found) != 1 or lines[found[0]].count(edit.old) != 1:
        raise ValueError("%r stands in %d lines of %s" % (edit.old, len(found), edit.file))
    i, line = found[0], lines[found[0]]
    margin = line[:len(line) - len(line.lstrip(" "))]
    kept = [] if edit.new is None else [line.replace(edit.old, edit.new)]
    return "\n".join(lines[:i] + kept + [margin + below for below in edit.below] + lines[i + 1:])


def copy(plan, folder):
    """The plan and all that lies beside it and may be included."""
    source = os.path.join(codes.SRCDIR, plan)
    stem = os.path.splitext(os.path.basename(source))[0]
    for name in os.listdir(os.path.dirname(source)):
        if name == stem + ".yaml" or (name.startswith(stem + ".") and name.endswith(".yaml")):
            shutil.copy(os.path.join(os.path.dirname(source), name), folder)
    return os.path.join(folder, os.path.basename(source))


def findings(path, now):
    """(code, message) of each that is not waived."""
    status, found = codes.validate(path, now=now)
    if found is None:
        raise ValueError("validate prints no JSON; its status is %d" % status)
    return [(f["code"], f["message"]) for f in found["findings"] if not f["waived"]]


def by_code(found):
    return collections.Counter(code for code, _ in found)


def baseline(job):
    """What is found in a plan as it is, or why that is not known."""
    plan, now = job
    with tempfile.TemporaryDirectory() as folder:
        try:
            return findings(copy(plan, folder), now), []
        except ValueError as error:
            return [], ["%s, %s: %s" % (plan, now, error)]


def complaints(job):
    change, before = job
    with tempfile.TemporaryDirectory() as folder:
        path = copy(change.plan, folder)
        try:
            for edit in change.edits:
                file = os.path.join(folder, edit.file)
                with open(file, encoding="utf-8") as text:
                    changed = apply(text.read(), edit)
                with open(file, "w", encoding="utf-8") as text:
                    text.write(changed)
            after = findings(path, change.now)
        except ValueError as error:
            return [str(error)]
    if by_code(after) == by_code(before) + collections.Counter([change.code]):
        return []
    return (["expected: %s, once" % change.code]
            + ["found: %s: %s" % f for f in after if f not in before]
            + ["gone: %s: %s" % f for f in before if f not in after])


def main():
    changes = table()
    plans = list(dict.fromkeys((change.plan, change.now) for change in changes))
    before = dict(zip(plans, codes.in_parallel(baseline, plans)))
    tap.none([complaint for _, found in before.values() for complaint in found],
             "the plans can be validated")
    tap.none(["%s: %s" % f for f in before[plans[0]][0]], "%s has nothing wrong" % plans[0][0])
    results = codes.in_parallel(complaints, [(c, before[c.plan, c.now][0]) for c in changes])
    for change, found in zip(changes, results):
        tap.none(found and ["single.txt:%d, %s" % (change.line, change.plan)] + found,
                 "%s %s" % (change.code, change.name))
    slugs = codes.in_list()
    tap.none([c.code for c in changes if int(c.code[2:]) not in slugs], "every code is one")
    tap.ok(len(changes) > 60, "there are changes", "%d" % len(changes))
    tap.done()


main()
