"""Every code has a folder here with two plans: in bad.yaml it is found, once,
and nothing else is, not even a note; good.yaml is a near miss, in which
nothing is found.  Both mark the lines that matter, between "# example" and
"# end", and `pbplan explain` shows these.  bad.ledger.yaml and good.ledger.yaml
are their ledgers, where one is needed.  Run by ./run."""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import codes  # noqa: E402
import tap  # noqa: E402


def lines_between_marks(path):
    """Pairs (first, last) of line numbers, and what is wrong with the marks."""
    pairs, first, complaints = [], None, []
    with open(path, encoding="utf-8", errors="replace") as file:
        for n, line in enumerate(file, 1):
            if line.strip() == "# example":
                if first:
                    complaints.append("line %d: the example at line %d has no end" % (n, first))
                first = n
            elif line.strip() == "# end":
                if not first:
                    complaints.append("line %d: this example has no beginning" % n)
                elif n == first + 1:
                    complaints.append("line %d: this example is empty" % n)
                else:
                    pairs.append((first + 1, n - 1))
                first = None
    if first:
        complaints.append("line %d: this example has no end" % first)
    elif not pairs and not complaints:
        complaints.append('no lines between "# example" and "# end"')
    return pairs, complaints


def example(path):
    """What `pbplan explain` is to show of a plan."""
    pairs, _ = lines_between_marks(path)
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    parts = [lines[first - 1:last] for first, last in pairs]
    margin = min((len(line) - len(line.lstrip(" ")) for part in parts for line in part
                  if line.strip(" ")), default=0)
    return "…\n".join("".join(line[margin:] + "\n" for line in part) for part in parts)


def unreadable(path):
    if not os.path.exists(path):
        return ["%s is missing" % os.path.relpath(path, codes.SRCDIR)]
    try:
        with open(path, encoding="utf-8") as file:
            file.read()
    except UnicodeDecodeError as error:
        return ["%s cannot be shown as an example: %s" % (path, error)]
    return []


def complaints_of_bad(code, path):
    status, found = codes.validate(path)
    if found is None:
        return ["validate prints no JSON; its status is %d" % status]
    findings = found["findings"]
    words = [codes.in_words(finding) for finding in findings]
    if [finding["code"] for finding in findings] != ["PB%s" % code]:
        return ["%d findings, and not one of PB%s" % (len(findings), code)] + words
    complaints = []
    severity = findings[0]["severity"]
    if status != (1 if severity == "error" else 0):
        complaints.append("the status is %d" % status)
    if found["summary"] != {**{s + "s": int(s == severity) for s in codes.SEVERITIES}, "waived": 0}:
        complaints.append("the summary is %s" % found["summary"])
    return complaints


def complaints_of_good(path):
    status, found = codes.validate(path, "--strict")
    if found is None:
        return ["validate prints no JSON; its status is %d" % status]
    return [codes.in_words(finding) for finding in found["findings"]] + (
        ["the status is %d" % status] if status else [])


def test_of_plan(job):
    """Complaints of one plan, and of its marks."""
    code, which = job
    path = codes.plan_of(code, which)
    missing = unreadable(path)
    if missing:
        return missing, []
    found = complaints_of_bad(code, path) if which == "bad" else complaints_of_good(path)
    return found, lines_between_marks(path)[1]


def explained():
    """Code -> what `pbplan explain` knows of it."""
    status, out, err = codes.run("explain", "--ui", "en", "--format", "json")
    tap.ok(status == 0 and not err, "the catalogue as JSON", err)
    return {entry["code"]: entry for entry in json.loads(out)["codes"]}


def main():
    slugs = codes.in_list()
    jobs = [(code, which) for code in slugs for which in ("bad", "good")]
    results = dict(zip(jobs, codes.in_parallel(test_of_plan, jobs)))
    known = explained()
    tap.ok(sorted(known) == ["PB%d" % code for code in sorted(slugs)], "it has every code")
    for code, slug in slugs.items():
        name = "PB%d %s: " % (code, slug)
        bad, good = results[code, "bad"], results[code, "good"]
        tap.none(bad[0], name + "it is found, and nothing else")
        tap.none(good[0], name + "nothing is found in a near miss")
        if not all(os.path.exists(codes.plan_of(code, which)) for which in ("bad", "good")):
            continue
        if not tap.none(bad[1] + good[1], name + "both plans mark an example"):
            continue
        shown = {which: example(codes.plan_of(code, which)) for which in ("bad", "good")}
        tap.none(["%s: %r and not %r" % (which, known["PB%d" % code][which], text)
                  for which, text in shown.items() if known["PB%d" % code][which] != text],
                 name + "explain shows the examples")
        tap.ok(shown["bad"] != shown["good"], name + "they differ", shown["bad"])
    tap.none(["tests/codes/%s is of no code" % folder for folder in codes.folders()
              if not folder.isdigit() or int(folder) not in slugs], "every folder is of a code")
    tap.done()


main()
