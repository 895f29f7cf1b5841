"""What `pbplan invite` issues after each kind of change.  Run by run.py."""

import desk as offices
from desk import Office, same, tap

MONDAY, TUESDAY, WEDNESDAY = "2027-03-08", "2027-03-09", "2027-03-10"
VISITS = ["new ani baku 0", "new ani table.baku 0", "new leyla baku 0", "new leyla table.baku 0", "new rauf baku 0",
          "new chris baku 0"]
TABLE = "{session: Round table, id: table, time: 15:00-17:00, place: library, who: [ani, leyla], rsvp: true}"
LINE = "        - %s\n" % TABLE
LEYLA = "leyla: {side: az, name: Leyla Mammadova, email: leyla@caspian.example}"
ANI = "ani: {side: am, name: Ani Sarkisian, email: ani@regional.example,"
CHRIS = "chris: {name: Chris Hill, email: chris@neutral.example}"
RAUF = "rauf: {side: az, name: Rauf Aliyev, email: rauf@caspian.example}"


def begun(*changes, plan=offices.PLAN):
    """An office in which everything was issued, and then changed."""
    desk = Office(plan)
    desk.first = desk.issue()
    return desk.change(*changes) if changes else desk


def all_of(word, sequence, why, rows=VISITS):
    """The same for every row of the first issue."""
    return [" ".join([word] + row.split()[1:3] + [str(sequence)] + ([why] if why else [])) for row in rows]


def programme(*people):
    return ["update %s baku 0 programme" % person for person in people]


