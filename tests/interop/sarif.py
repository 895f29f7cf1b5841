"""`validate --format sarif` writes logs that the published schema of SARIF
2.1.0 takes, and they say what `--format json` says.  Run by ./sarif.

The schema is in the npm package @microsoft/jest-sarif, which ./bootstrap
installs for the tests."""

import json
import os
import shutil
import sys
import tempfile
import urllib.parse

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(here, "..", "codes"), os.path.join(here, "..", "meta")]
import codes  # noqa: E402
import tap  # noqa: E402

SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
# what the plans of the codes do not have: waivers, other languages, odd letters in the file
MORE = ["tests/cases/waivers/of-both-people.yaml", "tests/cases/waivers/of-person.yaml",
        "tests/cases/waivers/expired.yaml", "tests/cases/form/nothing.yaml",
        "data/examples/peace-bridge-2027.yaml"]


def validator():
    """A validator, or why there is none."""
    try:
        import jsonschema
    except ImportError:
        return None, "Python's jsonschema is missing"
    for folder in os.environ.get("NODE_PATH", "").split(":"):
        path = os.path.join(folder, SCHEMA)
        if folder and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                schema = json.load(file)
            return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()), None
    return None, "the schema is not where NODE_PATH says"


def both(path, *options, ui="en", stdin=None, cwd=None):
    """(status, SARIF, JSON) of a plan."""
    common = ["validate", "--ui", ui, "--now", codes.NOW] + list(options)
    paths = [path] if isinstance(path, str) else list(path)
    sarif = codes.run(*common, "--format", "sarif", *paths, stdin=stdin, cwd=cwd)
    plain = codes.run(*common, "--format", "json", *paths, stdin=stdin, cwd=cwd)
    if sarif[0] != plain[0]:
        return "status %d, but %d in JSON" % (sarif[0], plain[0]), None, None
    return sarif[0], json.loads(sarif[1]), json.loads(plain[1])


def path_of(uri):
    """The file that a URI reference names."""
    parts = urllib.parse.urlsplit(uri)
    path = urllib.parse.unquote(parts.path)
    if parts.scheme == "file" and not parts.netloc:
        return path
    if parts.scheme or parts.netloc or parts.query or parts.fragment:
        return "no path: " + uri
    return "<stdin>" if path == "stdin" else path


def text(message):
    """A message string without placeholders, as it is shown."""
    assert set(message) == {"text"}
    assert not message["text"].replace("{{", "").replace("}}", "").count("{"), message["text"]
    return message["text"].replace("{{", "{").replace("}}", "}")


def place(location):
    if "physicalLocation" not in location:
        return None, 0, 0
    where = location["physicalLocation"]
    region = where.get("region", {})
    return (path_of(where["artifactLocation"]["uri"]), region.get("startLine", 0),
            region.get("startColumn", 0))


def end(location):
    region = location.get("physicalLocation", {}).get("region", {})
    return region.get("endLine", 0), region.get("endColumn", 0)


def normal(path):
    while path and path.startswith("./"):
        path = path[2:].lstrip("/")
    return path


def differences(run, result, finding):
    """Between a result and the finding that JSON has in its place."""
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    location = result.get("locations", [{}])[0]
    message = finding["message"]
    said = text(result["message"])
    if finding["fix"]:
        said, fix = said.rsplit("\n", 1)
        if finding["fix"] not in fix:
            yield "the fix", fix, finding["fix"]
    justifications = [s["justification"] for s in result["suppressions"]]
    pairs = [("code", result["ruleId"], finding["code"]),
             ("rule", (rule["id"], rule["name"]), (finding["code"], finding["slug"])),
             ("level", result["level"], finding["severity"]),
             ("message", said, message),
             ("place", place(location), (normal(finding["file"]), finding["line"], finding["column"])),
             ("end", end(location), (finding["end_line"], finding["end_column"])),
             ("waived", justifications, [finding["waived"]] if finding["waived"] else []),
             ("related", [place(r) + (text(r["message"]),)
                          for r in result.get("relatedLocations", [])],
              [(normal(r["file"]), r["line"], r["column"], r["message"])
               for r in finding["related"]])]
    for name, ours, theirs in pairs:
        if ours != theirs:
            yield name, ours, theirs


def complaints(sarif, plain):
    """Where a log differs from the same findings in JSON."""
    run, = sarif["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    wanted = sorted({finding["code"] for finding in plain["findings"]})
    if rules != wanted:
        yield "rules: %s and not %s" % (rules, wanted)
    if run["columnKind"] != "unicodeCodePoints":
        yield "columns are not characters"
    if len(run["results"]) != len(plain["findings"]):
        yield "%d results, %d findings" % (len(run["results"]), len(plain["findings"]))
    for result, finding in zip(run["results"], plain["findings"]):
        for name, ours, theirs in differences(run, result, finding):
            yield "%s: %s: %r and not %r" % (finding["code"], name, ours, theirs)


def test_log(name, made, schema, successful=True):
    status, sarif, plain = made
    if sarif is None:
        return tap.ok(False, name, status)
    found = list(complaints(sarif, plain))
    if sarif["runs"][0]["invocations"] != [{"executionSuccessful": successful}]:
        found.append("invocations: %s" % sarif["runs"][0]["invocations"])
    if schema:
        found += ["%s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:200])
                  for error in schema.iter_errors(sarif)]
    return tap.none(found[:20], name)


def test_names(tmp, schema):
    """Files whose names are no URIs."""
    bad = codes.plan_of(301, "bad")
    for name in ("with blank.yaml", "100%25.yaml", "Գյումրի.yaml", "a:b.yaml", "a?b#c.yaml",
                 "folder/plan.yaml", "~[x].yaml"):
        path = os.path.join(tmp, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copy(bad, path)
        test_log("a file named %s" % name, both(name, cwd=tmp), schema)
        test_log("the same with its folder", both(path), schema)
        test_log("the same with a dot", both(".//./" + name, cwd=tmp), schema)
    with open(bad, "rb") as file:
        test_log("standard input", both("-", stdin=file.read()), schema)


def main():
    schema, missing = validator()
    plans = [codes.plan_of(code, "bad") for code in codes.in_list()]
    plans = [path for path in plans if os.path.exists(path)]
    plans += [os.path.join(codes.SRCDIR, path) for path in MORE]
    for path, made in zip(plans, codes.in_parallel(both, plans)):
        test_log(os.path.relpath(path, codes.SRCDIR), made, schema)
    waived = os.path.join(codes.SRCDIR, MORE[0])
    _, sarif, _ = both(waived)
    tap.ok([s for r in sarif["runs"][0]["results"] for s in r["suppressions"]],
           "a waived finding is suppressed")
    for ui in ("hy", "az"):
        for code in (104, 301):
            test_log("PB%d in %s" % (code, ui), both(codes.plan_of(code, "bad"), ui=ui), schema)
    test_log("no findings", both(codes.plan_of(301, "good")), schema)
    test_log("two plans", both([codes.plan_of(301, "bad"), codes.plan_of(201, "bad")]), schema)
    with tempfile.TemporaryDirectory() as tmp:
        test_names(tmp, schema)
        test_log("a plan that cannot be read", both([plans[0], os.path.join(tmp, "absent.yaml")]),
                 schema, successful=False)
    if schema:
        broken = json.loads(json.dumps(sarif))
        broken["runs"][0]["results"][0]["level"] = "fatal"
        tap.ok(list(schema.iter_errors(broken)), "the schema refuses another level")
    else:
        tap.ok(True, "the published schema # SKIP " + missing)
    tap.done()


main()
