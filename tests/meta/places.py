"""The program finds its places line by line; here the whole file is read as
YAML, and both must say the same.  Run by ./places."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap

try:
    import yaml12
except ImportError as error:
    tap.skip_all(str(error))


def places_of_program(*words):
    out = subprocess.run([os.environ["PBPLAN"], "places", "--format", "json", *words],
                         stdout=subprocess.PIPE, check=True)
    return json.loads(out.stdout)


def zone_of(places, entry):
    """Its own zone (of a crossing the first), else its city's."""
    zone = entry.get("timezone")
    if isinstance(zone, dict):
        return next(iter(zone.values()))
    if zone is None and "city" in entry:
        return zone_of(places, places[entry["city"]])
    return zone or ""


def country_of(places, entry):
    if "country" not in entry and "city" in entry:
        return country_of(places, places[entry["city"]])
    return entry.get("country")


def main():
    path = os.path.join(os.environ["srcdir"], "data", "places.yaml")
    places = yaml12.load_file(path)["places"]
    shown = places_of_program()
    tap.ok(len(places) > 100, "there are places")
    tap.ok([p["id"] for p in shown] == list(places), "the same ids in the same order",
           "only in the file: %s" % sorted(set(places) - {p["id"] for p in shown}),
           "only in the program: %s" % sorted({p["id"] for p in shown} - set(places)))
    expected = {
        "kind": lambda entry: entry["kind"],
        "name": lambda entry: {lang: entry["name"].get(lang) for lang in ("en", "hy", "az")},
        "country": lambda entry: country_of(places, entry),
        "city": lambda entry: entry.get("city"),
        "timezone": lambda entry: zone_of(places, entry),
        "source": lambda entry: entry.get("source"),
    }
    for key, value in expected.items():
        tap.none(("%s: %s in the file, %s in the program" % (p["id"], value(places[p["id"]]), p[key])
                  for p in shown if p["id"] in places and p[key] != value(places[p["id"]])),
                 "the same %s" % key)

    # every id can be found by itself, and by each of its names
    for key in ("en", "hy", "az"):
        missed = [p for p in list(places)[::10]
                  if key in places[p]["name"]
                  and p not in [q["id"] for q in places_of_program(places[p]["name"][key])]]
        tap.none(missed, "places are found by their names in %s" % key)
    tap.none((p for p in list(places)[::10]
              if p not in [q["id"] for q in places_of_program(p.upper())]),
             "places are found by their ids in capitals")
    tap.done()


main()
