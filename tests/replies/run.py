"""Answers to the invitations of plan.yaml: the files here, each modelled on
what its first lines say, and files that are made of them below.  What is said
of all of them is compared with counted.txt and refused.txt, which BLESS=1
writes anew; what is recorded is read in the ledger.  Run by ./run."""

import base64
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "meta"))
import tap

PBPLAN = os.environ["PBPLAN"]
NOW = "2027-03-10T09:00"
ROUND = "round-table-1.baku-2027-04.peace-bridge@peacebridge.example"
VISIT = "baku-2027-04.peace-bridge@peacebridge.example"
PEOPLE = {"ani": "ani@regional.example", "tigran": "tigran@economy.example",
          "leyla": "leyla@dialogue.example", "ramil": "ramil@daily.example"}

# what each file records: who, METHOD, PARTSTAT, of what, and anything else
FIXTURES = {
    "apple-accepted-hy": ("ani", "REPLY", "ACCEPTED", ROUND),
    "delegated": ("leyla", "REPLY", "DELEGATED", ROUND, "delegated_to: gunel@dialogue.example"),
    "exchange-accepted": ("leyla", "REPLY", "ACCEPTED", ROUND),
    "exchange-counter": ("tigran", "COUNTER", "TENTATIVE", ROUND,
                         "dtstart: 2027-04-15T16:00:00Z, dtend: 2027-04-15T18:00:00Z",
                         'comment: "The flight may be late; could we begin at eight?"'),
    "exchange-counter-days": ("ani", "COUNTER", "DECLINED", VISIT,
                              "dtstart: 2027-04-22, dtend: 2027-04-24"),
    "exchange-declined-hy": ("ani", "REPLY", "DECLINED", ROUND,
                             'comment: "Ցավոք, այդ ժամին կգտնվեմ ճանապարհին։\\n'
                             'Կարո՞ղ եք արձանագրությունն ուղարկել:"'),
    "exchange-tentative-az": ("ramil", "REPLY", "TENTATIVE", VISIT,
                              'comment: "Redaksiya hələ qərar verməyib"'),
    "google-accepted": ("ani", "REPLY", "ACCEPTED", ROUND),
    "google-counter": ("ramil", "COUNTER", "TENTATIVE", ROUND,
                       "dtstart: 2027-04-15T17:00:00Z, dtend: 2027-04-15T18:00:00Z",
                       'comment: "after the news"'),
    "google-declined-az": ("leyla", "REPLY", "DECLINED", ROUND,
                           'comment: "Üzr istəyirəm, həmin gün \\"Sülh körpüsü\\" üçün '
                           "İrəvandayam & it's late\""),
    "icloud-tentative": ("ramil", "REPLY", "TENTATIVE", ROUND, 'comment: "By video, please"'),
    "nextcloud-accepted": ("tigran", "REPLY", "ACCEPTED", VISIT, 'comment: "With a colleague"'),
    "outlook-accepted-ru": ("tigran", "REPLY", "ACCEPTED", ROUND,
                            'comment: "Буду. Прошу место у прохода."'),
    "thunderbird-accepted-az": ("leyla", "REPLY", "ACCEPTED", VISIT),
    "thunderbird-declined": ("ani", "REPLY", "DECLINED", ROUND),
}


def revised(uid, item, at="2027-03-01T10:00:00Z", sequence=0):
    when = ("item: round-table-1, kind: session, status: confirmed, dtstart: 2027-04-15T14:30:00Z, "
            "dtend: 2027-04-15T16:30:00Z" if item else
            "kind: visit, status: confirmed, dtstart: 2027-04-15, dtend: 2027-04-17")
    title = "Round table as it was told" if item else "Visit as it was told"
    return ("- {revised: %s, uid: %s, sequence: %d, meeting: baku-2027-04, %s, tzid: Asia/Baku, "
            'people: [ani, leyla, ramil, tigran], summary: {en: "%s"}}\n'
            % (at, uid, sequence, when, title))


