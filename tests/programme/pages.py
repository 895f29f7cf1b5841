"""Programmes of every view of every plan: they are HTML as it should be, they hold
what their plan says, and nothing that their reader has no right to.  TAP."""

import datetime
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "interop"), os.path.join(here, "..", "meta")]
import page as pages  # noqa: E402
import plan as plans  # noqa: E402
import privacy  # noqa: E402
import readers  # noqa: E402
import tap  # noqa: E402

PBPLAN, SRCDIR = os.environ["PBPLAN"], os.environ["srcdir"]
LANGS = (None, "en,hy,az", "az")


def all_plans(tmp):
    yield from readers.all_plans(tmp)
    for path in sorted(glob.glob(os.path.join(SRCDIR, "tests", "plans", "*.yaml"))):
        if readers.is_plan(os.path.basename(path)):
            yield os.path.basename(path)[:-len(".yaml")], path


def programme(path, view, langs, *options):
    """Bytes, and complaints."""
    kind, _, name = view.partition("-")
    option = "%s:%s" % (kind, name) if kind in ("side", "person") else view
    run = subprocess.run([PBPLAN, "--ui", "en", "programme", path, "-o", "-", "--for", option,
                          "--now", "2027-01-01"] + (["--lang", langs] if langs else [])
                         + list(options), capture_output=True)
    if run.returncode not in (0, 1) or b"Sanitizer" in run.stderr or not run.stdout:
        return run.stdout, [run.stderr.decode(errors="replace")[-2000:]]
    return run.stdout, []


def flat(text):
    return " ".join(text.split())


# ------------------------------------------------------------------------ privacy

def leaks(words, view, secrets, plan, lists=False):
    given = [c.get("phone") for m in plan.meetings for c in m.raw.get("contact", [])]
    for reason, text in secrets.of(view + ".ics"):
        if flat(text) in words and not (reason == "private" and (lists or text in given)):
            yield "%s: %s" % (reason, text)
    for item in [item for m in plan.meetings for item in m.items if item.alternative]:
        title = item.title("en")
        if title.startswith("SECRET") and title in words:
            yield "an alternative: " + title
    for word in ("notes", "internal", "draft"):
        if view != "organizers" and "SECRET-" + word in words:
            yield "what organizers alone may know: " + word


# ---------------------------------------------------------------- what it must hold

def instants(root):
    """(beginning, end) of each row that has times."""
    found = []
    for row in root.all("tr"):
        times = [n.attributes["datetime"] for cell in row.nodes() if "when" in cell.classes()
                 for n in cell.all("time")]
        if times:
            found.append(tuple(datetime.datetime.fromisoformat(t).astimezone(datetime.timezone.utc)
                               for t in times))
    return sorted(found)


def missing(plan, view, root, langs):
    items = [item for m in plan.meetings for item in m.items if plan.shows_item(view, item)]
    wanted = sorted((i.start, i.end) for i in items
                    if isinstance(i.start, datetime.datetime) and i.kind != "stay")
    if instants(root) != wanted:
        yield "times: %d, and %d in the plan" % (len(instants(root)), len(wanted))
    for lang in langs:
        titles = sorted(flat(n.text()) for cell in root.all("td")
                        for p in cell.nodes() if "title" in p.classes()
                        for n in p.nodes()[:1] if cell.lang == lang)
        for item in items:
            title = flat(pages.BAD.sub("", item.title(lang)))
            if title not in titles:
                yield "%s is not there in %s" % (title, lang)
    yield from wrong_people(plan, view, root)


def wrong_people(plan, view, root):
    """Each delegation's people, in each column, where delegations are shown."""
    for section in root.all("section"):
        if "delegations" in section.classes():
            for column in section.all("div"):
                if "delegation" in column.classes() and not list(column.all("li")):
                    yield "a delegation without people"
    if view == "public":
        staff = [s for m in plan.meetings for _, s in m.delegations.values()]
        if any("staff" in n.classes() for n in root.all("ul")) and any(staff):
            yield "staff for the public"


# ----------------------------------------------------------------------- the tests

def tidy(path):
    run = subprocess.run(["tidy", "-q", "-e", "--drop-empty-elements", "no", "-utf8", path],
                         capture_output=True, text=True)
    # of <svg> in <svg> it does not know
    return [line for line in run.stderr.splitlines()
            if line.strip() and "<svg> proprietary attribute" not in line]


def check(name, path, view, langs, tmp, secrets, plan):
    data, found = programme(path, view, langs)
    if found:
        return found
    page = pages.Page(data)
    found = list(page.complaints)
    if not page.root:
        return found
    words = flat(page.root.text())
    found += leaks(words, view, secrets, plan)
    used = langs.split(",") if langs else [n.lang for n in languages_of(page.root)]
    found += missing(plan, view, page.root, used)
    if langs and page.root.lang != used[0]:
        found.append("it is in %s" % page.root.lang)
    if shutil.which("tidy"):
        file = os.path.join(tmp, "page.html")
        with open(file, "wb") as out:
            out.write(data)
        found += tidy(file)
    return ["%s: %s" % (view, text) for text in found]


def check_lists(path, tmp, secrets, plan):
    """With lists and day sheets; these are for organizers, and private data is in them."""
    found = []
    for langs in (None, "hy,en"):
        data, complaints = programme(path, "organizers", langs, "--lists", "all", "--day-sheets")
        if complaints:
            return complaints
        page = pages.Page(data)
        found += page.complaints
        found += leaks(flat(page.root.text()), "organizers", secrets, plan, lists=True)
        numbers = [person["private"]["passport"]["number"] for person in plan.people.values()
                   if person.get("private", {}).get("passport", {}).get("number")]
        words = page.root.text()
        if len(numbers) > 5 and not any(number in words for number in numbers):
            found.append("no list has a passport")
        if shutil.which("tidy"):
            file = os.path.join(tmp, "page.html")
            with open(file, "wb") as out:
                out.write(data)
            found += tidy(file)
    return found


def languages_of(root):
    """The columns of its title."""
    return next(root.all("h1")).nodes()


def main():
    seen = 0
    with tempfile.TemporaryDirectory() as tmp:
        for name, path in all_plans(tmp):
            plan = plans.Plan(path, SRCDIR)
            secrets = privacy.Secrets(plan)
            for langs in LANGS:
                found = []
                for view in plan.views():
                    if view.startswith("person-") and (langs or "tests" in path.split("/")):
                        continue
                    found += check(name, path, view, langs, tmp, secrets, plan)
                    seen += 1
                tap.none(found[:40], "%s%s: programmes of every view are good"
                         % (name, " in " + langs if langs else ""))
            tap.none(check_lists(path, tmp, secrets, plan)[:40],
                     name + ": lists and day sheets are good")
    tap.ok(seen > 100, "there was something to look at", "%d programmes" % seen)
    if not shutil.which("tidy"):
        tap.skip("tidy finds nothing", "there is no tidy")
    tap.done()


if __name__ == "__main__":
    main()
