"""What `pbplan invite` issues after several changes, answers, and merges.
Run by run.py."""

import shutil

import desk as offices
from changes import ANI, CHRIS, LEYLA, LINE, MONDAY, RAUF, TABLE, TUESDAY, VISITS, WEDNESDAY, begun, programme
from desk import Office, same, tap

MERGED = "two branches"


def after(desk, name, rows, *changes, now=MONDAY, options=()):
    """One more change, and its issue."""
    desk.change(*changes)
    issue = desk.issue(*options, now=now)
    same(issue, name, *rows)
    return issue


def test_again():
    desk = begun()
    after(desk, "who is left out of an item", ["update leyla baku 0 programme",
                                               "cancel leyla table.baku 1 no longer invited"],
          "who: [ani, leyla]", "who: [ani]")
    after(desk, "and asked again, gets it above the cancellation",
          ["update leyla baku 0 programme", "new leyla table.baku 2"], "who: [ani]", "who: [ani, leyla]", now=TUESDAY)
    issue = after(desk, "a change then goes above all", ["update ani baku 0 programme", "update ani table.baku 3 time",
                                                 "update leyla baku 0 programme", "update leyla table.baku 3 time"],
                  "15:00-17:00", "15:30-17:00", now=WEDNESDAY)
    tap.ok([r["sequence"] for r in issue.records if "revised" in r] == ["3"], "and so it is recorded")
    desk = begun("rsvp: true}", "rsvp: true, status: cancelled}")
    desk.issue(now=MONDAY)
    after(desk, "a cancelled item takes place after all",
          ["update ani baku 0 programme", "new ani table.baku 2", "update leyla baku 0 programme",
           "new leyla table.baku 2"], ", status: cancelled}", "}", now=TUESDAY)
    desk = begun("status: confirmed", "status: cancelled")
    desk.issue(now=MONDAY)
    after(desk, "a cancelled meeting does", [row.replace(" 0", " 2") for row in VISITS],
          "status: cancelled", "status: confirmed", now=TUESDAY)


def test_there_and_back():
    desk = begun("15:00-17:00", "15:30-17:00")
    desk.issue(now=MONDAY)
    after(desk, "what is moved back is moved again",
          ["update ani baku 0 programme", "update ani table.baku 2 time", "update leyla baku 0 programme",
           "update leyla table.baku 2 time"], "15:30-17:00", "15:00-17:00", now=TUESDAY)
    desk = begun("15:00-17:00", "15:30-17:00")
    same(desk.change("15:30-17:00", "15:00-17:00").issue(now=MONDAY), "if nobody was told, nothing was")
    desk = begun("leyla@caspian.example", "leyla@shirvan.example")
    desk.issue(now=MONDAY)
    after(desk, "an address, and the old one again",
          ["new leyla baku 4", "new leyla table.baku 4", "cancel leyla baku 3 no longer invited",
           "cancel leyla table.baku 3 no longer invited"], "leyla@shirvan.example", "leyla@caspian.example", now=TUESDAY)
    desk = begun(", email: leyla@caspian.example", "")
    issue = desk.issue(now=MONDAY)
    tap.ok('"Leyla Mammadova" is to be told something and has no "email" in the plan' in issue.err,
           "who has no address is named", issue.err)
    after(desk, "and is told at the next, and no more at the old one",
          ["new leyla baku 2", "new leyla table.baku 2", "cancel leyla baku 1 no longer invited",
           "cancel leyla table.baku 1 no longer invited"],
          "name: Leyla Mammadova", "email: leyla@shirvan.example, name: Leyla Mammadova", now=TUESDAY)


def test_no_longer_asked():
    desk = begun(", rsvp: true", "")
    desk.issue(now=MONDAY)
    after(desk, "who was asked once is told of changes, who was not is not",
          ["update ani baku 0 programme", "update ani table.baku 1 time", "update leyla baku 0 programme",
           "update leyla table.baku 1 time", "update rauf baku 0 programme"],
          "15:00-17:00", "15:30-17:00", "who: [ani, leyla]", "who: [ani, leyla, rauf]", now=TUESDAY)
    after(desk, "also that it falls away",
          ["update ani baku 0 programme", "update leyla baku 0 programme", "cancel leyla table.baku 2 no longer invited"],
          "who: [ani, leyla, rauf]", "who: [ani, rauf]", "XX 102", "XX 104", now=WEDNESDAY)
    after(desk, "and is not asked again", ["update leyla baku 0 programme"],
          "who: [ani, rauf]", "who: [ani, leyla, rauf]", now="2027-03-11")
    after(desk, "the rest is told that it is cancelled",
          ["update ani baku 0 programme", "cancel ani table.baku 3 cancelled", "update leyla baku 0 programme",
           "update rauf baku 0 programme"], LINE.replace(", rsvp: true", "").replace("15:00", "15:30")
          .replace("[ani, leyla]", "[ani, leyla, rauf]"), "", now="2027-03-12")


