"""Two organizers issue on branches of their own, and git merges what they
recorded; records that are cut off.  TAP, by ./merge."""

import datetime
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import tap  # noqa: E402

try:
    import icalendar  # noqa: F401
except ImportError:
    tap.skip_all("Python's icalendar is missing")
import invitations  # noqa: E402
import itip  # noqa: E402
import office  # noqa: E402
from office import Office  # noqa: E402

MARKS = re.compile(rb"(?m)^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)")
WHO = ("ani", "leyla", "orkhan")
GIT = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "O", "GIT_COMMITTER_NAME": "O",
       "GIT_AUTHOR_EMAIL": "o@plan.example", "GIT_COMMITTER_EMAIL": "o@plan.example", "LC_ALL": "C"}


def git(folder, *words, ok=True):
    done = subprocess.run(["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"] + list(words), cwd=folder,
                          env=dict(os.environ, HOME=folder, **GIT), capture_output=True, text=True)
    if ok and done.returncode:
        raise RuntimeError("git %s: %s%s" % (" ".join(words), done.stdout, done.stderr))
    return done.returncode


def styles():
    """Of conflicts, those that this git knows."""
    version = subprocess.run(["git", "--version"], capture_output=True, text=True).stdout
    number = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    return ["merge", "diff3"] + (["zdiff3"] if number >= (2, 35) else [])


def lines_of(place):
    return invitations.record_lines(invitations.read_bytes(place.ledger) or b"")


# --------------------------------------------------------------------- branches

class Story:
    """What two organizers do to a plan, and how it stands then."""

    def __init__(self, name, first, second, merged, warned):
        self.name, self.first, self.second, self.merged, self.warned = name, first, second, merged, warned


def plan(talk="10:00-11:00", other=None, more=None):
    raw = office.plan(time=talk)
    office.add_meeting(raw, "n", **({"time": other} if other else {}))
    if more:
        office.add_meeting(raw, more, "2027-06-15/2027-06-16")
    return raw


STORIES = [
    Story("two meetings", plan(talk="10:30-11:30"), plan(other="15:30-16:30"),
          plan(talk="10:30-11:30", other="15:30-16:30"), None),
    Story("one item moved to two times", plan(talk="10:30-11:30"), plan(talk="11:00-11:45"), plan(talk="11:00-11:45"),
          "Round table"),
    Story("one item moved to two times, and to a third then", plan(talk="10:30-11:30"), plan(talk="11:00-11:45"),
          plan(talk="09:00-09:45"), "Round table"),
    Story("one item moved, and back then", plan(talk="10:30-11:30"), plan(talk="11:00-11:45"), plan(), "Round table"),
    Story("the same move on both", plan(talk="10:30-11:30"), plan(talk="10:30-11:30"), plan(talk="10:30-11:30"), None),
    Story("a meeting more on each", plan(more="x"), plan(more="y"), None, None),
    Story("nothing issued on one", plan(talk="10:30-11:30"), plan(), plan(talk="10:30-11:30"), None),
]
both = plan(more="x")
office.add_meeting(both, "y", "2027-06-15/2027-06-16")
for meeting in both["meetings"][2:]:  # nobody can be in two places
    meeting["dates"] = {"x": "2027-06-15/2027-06-16", "y": "2027-07-15/2027-07-16"}[meeting["id"]]
    meeting["programme"] = {meeting["dates"].split("/")[0]: list(meeting["programme"].values())[0]}
STORIES[5].merged = both
STORIES[5].second = dict(both, meetings=both["meetings"][:2] + both["meetings"][3:])


