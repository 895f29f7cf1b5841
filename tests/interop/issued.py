"""Calendars beside a ledger.  Who was invited to something has it as an
invitation, and so not in the own calendar; nobody else's calendar knows of
that, nor of what was answered.  Run by ./issued."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "meta"))
import tap  # noqa: E402  (a module beside this folder)

PBPLAN = os.environ["PBPLAN"]
EXAMPLES = os.path.join(os.environ["srcdir"], "data", "examples")
NAME = "peace-bridge-2027"
NOW = "2027-05-20"
MANIFEST = ".pbplan-manifest"


class Office:
    """A folder with the plan, its ledger, and the calendars made of both."""

    def __init__(self, folder):
        self.folder = folder
        for file in os.listdir(EXAMPLES):
            if file.startswith(NAME):
                shutil.copy(os.path.join(EXAMPLES, file), folder)
        self.plan = os.path.join(folder, NAME + ".yaml")
        self.ledger = os.path.join(folder, NAME + ".ledger.yaml")
        self.calendars = os.path.join(folder, "calendars")

    def run(self, *words):
        done = subprocess.run([PBPLAN, "--ui", "en", *words], stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT, cwd=self.folder, timeout=60)
        if done.returncode:
            raise AssertionError("%s: status %d: %s" % (" ".join(words), done.returncode,
                                                        done.stdout.decode()))
        return done.stdout.decode()

    def export(self):
        return self.run("export", self.plan, "-o", self.calendars, "--now", NOW)

    def invite(self, *options):
        return self.run("invite", self.plan, "-o", os.path.join(self.folder, "outbox"),
                        "--now", NOW, *options)

    def files(self):
        """What each file in the folder of calendars holds, and which file it is."""
        found = {}
        for entry in os.scandir(self.calendars):
            with open(entry.path, "rb") as file:
                stat = entry.stat()
                found[entry.name] = (file.read(), stat.st_ino, stat.st_mtime_ns)
        return found

    def records(self, kind):
        with open(self.ledger, encoding="utf-8") as file:
            return [line for line in file if line.startswith("- {%s:" % kind)]

    def edit(self, old, new):
        with open(self.plan, encoding="utf-8") as file:
            text = file.read()
        assert text.count(old) == 1, old
        with open(self.plan, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))

    def people(self):
        """Those who are invited to anything, by a dry run."""
        listed = self.invite("--dry-run")
        addresses = set(re.findall(r"<([^>]*)>", listed))
        with open(os.path.join(self.folder, NAME + ".people.yaml"), encoding="utf-8") as file:
            text = file.read()
        found = re.findall(r"^  ([a-z0-9-]+):(?:\n    .*)*?\n    email: (\S+)$", text, re.M)
        return [person for person, email in found if email in addresses]


def differing(before, after):
    """Names of files whose bytes are others, or which were written though they are not."""
    return sorted(name for name in set(before) | set(after)
                  if before.get(name) != after.get(name))


def bytes_of(files):
    return {name: content for name, (content, _, _) in files.items() if name != MANIFEST}


def events(calendar):
    """UIDs of a calendar, and the SEQUENCE of each."""
    text = calendar.decode("utf-8").replace("\r\n ", "")
    return dict(re.findall(r"^UID:(\S+)\r\n(?:.*\r\n)*?SEQUENCE:(\d+)\r$", text, re.M))


def test_one_by_one(office):
    """Each issue to one person changes that person's calendar and no other."""
    people = office.people()
    tap.ok(len(people) > 10, "many are invited", people)
    office.export()
    before = office.files()
    for person in people:
        office.invite("--for", "person:" + person)
        out = office.export()
        after = office.files()
        mine = "person-%s.ics" % person
        said = ("changed: " if mine in after else "removed: ") + mine
        tap.ok(differing(before, after) == sorted([MANIFEST, mine]) and said in out,
               "an invitation to %s changes that person's calendar alone" % person,
               differing(before, after), out)
        # of a guest who was invited to everything there is nothing left to keep
        kept = events(after[mine][0]) if mine in after else {}
        gone = set(events(before[mine][0])) - set(kept)
        issued = {re.search(r" uid: (\S+),", line)[1] for line in office.records("issued")
                  if " to: %s," % person in line}
        tap.ok(gone == issued and gone, "%s: what is missing there is what was issued" % person,
               gone, issued)
        before = after


