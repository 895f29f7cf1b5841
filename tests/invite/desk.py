"""An organizer's desk: a plan, its ledger and its outbox in a folder, and what
`pbplan invite` makes of them.  Whatever a test asks for, of every issue is
asked what must hold of any."""

import difflib
import email
import email.policy
import os
import re
import subprocess
import sys
import tempfile

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder)
                for folder in ("meta", "interop")]
import rules  # noqa: E402  (a module of that folder)
import tap  # noqa: E402

try:
    import yaml
except ImportError:
    tap.skip_all("python3-yaml is missing")

PBPLAN = os.environ["PBPLAN"]
NOW = "2027-03-01"
LINE = re.compile(r'(invitation|update|cancellation) +(.*) <([^<>]*)>: "(.*)"(?: \((.*)\))?')
WORDS = {"invitation": "new", "update": "update", "cancellation": "cancel"}
METHODS = {"new": "REQUEST", "update": "REQUEST", "cancel": "CANCEL"}

PLAN = """pbplan: 1
id: bridge
title: Bridge
organizer: {name: Office, email: office@bridge.example}
sides:
  am: {country: AM, language: en, name: Armenian delegation}
  az: {country: AZ, language: en, name: Azerbaijani delegation}
people:
  ani: {side: am, name: Ani Sarkisian, email: ani@regional.example, private: {passport: {country: AM, number: AB0000001, expires: 2032-01-01}}}
  leyla: {side: az, name: Leyla Mammadova, email: leyla@caspian.example}
  rauf: {side: az, name: Rauf Aliyev, email: rauf@caspian.example}
  chris: {name: Chris Hill, email: chris@neutral.example}
places:
  hotel: {kind: hotel, name: Hotel on the Square, city: baku, country: AZ, geo: [40.3700, 49.8400]}
  library: {kind: institution, name: Presidential Library, city: baku, country: AZ, geo: [40.3667, 49.8352]}
  academy: {kind: institution, name: Academy of Sciences, city: baku, country: AZ, geo: [40.3720, 49.8360]}
meetings:
  - id: baku
    title: Visit to Baku
    host: az
    place: baku
    dates: 2027-04-14/2027-04-15
    status: confirmed
    contact: [{person: leyla, phone: "+994 00 0000000"}]
    delegations: {am: [ani], az: [leyla, rauf]}
    others: [chris]
    programme:
      2027-04-14:
        - {flight: XX 101, id: flight-out, from: EVN, to: GYD, time: 09:00-10:15, who: ani}
        - {stay: hotel, id: room, until: 2027-04-15, who: ani}
        - {session: Round table, id: table, time: 15:00-17:00, place: library, who: [ani, leyla], rsvp: true}
        - {meal: Dinner, id: dinner, time: 19:00-21:00, place: hotel}
      2027-04-15:
        - {flight: XX 102, id: flight-back, from: GYD, to: EVN, time: 14:30-15:45, who: ani}
"""


class Message:
    """A file of the outbox, and what it says."""

    def __init__(self, path):
        self.name = os.path.basename(path)
        with open(path, "rb") as file:
            data = file.read()
        self.mail = email.message_from_bytes(data, policy=email.policy.default)
        self.raw = email.message_from_bytes(data)
        parts = list(self.mail.walk())
        self.text = next(p for p in parts if p.get_content_type() == "text/plain")
        calendars = [p for p in parts if p.get_content_type() == "text/calendar"]
        self.part = calendars[0]
        self.attached = [p for p in calendars[1:]]
        self.calendar = rules.parse(self.part.get_payload(decode=True))
        self.event = next(p for p in self.calendar.parts if p.name == "VEVENT")
        self.attendee = self.event.all("ATTENDEE")[0]

    def value(self, name):
        return self.event.value(name)

    def body(self):
        return self.text.get_content()

    def attachment(self):
        """The VEVENTs of the person's calendar that goes with it; None without one."""
        if not self.attached:
            return None
        calendar = rules.parse(self.attached[0].get_payload(decode=True))
        return {part.value("UID"): part for part in calendar.parts if part.name == "VEVENT"}


