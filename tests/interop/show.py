"""What `pbplan show` prints of every plan, for every reader, is what the plan
says, as it is read here in another way: the same items with the same times,
nothing that the reader has no right to, and no line that is too wide.  TAP."""

import datetime
import itertools
import json
import os
import subprocess
import sys
import tempfile
import unicodedata

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import plan as plans  # noqa: E402
import privacy  # noqa: E402
import readers  # noqa: E402
import tap  # noqa: E402

LANGS = ("en", "hy", "az")
WIDTHS = (80, 40, 120, 21, 99, 100, 61)
NOW = "2027-10-30T08:20"


def show(path, view, *options, width=80):
    """Text, complaints."""
    run = subprocess.run([readers.PBPLAN, "show", path, "--ui", "en", "--now", NOW, "--for",
                          view.replace("-", ":", 1)] + list(options), capture_output=True,
                         text=True, check=False, env=dict(os.environ, COLUMNS=str(width)))
    if run.returncode not in (0, 1) or "Sanitizer" in run.stderr:
        return "", ["%s: status %d: %s" % (view, run.returncode, run.stderr[-2000:])]
    return run.stdout, []


# ----------------------------------------------------------------------- JSON

def utc(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(
        tzinfo=datetime.timezone.utc)


def day_of(text):
    return datetime.date.fromisoformat(text)


def told(item):
    """Times, title and status of an item of JSON, as the plan's are."""
    if item["all_day"]:
        start, end = day_of(item["date"]), day_of(item["until"])
    else:
        start, end = utc(item["start"]["utc"]), utc(item["end"]["utc"])
    return start, end, plans.one_line(item["title"]), item["status"]


def wanted(item, view, lang):
    start, end = item.start, item.end
    if not isinstance(start, datetime.datetime):
        # until when a stay is, the public is not told
        stays = item.kind == "stay" and view != "public"
        end = plans.days(item.raw["until"])[0] if stays else start
    return start, end, plans.one_line(item.title(lang)), item.status


def local(item, which):
    zone = item.zones()[which == "end"]
    return getattr(item, which).astimezone(zone).strftime("%Y-%m-%dT%H:%M"), zone.key


def order(item):
    return (not item["all_day"], item["kind"] != "stay" if item["all_day"] else
            item["start"]["utc"])


def people(item, view):
    """The public is told of members of delegations only."""
    members = {p for ids, _ in item.meeting.delegations.values() for p in ids}
    return item.everybody() & members if view == "public" else item.everybody()


def check_meeting(view, meeting, known):
    days = [day["date"] for day in meeting["days"]]
    if days != sorted(set(days)):
        yield "%s: %s: days are not in order: %s" % (view, meeting["id"], days)
    for day in meeting["days"]:
        if [order(i) for i in day["items"]] != sorted(order(i) for i in day["items"]):
            yield "%s: %s is not in order" % (view, day["date"])
        for item in day["items"]:
            if item["date"] != day["date"]:
                yield "%s: %s stands on %s" % (view, item["id"], day["date"])
            of_plan = known.get(item["id"])
            if of_plan and sorted(item["people"]) != sorted(people(of_plan, view)):
                yield "%s: %s has %s" % (view, item["id"], item["people"])
            if of_plan and not item["all_day"]:
                for which in ("start", "end"):
                    said = item[which]["local"], item[which]["zone"]
                    if said != local(of_plan, which):
                        yield "%s: %s: %s is %s" % (view, item["id"], which, said)


def check_json(plan, view, lang, text):
    found, meetings = {}, json.loads(text)["meetings"]
    for meeting in meetings:
        by_id = next(m for m in plan.meetings if m.id == meeting["id"])
        yield from check_meeting(view, meeting, {item.id: item for item in by_id.items})
        for day in meeting["days"]:
            for item in day["items"]:
                found[plan.uid(by_id, item["id"])] = told(item)
    right = {plan.uid(m, i.id): wanted(i, view, lang) for m in plan.meetings for i in m.items
             if plan.shows_item(view, i)}
    for uid in sorted(set(found) | set(right)):
        if found.get(uid) != right.get(uid):
            yield "%s: %s\n  plan:   %r\n  agenda: %r" % (view, uid, right.get(uid), found.get(uid))
    shown = {m["id"] for m in meetings}
    for meeting in plan.meetings:
        if plan.shows_meeting(view, meeting) and meeting.id not in shown:
            yield "%s: %s is not there" % (view, meeting.id)
        if meeting.status == "draft" and view != "organizers" and meeting.id in shown:
            yield "%s: %s is a draft" % (view, meeting.id)


# ----------------------------------------------------------------------- text

def width_of(line):
    width = 0
    for char in line:
        if unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cc"):
            width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width


def check_lines(view, width, text):
    for line in text.split("\n"):
        if width_of(line) > width:
            yield "%s: %d columns are more than %d: %s" % (view, width_of(line), width, line)
        if line != line.rstrip():
            yield "%s: blanks at the end: %s" % (view, line)
        steering = [c for c in line if unicodedata.category(c) == "Cc"]
        if steering:
            yield "%s: %r in %r" % (view, steering, line)


def check_titles(plan, view, lang, width, text):
    """Where every title is whole: in one column that is wide enough."""
    if not 60 < width < 100:
        return
    words = " ".join(text.split())
    for meeting in plan.meetings:
        for item in meeting.items:
            title = " ".join(plans.one_line(item.title(lang)).split())
            if plan.shows_item(view, item) and max(map(len, title.split())) < 30 and \
                    unicodedata.normalize("NFC", title) not in unicodedata.normalize("NFC", words):
                yield "%s: %s is not there" % (view, title)


def strings(value):
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def leaks(secrets, view, words):
    words = " ".join(words.split())
    for reason, text in secrets.of(view + ".ics"):
        if text in words:
            yield "%s: %s: %s" % (view, reason, text)


def check_view(path, plan, secrets, view, width):
    for lang in LANGS:
        text, found = show(path, view, "--format", "json", "--lang", lang)
        yield from found or check_json(plan, view, lang, text)
        if text:
            yield from leaks(secrets, view, " ".join(strings(json.loads(text))))
    text, found = show(path, view, "--lang", lang, width=width)
    yield from found or check_lines(view, width, text)
    yield from check_titles(plan, view, lang, width, text)
    yield from leaks(secrets, view, text)
    text, found = show(path, view, "--next", width=width)
    yield from found or check_lines(view, width, text)
    yield from leaks(secrets, view, text)


def main():
    widths, count = itertools.cycle(WIDTHS), 0
    with tempfile.TemporaryDirectory() as tmp:
        for name, path in readers.all_plans(tmp):
            plan = plans.Plan(path, readers.SRCDIR)
            secrets = privacy.Secrets(plan)
            found = []
            for view in plan.views():
                count += len(list(secrets.of(view + ".ics")))
                found += check_view(path, plan, secrets, view, next(widths))
            tap.none(found[:20], "%s: every view is what the plan says" % name)
    tap.ok(count > 5000, "there was something to look for", "%d texts" % count)
    tap.done()


if __name__ == "__main__":
    main()
