"""What is to be sent after a change, to whom, and what their calendars must
then hold: worked out from the plan and its export, and from what was sent
before."""

import os
import re

import invitations
import plan as plans

PLACE_NUMBER = re.compile(r"\d{4}")  # every made-up text has its own, whatever is corrected in it


def warm_up(srcdir):
    """What every process needs is read once."""
    plans.Plan(None, srcdir, {"organizer": {"email": "a@b.example"}})


def number_in(text):
    match = PLACE_NUMBER.search(text)
    return match and match[0]


class Standing:
    """An event of a plan: an item, or a visit (item None)."""

    def __init__(self, plan, meeting, item=None):
        self.meeting, self.item = meeting, item
        self.goes_out = meeting.status in ("tentative", "confirmed")
        if item:
            self.place, self.people = item.from_ if item.from_ else item.place, frozenset(item.everybody())
            self.asks = item.raw.get("rsvp") is True and not item.alternative
            self.stands = item.status != "cancelled" and meeting.status != "cancelled"
        else:
            self.place = plan.place_id(meeting.raw.get("place"))
            members = [p for ids, _ in meeting.delegations.values() for p in ids] + meeting.others
            self.people, self.asks, self.stands = frozenset(members), True, meeting.status != "cancelled"


class Snapshot:
    """A plan, and what its export tells each person."""

    def __init__(self, plan, folder):
        self.plan = plan
        self.events = {}  # UID -> Standing
        self.by_visit = {}  # UID of the visit -> UIDs of its items
        for meeting in plan.meetings:
            visit = plan.uid(meeting)
            self.events[visit] = Standing(plan, meeting)
            self.by_visit[visit] = set()
            for item in meeting.items:
                uid = plan.uid(meeting, item.id)
                self.events[uid] = Standing(plan, meeting, item)
                self.by_visit[visit].add(uid)
        self.exported = {person: invitations.events_in(os.path.join(folder, "person-%s.ics" % person))
                         for person in plan.people}
        self.address = {person: value["email"] for person, value in plan.people.items() if "email" in value}
        self.person = {address: person for person, address in self.address.items()}
        self.asked = set()  # (address, UID) of who has an invitation

    def visit_of(self, uid):
        return self.plan.uid(self.events[uid].meeting)

    def invited(self, person):
        """UIDs of what the person is asked to answer, or was asked as long as it asked for answers."""
        if person not in self.address:
            return set()
        return {uid for uid in self.meant(person)
                if self.events[uid].asks or (self.address[person], uid) in self.asked}

    def meant(self, person):
        """UIDs of what the person takes part in and can be invited to."""
        return {uid for uid, event in self.exported[person].items()
                if self.events[uid].goes_out and not event.cancelled and person in self.events[uid].people}

    def core(self, person, uid):
        """By which SEQUENCE rises.  A place of another name is another place."""
        start, end, _, status, _ = self.exported[person][uid].content
        place = self.events[uid].place
        return start, end, place, place and number_in(self.plan.place(place)["name"]["en"]), status

    def programme(self, person, visit):
        """What a person has to know of a visit."""
        return {uid: self.core(person, uid) for uid in self.by_visit[visit]
                if uid in self.exported[person] and not self.exported[person][uid].cancelled}

    def words(self, person, uid):
        """All that is said of an event."""
        return self.exported[person][uid].text


class Last:
    """The last message about an event to an address."""

    def __init__(self, message, snapshot, person):
        uid = message.invitation.uid
        self.version, self.person = message.invitation.version, message.person
        self.stands = message.invitation.method == "REQUEST"
        self.issue = None
        self.core = self.programme = self.words = None
        if self.stands and person and uid in snapshot.exported[person]:
            self.core, self.words = snapshot.core(person, uid), snapshot.words(person, uid)
            if uid in snapshot.by_visit:
                self.programme = snapshot.programme(person, uid)