def partstat(issue, person, event):
    return issue.message(person, event).attendee.params.get("PARTSTAT")


def test_answers():
    desk = begun()
    desk.answer("ani", "table.baku", 0, "ACCEPTED")
    desk.answer("ani", "baku", 0, "ACCEPTED")
    desk.answer("leyla", "table.baku", 0, "TENTATIVE", "2027-03-04T00:00:00Z")
    desk.answer("leyla", "table.baku", 0, "DECLINED", "2027-03-03T00:00:00Z")
    desk.change("session: Round table", "session: Round table on media")
    kept = desk.issue(now=MONDAY)
    same(kept, "wording alone is kept back")
    tap.ok("2 messages of changed wording alone are kept back; --wording sends them too" in kept.err, "which is said",
           kept.err)
    issue = desk.issue("--wording", now=MONDAY)
    same(issue, "and is sent if it is asked for, with the SEQUENCE it had",
         "update ani table.baku 0 wording", "update leyla table.baku 0 wording")
    tap.ok(issue.messages and all("ճշգրտվել է" in m.body() or "dəqiqləşdirilib" in m.body() or
                                  "has been corrected" in m.body() for m in issue.messages),
           "a letter of wording alone says so", *[m.body() for m in issue.messages])
    tap.ok(partstat(issue, "ani", "table.baku") == "ACCEPTED", "an answer is kept")
    tap.ok(partstat(issue, "leyla", "table.baku") == "TENTATIVE", "the later of two, by when they were given")
    issue = after(desk, "a new programme", programme("ani"), "XX 102", "XX 104", now=TUESDAY)
    tap.ok(partstat(issue, "ani", "baku") == "ACCEPTED", "keeps the answer to the visit")
    issue = after(desk, "what is moved", ["update ani baku 0 programme", "update ani table.baku 1 time",
                                         "update leyla baku 0 programme", "update leyla table.baku 1 time"],
                  "15:00-17:00", "15:30-17:00", now=WEDNESDAY)
    tap.ok(partstat(issue, "ani", "table.baku") == "NEEDS-ACTION", "has to be answered again")
    desk.answer("ani", "table.baku", 0, "DECLINED", "2027-03-11T00:00:00Z")
    desk.change("session: Round table on media", "session: Round table on the media")
    issue = desk.issue("--wording", now="2027-03-12")
    same(issue, "wording again", "update ani table.baku 1 wording", "update leyla table.baku 1 wording")
    tap.ok(partstat(issue, "ani", "table.baku") == "NEEDS-ACTION", "an answer to what it was before does not count")


def test_settled():
    desk = Office(offices.PLAN.replace("status: confirmed", "status: tentative"))
    issue = desk.issue()
    same(issue, "who is invited to what is tentative", *VISITS)
    tap.ok({m.value("STATUS") for m in issue.messages} == {"TENTATIVE"}, "reads so")
    issue = after(desk, "and that it is confirmed", [row.replace("new", "update").replace(" 0", " 1 status")
                                                   for row in VISITS], "status: tentative", "status: confirmed")
    tap.ok({m.value("STATUS") for m in issue.messages} == {"CONFIRMED"}, "reads so too")


def test_language():
    desk = begun(CHRIS, CHRIS.replace("email", "language: hy, email"))
    same(desk.issue(now=MONDAY), "who reads another language has no need of a message")
    issue = desk.issue("--wording", now=MONDAY)
    same(issue, "but may have one", "update chris baku 0 wording")
    tap.ok(issue.messages[0].mail["Content-Language"] == "hy", "in that language")
    same(desk.issue("--wording", now=TUESDAY), "once")


def test_other_ids():
    desk = begun()
    desk.answer("rauf", "baku", 0, "ACCEPTED")
    desk.change("  " + RAUF, "  " + RAUF.replace("rauf:", "raufaliyev:"), "az: [leyla, rauf]", "az: [leyla, raufaliyev]",
                "who: [ani, leyla]", "who: [ani, leyla, raufaliyev]")
    issue = desk.issue(now=MONDAY)
    same(issue, "who has another id is told of changes, and not invited again",
         "update raufaliyev baku 0 programme", "new raufaliyev table.baku 0")
    tap.ok(partstat(issue, "raufaliyev", "baku") == "ACCEPTED", "with the answer that was given")
    same(desk.issue(now=TUESDAY), "then nothing")
    desk.change("az: [leyla, raufaliyev]", "az: [leyla]", "who: [ani, leyla, raufaliyev]", "who: [ani, leyla]")
    same(desk.issue(now=WEDNESDAY), "who then leaves is told once",
         "cancel raufaliyev baku 1 no longer invited", "cancel raufaliyev table.baku 1 no longer invited")
    desk = begun()
    desk.answer("rauf", "baku", 0, "ACCEPTED")
    desk.change("  " + RAUF, "  nigar: {side: az, name: Nigar Rzayeva, email: rauf@caspian.example}",
                "az: [leyla, rauf]", "az: [leyla, nigar]")
    issue = desk.issue(now=MONDAY)
    same(issue, "somebody else at an address is invited", "new nigar baku 0")
    tap.ok(partstat(issue, "nigar", "baku") == "NEEDS-ACTION", "and has not answered")
    same(desk.issue(now=TUESDAY), "once")