class Branches:
    """A repository with a plan, cloned by two; their outboxes lie outside."""

    def __init__(self, tmp, story, union, style, unresolved):
        self.tmp, self.story = tmp, story
        self.repo = os.path.join(tmp, "repo")
        os.mkdir(self.repo)
        self.place = self.at("base", plan())
        git(self.repo, "init", "-q")
        git(self.repo, "config", "merge.conflictStyle", style)
        if union:
            with open(os.path.join(self.repo, ".gitattributes"), "w", encoding="ascii") as file:
                file.write("*.ledger.yaml merge=union\n")
        self.sent = []
        self.union, self.unresolved = union, unresolved

    def at(self, outbox, raw=None):
        place = Office(self.repo, raw)
        place.outbox = os.path.join(self.tmp, "outbox-" + outbox)
        return place

    def issue(self, outbox, raw, now):
        place = self.at(outbox, raw)
        before = set(place.messages())
        run = place.invite(now=now)
        self.sent += [message for name, message in place.messages().items() if name not in before]
        return run

    def commit(self, text):
        git(self.repo, "add", "-A")
        git(self.repo, "commit", "-q", "--allow-empty", "-m", text)

    def branch(self, name, raw, now):
        git(self.repo, "checkout", "-q", "-b", name, "main")
        run = self.issue(name, raw, now)
        self.commit(name)
        return run, lines_of(self.place)

    def merge(self):
        """Does git leave a conflict in the ledger?"""
        git(self.repo, "merge", "-q", "first", "-m", "merged", ok=False)
        self.at("merged", self.story.merged)  # the plan itself is settled by hand
        conflict = bool(MARKS.search(invitations.read_bytes(self.place.ledger)))
        if conflict and not self.unresolved:
            data = invitations.read_bytes(self.place.ledger)
            kept = [line for line in data.split(b"\n") if not MARKS.match(line)]
            with open(self.place.ledger, "wb") as file:
                file.write(b"\n".join(dict.fromkeys(kept[:-1])) + b"\n")
        self.commit("merged")
        return conflict


def boxes_of(messages):
    boxes = {}
    for message in messages:
        boxes.setdefault(message.to[0], itip.Mailbox()).deliver(message)
    return {to: box.shown() for to, box in boxes.items()}


def check_stamps(before, new):
    """No issue has the stamp of an earlier one, or an earlier one."""
    latest = max(message.invitation.stamp for message in before)
    for message in new:
        if message.invitation.stamp <= latest:
            yield "%s is not later than %s" % (message.name, latest)


def wanted_times(raw):
    """UID -> the time of day at which it begins, of the items to answer"""
    return {"%s.%s.p@plan.example" % (item["id"], meeting["id"]): item["time"][:5]
            for meeting in raw["meetings"] for items in meeting["programme"].values() for item in items if item.get("rsvp")}


def check_mailboxes(raw, messages):
    """In any order everybody has the times of the plan."""
    wanted = wanted_times(raw)
    tbilisi = datetime.timedelta(hours=4)
    for seed in range(3):
        order = list(messages)
        if seed:
            random.Random(seed).shuffle(order)
        boxes = boxes_of(order)
        for name in WHO:
            shown = boxes.get(name + "@people.example", {})
            got = {uid: (content[0] + tbilisi).strftime("%H:%M") for uid, content in shown.items() if "talk" in uid}
            if got != wanted:
                yield "%s has %s instead of %s" % (name, got, wanted)
        if boxes != boxes_of(messages):
            yield "it matters in which order messages come"


def check_story(tmp, story, union, style, unresolved):
    branches = Branches(tmp, story, union, style, unresolved)
    runs = [branches.issue("base", plan(), "2027-03-01T10:00:00Z")]
    branches.commit("base")
    # the clock of the first is ahead
    run, first = branches.branch("first", story.first, "2027-03-09T10:00:00Z")
    runs.append(run)
    run, second = branches.branch("second", story.second, "2027-03-02T10:00:00Z")
    runs.append(run)
    for run in runs:
        if run.status:
            yield run
    conflict = branches.merge()
    if union and conflict:
        yield "git left a conflict in spite of merge=union"
    if not union and not conflict and set(first) - set(second) and set(second) - set(first):
        yield "git left no conflict: the test is of no use"
    merged = set(lines_of(branches.place))
    if merged != set(first) | set(second):
        yield "the merge of git lost %d records" % len((set(first) | set(second)) - merged)
    before = list(branches.sent)
    raw = story.merged
    run = branches.issue("merged", raw, "2027-03-03T10:00:00Z")
    new = branches.sent[len(before):]
    if run.status:
        yield run
    yield from check_stamps(before, new)
    yield from check_mailboxes(raw, branches.sent)
    yield from check_record(branches, story, run, merged, new, conflict and unresolved)