class Told:
    """What everybody was told so far."""

    def __init__(self):
        self.last = {}  # (address, UID) -> Last
        self.stamps = {}  # UID -> the newest DTSTAMP
        self.highest = {}  # UID -> the highest SEQUENCE
        self.common = {}  # the same, of changes that were told to all: others go above a CANCEL of their own
        self.meetings = {}  # UID -> its meeting's id
        self.moved_apart = False  # some were told of changes that others were not
        self.count = 0

    # ------------------------------------------------------------ what is due

    def due(self, snapshot, wording):
        """(address, UID) -> ("REQUEST" or "CANCEL", must or may, person, same SEQUENCE or None)"""
        due = {}
        for person in snapshot.address:
            for uid in snapshot.invited(person):
                kind = self.due_to(snapshot, person, uid, wording)
                if kind:
                    due[snapshot.address[person], uid] = ("REQUEST",) + kind[:1] + (person,) + kind[1:]
        for (address, uid), last in self.last.items():
            if self.is_out_of_reach(snapshot, last, uid):
                continue
            if last.stands and (address not in snapshot.person or uid not in snapshot.invited(snapshot.person[address])):
                event = snapshot.events.get(uid)
                # what was held was not called off
                if event is None or event.meeting.status != "held":
                    due[address, uid] = ("CANCEL", "must", last.person, False)
        return due

    @staticmethod
    def is_out_of_reach(snapshot, last, uid):
        """The person still takes part, and has no address any more: nobody calls it off."""
        return last.stands and last.person in snapshot.exported and last.person not in snapshot.address \
            and uid in snapshot.meant(last.person)

    def due_to(self, snapshot, person, uid, wording):
        """None, or whether it must be sent, and whether SEQUENCE stays."""
        last = self.last.get((snapshot.address[person], uid))
        if last is None:
            return "must", None
        if not last.stands:
            return "must", None
        if last.core != snapshot.core(person, uid):
            return "must", False
        if uid in snapshot.by_visit and last.programme != snapshot.programme(person, uid):
            return "must", True
        if uid in snapshot.by_visit and self.moved_apart:
            return "may", True  # something was moved and back, and told to others in between
        if last.words != snapshot.words(person, uid) and wording:
            return "must", True
        return ("may", None) if last.person != person else None

    # --------------------------------------------------------------- one issue

    def judge(self, snapshot, messages, wording, within, now, partial):
        """(name, complaint) of the messages of an issue."""
        # an address may have gone over to somebody else of the plan
        snapshot.asked = {(address, uid) for (address, uid), last in self.last.items()
                          if last.stands and (last.person == snapshot.person.get(address)
                                              or last.person not in snapshot.exported)}
        due = self.due(snapshot, wording)
        self.moved_apart |= partial
        self.count += 1
        for uid, event in snapshot.events.items():
            self.meetings[uid] = event.meeting.id
        got = {}
        for message in messages:
            key = message.to[0], message.invitation.uid
            if key in got:
                yield "form", "%s and %s" % (message.name, got[key].name)
            got[key] = message
        for key, (method, must, person, _) in sorted(due.items()):
            if must == "must" and key not in got and within(person, self.meetings[key[1]]):
                yield "told", "no %s to %s of %s" % (method, *key)
        yield from self.judge_stamps(messages, now)
        for key, message in got.items():
            if key not in due:
                yield "needless", message.name
            elif due[key][0] != message.invitation.method:
                yield "told", "%s instead of a %s" % (message.name, due[key][0])
            elif not within(due[key][2], self.meetings[key[1]]):
                yield "needless", "%s, which was left out" % message.name
            else:
                yield from self.judge_message(snapshot, message, key, due[key])
            if key in due and due[key][0] == "REQUEST" and due[key][3] is False:
                self.common[key[1]] = max(self.common.get(key[1], 0), message.invitation.sequence)
            self.remember(snapshot, message, key)
        yield from self.judge_beside(snapshot, messages)

    def judge_stamps(self, messages, now):
        stamps = {message.invitation.stamp for message in messages}
        if len(stamps) > 1:
            yield "stamps", "several in one issue: %s" % sorted(map(str, stamps))
        for message in messages:
            stamp, uid = message.invitation.stamp, message.invitation.uid
            if stamp < now or stamp > now and now > max(self.stamps.values(), default=now):
                yield "stamps", "%s: issued at %s, stamped %s" % (message.name, now, stamp)
            if uid in self.stamps and stamp <= self.stamps[uid]:
                yield "stamps", "%s: not later than %s" % (message.name, self.stamps[uid])
        for message in messages:
            self.stamps[message.invitation.uid] = message.invitation.stamp

    def has_moved(self, message, key):
        """Was the person sent something of it at another address, which may lead to the same calendar?"""
        return any(last.person == message.person for (address, uid), last in self.last.items()
                   if uid == key[1] and address != key[0])

    def judge_message(self, snapshot, message, key, due):
        method, _, person, same = due
        last, asked = self.last.get(key), message.invitation
        uid = key[1]
        if message.person != person:
            yield "form", "%s is for %s" % (message.name, person)
        if last:
            if asked.version <= last.version:
                yield "sequence", "%s: %s is not above %s" % (message.name, asked.version, last.version)
            if same is False and asked.sequence <= last.version[0]:
                yield "sequence", "%s: it changed, and SEQUENCE is still %d" % (message.name, asked.sequence)
            if same is True and asked.sequence != last.version[0] and not self.moved_apart and \
                    not self.has_moved(message, key):
                yield "sequence", "%s: time, place and status are as before, but SEQUENCE went from %d to %d" % (
                    message.name, last.version[0], asked.sequence)
        else:
            others = [o.version[0] for (_, other), o in self.last.items() if other == uid and o.stands and o.core]
            if others and asked.sequence < min(others):
                yield "sequence", "%s: somebody new got SEQUENCE %d, others have %d" % (
                    message.name, asked.sequence, min(others))
        if method == "CANCEL":
            yield from self.judge_cancel(snapshot, message, uid)
        else:
            yield from self.judge_request(snapshot, message, person, uid)

    def judge_cancel(self, snapshot, message, uid):
        event = snapshot.events.get(uid)
        off = event is None or not event.stands
        if event is not None and not event.goes_out and event.stands:
            return  # it went back to being a draft: nobody knows what became of it
        if (message.invitation.event.get("STATUS") is not None) != off:
            yield "status", "%s: STATUS is %s" % (message.name, message.invitation.event.get("STATUS"))

    def judge_request(self, snapshot, message, person, uid):
        wanted = snapshot.exported[person][uid]
        if message.invitation.content() != wanted.content:
            yield "content", "%s: %s instead of %s" % (message.name, message.invitation.content(), wanted.content)

    def judge_beside(self, snapshot, messages):
        """The rest of the programme comes with every message to who is in the plan."""
        seen = {}
        for message in messages:
            person, got = snapshot.person.get(message.to[0]), {}
            if person and person == message.person:
                got = {uid: content for uid, (content, _) in (message.programme() or {}).items()}
                if seen.setdefault(person, (message, got))[1] != got:
                    yield "beside", "%s has another than %s" % (message.name, seen[person][0].name)
            elif message.programme():
                yield "beside", "%s goes to nobody in the plan" % message.name
        for person, (message, got) in seen.items():
            address = snapshot.address[person]
            wanted = {uid: event.content for uid, event in snapshot.exported[person].items()
                      if (address, uid) not in self.last or not self.last[address, uid].stands}
            for uid in sorted(set(got) | {uid for uid in wanted if wanted[uid][3] != "CANCELLED"}):
                if wanted.get(uid) != got.get(uid):
                    yield "beside", "%s: %s is %s, not %s" % (message.name, uid, got.get(uid), wanted.get(uid))

    def remember(self, snapshot, message, key):
        asked, uid = message.invitation, key[1]
        self.last[key] = Last(message, snapshot, snapshot.person.get(key[0]))
        self.last[key].issue = self.count
        self.highest[uid] = max(self.highest.get(uid, 0), asked.sequence)

    # ------------------------------------------------- the export beside a ledger

    def judge_export(self, snapshot, messages, folder, partial):
        everything = invitations.events_in(os.path.join(folder, "organizers.ics"))
        for (address, uid), last in self.last.items():
            if uid not in everything or not last.stands or self.is_out_of_reach(snapshot, last, uid):
                continue
            sequence = everything[uid].sequence
            if last.version[0] > sequence or \
                    last.version[0] < self.common.get(uid, 0) and not self.moved_apart:
                yield "sequence", "%s has %s with SEQUENCE %d, the export has %d" % (
                    address, uid, last.version[0], sequence)
        for uid, event in everything.items():
            if event.sequence < self.highest.get(uid, 0):
                yield "export", "%s: SEQUENCE %d, issued was %d" % (uid, event.sequence, self.highest[uid])
        for message in messages:
            for uid, (_, sequence) in (message.programme() or {}).items():
                if uid in everything and sequence != everything[uid].sequence:
                    yield "beside", "%s: %s has SEQUENCE %d, the export %d" % (
                        message.name, uid, sequence, everything[uid].sequence)
        if partial:
            return
        for person, events in snapshot.exported.items():
            found = invitations.events_in(os.path.join(folder, "person-%s.ics" % person))
            if person not in snapshot.address:
                continue  # what was sent to an older address may be left out or not
            invited = snapshot.invited(person)
            wanted = {uid for uid, event in events.items() if uid not in invited and not event.cancelled}
            if {uid for uid in found if not found[uid].cancelled} != wanted:
                yield "export", "%s: %s instead of %s" % (person, sorted(found), sorted(wanted))
            for uid in set(found) & wanted:
                if found[uid].text != events[uid].text:
                    yield "export", "%s: %s is told in other words" % (person, uid)
                if found[uid].sequence != everything[uid].sequence:
                    yield "export", "%s: %s has two SEQUENCEs" % (person, uid)

    # ---------------------------------------------------------------- the end

    def judge_mailboxes(self, snapshot, boxes):
        for address, box in boxes.items():
            person = snapshot.person.get(address)
            wanted = {}
            if person:
                wanted = {uid: snapshot.exported[person][uid] for uid in snapshot.invited(person)}
            shown = {uid: content for uid, content in box.shown().items()
                     if not self.is_out_of_reach(snapshot, self.last[address, uid], uid)}
            for uid in sorted(set(wanted) | set(shown)):
                yield from (("in order", "%s: %s" % (address, text))
                            for text in differences(uid, wanted.get(uid), shown.get(uid)))
            if person:
                yield from self.judge_programme(snapshot, person, box)
        for person, address in snapshot.address.items():
            if address not in boxes and snapshot.invited(person):
                yield "in order", "%s never got anything" % address

    def judge_programme(self, snapshot, person, box):
        """Of the visits that the person is invited to: the whole of it, and nothing twice."""
        kept, shown = box.kept(), box.shown()
        visits = snapshot.invited(person) & set(snapshot.by_visit)
        mine = {uid for visit in visits for uid in snapshot.by_visit[visit] | {visit}}
        wanted = {uid: snapshot.exported[person][uid] for uid in mine
                  if uid in snapshot.exported[person] and not snapshot.exported[person][uid].cancelled}
        for uid in set(kept) & set(shown):
            yield "kept", "%s has %s twice" % (person, uid)
        standing = {uid: content for uid, content in {**kept, **shown}.items()
                    if content[3] != "CANCELLED" and (uid in visits or uid.partition(".")[2] in visits)}
        for uid in sorted(set(wanted) | set(standing)):
            yield from (("kept", "%s: %s" % (person, text))
                        for text in differences(uid, wanted.get(uid), standing.get(uid)))


def differences(uid, event, content):
    """What an export says of an event, and what a mailbox shows: words may be old ones."""
    if event is None or content is None:
        yield "%s is %s" % (uid, "too much" if event is None else "missing")
        return
    for i, what in enumerate(("start", "end", None, "status")):
        if what and event.content[i] != content[i]:
            yield "%s: the %s is %s, not %s" % (uid, what, content[i], event.content[i])
    for i, what in ((2, "place"), (4, "title")):
        if number_in(event.content[i]) != number_in(content[i]):
            yield "%s: the %s is %s, not %s" % (uid, what, content[i], event.content[i])