def test_one_address():
    plan = offices.PLAN.replace("rauf@caspian.example", "Leyla@caspian.example")
    desk = Office(plan)
    same(desk.issue(), "two people at one address are invited both", *VISITS)
    after(desk, "if one leaves, the entry there stays", [], "az: [leyla, rauf]", "az: [leyla]")
    after(desk, "of both, both are told", ["cancel leyla baku 1 no longer invited", "cancel leyla table.baku 1 no longer "
                                           "invited", "cancel rauf baku 1 no longer invited"],
          "az: [leyla]", "az: []", "who: [ani, leyla]", "who: [ani]", 'person: leyla, phone', 'person: chris, phone',
          now=TUESDAY)


def test_past():
    desk = begun("15:00-17:00", "15:30-17:30", "14:30-15:45", "16:30-17:45")
    same(desk.issue(now="2027-04-14T14:00:00Z"), "of what is over nobody is told, of what it does to the day all are",
         *programme("ani", "leyla"))
    desk = begun(LINE, "", "XX 102", "XX 104")
    same(desk.issue(now="2027-04-14T14:00:00Z"), "nor that it is gone", *programme("ani", "leyla"))
    desk = begun("15:00-17:00", "09:00-10:00", "who: [ani, leyla]", "who: [leyla, rauf]")
    same(desk.issue(now="2027-04-14T08:00:00Z"), "what was moved to where it is over is told to those who would come",
         "update ani baku 0 programme", "cancel ani table.baku 1 no longer invited", "update leyla baku 0 programme",
         "update leyla table.baku 1 time", "update rauf baku 0 programme", "new rauf table.baku 1")
    desk = begun("status: confirmed", "status: cancelled")
    same(desk.issue(now="2027-04-16"), "after the visit nothing is told")
    desk = Office()
    same(desk.issue(now="2027-05-01"), "nobody is invited to what is over")
    desk = begun("dates: 2027-04-14/2027-04-15", "dates: 2027-04-14/2027-04-16")
    same(desk.issue(now="2027-04-15T21:00:00Z"), "a visit that goes on is told",
         *["update %s baku 1 time" % p for p in ("ani", "leyla", "rauf", "chris")])


SECOND = """  - id: sheki
    title: Visit to Sheki
    host: az
    place: sheki
    dates: 2027-06-01
    status: confirmed
    delegations: {az: [leyla, rauf]}
    programme:
      2027-06-01:
        - {session: Second table, id: table, time: 15:00-17:00, rsvp: true}
"""


def test_parts():
    desk = Office(offices.PLAN + SECOND)
    same(desk.issue("--meeting", "sheki"), "one meeting", "new leyla sheki 0", "new leyla table.sheki 0",
         "new rauf sheki 0", "new rauf table.sheki 0")
    tap.ok({r["meeting"] for r in desk.records() if "revised" in r} == {"sheki"}, "the other is not told of")
    same(desk.issue("--for", "person:ani"), "one person", *VISITS[:2])
    same(desk.issue("--for", "side:az"), "one side", *VISITS[2:5])
    same(desk.issue(), "the rest", *VISITS[5:])
    desk.change("15:00-17:00, place: library", "15:30-17:00, place: academy")
    same(desk.issue("--for", "person:leyla", now=MONDAY), "a change, told to one",
         "update leyla baku 0 programme", "update leyla table.baku 1 time, place")
    same(desk.issue("--for", "person:rauf", now=MONDAY), "to one whom it does not concern")
    same(desk.issue("--meeting", "sheki", now=MONDAY), "or of another meeting")
    same(desk.issue(now=TUESDAY), "to the rest, with the same SEQUENCE",
         "update ani baku 0 programme", "update ani table.baku 1 time, place")
    desk.change("status: confirmed\n    contact: [{person: leyla", "status: cancelled\n    contact: [{person: leyla")
    same(desk.issue("--for", "side:am", now=WEDNESDAY), "a cancellation, told to one side",
         "cancel ani baku 1 cancelled", "cancel ani table.baku 2 cancelled")
    same(desk.issue(now="2027-03-11"), "to the rest, with the same SEQUENCE",
         "cancel leyla baku 1 cancelled", "cancel leyla table.baku 2 cancelled", "cancel rauf baku 1 cancelled",
         "cancel chris baku 1 cancelled")