def issued(to, uid, method="REQUEST", at="2027-03-01T10:00:00Z", sequence=0, email=None):
    return ("- {issued: %s, message: %s-%s-%s@peacebridge.example, method: %s, uid: %s, "
            "sequence: %d, to: %s, email: %s, language: en, said: 9f3a}\n"
            % (at, to, uid.split(".")[0], at[:10], method, uid, sequence, to,
               email or PEOPLE[to]))


LEDGER = ("# What was issued of this plan, to whom, and what was answered.\n" +
          revised(VISIT, False) + revised(ROUND, True) +
          "".join(issued(p, uid) for p in PEOPLE for uid in (VISIT, ROUND)))


class Place:
    """A folder with the plan, a ledger, and the answers of this folder."""

    def __init__(self, ledger=LEDGER):
        self.path = tempfile.mkdtemp(prefix="replies-")
        for name in os.listdir(HERE):
            if name.endswith((".eml", ".ics", ".yaml")):
                shutil.copy(os.path.join(HERE, name), self.path)
        if ledger is not None:
            self.write("plan.ledger.yaml", ledger)

    def write(self, name, content):
        with open(os.path.join(self.path, name), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return name

    def read(self, name="plan.ledger.yaml"):
        with open(os.path.join(self.path, name), "rb") as file:
            return file.read().decode()

    def added(self, before=LEDGER):
        """Lines that were added to the ledger; None if anything else was done to it."""
        now = self.read()
        return now[len(before):].splitlines() if now.startswith(before) else None

    def reply(self, *arguments, now=NOW, stdin=b"", ui="en", prefix=()):
        done = subprocess.run([*prefix, PBPLAN, "reply", "--ui", ui, "--now", now, *arguments],
                              cwd=self.path, input=stdin, check=False, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["chmod", "-R", "u+rwX", self.path], check=False)
        shutil.rmtree(self.path)


def golden(name, text):
    path = os.path.join(HERE, name)
    if os.environ.get("BLESS"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    with open(path, encoding="utf-8") as file:
        expected = file.read()
    if not tap.ok(text == expected, name):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            print(subprocess.run(["diff", "-u", path, new.name], stdout=subprocess.PIPE,
                                 check=False).stdout.decode().replace("\n", "\n# "))


def fixture(name):
    with open(os.path.join(HERE, name), "rb") as file:
        return file.read().decode()


# --------------------------------------------------------------------- what counts

def complaints_of_record(lines, expected):
    person, method, partstat, uid, *others = expected
    if lines is None or len(lines) != 1:
        yield "added to the ledger: %s" % lines
        return
    for part in ("method: " + method, "from: " + person, "email: " + PEOPLE[person],
                 "partstat: " + partstat, "uid: " + uid, "sequence: 0", *others):
        if part + "," not in lines[0] and part + "}" not in lines[0]:
            yield "%s is not in %s" % (part, lines[0])
    if "comment:" in lines[0] and not any("comment:" in o for o in others):
        yield "there is a comment in " + lines[0]


def test_fixtures():
    names = sorted(n for n in os.listdir(HERE) if n.endswith((".eml", ".ics")))
    tap.none({n.rsplit(".", 1)[0] for n in names} ^ set(FIXTURES), "every answer here is known")
    for name in names:
        modelled = re.search(r"^X-MODELLED-ON: ?\S", fixture(name)[:400], re.I | re.M)
        tap.ok(modelled, "%s says what it is modelled on" % name)
        with Place() as p:
            status, out, err = p.reply("plan.yaml", name)
            tap.none([*([] if (status, err) == (0, "") else ["status %d" % status, out, err]),
                      *complaints_of_record(p.added(), FIXTURES[name.rsplit(".", 1)[0]])],
                     "%s counts" % name)
    with Place() as p:
        status, out, err = p.reply("plan.yaml", *names)
        golden("counted.txt", out + err + "exit %d\n" % status)
        after = p.read()
        status, out, err = p.reply("plan.yaml", *names)
        tap.ok(status == 0 and not err and p.read() == after, "all of them again change nothing",
               status, err)
        tap.ok(out.count("was recorded before") == len(names), "and each says so", out)


# ------------------------------------------------------------------ what does not

def calendar(lines, method="REPLY"):
    """A calendar with one event."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "METHOD:" + method,
                        "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def answer(email="ani@regional.example", uid=ROUND, partstat="ACCEPTED", sequence=0,
           stamp="20270302T120000Z", more=(), method="REPLY"):
    return calendar(["UID:" + uid, *(["DTSTAMP:" + stamp] if stamp else []),
                     "SEQUENCE:%d" % sequence,
                     "ATTENDEE;PARTSTAT=%s:mailto:%s" % (partstat, email), *more], method)


def counter(*more):
    return answer(method="COUNTER", more=more)


def message(body, headers=(), sender="Ani <ani@regional.example>"):
    return "\r\n".join(["From: " + sender, "To: office@peacebridge.example",
                        "Date: Tue, 2 Mar 2027 12:00:00 +0000", *headers, "", body])


def parts(*contents, kind="mixed", headers=()):
    return message("".join("--b\r\n%s\r\n" % c for c in contents) + "--b--\r\n",
                   ["MIME-Version: 1.0", "Content-Type: multipart/%s; boundary=b" % kind, *headers])


BOUNCE = parts("\r\nIt failed.", "Content-Type: message/delivery-status\r\n\r\n"
               "Reporting-MTA: dns; mx.example\r\n\r\n"
               "Final-Recipient: rfc822; ani@regional.example\r\nAction: failed\r\n"
               "Status: 5.1.1\r\n",
               "Content-Type: message/rfc822\r\n\r\n" + message(answer(), ["Content-Type: text/calendar"]),
               kind="report; report-type=delivery-status")

# file: its content, which is refused for the reason that refused.txt gives
REFUSED = {
    "other-plan.ics": answer(uid="something@else.example"),
    "other-branch.ics": answer(uid="round-table-2.baku-2027-04.peace-bridge@peacebridge.example"),
    "stranger.ics": answer(email="mallory@elsewhere.example"),
    "earlier.ics": answer(email="tigran@economy.example", uid=VISIT),
    "later.ics": answer(sequence=3),
    "withdrawn.ics": answer(email="ramil@daily.example"),
    "older.ics": answer(email="leyla@dialogue.example", partstat="DECLINED", stamp="20270301T110000Z"),
    "forged.eml": message(answer(), ["Content-Type: text/calendar; method=REPLY"],
                          "Mallory <mallory@elsewhere.example>"),
    "no-sender.eml": message(answer(), ["Content-Type: text/calendar; method=REPLY"], ""),
    "two-senders.eml": message(answer("leyla@dialogue.example"),
                               ["Content-Type: text/calendar; method=REPLY"],
                               "mallory@elsewhere.example, leyla@dialogue.example"),
    "two-from.eml": message(answer("leyla@dialogue.example"),
                            ["From: leyla@dialogue.example",
                             "Content-Type: text/calendar; method=REPLY"],
                            "mallory@elsewhere.example"),
    "by-sender.eml": message(answer().replace(
        "ATTENDEE", 'ATTENDEE;SENT-BY="mailto:office@regional.example"'),
                             ["Sender: office@regional.example",
                              "Content-Type: text/calendar; method=REPLY"],
                             "mallory@elsewhere.example"),
    "words.eml": message("I shall come.\r\n"),
    "away.eml": message("I am away.\r\n", ["Auto-Submitted: auto-replied"]),
    "bounce.eml": BOUNCE,
    "bounce-old.eml": message("Undeliverable.\r\n", sender="MAILER-DAEMON@mx.example"),
    "delayed.eml": BOUNCE.replace("Action: failed", "Action: delayed"),
    "winmail.eml": parts("Content-Type: application/ms-tnef; name=winmail.dat\r\n"
                         "Content-Transfer-Encoding: base64\r\n\r\neJ8+IgA=\r\n"),
    "encrypted.eml": message("MIIB\r\n", ["Content-Type: application/pkcs7-mime; name=smime.p7m",
                                         "Content-Transfer-Encoding: base64"]),
    "forwarded.eml": parts("Content-Type: message/rfc822\r\n\r\n" +
                           message(answer(), ["Content-Type: text/calendar; method=REPLY"])),
    "mailbox.eml": "From ani Tue\n%s\n\nFrom leyla Tue\n%s" % (
        message("one").replace("\r", ""), message("two").replace("\r", "")),
    "empty.eml": "",
    "picture.eml": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "utf16.ics": answer().encode("utf-16"),
    "cut.ics": answer()[:150],
    "request.ics": answer(method="REQUEST"),
    "no-method.ics": answer().replace("METHOD:REPLY\r\n", ""),
    "no-event.ics": "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
    "no-uid.ics": answer().replace("UID:" + ROUND + "\r\n", ""),
    "no-attendee.ics": re.sub("ATTENDEE.*\r\n", "", answer()),
    "no-address.ics": answer(email="").replace("mailto:", "invalid:nomail"),
    "long-sequence.ics": answer(sequence=99999999999999999999),
    "just-too-long-sequence.ics": answer(sequence=2147483648),
    "negative-sequence.ics": answer(sequence=-1),
    "word-sequence.ics": answer().replace("SEQUENCE:0", "SEQUENCE:abc"),
    "half-sequence.ics": answer().replace("SEQUENCE:0", "SEQUENCE:0.5"),
    "empty-sequence.ics": answer().replace("SEQUENCE:0", "SEQUENCE:"),
    "word-exchange-sequence.ics": answer().replace("SEQUENCE:0",
                                                   "X-MICROSOFT-CDO-APPT-SEQUENCE:abc"),
    "no-partstat.ics": answer().replace(";PARTSTAT=ACCEPTED", ""),
    "other-partstat.ics": answer(partstat="X-PERHAPS"),
    "no-calendar.eml": message("nothing", ["Content-Type: text/calendar; method=REPLY"]),
    "unknown-zone.ics": answer(method="COUNTER", more=[
        "DTSTART;TZID=Atlantis:20270415T100000", "DTEND;TZID=Atlantis:20270415T110000"]),
    "before.ics": counter("DTSTART:20270415T160000Z", "DTEND:20270415T150000Z"),
    "at-once.ics": counter("DTSTART:20270415T160000Z", "DTEND:20270415T160000Z"),
    "at-once-by-zones.ics": counter("DTSTART;TZID=Asia/Baku:20270415T160000",
                                    "DTEND;TZID=Asia/Tbilisi:20270415T160000"),
    "before-locally.ics": counter("DTSTART:20270415T160000", "DTEND:20270415T155900"),
    "no-day.ics": counter("DTSTART;VALUE=DATE:20270422", "DTEND;VALUE=DATE:20270422"),
    "day-before.ics": counter("DTSTART:20270415T160000Z", "DTEND;VALUE=DATE:20270415"),
    "backwards.ics": counter("DTSTART:20270415T160000Z", "DURATION:-PT1H"),
    "many-headers.eml": message("x", ["X-%d: y" % i for i in range(20000)]),
    "many-parts.eml": parts(*[""] * 9000),
    "deep.eml": "Content-Type: message/rfc822\r\n\r\n" * 100000,
    "many-addresses.eml": message("x", ["Cc: " + "a@b.example, " * 100000]),
    "groups-of-groups.eml": message("x", ["Cc: " + "a: " * 100000]),
    "many-calendars.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * 1200,
}

# ani's round table: SEQUENCE 1 is the last; ramil's was withdrawn; leyla has answered
REFUSING = (LEDGER + revised(VISIT, False, "2027-03-05T10:00:00Z", 1) +
            issued("tigran", VISIT, at="2027-03-05T10:00:00Z", sequence=1) +
            issued("ramil", ROUND, "CANCEL", "2027-03-05T10:00:00Z", 1) +
            "- {answered: 2027-03-02T08:00:00Z, method: REPLY, uid: %s, sequence: 0, from: leyla, "
            "email: leyla@dialogue.example, partstat: ACCEPTED, dtstamp: 2027-03-02T07:58:00Z}\n"
            % ROUND)


def test_refused():
    said = ""
    with Place(REFUSING) as p:
        for name, content in REFUSED.items():
            p.write(name, content)
            status, out, err = p.reply("plan.yaml", name)
            good = status == 1 and not out and err and p.read() == REFUSING
            tap.ok(good, "%s is refused, and the ledger is as it was" % name, status, out, err,
                   p.added(REFUSING))
            if name != "many-calendars.ics":
                said += err
            else:
                said += err.splitlines(True)[0] + "(and so on, %d lines)\n" % err.count("\n")
        status, out, err = p.reply("plan.yaml", "words.eml", "google-accepted.eml", "cut.ics")
        tap.ok(status == 1 and out.startswith("accepted: Ani") and err.count("\n") == 2 and
               len(p.added(REFUSING)) == 1, "one that counts among others is recorded", out, err)
    golden("refused.txt", said)


def test_hostile():
    """Whatever it is, something is said of it, and nothing is recorded."""
    whole = fixture("google-accepted.eml")
    files = [whole[:i] for i in range(0, len(whole), 97)]
    files += [whole.replace(a, b) for a, b in (
        ("boundary=", "bundary="), ("--0000", "-- 000"), ("base64", "quoted-printable"),
        ("BEGIN:", "BEGIN\0:"), ("7bit", "x-unknown"), ("UTF-8", "no-such-charset"), ("\r\n", "\r"))]
    files += ["From: a@b.example\nContent-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n" +
              "!" * 1000, b"From: a@b.example\n\n" + bytes(range(256)) * 100,
              calendar(["ATTENDEE" + ";A=B" * 5000 + ":mailto:a@b.example", "UID:1"]),
              calendar(["ATTENDEE" * 10000]), calendar(["COMMENT:" + "\\" * 60000, "UID:" + "x" * 60000]),
              "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100000,
              "BEGIN:VCALENDAR\nMETHOD:REPLY\n" + "X:\n" * 500000 + "END:VCALENDAR\n"]
    rules = ["FREQ=SECONDLY", "FREQ=YEARLY;BYSECOND=1,2,3", "FREQ=YEARLY;INTERVAL=0",
             "FREQ=YEARLY;BYDAY=MO,TU,WE", "FREQ=DAILY", "",
             "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=" + ",".join(str(i) for i in range(1, 32))]
    with Place() as p:
        failed = []
        for content in files:
            p.write("hostile.eml", content)
            status, out, err = p.reply("plan.yaml", "hostile.eml", "--dry-run")
            if status not in (0, 1) or not out + err:
                failed.append("status %d: %s" % (status, content[:80]))
        tap.none(failed, "%d broken files are read without harm" % len(files))
        failed = []
        for rule in rules:
            zone = ("BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
                    "TZOFFSETFROM:+0400\r\nTZOFFSETTO:+0300\r\nRRULE:%s\r\nEND:STANDARD\r\n"
                    "END:VTIMEZONE\r\n" % rule)
            text = answer(method="COUNTER", more=["DTSTART;TZID=Z:20270415T100000"])
            p.write("rule.ics", text.replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT"))
            status, out, err = p.reply("plan.yaml", "rule.ics", "--dry-run")
            if status != 1 or out or "time zone that is not known" not in err:
                failed.append(rule + out + err)
        tap.none(failed, "rules of time zones that would never end")
        tap.ok(p.read() == LEDGER, "the ledger is as it was")


def test_large():
    with Place() as p:
        with open(os.path.join(p.path, "large.eml"), "wb") as file:
            file.write(b"From: ani@regional.example\n\n")
            file.truncate(100 << 20)
        limit = ("sh", "-c", 'ulimit -v 400000; exec "$@"', "sh")
        prefix = () if os.environ.get("PBPLAN_SANITIZERS") == "yes" else limit
        for name in ("large.eml", "/dev/zero"):
            status, out, err = p.reply("plan.yaml", name, prefix=prefix)
            tap.ok(status == 1 and "larger than 16 MiB" in err and p.read() == LEDGER,
                   "%s is not read whole" % name, status, out, err)


# ------------------------------------------------------------------------- the rest

def test_whose():
    both = LEDGER + issued("gunel", ROUND, email="Leyla@Dialogue.example")
    with Place(both) as p:
        status, out, _ = p.reply("plan.yaml", "exchange-accepted.eml")
        lines = p.added(both)
        tap.ok(status == 0 and len(lines) == 2 and out.count("accepted: ") == 2 and
               "from: leyla, email: leyla@dialogue.example" in lines[0] + lines[1] and
               "from: gunel, email: Leyla@Dialogue.example" in lines[0] + lines[1],
               "two people with one address", out, lines)
    with Place(both + issued("gunel", ROUND, "CANCEL", "2027-03-02T10:00:00Z", 1,
                             "leyla@dialogue.example")) as p:
        before = p.read()
        status, out, err = p.reply("plan.yaml", "exchange-accepted.eml")
        tap.ok(status == 0 and not err and len(p.added(before)) == 1,
               "two people with one address, one of whom is not invited any more", out, err)
    several = answer(more=["ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:leyla@dialogue.example",
                           "ATTENDEE;PARTSTAT=DECLINED:mailto:stranger@elsewhere.example"])
    with Place() as p:
        p.write("several.ics", several)
        p.write("several.eml", message(several, ["Content-Type: text/calendar; method=REPLY"]))
        for name in ("several.ics", "several.eml"):
            status, out, err = p.reply("plan.yaml", name, "--dry-run")
            tap.ok(status == 0 and not err and out.count("\n") == 2 and "Ani" in out,
                   "%s: others who are named in it do not answer" % name, out, err)
        p.write("case.eml", message(answer(), ["Content-Type: text/calendar; method=REPLY"],
                                    "Ani <ANI@Regional.example>"))
        status, _, err = p.reply("plan.yaml", "case.eml")
        tap.ok(status == 0, "an address in other letters", err)
        p.write("sent-by.eml", message(
            answer("tigran@economy.example").replace(
                "ATTENDEE", 'ATTENDEE;SENT-BY="mailto:office@economy.example"'),
            ["Content-Type: text/calendar; method=REPLY"], "office@economy.example"))
        status, _, err = p.reply("plan.yaml", "sent-by.eml")
        tap.ok(status == 0, "in somebody's name", err)
        p.write("number.ics", answer("ramil@daily.example").replace("SEQUENCE:0", "SEQUENCE:+00 "))
        status, _, err = p.reply("plan.yaml", "number.ics")
        tap.ok(status == 0, "a SEQUENCE with a sign", err)


def test_when():
    with Place() as p:
        p.write("late.ics", answer(stamp="20280101T000000Z"))
        p.write("bare.ics", answer("tigran@economy.example", stamp=None))
        p.write("undated.eml", message(answer("ramil@daily.example", stamp=None),
                                       ["Content-Type: text/calendar"], "ramil@daily.example"))
        names = ("late.ics", "bare.ics", "undated.eml")
        status, out, err = p.reply("plan.yaml", *names)
        lines = p.added()
        tap.ok(status == 0 and len(lines) == 3, "answers without a good DTSTAMP count", out, err)
        tap.ok(sum("dtstamp: 2027-03-10T09:00:00Z" in line for line in lines) == 2,
               "a DTSTAMP in the future is now, and so is none", lines)
        tap.ok(sum("dtstamp: 2027-03-02T12:00:00Z" in line for line in lines) == 1,
               "without one a message's date stands in for it", lines)
        status, out, err = p.reply("plan.yaml", *names, now="2027-03-11")
        tap.ok(status == 0 and out.count("was recorded before") == 3 and len(p.added()) == 3,
               "a day later nothing is added", out, err)
    with Place() as p:
        status, out, _ = p.reply("plan.yaml", "thunderbird-declined.eml", "google-accepted.eml")
        tap.ok(status == 0 and [re.search("partstat: [A-Z]*", x)[0] for x in p.added()] ==
               ["partstat: ACCEPTED", "partstat: DECLINED"], "the earlier one first", out)
        status, out, _ = p.reply("plan.yaml", "google-accepted.eml")
        tap.ok(status == 0 and len(p.added()) == 2, "an earlier one, recorded before", out)
        p.write("local.ics", answer(method="COUNTER", stamp="20270304T000000Z",
                                    more=["DTSTART:20270415T190000", "DURATION:PT90M"]))
        status, out, err = p.reply("plan.yaml", "local.ics")
        tap.ok("15 April 2027, 19:00–20:30" in out and
               "dtstart: 2027-04-15T15:00:00Z, dtend: 2027-04-15T16:30:00Z" in p.added()[-1],
               "a time without a zone is one of the place", out, err)
    with Place() as p:
        p.write("open.ics", counter("DTSTART:20270415T160000Z"))
        p.write("other-zone.ics", counter("DTSTART;TZID=Asia/Baku:20270415T160000",
                                          "DTEND:20270415T130000Z"))
        for name in ("open.ics", "other-zone.ics"):
            status, out, err = p.reply("plan.yaml", name, "--dry-run")
            tap.ok(status == 0 and "15 April 2027" in out.split("proposal: ")[-1],
                   "%s is a time that can be" % name, out, err)


def test_run():
    with Place() as p:
        status, out, err = p.reply("plan.yaml", "google-accepted.eml", "--dry-run")
        tap.ok(status == 0 and out.startswith("accepted: Ani") and p.read() == LEDGER and
               "nothing was recorded" in out, "--dry-run", out, err)
        status, out, err = p.reply("-", stdin=fixture("google-accepted.eml").encode())
        tap.ok(status == 0 and len(p.added()) == 1 and out.count("\n") == 1,
               "standard input, and plan.yaml without being named", out, err)
        mode = stat.S_IMODE(os.stat(os.path.join(p.path, "plan.ledger.yaml")).st_mode)
        tap.ok(mode == 0o600, "the ledger is its owner's only", oct(mode))
        status, out, err = p.reply("plan.yaml", "absent.eml", "exchange-tentative-az.eml")
        tap.ok(status == 3 and "absent.eml" in err and len(p.added()) == 2,
               "a file that is absent keeps no other from being recorded", status, out, err)
        for arguments in ((), ("plan.yaml",), ("--send", "x.eml")):
            status, out, err = p.reply(*arguments)
            tap.ok(status == 2 and err and not out, "wrong usage: %s" % (arguments,), status, err)
    with Place() as p:
        p.write("plan.yaml", p.read("plan.yaml").replace("place: hall-2", "place: hall-3")
                .replace("status: confirmed", "status: unknown"))
        status, out, err = p.reply("plan.yaml", "google-accepted.eml")
        tap.ok((status, err) == (0, "") and "Ani Sargsyan" in out and len(p.added()) == 1,
               "a plan with errors", status, out, err)
        os.unlink(os.path.join(p.path, "plan.yaml"))
        status, out, err = p.reply("plan.yaml", "exchange-counter.eml")
        tap.ok((status, err) == (0, "") and "tigran, Round table as it was told" in out,
               "without the plan names are the ledger's", status, out, err)
        status, out, err = p.reply("other/plan.yaml", "google-accepted.eml")
        tap.ok(status == 3 and not os.path.exists(os.path.join(p.path, "other")),
               "neither plan nor ledger", status, out, err)
    with Place(None) as p:
        status, out, err = p.reply("plan.yaml", "google-accepted.eml")
        tap.ok(status == 1 and "plan.ledger.yaml" in err and
               not os.path.exists(os.path.join(p.path, "plan.ledger.yaml")),
               "nothing was issued yet", status, out, err)
    for ui in ("hy", "az"):
        with Place() as p:
            status, out, err = p.reply("plan.yaml", "google-accepted.eml", ui=ui)
            tap.ok(status == 0 and ("Անի Սարգսյան" if ui == "hy" else "Ani Sarqsyan") in out,
                   "in %s" % ui, out, err)


def test_ledgers():
    broken = LEDGER.replace("sequence: 0, to: leyla", "sequence: one, to: leyla", 1)
    with Place(broken) as p:
        status, out, err = p.reply("plan.yaml", "google-accepted.eml")
        line = broken[:broken.index("sequence: one")].count("\n") + 1
        tap.ok(status == 1 and not out and "plan.ledger.yaml:%d:" % line in err and
               p.read() == broken, "a ledger that was changed by hand", status, out, err)
    edited = LEDGER.replace("- {issued", "# a remark of ours\n\n- {issued", 1) + "# the end"
    with Place(edited) as p:
        status, out, err = p.reply("plan.yaml", "google-accepted.eml")
        tap.ok(status == 0 and p.read().startswith(edited + "\n- {answered: "),
               "remarks stay, also one without a line end", out, err)
    with Place() as p:
        runs = [subprocess.Popen([PBPLAN, "reply", "--now", NOW, "plan.yaml", name], cwd=p.path,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                for name in ("google-accepted.eml", "exchange-accepted.eml", "exchange-counter.eml",
                             "google-counter.eml", "thunderbird-accepted-az.eml")]
        tap.ok([r.wait(60) for r in runs] == [0] * 5 and len(p.added()) == 5,
               "five runs at once lose nothing", p.added())
    with Place() as p:
        hidden = "\x1b[31mred\x07 \u202egnol\u202c \uffff\u0085 &#27; \\n- {sent: 1}\\n\ttab"
        p.write("odd.ics", answer(more=["COMMENT:" + hidden]))
        status, out, err = p.reply("plan.yaml", "odd.ics")
        again = p.reply("plan.yaml", "odd.ics")
        tap.ok(status == 0 and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out) and
               again[0] == 0 and "was recorded before" in again[1] and len(p.added()) == 1,
               "a comment that would steer a terminal or break a ledger", out, err, p.added(), again)


def test_read_only():
    prefix = ()
    if os.getuid() == 0:
        prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        try:
            subprocess.run([*prefix, PBPLAN, "--version"], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            tap.skip("a folder that may not be written to",
                     "root may write everywhere, and setpriv cannot change that")
            return
    with Place() as p:
        os.chmod(os.path.join(p.path, "plan.ledger.yaml"), 0o644)
        os.chmod(p.path, 0o555)
        status, out, err = p.reply("plan.yaml", "google-accepted.eml", prefix=prefix)
        tap.ok(status == 3 and not out and "no answer was recorded" in err and
               "plan.ledger.yaml" in err and p.read() == LEDGER and
               not [n for n in os.listdir(p.path) if n.startswith(".")],
               "a folder that may not be written to", status, out, err)


def test_invited():
    """To what `pbplan invite` issues of plan.yaml, everybody can answer."""
    with Place(None) as p:
        done = subprocess.run([PBPLAN, "invite", "--ui", "en", "--now", "2027-03-01T10:00",
                               "plan.yaml", "-o", "outbox"], cwd=p.path, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        before = p.read()
        names = sorted(n for n in os.listdir(HERE) if n.endswith((".eml", ".ics")))
        status, out, err = p.reply("plan.yaml", *names)
        tap.ok(done.returncode == 0 and (status, err) == (0, "") and
               len(p.added(before)) == len(FIXTURES),
               "invited by pbplan itself", done.stdout.decode(), out, err)
        ours = sorted(os.listdir(os.path.join(p.path, "outbox")))
        ours = [os.path.join("outbox", n) for n in ours if n.endswith(".eml")]
        before = p.read()
        status, out, err = p.reply("plan.yaml", *ours)
        tap.ok(status == 1 and not out and err.count("is REQUEST") == len(ours) > 4 and
               p.read() == before, "our own invitations are no answers", out, err)


def test_google_once():
    """The calendar and its copy in one message are one answer."""
    text = fixture("google-accepted.eml")
    copy = base64.b64decode(text.split("base64\r\n\r\n")[-1].split("--")[0]).decode()
    tap.ok(copy in text, "google-accepted.eml holds its calendar twice")
    with Place() as p:
        _, out, _ = p.reply("plan.yaml", "google-accepted.eml")
        tap.ok(out.count("\n") == 1, "which is said once", out)


test_fixtures()
test_refused()
test_hostile()
test_large()
test_whose()
test_when()
test_run()
test_ledgers()
test_read_only()
test_invited()
test_google_once()
tap.done()
