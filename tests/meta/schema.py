"""What `pbplan schema` prints is a schema, takes every good plan there is, and
refuses the plans whose fault is their structure.  Run by ./schema."""

import glob
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap

try:
    import jsonschema
    import yaml12
except ImportError as error:
    tap.skip_all(str(error))

SRCDIR = os.environ["srcdir"]
PBPLAN = os.environ["PBPLAN"]

# Good for the program, but not by the schema, which does not want a text to be
# what YAML readers take for nothing.
STRICTER = {"tests/cases/form/null-words-are-text.yaml"}

# Faults that no schema can see: they depend on what stands elsewhere, or on
# calendars and tables.
UNSEEN = {
    "form/duration-without-time", "form/item-without-place", "form/leg-without-time",
    "form/place-without-country", "form/place-without-kind", "form/place-without-name",
    "form/place-without-zone-in-programme", "form/version-point", "values/between-one-country",
    "values/zone-case", "values/zone-gmt-offset", "form/crossing-without-between",
    "values/country-uk", "values/country-unknown", "values/crossing-leads-elsewhere",
    "values/crossing-that-is-none", "values/date-of-29-february", "values/date-of-30-february",
    "values/dates-backwards", "values/day-of-programme-does-not-exist",
    "values/duration-in-days", "values/duration-without-time", "values/time-alone",
    "values/time-range-and-duration", "values/version-not-first", "values/within-a-circle",
    "values/within-itself", "values/zone-unknown", "values/text-cut-in-private",
}


def schema_in(lang):
    out = subprocess.run([PBPLAN, "schema", "--ui", lang], stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def without_words(node):
    if isinstance(node, dict):
        return {k: without_words(v) for k, v in node.items()
                if not (k == "description" and isinstance(v, str))}
    if isinstance(node, list):
        return [without_words(v) for v in node]
    return node


def name_of(path):
    return os.path.relpath(path, SRCDIR)


def is_part(path):
    """x.people.yaml is included by another plan."""
    return os.path.basename(path).count(".") > 1


def plans(pattern):
    found = sorted(glob.glob(os.path.join(SRCDIR, pattern), recursive=True))
    return [path for path in found if not is_part(path)]


def findings(path):
    """The codes of errors and warnings, as the golden beside a case says."""
    with open(path[:-5] + ".diag", encoding="utf-8", errors="replace") as golden:
        return {word[word.index("[PB") + 1:word.index("]")]
                for line in golden for word in line.split(" ")[1:2]
                if word.startswith(("error[PB", "warning[PB", "note[PB"))}


def fault(validator, path):
    """What the schema has against a plan, or None."""
    error = jsonschema.exceptions.best_match(validator.iter_errors(yaml12.load_file(path)))
    return error and "%s: %s: %s" % (name_of(path), "/".join(map(str, error.absolute_path)),
                                     error.message[:200])


def main():
    schema = schema_in("en")
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
        complaint = []
    except jsonschema.exceptions.SchemaError as error:
        complaint = [error.message]
    tap.none(complaint, "it is a schema of 2020-12")
    tap.ok(schema.get("$schema") == "https://json-schema.org/draft/2020-12/schema", "it says so")
    for lang in ("hy", "az"):
        tap.ok(without_words(schema_in(lang)) == without_words(schema),
               "in %s only the descriptions differ" % lang)
    validator = jsonschema.Draft202012Validator(schema)

    good = plans("data/examples/*.yaml") + plans("tests/codes/*/good.yaml")
    cases = [(path, findings(path)) for path in plans("tests/cases/**/*.yaml")
             if os.path.exists(path[:-5] + ".diag")]
    good += [path for path, codes in cases if not codes]
    good = [path for path in good if name_of(path) not in STRICTER]
    tap.ok(len(good) > 20, "there are good plans", "%d found" % len(good))
    tap.none(filter(None, (fault(validator, path) for path in good)), "it takes every good plan")

    for code in (104, 105, 106, 107):
        path = os.path.join(SRCDIR, "tests/codes/%d/bad.yaml" % code)
        tap.ok(fault(validator, path), "it refuses tests/codes/%d/bad.yaml" % code)
    bad = [path for path, codes in cases
           if codes and codes <= {"PB104", "PB105", "PB106", "PB107"}
           and os.path.basename(os.path.dirname(path)) in ("form", "values")]
    tap.ok(len(bad) > 100, "there are bad plans", "%d found" % len(bad))
    passed = {name_of(path)[len("tests/cases/"):-5] for path in bad if not fault(validator, path)}
    tap.none(sorted(passed - UNSEEN), "it refuses every structural fault")
    tap.none(sorted(UNSEEN & {name_of(p)[len("tests/cases/"):-5] for p in bad} - passed),
             "what it is said not to see it does not see")
    tap.done()


main()