def merged(ours, theirs):
    """The lines of both, ours first, as a merge keeps them."""
    with open(ours.ledger, encoding="utf-8") as file:
        lines = file.read().splitlines()
    with open(theirs.ledger, encoding="utf-8") as file:
        lines += [line for line in file.read().splitlines() if line not in lines]
    with open(ours.ledger, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def branch(desk, *changes):
    other = Office(desk.text)
    shutil.copy(desk.ledger, other.ledger)
    return other.change(*changes)


def test_branches():
    for swap in (False, True):
        order = " (%s first)" % ("the later" if swap else "the earlier")
        ours = begun()
        theirs = branch(ours, "15:00-17:00", "16:00-17:00")
        ours.change("15:00-17:00", "15:30-17:00")
        same(ours.issue(now=MONDAY), "one branch" + order, "update ani baku 0 programme", "update ani table.baku 1 time",
             "update leyla baku 0 programme", "update leyla table.baku 1 time")
        same(theirs.issue("--for", "person:ani", now=TUESDAY), "another, told to one" + order,
             "update ani baku 0 programme", "update ani table.baku 1 time")
        if swap:
            merged(theirs, ours)
            shutil.copy(theirs.ledger, ours.ledger)
        else:
            merged(ours, theirs)
        # the first branch's plan stands
        issue = ours.issue("--for", "person:ani", now=WEDNESDAY)
        same(issue, "merged, one is told" + order, "update ani baku 0 programme",
             "update ani table.baku 2 time, two branches")
        tap.ok('two branches gave SEQUENCE 1 to "Round table"; this issue goes above both' in issue.err,
               "which is said" + order, issue.err)
        # in whose programme nothing is other than it was told
        same(ours.issue(now="2027-03-11"), "and then the other" + order, "update leyla table.baku 2 two branches")
        same(ours.issue(now="2027-03-12"), "then nobody" + order)


def test_branches_agree():
    """The same change in both: nobody is told twice."""
    ours = begun()
    theirs = branch(ours, "15:00-17:00", "16:00-17:00")
    ours.change("15:00-17:00", "16:00-17:00")
    ours.issue("--for", "side:am", now=MONDAY)
    theirs.issue("--for", "side:az", now=TUESDAY)
    merged(ours, theirs)
    same(ours.issue(now=WEDNESDAY), "two branches that say the same need no more")


def test_stamps():
    desk = begun()
    desk.change("15:00-17:00", "15:30-17:00")
    early = desk.issue(now="2026-12-01")
    stamps = {m.value("DTSTAMP") for m in early.messages}
    tap.ok(stamps == {"20270301T000001Z"}, "by a clock that is behind it is issued after what was issued before", stamps)
    desk.change("15:30-17:00", "15:15-17:00")
    late = desk.issue(now=None, environment={"SOURCE_DATE_EPOCH": "1805200000"})
    stamps = {m.value("DTSTAMP") for m in late.messages}
    tap.ok(stamps == {"20270316T122640Z"}, "SOURCE_DATE_EPOCH is the present", stamps)


def test_names():
    """Files of one name would be one file."""
    desk = begun("leyla@caspian.example", "leyla@shirvan.example")
    other = branch(desk, "leyla@shirvan.example", "leyla@aras.example")
    desk.issue(now=MONDAY)
    other.issue(now=TUESDAY)
    merged(desk, other)
    desk.change("leyla@shirvan.example", "leyla@kura.example")
    issue = desk.issue(now=WEDNESDAY)
    tap.ok(len(issue.messages) == 6 and not issue.wrong, "two addresses of one person are withdrawn at once",
           issue.out, issue.err, *issue.wrong)
    same(desk.issue(now="2027-03-11"), "then nobody")
    plan = offices.PLAN.replace("session: Round table, id: table", "session: Round table, id: x-table").replace(
        "meal: Dinner, id: dinner", "meal: Dinner, id: table, rsvp: true").replace("who: [ani, leyla], rsvp", "who: ani, rsvp"
        ).replace("  rauf:", "  ani-x:").replace("[leyla, rauf]", "[leyla, ani-x]")
    desk = Office(plan)
    issue = desk.run("-o", "out", "--now", offices.NOW)
    tap.ok(issue.status == 0 and len(desk.files()) == 9, "ids that run into each other make two files", issue.err,
           desk.files())


def test():
    for name, function in sorted(globals().items()):
        if name.startswith("test_"):
            function()