def test_current(office):
    before = office.files()
    out = office.export()
    tap.ok("unchanged" in out and differing(before, office.files()) == [],
           "nothing has happened since, and nothing is written", out)


def answers_to(line, i):
    """An answer of some kind to an issue, as a record, with words that are in no plan."""
    found = {key: re.search(" %s: ([^,}]+)" % key, line)[1] for key in ("uid", "to", "email")}
    record = ("- {answered: 2027-05-20T01:00:00Z, method: %s, uid: %s, sequence: 0, from: %s, "
              "email: %s, partstat: %s, dtstamp: 2027-05-20T01:00:00Z, comment: \"zzq%d\"%s}\n")
    kinds = [("REPLY", "ACCEPTED", ""), ("REPLY", "DECLINED", ""), ("REPLY", "TENTATIVE", ""),
             ("REPLY", "DELEGATED", ", delegated_to: zzq@elsewhere.example"),
             ("COUNTER", "TENTATIVE", ", dtstart: 2027-05-31, dtend: 2027-06-01")]
    method, partstat, more = kinds[i % len(kinds)]
    return record % (method, found["uid"], found["to"], found["email"], partstat, i, more)


def test_answers(office):
    """Answers are in no calendar, and change none."""
    before = office.files()
    with open(office.ledger, "a", encoding="utf-8") as file:
        for i, line in enumerate(office.records("issued")):
            file.write(answers_to(line, i))
    listed = office.run("status", office.plan, "--now", NOW)
    tap.ok("zzq1" in listed and "zzq@elsewhere.example" in listed, "the answers count", listed)
    out = office.export()
    after = office.files()
    tap.ok(differing(before, after) == [MANIFEST], "what was answered changes no calendar",
           differing(before, after), out)
    tap.none((name for name, (content, _, _) in after.items() if b"zzq" in content),
             "and is in none")
    addresses = {re.search(r" email: ([^,}]+)", line)[1] for line in office.records("issued")}
    tap.none(("%s: %s" % (name, address) for name, content in bytes_of(after).items()
              for address in addresses if address.encode() in content.replace(b"\r\n ", b"")),
             "nor is any address in one")


def test_sequence(office):
    """Another time, issued: the SEQUENCE rises wherever the event stands, and only there."""
    uid = "reception.baku-2027-07.%s@peacebridge.example" % NAME
    before = office.files()
    office.edit("time: 14:45-15:45", "time: 14:45-15:50")
    office.export()
    edited = office.files()
    office.invite()
    out = office.export()
    after = office.files()
    holding = {name for name, content in bytes_of(after).items() if uid in events(content)}
    tap.ok(holding == {n for n, c in bytes_of(before).items() if uid in events(c)} and
           "organizers.ics" in holding, "an update is issued to those who were invited", holding)
    tap.none((name for name in holding if events(after[name][0])[uid] != "1"),
             "SEQUENCE 1 wherever it stands")
    tap.ok(set(differing(edited, after)) == holding | {MANIFEST},
           "and nothing else is written", differing(edited, after), out)
    others = {name: seq for content in bytes_of(after).values()
              for name, seq in events(content).items() if name != uid}
    tap.ok(others and set(others.values()) == {"0"}, "no other event has another SEQUENCE",
           {name for name, seq in others.items() if seq != "0"})


def test_without(office, first):
    """Without its ledger a plan gives the calendars of before the first issue."""
    office.edit("time: 14:45-15:50", "time: 14:45-15:45")
    os.rename(office.ledger, office.ledger + ".away")
    office.export()
    tap.ok(bytes_of(office.files()) == bytes_of(first), "without the ledger, as at first",
           differing(first, office.files()))
    os.rename(office.ledger + ".away", office.ledger)


def main():
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        office.export()
        first = office.files()
        test_one_by_one(office)
        test_current(office)
        test_answers(office)
        test_sequence(office)
        test_without(office, first)
    tap.done()


main()
