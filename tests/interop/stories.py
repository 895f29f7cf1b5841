"""Changes that chance seldom makes, each told step by step, with what must be in
the calendars behind the addresses then."""

import os
import subprocess

import invitations
import itip
import office
from office import Office


class Story:
    """An office, and the calendars that its messages are read by."""

    def __init__(self, folder):
        self.place = Office(folder)
        self.raw = office.plan(people=3)
        self.people = self.raw["people"]
        self.meeting, = self.raw["meetings"]
        self.talk = self.meeting["programme"]["2027-04-15"][0]
        self.boxes, self.complaints, self.day = {}, [], 0

    def issue(self, *more, count=None, now=None):
        """Whatever is issued is delivered; count: how many there must be."""
        self.day += 1
        before = set(self.place.messages())
        self.place.write(self.raw)
        run = self.place.invite(*more, now=now or "2027-03-%02dT10:00:00Z" % self.day)
        new = [message for name, message in self.place.messages().items() if name not in before]
        for message in new:
            self.boxes.setdefault(message.to[0].lower(), itip.Mailbox()).deliver(message)
        if run.status:
            self.complaints.append("step %d: %s" % (self.day, run))
        if count is not None and len(new) != count:
            self.complaints.append("step %d: %d messages instead of %d: %s" % (
                self.day, len(new), count, [message.name for message in new]))
        self.complaints += ["step %d: %s" % (self.day, fault) for fault in self.place.faults()]
        return run, new

    def holds(self, address, *wanted):
        """The calendar there has these events: words of their UIDs before the plan's id."""
        box = self.boxes.get(address + "@people.example")
        got = sorted(uid.rpartition("@")[0][:-len(".p")] for uid in box.shown()) if box else []
        if got != sorted(wanted):
            self.complaints.append("step %d: %s has %s instead of %s" % (self.day, address, got, sorted(wanted)))

    def expect(self, condition, text):
        if not condition:
            self.complaints.append("step %d: %s" % (self.day, text))


def two_people_at_one_address(s):
    s.people["leyla"]["email"] = "ani@people.example"
    s.issue(count=6)
    s.holds("ani", "m", "talk.m")
    s.talk["except"] = ["leyla"]
    s.issue()
    s.holds("ani", "m", "talk.m")
    s.talk["time"] = "10:30-11:30"
    s.issue()
    s.talk["except"] = ["leyla", "ani"]
    s.issue()
    s.holds("ani", "m")


def one_leaves_a_shared_address(s):
    s.people["leyla"]["email"] = "ani@people.example"
    s.issue(count=6)
    s.people["leyla"]["email"] = "leyla@people.example"
    s.issue()
    s.holds("ani", "m", "talk.m")
    s.holds("leyla", "m", "talk.m")
    s.talk["except"] = ["leyla", "ani"]
    s.issue()
    s.holds("ani", "m")
    s.holds("leyla", "m")
    s.issue(count=0)
    s.talk["except"] = []
    s.issue()
    s.holds("ani", "m", "talk.m")
    s.holds("leyla", "m", "talk.m")


def two_change_addresses(s):
    s.issue(count=6)
    ani, leyla = s.people["ani"], s.people["leyla"]
    ani["email"], leyla["email"] = leyla["email"], ani["email"]
    s.issue()
    s.talk["except"] = ["ani"]
    s.issue()
    s.holds("leyla", "m")
    s.holds("ani", "m", "talk.m")
    ani["email"], leyla["email"] = leyla["email"], ani["email"]
    s.issue()
    s.holds("ani", "m")
    s.holds("leyla", "m", "talk.m")
    s.issue(count=0)


def a_successor_at_an_address(s):
    s.issue(count=6)
    s.talk["except"] = ["ani"]
    s.issue(count=2)
    s.holds("ani", "m")
    s.people["nare"] = dict(s.people.pop("ani"), name="Nare")
    members = s.meeting["delegations"]["am"]
    members[members.index("ani")] = "nare"
    s.talk["except"] = []
    s.issue()
    s.holds("ani", "m", "talk.m")
    s.issue(count=0)
    s.talk["time"] = "10:30-11:30"
    s.issue(count=6)
    s.talk["except"] = ["nare"]
    s.issue(count=2)
    s.holds("ani", "m")


