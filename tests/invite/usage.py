"""What `pbplan invite` refuses, what it leaves alone, what it says, and what
its messages hold.  Run by run.py."""

import email.header
import os
import re
import shutil

import desk as offices
from changes import LINE, MONDAY, TUESDAY, VISITS, begun
from desk import Office, call, same, tap
import rules


def refused(desk, name, status, words, *options, arguments=("plan.yaml",), stdin=None):
    """It says why, and writes nothing."""
    def everything():
        return sorted((path, os.stat(os.path.join(path, f)).st_mtime_ns, f)
                      for path, _, files in os.walk(desk.folder) for f in files)
    before = everything()
    found, out, err = call("invite", *arguments, "--ui", "en", "--now", offices.NOW, *options, cwd=desk.folder,
                           stdin=stdin)
    tap.ok(found == status and words in err and not out and everything() == before, "refused: " + name,
           "status %d" % found, out, err, "" if everything() == before else "something was written")


def test_refusals():
    desk = Office()
    plan = desk.text.encode()
    refused(desk, "no outbox", 2, "name the folder for the messages with -o")
    refused(desk, "an outbox without a name", 2, "name the folder", "-o", "")
    refused(desk, "standard output", 2, "name the folder", "-o", "-")
    os.symlink(".", os.path.join(desk.folder, "link"))
    for folder in (".", "./", "..//" + os.path.basename(desk.folder), desk.folder, "link"):
        refused(desk, "the plan's own folder", 2, "is the plan's own folder; name another one", "-o", folder)
    refused(desk, "its folder by a path", 2, "is the plan's own folder", "-o", ".",
            arguments=[os.path.join(desk.folder, "plan.yaml")])
    refused(desk, "standard input", 2, "a plan from standard input has no ledger beside it", "-o", "out",
            arguments=["-"], stdin=plan)
    refused(desk, "standard input, to try", 2, "a plan from standard input", "--dry-run", arguments=["-"], stdin=plan)
    refused(desk, "no plan", 3, 'cannot read "absent.yaml": there is no such file', "-o", "out",
            arguments=["absent.yaml"])
    refused(desk, "no plan in no folder", 3, 'cannot read "absent/plan.yaml": there is no such file', "-o", "out",
            arguments=["absent/plan.yaml"])
    refused(desk, "two plans", 2, "", "-o", "out", arguments=["plan.yaml", "plan.yaml"])
    refused(desk, "to send and not to", 2, "--dry-run sends nothing", "--send", "--dry-run")
    refused(desk, "all participants", 2, "--for takes side:ID or person:ID here", "--dry-run", "--for", "participants")
    refused(desk, "nobody of the plan", 2, "person:anni", "--dry-run", "--for", "person:anni")
    refused(desk, "no meeting of the plan", 2, "bakuu", "--dry-run", "--meeting", "bakuu")
    refused(desk, "no option", 2, "--force", "-o", "out", "--force")
    with open(os.path.join(desk.folder, "file"), "w", encoding="utf-8"):
        pass
    refused(desk, "a file as the outbox", 3, '"file"', "-o", "file")
    desk.change("title: Bridge", "titel: Bridge")
    refused(desk, "a plan that cannot be read", 1, "nothing was issued: the plan has errors", "-o", "out")
    desk.change("titel: Bridge", "title: Bridge", "19:00-21:00", "16:00-21:00")
    refused(desk, "a plan in which people are at two places", 1, "error[PB3", "-o", "out")
    refused(desk, "the same, to try", 1, "nothing was issued: the plan has errors", "--dry-run")
    desk = begun("id: table", "id: round-table")
    refused(desk, "what was issued has another id", 1, "error[PB114]", "-o", "out")
    desk = begun("15:00-17:00", "15:30-17:00")
    desk.add_record("revised: yesterday")
    refused(desk, "a ledger that was changed by hand", 1, "plan.ledger.yaml:15:13: error[PB107]", "-o", "out")