# name, changes, what is issued
CHANGES = [
    ("an item is moved", ["15:00-17:00", "15:30-17:00"],
     ["update ani baku 0 programme", "update ani table.baku 1 time",
      "update leyla baku 0 programme", "update leyla table.baku 1 time"]),
    ("its end alone is moved", ["15:00-17:00", "15:00-17:30"],
     ["update ani baku 0 programme", "update ani table.baku 1 time",
      "update leyla baku 0 programme", "update leyla table.baku 1 time"]),
    ("to another day", [LINE, "", "        - {flight: XX 102", LINE.replace("15:00-17:00", "10:00-11:00") + "        - {flight: XX 102"],
     ["update ani baku 0 programme", "update ani table.baku 1 time",
      "update leyla baku 0 programme", "update leyla table.baku 1 time"]),
    ("an item has another place", ["place: library", "place: academy"],
     ["update ani baku 0 programme", "update ani table.baku 1 place",
      "update leyla baku 0 programme", "update leyla table.baku 1 place"]),
    ("it is moved and has another place", ["15:00-17:00, place: library", "10:45-12:00, place: academy"],
     ["update ani baku 0 programme", "update ani table.baku 1 time, place",
      "update leyla baku 0 programme", "update leyla table.baku 1 time, place"]),
    ("a place is respelled", ["Presidential Library", "Presidental Library"], []),
    ("a place gets an address", ["name: Presidential Library", "address: Khagani 29, name: Presidential Library"], []),
    ("its id is another house", ["Presidential Library", "Museum of Carpets"],
     ["update ani baku 0 programme", "update ani table.baku 1 place",
      "update leyla baku 0 programme", "update leyla table.baku 1 place"]),
    ("the hotel is another one under its id", ["Hotel on the Square", "Caspian Palace"],
     programme("ani", "leyla", "rauf", "chris")),
    ("an item is tentative", ["rsvp: true}", "rsvp: true, status: tentative}"],
     ["update ani baku 0 programme", "update ani table.baku 1 status",
      "update leyla baku 0 programme", "update leyla table.baku 1 status"]),
    ("the visit is tentative, and with it what is in it", ["status: confirmed", "status: tentative"],
     all_of("update", 1, "status")),
    ("an item has another title", ["session: Round table", "session: Round table on media"], []),
    ("the visit has another title", ["title: Visit to Baku", "title: Second visit to Baku"], []),
    ("details of an item", ["rsvp: true}", "rsvp: true, details: Bring the agenda}"], []),
    ("notes to organizers", ["rsvp: true}", "rsvp: true, notes: Gifts}"], []),
    ("the lines of a day in another order", [LINE, "", "        - {flight: XX 101", LINE + "        - {flight: XX 101"], []),
    ("what asks for no answer is moved", ["19:00-21:00", "19:30-21:00"], programme("ani", "leyla", "rauf", "chris")),
    ("a flight is moved", ["14:30-15:45", "16:30-17:45"], programme("ani")),
    ("a flight has another number", ["XX 102", "XX 104"], programme("ani")),
    ("the hours before a flight", ["15:45, who: ani}", "15:45, who: ani, check_in: 3h}"], programme("ani")),
    ("an item is new", ["      2027-04-15:", "        - {press: Statements, time: 17:30-18:00, place: library}\n"
                        "      2027-04-15:"], programme("ani", "leyla", "rauf", "chris")),
    ("an item that asks for an answer is new",
     ["      2027-04-15:", "        - {press: Statements, id: press, time: 17:30-18:00, place: library, who: az, rsvp: true}\n"
      "      2027-04-15:"],
     ["update leyla baku 0 programme", "new leyla press.baku 0", "update rauf baku 0 programme",
      "new rauf press.baku 0"]),
    ("an item asks for an answer from now on", ["place: hotel}", "place: hotel, rsvp: true}"],
     ["new %s dinner.baku 0" % p for p in ("ani", "leyla", "rauf", "chris")]),
    ("an item asks for none any more", [", rsvp: true", ""], []),
    ("somebody takes part in an item", ["who: [ani, leyla]", "who: [ani, leyla, rauf]"],
     ["update rauf baku 0 programme", "new rauf table.baku 0"]),
    ("somebody no longer takes part", ["who: [ani, leyla]", "who: [ani]"],
     ["update leyla baku 0 programme", "cancel leyla table.baku 1 no longer invited"]),
    ("one for another", ["who: [ani, leyla]", "who: [ani, rauf]"],
     ["update leyla baku 0 programme", "cancel leyla table.baku 1 no longer invited",
      "update rauf baku 0 programme", "new rauf table.baku 0"]),
    ("somebody no longer comes", ["az: [leyla, rauf]", "az: [leyla]"], ["cancel rauf baku 1 no longer invited"]),
    ("somebody else comes", ["others: [chris]", "others: [chris, dilara]", CHRIS, CHRIS +
                             "\n  dilara: {name: Dilara Hasanova, email: dilara@neutral.example}"], ["new dilara baku 0"]),
    ("somebody is not in the plan any more", ["az: [leyla, rauf]", "az: [leyla]", "  " + RAUF + "\n", ""],
     ["cancel rauf baku 1 no longer invited"]),
    ("an item is cancelled", ["rsvp: true}", "rsvp: true, status: cancelled}"],
     ["update ani baku 0 programme", "cancel ani table.baku 1 cancelled",
      "update leyla baku 0 programme", "cancel leyla table.baku 1 cancelled"]),
    ("an item is gone", [LINE, ""],
     ["update ani baku 0 programme", "cancel ani table.baku 1 cancelled",
      "update leyla baku 0 programme", "cancel leyla table.baku 1 cancelled"]),
    ("an item is the organizers' own", ["rsvp: true}", "rsvp: true, audience: organizers}"],
     ["update ani baku 0 programme", "cancel ani table.baku 1 cancelled",
      "update leyla baku 0 programme", "cancel leyla table.baku 1 cancelled"]),
    ("an item is for the public", ["rsvp: true}", "rsvp: true, audience: public}"], []),
    ("the meeting is cancelled", ["status: confirmed", "status: cancelled"], all_of("cancel", 1, "cancelled")),
    ("the meeting is a draft", ["status: confirmed", "status: draft"], all_of("cancel", 1, "cancelled")),
    ("the meeting was held", ["status: confirmed", "status: held"], []),
    ("the meeting has a window instead of dates",
     ["dates: 2027-04-14/2027-04-15", "window: 2027-04-10/2027-04-20",
      offices.PLAN[offices.PLAN.index("    programme:"):], ""],
     all_of("cancel", 1, "cancelled")),
    ("the visit is a day longer", ["dates: 2027-04-14/2027-04-15", "dates: 2027-04-14/2027-04-16"],
     ["update %s baku 1 time" % p for p in ("ani", "leyla", "rauf", "chris")]),
    ("the visit is in another city", ["    place: baku\n", "    place: ganja\n"],
     ["update %s baku 1 place" % p for p in ("ani", "leyla", "rauf", "chris")]),
    ("somebody has another address", ["leyla@caspian.example", "leyla@shirvan.example"],
     # above the cancellation, as both may end in one calendar
     ["new leyla baku 2", "new leyla table.baku 2", "cancel leyla baku 1 no longer invited",
      "cancel leyla table.baku 1 no longer invited"]),
    ("an address in other letters", ["leyla@caspian.example", "Leyla@Caspian.Example"], []),
    ("an address is gone", [", email: leyla@caspian.example", ""], []),
    ("somebody has another id", [LEYLA, LEYLA.replace("leyla:", "leyla-m:"), "person: leyla,", "person: leyla-m,",
                                 "az: [leyla, rauf]", "az: [leyla-m, rauf]", "who: [ani, leyla]", "who: [ani, leyla-m]"],
     []),
    ("somebody reads another language", [CHRIS, CHRIS.replace("email", "language: hy, email")], []),
    ("somebody has another name", [CHRIS, CHRIS.replace("Chris Hill", "Christine Hill")], []),
    ("the plan has another title", ["title: Bridge", "title: Bridges"], []),
    ("the organizer has another name", ["name: Office", "name: Secretariat"], []),
]


def test_new():
    desk = begun()
    same(desk.first, "at first everybody is invited, to the visit and to what asks for an answer", *VISITS)
    same(desk.issue(), "then nothing has changed")
    tap.ok("nothing has changed since the last issue" in desk.run("--dry-run").err, "which is said")


def test_changes():
    for name, changes, rows in CHANGES:
        desk = begun(*changes)
        # the people and places that are left over do not matter here
        issue = desk.issue(now=MONDAY)
        same(issue, name, *rows)
        same(desk.issue(now=TUESDAY), name + ": that is all")


def test():
    test_new()
    test_changes()