def check_record(branches, story, run, merged, new, marked):
    told = [line for line in run.said.splitlines() if "two branches gave" in line]
    if bool(story.warned) != bool(told) or told and story.warned not in told[0]:
        yield "it says %s of two branches: %s" % (told or "nothing", run)
    if story.warned:
        highest = max(m.invitation.sequence for m in branches.sent if m not in new and "talk.m." in m.invitation.uid)
        for message in new:
            if "talk.m." in message.invitation.uid and message.invitation.sequence <= highest:
                yield "%s has SEQUENCE %d again" % (message.name, message.invitation.sequence)
        if not any("talk.m." in message.invitation.uid for message in new):
            yield "nobody was told which of the two holds"
    data = invitations.read_bytes(branches.place.ledger)
    lines = invitations.record_lines(data)
    if not set(lines) >= merged or len(set(lines)) != len(lines):
        yield "records were lost or doubled: %d of %d" % (len(set(lines) & merged), len(merged))
    if new and MARKS.search(data):
        yield "the marks are still there"
    if marked and not re.search("merge", run.said):
        yield "the marks are not told: %s" % run
    if not MARKS.search(data) and len(invitations.records(data)) != len(lines):
        yield "it does not read as YAML"
    again = branches.issue("merged", story.merged, "2027-03-10T10:00:00Z")
    if again.status or "two branches" in again.said or len(invitations.record_lines(
            invitations.read_bytes(branches.place.ledger))) != len(lines):
        yield "the next run: %s" % again


def test_branches(tmp):
    cases = [(True, "merge", False)] + [(False, style, unresolved) for style in styles() for unresolved in (True, False)]
    for story in STORIES:
        for union, style, unresolved in cases:
            if not unresolved and not union and style != "merge":
                continue  # solved by hand it is the same
            name = "%s: %s" % (story.name, "merge=union" if union else "a conflict (%s), %s" % (
                style, "left as it is" if unresolved else "solved by keeping both"))
            folder = tempfile.mkdtemp(dir=tmp)
            tap.none(check_story(folder, story, union, style, unresolved), name)
            shutil.rmtree(folder)


# ------------------------------------------------------------------ torn records

def check_torn(place, raw, data, start, cut, messages):
    """The record that begins at start ends before cut.  raw: the plan as it is next."""
    torn = data[:cut]
    with open(place.ledger, "wb") as file:
        file.write(torn)
    whole = [line for line in torn.split(b"\n")[:-1] if line.startswith(b"- ")]
    last = torn.split(b"\n")[-1]
    shutil.rmtree(place.outbox, ignore_errors=True)
    place.write(raw)
    run = place.invite(now="2027-03-05T10:00:00Z")
    if run.status:
        yield run
        return
    complete = data[cut:cut + 1] == b"\n"  # all but the line's end
    if last and not complete and not re.search("cut off|torn", run.said):
        yield "it is not told: %s" % run
    after = invitations.read_bytes(place.ledger)
    lines = invitations.record_lines(after)
    for line in whole + ([last] if complete else []):
        if line not in lines:
            yield "a record is lost: %r" % line
    records = invitations.records(after)
    if len(records) != len(lines):
        yield "%d records on %d lines" % (len(records), len(lines))
    new = list(place.messages().values())
    if cut % 4 == 0:
        yield from check_mailboxes(raw, messages + new)
    issued = {record["message"] for record in records if "issued" in record}
    if {message.id.strip("<>") for message in new} - issued:
        yield "what was issued is not recorded"
    again = place.invite(now="2027-03-06T10:00:00Z") if cut % 8 == 0 else run
    if again.status or invitations.read_bytes(place.ledger) != after:
        yield "the next run: %s" % again


def test_torn(tmp):
    """Cut off at every byte of the last record of each kind."""
    place = Office(os.path.join(tmp, "torn"), office.plan(people=3))
    first, second, third = (office.plan(people=3, time=time) for time in ("10:00-11:00", "10:30-11:30", "11:00-11:45"))
    messages = []
    for raw, now in ((first, "2027-03-01T10:00:00Z"), (second, "2027-03-02T10:00:00Z")):
        place.write(raw)
        run = place.invite(now=now)
        if run.status:
            tap.none([run], "an issue")
            return
    messages = list(place.messages().values())
    data = invitations.read_bytes(place.ledger)
    for kind in (b"- {revised: 2027-03-02", b"- {issued: 2027-03-02"):
        for raw, what in ((third, "the next change is told"), (second, "what is not known to be told is told again")):
            found = []
            start = data.rindex(kind)
            end = data.index(b"\n", start)
            step = 1 if raw is third else 7
            for cut in range(start, end + 1, step):
                found += ["%d bytes of it: %s" % (cut - start, text)
                          for text in check_torn(place, raw, data, start, cut, messages)]
                if len(found) > 5:
                    break
            tap.none(found[:6], "a torn record (%s): %s" % (kind[3:10].decode(), what))


def main():
    if not shutil.which("git"):
        tap.skip_all("git is missing")
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=shm) as tmp:
        test_branches(tmp)
        test_torn(tmp)
    tap.done()


if __name__ == "__main__":
    main()