def test_outbox():
    desk = Office()
    os.mkdir(desk.box)
    for name in ("mine.eml", "note.txt", ".hidden.eml"):
        with open(os.path.join(desk.box, name), "w", encoding="utf-8") as file:
            file.write("mine")
    issue = desk.issue()
    same(issue, "other files in the outbox do not matter", *VISITS)
    tap.ok({"mine.eml", "note.txt", ".hidden.eml"} < set(desk.files()), "and stay", desk.files())
    tap.ok(oct(os.stat(os.path.join(desk.box, issue.messages[0].name)).st_mode & 0o777) == "0o600" and
           oct(os.stat(desk.ledger).st_mode & 0o777) == "0o600", "messages and ledger are their owner's")
    desk = Office()
    os.mkdir(desk.box)
    with open(os.path.join(desk.box, "20270301T000000Z-rauf-baku-request.eml"), "w", encoding="utf-8") as file:
        file.write("mine")
    run = desk.run("-o", "out")
    tap.ok(run.status == 3 and "20270301T000000Z-rauf-baku-request.eml" in run.err and not desk.records() and
           len(desk.files()) == 1 and "nothing was issued, and nothing was recorded" in run.err,
           "a file of the name of a message is not replaced, and nothing is issued", run.err, desk.files())


def test_nobody():
    desk = Office(re.sub(r", email: \w+@(?!bridge)[\w.]+", "", offices.PLAN))
    run = desk.run("-o", "out")
    tap.ok(run.status == 0 and not run.out and "there is nothing to issue" in run.err and
           run.err.count('has no "email" in the plan') == 4 and not os.path.exists(desk.ledger),
           "who has no address is named, and nothing is issued", run.err)


def warned(name, words, make):
    desk = begun("15:00-17:00", "15:30-17:00")
    with open(desk.ledger, "rb") as file:
        data = file.read()
    with open(desk.ledger, "wb") as file:
        file.write(make(data))
    issue = desk.issue(now=MONDAY)
    tap.ok(issue.status == 0 and words in issue.err and not issue.wrong, name, issue.err, *issue.wrong)
    same(desk.issue(now=TUESDAY), name + ", once")


def test_warnings():
    warned("a record that was cut off", "plan.ledger.yaml:14: a record was cut off and is left out; what it said may "
           "be issued again", lambda data: data[:-20])
    warned("a merge that was not finished", "it holds the marks of an unfinished merge; the records of both branches "
           "are taken", lambda data: data + b"<<<<<<< a\n=======\n>>>>>>> b\n")
    desk = Office()
    with open(desk.ledger, "w", encoding="utf-8") as file:
        file.write("# What was issued\n")
    issue = desk.issue()
    tap.ok("nothing is recorded in it; if invitations were issued before, restore an older copy" in issue.err,
           "a ledger without a record", issue.err)
    same(issue, "is one all the same", *VISITS)


def test_cancellations():
    desk = begun(LINE, "", "leyla@caspian.example", "leyla@shirvan.example", "az: [leyla, rauf]", "az: [leyla]")
    issue = desk.issue(now=MONDAY)
    same(issue, "an item is gone, an address another, one does not come",
         "update ani baku 0 programme", "cancel ani table.baku 1 cancelled", "new leyla baku 2",
         "cancel leyla baku 1 no longer invited", "cancel leyla table.baku 1 cancelled",
         "cancel rauf baku 1 no longer invited")
    ani, rauf = issue.message("ani", "table.baku"), issue.message("rauf")
    old = [m for m in issue.messages if "-leyla-" in m.name and m.name.endswith("cancel.eml")]
    tap.ok(ani.value("STATUS") == "CANCELLED", "what is off for everybody says so")
    tap.ok(rauf.value("STATUS") is None, "what is off for one does not")
    tap.ok([m.value("STATUS") for m in old] == [None, "CANCELLED"], "at an old address neither more nor less")
    for message in (ani, rauf):
        tap.ok(message.mail["To"].addresses[0].display_name and message.attendee.params.get("CN"),
               "who is known is named: " + message.name, message.mail["To"], message.attendee.text)
    for message in old:
        to = message.mail["To"].addresses[0]
        everything = "\n".join(p.get_content() for p in message.mail.walk() if p.get_content_maintype() == "text"
                               and isinstance(p.get_content(), str))
        tap.ok(to.addr_spec == "leyla@caspian.example" and not to.display_name and "Leyla" not in everything and
               message.attachment() is None and "shirvan" not in str(message.mail),
               "an old address is told nothing of the person: " + message.name, message.mail["To"], everything)
    tap.ok(set(ani.attachment()) == {"%s.baku.bridge@bridge.example" % i for i in
                                     ("flight-out", "room", "dinner", "flight-back")},
           "what is off is not in the calendar beside it", ani.attachment().keys())
    tap.ok(ani.value("DTSTART") == "20270414T150000" and ani.value("LOCATION") is None,
           "a cancellation says what was told, and no more", ani.calendar)