def no_address_any_more(s):
    s.issue(count=6)
    email = s.people["ani"].pop("email")
    s.talk["time"] = "10:30-11:30"
    run, _ = s.issue(count=4)
    s.expect("Ani" in run.said, "nobody says that Ani is not told: %s" % run)
    s.people["ani"]["email"] = email
    s.issue(count=2)
    s.holds("ani", "m", "talk.m")
    s.people["ani"].pop("email")
    s.issue(count=0)
    s.people["ani"]["email"] = "new@people.example"
    s.issue(count=4)
    s.holds("ani")
    s.holds("new", "m", "talk.m")


def an_address_in_capitals(s):
    s.issue(count=6)
    s.people["ani"]["email"] = "Ani@People.Example"
    s.issue(count=0)


def a_person_with_another_id(s):
    s.issue(count=6)
    s.people["anahit"] = s.people.pop("ani")
    members = s.meeting["delegations"]["am"]
    members[members.index("ani")] = "anahit"
    s.issue(count=0)
    s.talk["time"] = "10:30-11:30"
    s.issue(count=6)
    s.holds("ani", "m", "talk.m")


def held(s):
    s.issue(count=6)
    s.meeting["status"] = "held"
    s.issue(count=0, now="2027-04-20T10:00:00Z")
    s.talk["time"] = "10:30-11:30"
    s.issue(count=0, now="2027-04-20T11:00:00Z")
    s.holds("ani", "m", "talk.m")


def over(s):
    s.issue(count=6)
    s.talk["status"] = "cancelled"
    s.issue(count=0, now="2027-05-20T11:00:00Z")
    s.holds("ani", "m", "talk.m")


def back_to_a_draft(s):
    s.issue(count=6)
    s.meeting["status"] = "draft"
    s.issue(count=6)
    s.holds("ani")
    s.meeting["status"] = "tentative"
    s.issue(count=6)
    s.holds("ani", "m", "talk.m")


def dates_not_settled_any_more(s):
    s.issue(count=6)
    s.meeting["window"] = s.meeting.pop("dates")
    s.meeting["status"] = "tentative"
    programme = s.meeting.pop("programme")
    s.issue(count=6)
    s.holds("ani")
    s.meeting["dates"], s.meeting["programme"] = s.meeting.pop("window"), programme
    s.issue(count=6)
    s.holds("ani", "m", "talk.m")


def one_side(s):
    s.issue("--for", "side:az", count=2)
    s.holds("leyla", "m", "talk.m")
    s.issue(count=4)
    s.holds("ani", "m", "talk.m")


def an_id_that_is_changed(s):
    s.issue(count=6)
    s.talk["id"] = "other"
    s.place.write(s.raw)
    run = s.place.invite(now="2027-03-10T10:00:00Z")
    s.expect(run.status == 1 and "talk" in run.said, "it is not refused: %s" % run)
    s.expect(len(s.place.messages()) == 6, "something was issued")


def two_at_a_time(s):
    s.place.write(s.raw)
    words = [invitations.PBPLAN, "--ui", "en", "invite", s.place.plan, "-o", s.place.outbox, "--now", office.NOW]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(4)]
    for process in both:
        said = process.communicate(timeout=60)[0]
        s.expect(process.returncode == 0, "status %d: %s" % (process.returncode, said[-500:]))
    s.expect(len(s.place.messages()) == 6, "%d messages" % len(s.place.messages()))
    s.complaints += s.place.faults()


STORIES = {
    "two people at one address": two_people_at_one_address,
    "one of two leaves an address": one_leaves_a_shared_address,
    "two people change addresses, and back": two_change_addresses,
    "a successor has an address that was somebody else's": a_successor_at_an_address,
    "an address is removed, and another given": no_address_any_more,
    "an address in capitals is the same": an_address_in_capitals,
    "a person with another id is the same": a_person_with_another_id,
    "nothing is told of a meeting that was held": held,
    "nothing is told of what is over": over,
    "a meeting is a draft again": back_to_a_draft,
    "a meeting without dates again": dates_not_settled_any_more,
    "one side is invited before the other": one_side,
    "an issued id that is changed is refused": an_id_that_is_changed,
    "several issues at one time": two_at_a_time,
}


def run(tap, tmp):
    for i, (name, tell) in enumerate(STORIES.items()):
        story = Story(os.path.join(tmp, "story-%d" % i))
        tell(story)
        tap.none(story.complaints, name)
