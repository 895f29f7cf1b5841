"""An organizer's folder with a small plan, its ledger and its outbox, and what
must be true of them at any time."""

import json
import os
import re
import shutil

import invitations
import itip

NOW = "2027-03-01T10:00:00Z"
ORGANIZER = "office@plan.example"


def plan(people=3, title="Round table", time="10:00-11:00", place="hall", **more):
    """As a map.  Everybody gets the visit and one item to answer."""
    names = ["ani", "leyla", "orkhan", "tigran", "eva"][:people]
    found = {
        "pbplan": 1, "id": "p", "title": "Plan", "organizer": {"name": "Office", "email": ORGANIZER},
        "sides": {"am": {"country": "AM", "language": "hy", "name": {"en": "Side A", "hy": "Կողմ Ա"}},
                  "az": {"country": "AZ", "language": "az", "name": {"en": "Side B", "az": "B tərəf"}}},
        "people": {name: {"side": "am" if i % 2 == 0 else "az", "name": name.title(), "home": "tbilisi",
                          "email": name + "@people.example"} for i, name in enumerate(names)},
        "places": {"hall": {"kind": "venue", "name": "Hall", "country": "GE", "city": "tbilisi"},
                   "garden": {"kind": "venue", "name": "Garden", "country": "GE", "city": "tbilisi"}},
        "meetings": [{
            "id": "m", "title": {"en": "Meeting", "hy": "Հանդիպում", "az": "Görüş"}, "status": "confirmed",
            "place": "tbilisi", "dates": "2027-04-15/2027-04-16",
            "delegations": {"am": [name for name in names[0::2]], "az": [name for name in names[1::2]]},
            "programme": {"2027-04-15": [
                {"session": {"en": title, "hy": "Կլոր սեղան", "az": "Dəyirmi masa"}, "id": "talk", "time": time,
                 "place": place, "rsvp": True},
                {"meal": "Lunch", "id": "lunch", "time": "12:00-13:00", "place": "hall"}]}}],
    }
    found.update(more)
    return found


def add_meeting(raw, id, days="2027-05-15/2027-05-16", **item):
    """Another one with an item to answer."""
    meeting = json.loads(json.dumps(raw["meetings"][0]))
    day = days.split("/")[0]
    meeting.update(id=id, title="Meeting " + id, dates=days,
                   programme={day: [dict({"session": "Talks of " + id, "id": "talk-" + id, "time": "15:00-16:00",
                                          "place": "hall", "rsvp": True}, **item)]})
    raw["meetings"].append(meeting)


class Office:
    def __init__(self, folder, raw=None):
        self.folder = folder
        self.plan = os.path.join(folder, "plan.yaml")
        self.ledger = os.path.join(folder, "plan.ledger.yaml")
        self.outbox = os.path.join(folder, "outbox")
        os.makedirs(folder, exist_ok=True)
        if raw is not None:
            self.write(raw)

    def write(self, raw):
        with open(self.plan, "w", encoding="utf-8") as file:
            json.dump(raw, file, ensure_ascii=False, indent=1)

    def invite(self, *more, now=NOW, **how):
        return invitations.invite(self.plan, self.outbox, now, *more, **how)

    def records(self, kind=None):
        data = invitations.read_bytes(self.ledger) or b""
        return [record for record in invitations.records(data) if kind in (None, invitations.kind_of(record))]

    def messages(self, sent=False):
        """name -> Message, of those in the outbox, or of those sent from it"""
        folder = os.path.join(self.outbox, "sent") if sent else self.outbox
        return {name: itip.Message(os.path.join(folder, name)) for name in invitations.messages_in(folder)}

    def everything(self):
        """What was issued, without when: as it can be compared."""
        return sorted((m.person, m.about, m.method, m.invitation.sequence)
                      for m in list(self.messages().values()) + list(self.messages(True).values()))

    def faults(self, ended=True):
        """What is wrong with it; ended: nothing that was begun is still open."""
        waiting, sent = self.messages(), self.messages(True)
        ids = [message.id.strip("<>") for message in list(waiting.values()) + list(sent.values())]
        if len(set(ids)) != len(ids):
            yield "a message lies there twice: %s" % sorted(ids)
        issued = [record["message"] for record in self.records("issued")]
        recorded = [record["message"] for record in self.records("sent")]
        for name, found in (("issued", issued), ("sent", recorded)):
            if len(set(found)) != len(found):
                yield "recorded as %s twice: %s" % (name, sorted(found))
        if set(recorded) - set(issued):
            yield "sent, but never issued: %s" % (set(recorded) - set(issued))
        if ended:
            if set(issued) != set(ids):
                yield "%d messages without a record, %d records without a message" % (
                    len(set(ids) - set(issued)), len(set(issued) - set(ids)))
            if {message.id.strip("<>") for message in sent.values()} != set(recorded):
                yield "recorded as sent are %d, in the folder for them are %d" % (len(recorded), len(sent))
            yield from self.leavings()

    def leavings(self):
        """Files that nobody needs."""
        for folder, folders, files in os.walk(self.folder):
            for name in files:
                path = os.path.relpath(os.path.join(folder, name), self.folder)
                if not re.fullmatch(r"plan\.yaml|plan\.ledger\.yaml|outbox/(sent/)?[^./][^/]*\.eml", path):
                    yield "left over: %s" % path

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)