class Issue:
    """What one run says and leaves: its rows are "update ani table.baku 1 time, place"."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err
        self.rows, self.messages, self.records = [], [], []

    def __iter__(self):
        return iter(self.rows)

    def message(self, person, event="baku"):
        return next(m for m in self.messages if "-%s-%s-" % (person, event) in m.name)


def call(*arguments, cwd=None, stdin=None, environment=None):
    done = subprocess.run([PBPLAN] + list(arguments), cwd=cwd, input=stdin, timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          env=dict(os.environ, **environment) if environment else None)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def records_in(path):
    """One on each line; what was cut off is none."""
    found = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                try:
                    found += yaml.load(line, Loader=yaml.BaseLoader) if line.startswith("- {") else []
                except yaml.YAMLError:
                    pass
    return found


def event_of(uid):
    """table.baku.bridge@bridge.example -> table.baku"""
    return uid.split("@")[0].rsplit(".", 1)[0]


def compact(when):
    return when.replace("-", "").replace(":", "")


class Office:
    def __init__(self, plan=PLAN):
        self.folder = tempfile.mkdtemp()
        self.ledger = os.path.join(self.folder, "plan.ledger.yaml")
        self.box = os.path.join(self.folder, "out")
        self.text = None
        self.write(plan)

    def write(self, plan):
        self.text = plan
        with open(os.path.join(self.folder, "plan.yaml"), "w", encoding="utf-8") as file:
            file.write(plan)

    def change(self, *pairs):
        """Pairs of what stands in the plan once, and what stands there from now on."""
        text = self.text
        for old, new in zip(pairs[::2], pairs[1::2]):
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        self.write(text)
        return self

    def records(self):
        return records_in(self.ledger)

    def add_record(self, line):
        with open(self.ledger, "a", encoding="utf-8") as file:
            file.write("- {%s}\n" % line)

    def answer(self, person, event, sequence, partstat, when="2027-03-02T00:00:00Z"):
        address = re.search(r"\b%s: \{.*email: ([^,}]*)" % person, self.text).group(1)
        self.add_record("answered: %s, method: REPLY, uid: %s.bridge@bridge.example, sequence: %d, from: %s, "
                        "email: %s, partstat: %s, dtstamp: %s"
                        % (when, event, sequence, person, address, partstat, when))

    def files(self):
        return sorted(os.listdir(self.box)) if os.path.exists(self.box) else []

    def run(self, *options, now=NOW, environment=None):
        arguments = ["invite", "plan.yaml", "--ui", "en"] + list(options)
        if now:
            arguments += ["--now", now]
        return Issue(*call(*arguments, cwd=self.folder, environment=environment))

    def issue(self, *options, now=NOW, environment=None):
        """Issues what is due, and looks at every message of it."""
        before, known = set(self.files()), len(self.records())
        dry = self.run("--dry-run", *options, now=now, environment=environment)
        same = set(self.files()) == before and len(self.records()) == known
        issue = self.run("-o", "out", *options, now=now, environment=environment)
        self.collect(issue, before, known)
        self.examine(issue, dry, same)
        return issue

    def collect(self, issue, before, known):
        issue.records = self.records()[known:]
        sent = {}
        for name in self.files():
            if name not in before:
                message = Message(os.path.join(self.box, name))
                issue.messages.append(message)
                sent[str(message.mail["To"].addresses[0].addr_spec).lower(), message.value("UID"),
                     self.person_in(message.name)] = message
        issued = [r for r in issue.records if "issued" in r]
        for record, line in zip(issued, issue.out.splitlines()):
            match = LINE.fullmatch(line)
            word, _, address, _, why = match.groups() if match else ("?", "", "", "", line)
            row = [WORDS.get(word, word), record["to"], event_of(record["uid"]), record["sequence"]]
            issue.rows.append(" ".join(row + ([why] if why else [])))
            record["row"], record["address"] = WORDS.get(word, word), address
            record["mail"] = sent.get((record["email"].lower(), record["uid"], record["to"]))

    @staticmethod
    def person_in(name):
        """Of the people here, whose ids have no "-"."""
        return name.split("-")[1]

    def examine(self, issue, dry, same):
        """What holds of every issue."""
        wrong = issue.wrong = []
        issued = [r for r in issue.records if "issued" in r]
        if dry.out != issue.out or dry.status != issue.status:
            wrong.append("--dry-run says otherwise: " + dry.out + dry.err)
        if not same:
            wrong.append("--dry-run has written something")
        if len(issue.out.splitlines()) != len(issued) or len(issued) != len(issue.messages):
            wrong.append("%s, of %d recorded, %d messages" % (issue.out, len(issued), len(issue.messages)))
            return
        for record in issued:
            wrong += ["%s: %s" % (record["message"], w) for w in self.faults(record)]
        again = self.run("--dry-run", now=NOW)
        if issue.status == 0 and issued and again.out and not issue.err.count("kept back"):
            issue.left = again.out

    @staticmethod
    def faults(record):
        mail = record["mail"]
        if not mail:
            yield "there is no message"
            return
        cancel = record["method"] == "CANCEL"
        stamp = compact(record["issued"])
        name = "%s-%s-%s-%s.eml" % (stamp, record["to"], event_of(record["uid"]), record["method"].lower())
        facts = [
            ("method by the list", METHODS.get(record["row"]), record["method"]),
            ("method of the calendar", mail.calendar.value("METHOD"), record["method"]),
            ("method of the part", mail.part.get_param("method"), record["method"]),
            ("file", mail.name, name),
            ("Message-ID", mail.mail["Message-ID"], "<%s>" % record["message"]),
            ("address in the list", record["address"], record["email"]),
            ("attendees", [a.value for a in mail.event.all("ATTENDEE")], ["mailto:" + record["email"]]),
            ("SEQUENCE", mail.value("SEQUENCE"), record["sequence"]),
            ("DTSTAMP", mail.value("DTSTAMP"), stamp),
            ("language", mail.mail["Content-Language"], record["language"]),
            ("answer that is asked for", mail.attendee.params.get("RSVP"), None if cancel else "TRUE"),
            ("alarms", [p.name for p in mail.event.parts], []),
            ("hash of the words", "said" in record, not cancel),
            ("hash of the programme", "programme" in record,
             not cancel and event_of(record["uid"]).count(".") == 0),
        ]
        for what, found, expected in facts:
            if found != expected:
                yield "%s: %s, and not %s" % (what, found, expected)


def same(issue, name, *rows):
    """Are these the rows, in any order but people's, and is every message sound?"""
    passed = tap.ok(list(issue) == list(rows) and not issue.wrong and issue.status == 0, name,
                    "issued:", *(list(issue) + ["expected:"] + list(rows) + issue.wrong +
                                 [issue.err, "status %d" % issue.status]))
    return passed


def differences(expected, found):
    return list(difflib.unified_diff(expected.splitlines(), found.splitlines(), "golden", "now", lineterm=""))
