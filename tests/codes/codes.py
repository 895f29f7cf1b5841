"""The codes, their plans here, and what `pbplan validate` says of a plan.
For the tests of them."""

import concurrent.futures
import json
import os
import re
import subprocess

SRCDIR, PBPLAN = os.environ["srcdir"], os.environ["PBPLAN"]
FOLDER = os.path.join(SRCDIR, "tests", "codes")
NOW = "2027-01-01"
SEVERITIES = ("note", "warning", "error")


def in_list():
    """Code number -> slug, as diag-list.h has them."""
    with open(os.path.join(SRCDIR, "src", "diag", "diag-list.h"), encoding="utf-8") as file:
        return {int(n): slug for n, slug in re.findall(r'^DIAG\((\d+), "([^"]*)"', file.read(), re.M)}


def folders():
    return sorted(f for f in os.listdir(FOLDER) if os.path.isdir(os.path.join(FOLDER, f))
                  and not f.startswith(("_", ".")))


def plan_of(code, which):
    return os.path.join(FOLDER, str(code), which + ".yaml")


def run(*arguments, stdin=None, cwd=None):
    """status, standard output, standard error; an answer must come."""
    done = subprocess.run([PBPLAN] + list(arguments), input=stdin, cwd=cwd, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")


def validate(path, *options, ui="en", now=NOW):
    """status, what is printed as JSON; None if that is none."""
    status, out, _ = run("validate", "--ui", ui, "--now", now, "--format", "json", *options, path)
    try:
        return status, json.loads(out)
    except ValueError:
        return status, None


def in_parallel(function, arguments):
    """The results in order; the time is spent in other processes."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(function, arguments))


def in_words(finding):
    return "%s:%s: %s %s: %s" % (os.path.relpath(finding["file"], SRCDIR) if finding["file"] else "",
                                 finding["line"], finding["severity"], finding["code"],
                                 finding["message"])
