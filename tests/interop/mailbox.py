"""Histories of changes, each issued to mailboxes that read by the rules of RFC
5546.  TAP, by ./mailbox.

PBPLAN_MAILBOX_SEEDS=N makes N histories; =N-M those with the seeds N to M."""

import datetime
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import tap  # noqa: E402

try:
    import icalendar  # noqa: F401
except ImportError:
    tap.skip_all("Python's icalendar is missing")
import expectations  # noqa: E402
import histories  # noqa: E402
import invitations  # noqa: E402
import itip  # noqa: E402
import mail_rules  # noqa: E402
import plan as plans  # noqa: E402
import selftest  # noqa: E402
import stories  # noqa: E402

SRCDIR = os.environ["srcdir"]
SEEDS = 60 if os.environ.get("PBPLAN_SANITIZERS") == "yes" else 500  # which take ten times as long
SEEDS_SANITIZED = 40
DOMAIN = "made-up.example"
NAMES = {
    "runs": "a plan that holds is issued",
    "refused": "a plan with errors is refused, and nothing is issued of it",
    "dry": "--dry-run writes nothing, and lists what is issued then",
    "twice": "what was issued is not issued again",
    "form": "every message is as invitations have to be",
    "words": "no message tells private data or another's address",
    "told": "whoever is concerned by a change is told",
    "needless": "an unchanged event is not sent again, a spelling fix with --wording only",
    "content": "every request says what the export says",
    "beside": "the calendar beside an invitation holds the rest of the programme",
    "sequence": "SEQUENCE rises with time, place and status, and else stays",
    "stamps": "every issue is later than all before it",
    "status": "a CANCEL has STATUS:CANCELLED where it is off for all, and only there",
    "ids": "every Message-ID is given once",
    "in order": "every mailbox holds what the plan says",
    "any order": "whatever order messages arrive in, every mailbox holds the same",
    "doubled": "messages that arrive twice change nothing",
    "kept": "invitations and the calendars beside them are the whole programme",
    "export": "exports carry the ledger's SEQUENCE, and leave out what a person was invited to",
    "ledger": "the ledger has a record of every message, is only added to, and is the organizer's alone",
    "libical": "libical has nothing against any calendar, and reads the same times",
}