def exported(desk, *options):
    folder = os.path.join(desk.folder, "calendars")
    status, out, err = call("export", "plan.yaml", "-o", folder, "--ui", "en", "--now", TUESDAY, *options,
                            cwd=desk.folder)
    assert status == 0, (out, err)
    found = {}
    for name in os.listdir(folder):
        if name.endswith(".ics"):
            with open(os.path.join(folder, name), "rb") as file:
                calendar = rules.parse(file.read())
            found[name[:-4]] = {offices.event_of(p.value("UID")): p for p in calendar.parts if p.name == "VEVENT"}
    return found, out


def test_export():
    desk = Office()
    before, _ = exported(desk)
    items = {"flight-out", "room", "table", "dinner", "flight-back"}
    tap.ok({e.value("SEQUENCE") for e in before["organizers"].values()} == {"0"} and
           set(before["person-ani"]) == {"baku"} | {item + ".baku" for item in items},
           "before an issue everything is in everybody's calendar", before["person-ani"].keys())
    _, again = exported(desk)
    desk.issue()
    desk.change("15:00-17:00", "15:30-17:00", "19:00-21:00", "19:30-21:00")
    desk.issue(now=MONDAY)
    after, written = exported(desk)
    tap.ok("unchanged" in again and "changed: organizers.ics" in written, "after an issue it is written anew", again, written)
    sequences = {event: e.value("SEQUENCE") for event, e in after["organizers"].items()}
    tap.ok(sequences == {"baku": "0", "flight-out.baku": "0", "room.baku": "0", "table.baku": "1", "dinner.baku": "1",
                         "flight-back.baku": "0"}, "with the SEQUENCE of the ledger", sequences)
    gone = {person: set(before["person-" + person]) - set(after["person-" + person])
            for person in ("ani", "leyla", "rauf", "chris")}
    tap.ok(gone == {"ani": {"baku", "table.baku"}, "leyla": {"baku", "table.baku"}, "rauf": {"baku"},
                    "chris": {"baku"}}, "and what a person was invited to is left out of that person's", gone)
    tap.ok(all(set(before[view]) == set(after[view]) for view in ("organizers", "participants", "side-am")),
           "of no other")
    desk.change("who: [ani, leyla]", "who: [ani, rauf]")
    desk.issue("--for", "person:rauf", now=TUESDAY)
    after, _ = exported(desk)
    tap.ok("table.baku" not in after["person-rauf"] and "table.baku" not in after["person-leyla"],
           "who comes to be invited has it as an invitation, and who no longer takes part has it not")


def golden(name, text):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    if os.environ.get("BLESS"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    expected = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            expected = file.read()
    tap.ok(text == expected, name, *offices.differences(expected, text))


def in_words(message):
    """A message as people and programs read it."""
    lines = ["%s: %s" % (key, email.header.make_header(email.header.decode_header(message.raw[key])))
             for key in ("From", "To", "Subject", "Date", "Message-ID", "Content-Language")]
    calendar = message.part.get_payload(decode=True).decode().replace("\r\n ", "").replace("\r\n", "\n")
    attached = message.attached[0].get_filename() if message.attached else "none"
    return "\n".join(lines) + "\n\n" + message.body().replace("\r\n", "\n") + "\n" + calendar + \
        "\nattached: %s\n" % attached


def test_words():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.yaml"), encoding="utf-8") as file:
        desk = Office(file.read())
    first = desk.issue()
    golden("words.txt", first.out)
    for lang, person in (("en", "chris"), ("hy", "ani"), ("az", "leyla")):
        golden("words." + lang, in_words(first.message(person)))
    shutil.rmtree(desk.folder)


def test():
    for name, function in sorted(globals().items()):
        if name.startswith("test_"):
            function()
