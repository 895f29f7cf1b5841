"""What is shown, what counts, and the exit status, with every combination of
--ignore, --severity and --strict, in each format.  Run by ./filters."""

import itertools
import json
import os
import re
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import codes  # noqa: E402
import tap  # noqa: E402

HEAD = """pbplan: 1
id: peace-bridge
title: Peace Bridge
organizer: {name: Joint secretariat, email: office@peacebridge.example}
sides:
  az: {country: AZ, language: en, name: Azerbaijani delegation}
people:
  leyla: {side: az, name: Leyla Mammadova, email: leyla@regional.example, speaks: [en]}
meetings:
  - id: baku-2027-04
    title: Fifth meeting
    host: az
    place: baku
    dates: 2027-04-15/2027-04-16
    status: confirmed
    delegations: {az: [leyla]}
    programme:
      2027-04-15:
        - {session: Round table, time: 09:00-10:30}
"""
# each with one finding more
PARTS = {
    "PB301": "        - {press: Statements, time: 10:00-11:00}\n",
    "PB202": "      2027-04-18:\n        - {session: Late, time: 09:00-10:00, "
             "waive: [{check: PB202, reason: agreed}]}\n",
    "PB113": "waive: [{check: PB301, reason: old, until: 2026-06-01}]\n",
    "PB112": "vehicles: {coach: {name: Coach}}\n",
}
EXPECTED = {"PB301": "error", "PB113": "warning", "PB112": "note", "PB202": "waived"}
COUNTS = re.compile(r"(\d+) (error|warning|note|waived)s?\b")


def combinations(most):
    """Options, up to so many codes that are left out, the least severity,
    whether warnings count."""
    for n in range(most + 1):
        for ignored in itertools.combinations(EXPECTED, n):
            for least in (None,) + codes.SEVERITIES:
                for strict in (False, True):
                    options = ["--ignore", ",".join(ignored)] if ignored else []
                    options += ["--severity", least] if least else []
                    options += ["--strict"] if strict else []
                    yield options, ignored, least or "note", strict


def expected(present, ignored, least, strict):
    """codes that are shown, counts, exit status"""
    left = {code: EXPECTED[code] for code in present if code not in ignored}
    # what is waived has its own severity still; here it is an error
    grave = {code: "error" if s == "waived" else s for code, s in left.items()}
    shown = sorted(code for code, s in grave.items()
                   if codes.SEVERITIES.index(s) >= codes.SEVERITIES.index(least))
    counts = {s: list(left.values()).count(s) for s in codes.SEVERITIES + ("waived",)}
    return shown, counts, int(counts["error"] > 0 or (strict and counts["warning"] > 0))


def of_json(out):
    found = json.loads(out)
    counts = {key.rstrip("s") if key != "waived" else key: n for key, n in found["summary"].items()}
    return sorted(finding["code"] for finding in found["findings"]), counts


def of_sarif(out):
    run, = json.loads(out)["runs"]
    return sorted(result["ruleId"] for result in run["results"]), None


def of_text(out):
    last = out.splitlines()[-1]
    counts = dict.fromkeys(codes.SEVERITIES + ("waived",), 0)
    counts.update((word, int(n)) for n, word in COUNTS.findall(last))
    if (last == "no findings") != (not any(counts.values())):
        return last, None
    return sorted(re.findall(r"^[^ ]+: (?:error|warning|note)\[(PB\d+)\]: ", out, re.M)), counts


FORMATS = {"text": of_text, "json": of_json, "sarif": of_sarif}


def complaints(job):
    path, present, (options, ignored, least, strict) = job
    shown, counts, status = expected(present, ignored, least, strict)
    for name, read in FORMATS.items():
        got, out, err = codes.run("validate", "--ui", "en", "--now", codes.NOW, "--format", name,
                                  *options, path)
        where = "%s %s: " % (name, " ".join(options))
        if err or got not in (0, 1):
            return [where + "status %d: %s" % (got, err)]
        if got != status:
            return [where + "the status is %d and not %d" % (got, status)]
        ours, numbers = read(out)
        if ours != shown:
            return [where + "%s and not %s" % (ours, shown)]
        if numbers is not None and numbers != counts:
            return [where + "%s and not %s" % (numbers, counts)]
    return []


def main():
    with tempfile.TemporaryDirectory() as folder:
        for left_out in (None,) + tuple(PARTS):
            present = [code for code in PARTS if code != left_out]
            path = os.path.join(folder, "without-%s.yaml" % left_out)
            with open(path, "w", encoding="utf-8") as file:
                file.write(HEAD + "".join(PARTS[code] for code in present))
            jobs = [(path, present, c) for c in combinations(0 if left_out else 2)]
            found = codes.in_parallel(complaints, jobs)
            tap.none([line for lines in found for line in lines][:20],
                     "a plan with %s, %d ways" % (", ".join(present), len(jobs)))
    plan = codes.plan_of(301, "bad")
    for word in ("301", "pb301", "double-booked", "PB112,PB301", "teleport, double-booked"):
        status, found = codes.validate(plan, "--ignore", word)
        tap.ok(status == 0 and not found["findings"], "--ignore %s" % word)
    status, found = codes.validate(plan, "--ignore", "PB112", "--ignore", "PB301")
    tap.ok(status == 0 and not found["findings"], "--ignore twice")
    tap.done()


main()