class History:
    """One seed: a plan, what is changed in it, and what was sent."""

    def __init__(self, seed, tmp):
        self.seed, self.random = seed, random.Random("history %d" % seed)
        self.world = histories.World(seed)
        self.tmp = os.path.join(tmp, "seed-%d" % seed)
        self.complaints = []
        self.issue = 0
        self.changes = ["a new plan"]
        self.issues = 12 if seed % 4 == 0 else 4
        self.now = datetime.datetime(2027, 1, 4, 9, 0, tzinfo=itip.UTC)
        self.folder = None
        self.sent = []  # every Message, in the order of issue
        self.told = expectations.Told()
        self.seen = mail_rules.Seen()
        self.numbers = {"messages": 0, "issues": 0, "refused": 0, "cancelled": 0, "updates": 0, "wordings": 0,
                        "clashes": 0, "tries": 0, "repeats": 0}

    def complain(self, name, text):
        self.complaints.append((name, "seed %d, issue %d (%s): %s"
                                % (self.seed, self.issue, ", ".join(self.changes), text)))

    # ------------------------------------------------------------------ folders

    def plan_in(self, folder):
        return os.path.join(self.tmp, folder, "plan.yaml")

    def outbox_of(self, folder):
        return os.path.join(self.tmp, folder, "outbox")

    def write(self, folder, raw):
        os.makedirs(os.path.join(self.tmp, folder), exist_ok=True)
        with open(self.plan_in(folder), "w", encoding="utf-8") as file:
            json.dump(raw, file, ensure_ascii=False)  # JSON is YAML too

    def hand_over(self):
        """Another organizer takes the ledger."""
        other = self.random.choice(["one", "two"])
        if self.folder and other != self.folder:
            ledger = invitations.ledger_of(self.plan_in(self.folder))
            os.makedirs(os.path.join(self.tmp, other), exist_ok=True)
            if os.path.exists(ledger):
                shutil.copy(ledger, invitations.ledger_of(self.plan_in(other)))
        self.folder = other

    def everything(self):
        return invitations.tree(os.path.join(self.tmp, self.folder))

    def invite(self, *more):
        return invitations.invite(self.plan_in(self.folder), self.outbox_of(self.folder),
                                  self.now.strftime("%Y-%m-%dT%H:%M:%SZ"), *more)

    # ------------------------------------------------------------------- issues

    def run(self):
        for self.issue in range(self.issues):
            before = histories.copy_of(self.world)
            if self.issue:
                self.changes = [self.world.change() for _ in range(self.random.choice([1, 1, 2, 3]))]
                # clocks of two organizers differ
                self.now += datetime.timedelta(minutes=self.random.choice([-90, 0, 1, 60, 1440, 3000]))
            if self.issue == 0 or self.random.random() < 0.2:
                self.hand_over()
            if not self.issue_once(self.issue == self.issues - 1):
                self.world = before
        self.judge_mailboxes()
        self.judge_ledger()
        self.judge_ids()
        shutil.rmtree(self.tmp, ignore_errors=True)

    def refuse(self, raw):
        """What overlaps for the same people is an error."""
        for meeting in raw["meetings"]:
            for items in meeting.get("programme", {}).values():
                timed = [item for item in items if "time" in item and item.get("status") != "cancelled"]
                if timed and meeting["status"] in ("tentative", "confirmed"):
                    items.append({"ceremony": "Clash", "time": timed[0]["time"], "who": ["eva"]})
                    items.append({"session": "Clash", "time": timed[0]["time"], "who": ["eva"]})
                    self.write(self.folder, raw)
                    before = self.everything()
                    run = self.invite()
                    self.numbers["clashes"] += 1
                    if run.status != 1 or self.everything() != before:
                        self.complain("refused", run)
                    return

    def only(self, raw):
        """Options that leave a part out, and what they mean."""
        choice = self.random.random()
        if self.seed % 3:
            return [], lambda person, meeting: True
        if choice < 0.15 and raw["meetings"]:
            id = self.random.choice(raw["meetings"])["id"]
            return ["--meeting", id], lambda person, meeting: meeting == id
        if choice < 0.3:
            one = self.random.choice(sorted(raw["people"]))
            return ["--for", "person:" + one], lambda person, meeting: person == one
        return [], lambda person, meeting: True

    def issue_once(self, last):
        """False: the plan is refused, as it should be."""
        raw = self.world.raw()
        if self.random.random() < 0.04:
            self.refuse(self.world.raw())
        self.write(self.folder, raw)
        options, within = ([], lambda person, meeting: True) if last else self.only(raw)
        wording = self.random.random() < 0.2
        if wording:
            options.append("--wording")
        listed = None
        if self.random.random() < 0.12:
            before = self.everything()
            run = self.invite("--dry-run", *options)
            listed = run.out
            self.numbers["tries"] += 1
            if self.everything() != before:
                self.complain("dry", "something was written")
        before, ledger = set(invitations.messages_in(self.outbox_of(self.folder))), self.ledger()
        run = self.invite(*options)
        new = sorted(set(invitations.messages_in(self.outbox_of(self.folder))) - before)
        if run.status == 1:
            self.check_refusal(run, new, ledger)
            return False
        if run.status or "Sanitizer" in run.err:
            self.complain("runs", run)
            return False
        if listed is not None:
            self.check_dry_run(listed, run, new)
        if self.random.random() < 0.12:
            before = self.everything()
            again = self.invite(*options)
            self.numbers["repeats"] += 1
            if again.status or self.everything() != before:
                self.complain("twice", again)
        self.check_ledger_grew(ledger)
        self.check_messages(raw, new, wording, within, bool(options and options[0] != "--wording"))
        return True

    def check_refusal(self, run, new, ledger):
        check = invitations.Run("--ui", "en", "validate", self.plan_in(self.folder), "--now", "2027-01-04")
        self.numbers["refused"] += 1
        if check.status != 1:
            self.complain("runs", run)
        if new or self.ledger() != ledger:
            self.complain("refused", "issued all the same: %s" % new)

    def check_dry_run(self, listed, run, new):
        if listed != run.out or len(listed.splitlines()) != len(new):
            self.complain("dry", "it listed %s, issued were %s" % (listed, new))

    def ledger(self):
        return invitations.read_bytes(invitations.ledger_of(self.plan_in(self.folder))) or b""

    def check_ledger_grew(self, before):
        after = self.ledger()
        if not after.startswith(before):
            self.complain("ledger", "it was not only added to")
        if after and invitations.mode(invitations.ledger_of(self.plan_in(self.folder))) != 0o600:
            self.complain("ledger", "others can read it")

    def snapshot(self, raw):
        """What the plan says, exported where no ledger is."""
        self.write("pure", raw)
        folder = os.path.join(self.tmp, "pure", "out")
        shutil.rmtree(folder, ignore_errors=True)
        run = invitations.Run("--ui", "en", "export", self.plan_in("pure"), "-o", folder, "--now", "2027-01-04")
        if run.status:
            self.complain("runs", run)
        return expectations.Snapshot(plans.Plan(None, SRCDIR, raw), folder)

    def check_messages(self, raw, names, wording, within, partial):
        snapshot = self.snapshot(raw)
        messages = []
        secrets, others = self.world.canaries, [a for a in self.world.addresses if a not in self.world.published]
        for name in names:
            try:
                message = itip.Message(os.path.join(self.outbox_of(self.folder), name))
            except (ValueError, KeyError, UnicodeError) as error:
                self.complain("form", "%s: %s" % (name, error))
                continue
            messages.append(message)
            for complaint in mail_rules.complaints(message, DOMAIN, secrets, others, self.seen):
                self.complain("words" if complaint.startswith("it tells") else "form", "%s: %s" % (name, complaint))
        for name, text in self.told.judge(snapshot, messages, wording, within, self.now, partial):
            self.complain(name, text)
        self.numbers["messages"] += len(messages)
        self.numbers["issues"] += 1
        self.numbers["wordings"] += wording
        self.numbers["cancelled"] += sum(m.invitation.method == "CANCEL" for m in messages)
        self.numbers["updates"] += sum(m.invitation.sequence > 0 for m in messages)
        self.sent += messages
        self.last = snapshot
        if self.random.random() < 0.1 or self.issue == self.issues - 1:
            self.judge_export(snapshot, messages, partial)

    def judge_export(self, snapshot, messages, partial):
        folder = os.path.join(self.tmp, self.folder, "out")
        shutil.rmtree(folder, ignore_errors=True)
        run = invitations.Run("--ui", "en", "export", self.plan_in(self.folder), "-o", folder, "--now", "2027-01-04")
        if run.status:
            self.complain("export", run)
        for name, text in self.told.judge_export(snapshot, messages, folder, partial):
            self.complain(name, text)

    # ------------------------------------------------------------------ the end

    def deliver(self, messages):
        boxes = {}
        for message in messages:
            for to in message.to:
                boxes.setdefault(to, itip.Mailbox()).deliver(message)
        return boxes

    def judge_mailboxes(self):
        if not self.sent:
            return
        boxes = self.deliver(self.sent)
        for name, text in self.told.judge_mailboxes(self.last, boxes):
            self.complain(name, text)
        shuffled = list(self.sent)
        self.random.shuffle(shuffled)
        doubled = self.sent + shuffled
        for name, messages in (("any order", shuffled), ("doubled", doubled)):
            others = self.deliver(messages)
            for to in boxes:
                if others[to].shown() != boxes[to].shown() or others[to].kept() != boxes[to].kept():
                    self.complain(name, to)

    def judge_ids(self):
        ids = [message.id for message in self.sent]
        for id in {id for id in ids if ids.count(id) > 1}:
            self.complain("ids", id)

    def judge_ledger(self):
        """One record for each message ever, whoever issued it."""
        data = self.ledger()
        for secret in self.world.canaries:
            if secret.encode() in data:
                self.complain("words", "the ledger tells %s" % secret)
        records = invitations.records(data)
        issued = {record["message"]: record for record in records if invitations.kind_of(record) == "issued"}
        if len(invitations.record_lines(data)) != len(records):
            self.complain("ledger", "a record is not on one line")
        ids = {message.id.strip("<>") for message in self.sent}
        if set(issued) != ids or len(issued) != sum("issued" in record for record in records):
            self.complain("ledger", "%d records of %d messages" % (len(issued), len(ids)))
        for message in self.sent:
            record = issued.get(message.id.strip("<>"))
            wanted = {"method": message.invitation.method, "uid": message.invitation.uid,
                      "sequence": str(message.invitation.sequence), "to": message.person, "email": message.to[0],
                      "issued": message.invitation.stamp.strftime("%Y-%m-%dT%H:%M:%SZ")}
            if record and {key: record.get(key) for key in wanted} != wanted:
                self.complain("ledger", "%s is recorded as %s" % (message.name, record))


# ------------------------------------------------------------------- libical


def moment(value):
    """As restrict.c prints it."""
    return value.strftime("%Y%m%dT%H%M%SZ" if isinstance(value, datetime.datetime) else "%Y%m%d")


def calendars_of(history):
    """bytes -> name of the message, start and end; each that differs from the others"""
    different, seen = {}, set()
    for message in history.sent:
        different.setdefault(message.asked, (message.name,) + message.invitation.content()[:2])
        if message.published is not None:
            key = re.sub(rb"(?m)^(DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r$", b"", message.published)
            if key not in seen:
                seen.add(key)
                different[message.published] = message.name + ", beside it", None, None
    return different


def check_with_libical(history, tmp):
    """(name, complaint) of all calendars in what was sent: by its table, and by its clocks, which are those
    of the VTIMEZONEs in them"""
    restrict = os.environ.get("RESTRICT")
    if not restrict or not history.sent:
        return
    folder, paths = os.path.join(tmp, "ics-%d" % history.seed), {}
    os.mkdir(folder)
    for data, about in calendars_of(history).items():
        path = os.path.join(folder, "%d.ics" % len(paths))
        paths[path] = about
        with open(path, "wb") as file:
            file.write(data)
    out = subprocess.run([restrict] + list(paths), capture_output=True, check=True).stdout.decode("utf-8")
    path = None
    for line in out.split("\n"):
        what, _, rest = line.partition("\x1f")
        if what == "file":
            path = rest
        name, start, end = paths.get(path, (None, None, None))
        if what == "wrong":
            yield "libical", "seed %d: %s: %s" % (history.seed, name, rest)
        elif what == "event" and start:
            told = rest.split("\x1f")[2:4]
            if told != [moment(start), moment(end)]:
                yield "libical", "seed %d: %s: from %s to %s, not %s, %s" % (history.seed, name, *told, start, end)
    shutil.rmtree(folder)


def one_history(job):
    """(seed, complaints, numbers)"""
    seed, tmp = job
    history = History(seed, tmp)
    try:
        history.run()
        history.complaints += check_with_libical(history, tmp)
    except Exception:  # a seed that fails must not end the others
        history.complain("runs", traceback.format_exc())
    return seed, history.complaints, history.numbers


def seeds():
    few = os.environ.get("PBPLAN_SANITIZERS") == "yes"  # which make each run some ten times as long
    wanted = os.environ.get("PBPLAN_MAILBOX_SEEDS", str(SEEDS_SANITIZED if few else SEEDS))
    first, _, last = wanted.rpartition("-")
    return range(int(first), int(last) + 1) if first else range(int(last))


def main():
    selftest.run(tap)
    complaints, failed, numbers = {name: [] for name in NAMES}, set(), {}
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # faster than a disk
    expectations.warm_up(SRCDIR)
    with tempfile.TemporaryDirectory(dir=shm) as tmp:
        stories.run(tap, tmp)
    with tempfile.TemporaryDirectory(dir=shm) as tmp, multiprocessing.Pool(os.cpu_count()) as pool:
        for seed, found, counted in pool.imap_unordered(one_history, [(seed, tmp) for seed in seeds()], 4):
            for name, text in found:
                complaints[name].append(text)
                failed.add(seed)
            for key, number in counted.items():
                numbers[key] = numbers.get(key, 0) + number
    for name, title in NAMES.items():
        if name == "libical" and not os.environ.get("RESTRICT"):
            tap.skip(title, "its reader cannot be compiled")
            continue
        shown = complaints[name][:8]
        if len(complaints[name]) > len(shown):
            shown.append("… and %d more" % (len(complaints[name]) - len(shown)))
        tap.none(shown, title)
    for seed in sorted(failed)[:20]:
        print("# failed: alone by PBPLAN_MAILBOX_SEEDS=%d-%d tests/interop/mailbox" % (seed, seed))
    print("# %d histories: %s" % (len(seeds()), ", ".join("%d %s" % (n, key) for key, n in sorted(numbers.items()))))
    if len(seeds()) >= 100:
        few = [key for key, least in (("messages", 20), ("cancelled", 2), ("updates", 5), ("wordings", 0.5),
                                      ("clashes", 0.03), ("tries", 0.1), ("repeats", 0.1))
               if numbers[key] < least * len(seeds())]
        tap.ok(not few and numbers["refused"] * 20 < numbers["issues"], "there was enough to look at", few, numbers)
    tap.done()


if __name__ == "__main__":
    main()
