"""Plans that hold, and what their organizers change in them, made up from a seed.

Whatever comes out is meant to be free of errors: everybody is at home where the
meetings are, no two items of a day share an hour, and who flies off for a day
has nothing else on it.
"""

import copy
import datetime
import random
import re

DAY = datetime.timedelta(days=1)
LANGUAGES = ("en", "hy", "az")
SLOTS = [(9 * 60, 60), (10 * 60 + 30, 75), (12 * 60, 60), (14 * 60, 90), (16 * 60, 60),
         (18 * 60, 90), (22 * 60 + 30, 360)]  # the last goes on into the next day
KINDS = ["session", "appointment", "meal", "culture", "press", "ceremony", "briefing", "free"]
# city, country, airport, where one flies for a day, and when: out and back
CITIES = [("tbilisi", "GE", "tbs", "vie", ("06:00-07:00", "14:00-20:30")),
          ("yerevan", "AM", "evn", "vie", ("06:00-07:00", "14:00-20:30")),
          ("vienna", "AT", "vie", "tbs", ("05:30-12:00", "15:00-16:30")),
          ("geneva", "CH", "gva", "tbs", ("05:30-12:30", "15:00-16:45")),
          ("vienna", "AT", "vie", "tbs", ("05:30-12:00", "15:00-16:30"))]
# in Vienna and Geneva clocks change in some of these nights
FIRST_DAYS = ["2027-03-26", "2027-03-28", "2027-10-29", "2027-10-31", "2027-06-14"]
WORDS = {
    "en": ["Round table", "Talks, part", "Open questions; media", "Working dinner", "Visit"],
    "hy": ["Կլոր սեղան", "Քննարկում, մաս", "Բաց հարցեր; մեդիա", "Աշխատանքային ընթրիք", "Այցելություն"],
    "az": ["Dəyirmi masa", "Müzakirə, hissə", "Açıq suallar; media", "İş şam yeməyi", "Ziyarət"],
}


def clock(minute):
    return "%02d:%02d%s" % (minute // 60 % 24, minute % 60, "+%d" % (minute // 1440) if minute >= 1440 else "")


class Item:
    def __init__(self, id, kind, title):
        self.id, self.kind, self.title = id, kind, title
        self.day = self.slot = None
        self.later = self.longer = 0  # minutes
        self.place = self.who = self.status = self.details = self.notes = None
        self.with_, self.interpreters, self.except_ = [], [], []
        self.rsvp = False
        self.audience = None
        self.leg = None  # from, to, time
        self.all_day = False

    def raw(self, first):
        raw = {self.kind: self.title}
        if self.kind == "stay":
            raw = {"stay": self.place, "until": (first + (self.day + 1) * DAY).isoformat()}
        elif self.place:
            raw["place"] = self.place
        if self.id:
            raw["id"] = self.id
        if self.leg:
            raw["from"], raw["to"], times = self.leg
            begin, end = (int(t[:2]) * 60 + int(t[3:]) + self.later for t in times.split("-"))
            raw["time"] = "%s-%s" % (clock(begin), clock(end))
        elif not self.all_day and self.kind != "stay":
            begin, length = SLOTS[self.slot]
            raw["time"] = "%s-%s" % (clock(begin + self.later), clock(begin + self.later + length + self.longer))
        for key, value in (("who", self.who), ("with", self.with_), ("except", self.except_),
                           ("interpreters", self.interpreters), ("status", self.status),
                           ("details", self.details), ("notes", self.notes), ("audience", self.audience)):
            if value:
                raw[key] = value
        if self.rsvp:
            raw["rsvp"] = True
        return raw


class Meeting:
    def __init__(self, id, title, first, status):
        self.id, self.title, self.first, self.status = id, title, first, status
        self.days, self.place, self.notes = 2, None, None
        self.delegations = {"am": [], "az": []}
        self.staff, self.others, self.until = {"am": [], "az": []}, [], {}
        self.items = []
        self.contact = []

    def member(self, person):
        return {"person": person, "until": self.until[person]} if person in self.until else person

    def raw(self):
        raw = {"id": self.id, "title": self.title, "status": self.status, "place": self.place,
               "dates": "%s/%s" % (self.first, self.first + (self.days - 1) * DAY)}
        raw["delegations"] = {
            side: {"members": [self.member(p) for p in members], "staff": self.staff[side]}
            if self.staff[side] else [self.member(p) for p in members]
            for side, members in self.delegations.items() if members}
        if self.others:
            raw["others"] = list(self.others)
        if self.contact:
            raw["contact"] = self.contact
        if self.notes:
            raw["notes"] = self.notes
        programme = {}
        for item in self.items:
            programme.setdefault((self.first + item.day * DAY).isoformat(), []).append(item.raw(self.first))
        if programme:
            raw["programme"] = programme
        return raw

    def everybody(self):
        return self.delegations["am"] + self.delegations["az"] + self.others

    def lists(self):
        return list(self.delegations.values()) + [self.others] + list(self.staff.values())

    def free_slots(self, lengthy=True):
        taken = {(item.day, item.slot) for item in self.items}
        return [(day, slot) for day in range(self.days) for slot in range(len(SLOTS) if lengthy else len(SLOTS) - 1)
                if (day, slot) not in taken]


class World:
    """A plan while it is being changed; copy.deepcopy() keeps a state."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.counter = 0
        self.canaries, self.addresses, self.published = [], [], []
        self.city, self.country, self.airport, self.abroad, self.flights = CITIES[seed % len(CITIES)]
        self.people = {}
        self.places = {}
        self.meetings = []
        self.trash = []  # meetings that were struck
        for i in range(3):
            id = "%s-%d" % (self.random.choice(["hall", "house"]), i)
            self.places[id] = {"kind": "venue", "city": self.city, "country": self.country,
                               "name": self.text("Placename %s" % id)}
        self.places["inn"] = {"kind": "hotel", "city": self.city, "country": self.country, "name": self.text("Innkeeper")}
        self.make_people()
        first = datetime.date.fromisoformat(self.random.choice(FIRST_DAYS))
        statuses = ["confirmed", self.random.choice(["tentative", "confirmed", "draft"])]
        for i in range(self.random.choice([1, 1, 2])):
            self.make_meeting("m%d" % i, first + i * 21 * DAY, statuses[i])

    # ------------------------------------------------------------ made-up words

    def number(self):
        self.counter += 1
        return self.counter

    def maybe(self, share):
        return self.random.random() < share

    def pick(self, list):
        return self.random.choice(list) if list else None

    def text(self, word=None):
        """Words that no other text has."""
        number, i = self.number(), self.random.randrange(len(WORDS["en"]))
        return {lang: "%s %04d" % (word or WORDS[lang][i], number) for lang in LANGUAGES}

    def canary(self, what):
        self.canaries.append("CANARY-%s-%04d" % (what, self.number()))
        return self.canaries[-1]

    def address(self, person):
        form = self.pick(["%s.%d@mail.example", "%s+visit%d@post.example", "O.%s_%d@a-b.office.example"])
        self.addresses.append(form % (person, self.number()))
        return self.addresses[-1]

    # ------------------------------------------------------------------- people

    def make_person(self, id, **more):
        names = {lang: "%s %s %d" % (self.pick({"en": ["Ani", "Leyla", "Müller"], "hy": ["Անի", "Լեյլա", "Էդուարդ"],
                                                "az": ["Əli", "Gülşən", "İlqar"]}[lang]), id, self.number())
                 for lang in LANGUAGES}
        self.canaries.append("+999 77 %07d" % self.number())
        person = {"name": names, "home": self.city, "email": self.address(id),
                  "private": {"phone": self.canaries[-1], "diet": self.canary("diet"), "notes": self.canary("office"),
                              "email": self.canary("post").lower() + "@private.example",
                              "passport": {"country": "AM", "number": self.canary("passport"), "expires": "2031-05-01"}}}
        self.canaries.append(person["private"]["email"])
        person.update(more)
        self.people[id] = person

    def make_people(self):
        for side in ("am", "az"):
            for i in range(self.random.choice([1, 2, 2, 3])):
                self.make_person("%s-%d" % (side, i), side=side)
        self.make_person("eva", language=self.pick(LANGUAGES), role="interpreter")
        if self.maybe(0.4):
            self.make_person("clerk", side="az", role="official")
        if self.maybe(0.3):
            self.make_person("driver", side="am", role="driver")
        for person in self.people.values():
            if self.maybe(0.1):
                del person["email"]

    # ----------------------------------------------------------------- meetings

    def make_meeting(self, id, first, status):
        meeting = Meeting(id, self.text(), first, status)
        meeting.place = self.pick([self.city, "inn"])
        meeting.days = self.random.randrange(2, 4)
        for side in ("am", "az"):
            meeting.delegations[side] = [p for p in self.people if p.startswith(side)]
        meeting.others = ["eva"]
        if "driver" in self.people:
            meeting.staff["am"] = ["driver"]
        self.published.append("desk%d@contact.example" % self.number())
        meeting.contact = [{"person": "eva", "phone": "+999 55 %07d" % self.number(), "email": self.published[-1]}]
        meeting.notes = self.canary("notes")
        self.meetings.append(meeting)
        for _ in range(self.random.randrange(2, 6)):
            self.add_item(meeting)
        if self.maybe(0.3):
            self.add_flights(meeting)

    def who(self, meeting):
        choice = self.random.random()
        if choice < 0.4:
            return None
        everybody = [p for p in self.people if p != "driver"]
        if choice < 0.6:
            return [self.pick(["am", "az"])] + ([self.pick(everybody)] if self.maybe(0.5) else [])
        return self.random.sample(everybody, self.random.randrange(1, min(4, len(everybody)) + 1))

    def add_item(self, meeting):
        free = meeting.free_slots()
        if not free or len(meeting.items) > 8:
            return False
        kind = "stay" if self.maybe(0.1) else self.pick(KINDS)
        item = Item("i%d" % self.number() if self.maybe(0.85) or kind == "stay" else None, kind, self.text())
        item.day, item.slot = self.pick(free)
        item.all_day = self.maybe(0.1)
        item.who = self.who(meeting)
        item.rsvp = self.maybe(0.55)
        item.place = "inn" if kind == "stay" else self.pick([None, None] + list(self.places))
        item.status = "tentative" if self.maybe(0.1) else None
        item.details = self.text() if self.maybe(0.3) else None
        item.notes = self.canary("notes") if self.maybe(0.3) else None
        item.audience = "public" if kind in ("press", "culture") and self.maybe(0.3) else None
        if self.maybe(0.1):
            item.audience, item.rsvp = "organizers", False
        if kind == "appointment" and "clerk" in self.people:
            item.with_ = ["clerk"]
        if kind == "session" and self.maybe(0.4) and "eva" in self.people:
            item.interpreters = ["eva"]
        meeting.items.append(item)
        return True

    def add_flights(self, meeting):
        who = self.random.sample(meeting.everybody(), min(2, len(meeting.everybody())))
        for ends, times in zip(((self.airport, self.abroad), (self.abroad, self.airport)), self.flights):
            item = Item("leg%d" % self.number(), "flight", "XX %d" % self.number())
            item.leg, item.day, item.who = ends + (times,), meeting.days, who
            item.rsvp = self.maybe(0.7)
            meeting.items.append(item)

    def raw(self):
        return {
            "pbplan": 1, "id": "made-up-%d" % self.seed,
            "title": {"en": "The plan", "hy": "Ծրագիր", "az": "Plan"},
            "organizer": {"name": {"en": "The \"office\", with; all", "hy": "«Գրասենյակ»", "az": "\"Ofis\""},
                          "email": "office@made-up.example"},
            "languages": list(LANGUAGES),
            "sides": {"am": {"country": "AM", "language": "hy", "name": {"en": "Side A", "hy": "Կողմ Ա", "az": "A tərəf"}},
                      "az": {"country": "AZ", "language": "az", "name": {"en": "Side B", "hy": "Կողմ Բ", "az": "B tərəf"}}},
            "places": self.places, "people": self.people,
            "meetings": [meeting.raw() for meeting in self.meetings],
        }

    # ------------------------------------------------------------------ changes

    def change(self):
        """The name of what was changed."""
        while True:
            name = self.pick(CHANGES)
            meeting = self.pick(self.meetings)
            if getattr(self, name)(meeting) is not False:
                return name

    def some_item(self, meeting, legs=True):
        return self.pick([item for item in meeting.items if legs or not item.leg]) if meeting else None

    def items_alike(self, meeting, item):
        """Both flights, or the item alone: one without the other is no journey."""
        return [i for i in meeting.items if i.leg] if item.leg else [item]

    def move_in_time(self, meeting):
        item = self.some_item(meeting)
        if not item or item.all_day or item.kind == "stay":
            return False
        before = item.later, item.longer
        if item.leg:
            item.later = self.pick([-10, 0, 10])
        else:
            item.later, item.longer = self.pick([0, 5, 10]), self.pick([-15, 0, 5])
        return before != (item.later, item.longer)

    def move_to_another_slot(self, meeting):
        item = self.some_item(meeting, False)
        free = meeting.free_slots() if meeting else []
        if not item or not free:
            return False
        item.day, item.slot = self.pick(free)

    def turn_into_all_day(self, meeting):
        item = self.some_item(meeting, False)
        if not item or item.kind == "stay" or self.maybe(0.7):
            return False
        item.all_day = not item.all_day

    def move_to_another_place(self, meeting):
        item = self.some_item(meeting, False)
        if not item or item.kind == "stay":
            return False
        place = self.pick([None] + list(self.places))
        if place == item.place:
            return False
        item.place = place

    def move_the_visit(self, meeting):
        if not meeting:
            return False
        if self.maybe(0.3):
            meeting.place = self.city if meeting.place == "inn" else "inn"
        elif self.maybe(0.3) and not any(item.day >= meeting.days for item in meeting.items):
            meeting.days += 1
        else:
            meeting.first += self.pick([-2, -1, 1, 2]) * DAY
            meeting.until = {}

    def add_to_item(self, meeting):
        item = self.some_item(meeting)
        person = self.pick(list(self.people))
        if not item or person == "driver":
            return False
        if item.except_ and self.maybe(0.5):
            item.except_ = []
            return
        if item.who is None or person in item.who:
            return False
        for alike in self.items_alike(meeting, item):
            if person not in alike.who:
                alike.who = alike.who + [person]

    def drop_from_item(self, meeting):
        item = self.some_item(meeting)
        if not item:
            return False
        if item.who and len(item.who) > 1 and self.maybe(0.6):
            gone = self.pick(item.who)
            for alike in self.items_alike(meeting, item):
                alike.who = [p for p in alike.who if p != gone]
        elif item.leg:
            return False
        else:
            gone = self.pick(meeting.everybody())
            if not gone or gone in item.except_:
                return False
            item.except_ = item.except_ + [gone]

    def drop_from_meeting(self, meeting):
        person = self.pick(meeting.everybody()) if meeting else None
        if not person or len(meeting.everybody()) < 3:
            return False
        for list in meeting.lists():
            if person in list:
                list.remove(person)

    def add_to_meeting(self, meeting):
        person = self.pick([p for p in self.people if not meeting or p not in sum(meeting.lists(), [])])
        if not meeting or not person:
            return False
        side = self.people[person].get("side")
        (meeting.delegations[side] if side else meeting.others).append(person)

    def leave_early(self, meeting):
        person = self.pick(meeting.everybody()) if meeting else None
        if not person:
            return False
        if meeting.until.pop(person, None) is None:
            meeting.until[person] = "%s %s" % (meeting.first + DAY, self.pick(["11:00", "15:00", "23:00"]))

    def add_an_item(self, meeting):
        return self.add_item(meeting) if meeting else False

    def drop_item(self, meeting):
        item = self.some_item(meeting)
        if not item:
            return False
        for alike in self.items_alike(meeting, item):
            meeting.items.remove(alike)

    def cancel_item(self, meeting):
        item = self.some_item(meeting)
        if not item or item.status == "cancelled":
            return False
        for alike in self.items_alike(meeting, item):
            alike.status = "cancelled"

    def revive_item(self, meeting):
        item = self.pick([i for i in meeting.items if i.status == "cancelled"]) if meeting else None
        if not item:
            return False
        for alike in self.items_alike(meeting, item):
            alike.status = self.pick([None, "tentative"])

    def settle_item(self, meeting):
        item = self.some_item(meeting)
        if not item or item.status == "cancelled":
            return False
        item.status = None if item.status else "tentative"

    def ask_or_not(self, meeting):
        item = self.some_item(meeting)
        if not item or item.audience == "organizers":
            return False
        item.rsvp = not item.rsvp

    def settle_meeting(self, meeting):
        if not meeting:
            return False
        meeting.status = {"draft": "tentative", "tentative": "confirmed", "confirmed": "tentative",
                          "cancelled": "confirmed"}[meeting.status]

    def cancel_meeting(self, meeting):
        if not meeting or meeting.status in ("draft", "cancelled") or self.maybe(0.5):
            return False
        meeting.status = "cancelled"

    def revive_meeting(self, meeting):
        if not meeting or meeting.status != "cancelled":
            return False
        meeting.status = self.pick(["confirmed", "tentative"])

    def strike_meeting(self, meeting):
        """It is no longer in the plan, or is there again."""
        if self.trash:
            self.meetings.append(self.trash.pop())
        elif not meeting or self.maybe(0.7):
            return False
        else:
            self.meetings.remove(meeting)
            self.trash.append(meeting)

    def fix_spelling(self, meeting):
        lang = self.pick(LANGUAGES)
        choice = self.random.random()
        if choice < 0.2:  # of a letter: with more it would be another place
            text = self.pick(list(self.places.values()))["name"]
            text[lang] = text[lang][:6] + self.pick("abcdefgh") + text[lang][7:]
            return
        if choice < 0.35:
            text = self.pick(list(self.people.values()))["name"]
        elif choice < 0.5 and meeting:
            text = meeting.title
        else:
            item = self.some_item(meeting, False)
            if not item or item.kind == "stay":
                return False
            text = item.details if item.details and self.maybe(0.3) else item.title
            # an id that is made of a title changes with it
            if not item.id and text is item.title:
                lang = self.pick(("hy", "az"))
        text[lang] = "%s, %s %d" % (re.sub(", [^ ]+ [0-9]{1,3}$", "", text[lang]),
                                    {"en": "new", "hy": "նոր", "az": "yeni"}[lang], self.number())

    def rename_place(self, meeting):
        """The same id is then another house."""
        self.pick(list(self.places.values()))["name"] = self.text("Placename")

    def change_notes(self, meeting):
        item = self.some_item(meeting)
        if item:
            item.notes = self.canary("notes")
        self.pick(list(self.people.values()))["private"]["diet"] = self.canary("diet")

    def change_language(self, meeting):
        self.pick(list(self.people.values()))["language"] = self.pick(LANGUAGES)

    def change_address(self, meeting):
        id = self.pick(list(self.people))
        person = self.people[id]
        if "email" not in person or self.maybe(0.5):
            person["email"] = self.address(id)
        elif self.maybe(0.5):
            del person["email"]
        else:  # two change places
            other = self.pick([p for p in self.people.values() if "email" in p])
            person["email"], other["email"] = other["email"], person["email"]

    def strike_person(self, meeting):
        if len(self.people) < 4 or self.maybe(0.5):
            return False
        id = self.pick([p for p in self.people if p.startswith("a")])
        if not id:
            return False
        del self.people[id]
        for meeting in self.meetings + self.trash:
            for list in meeting.lists():
                if id in list:
                    list.remove(id)
            meeting.until.pop(id, None)
            for item in meeting.items:
                item.except_ = [p for p in item.except_ if p != id]
                if item.who and id in item.who:
                    item.who = [p for p in item.who if p != id]
            meeting.items = [item for item in meeting.items if item.who != []]

    def join(self, meeting):
        if not meeting or len(self.people) > 7:
            return False
        side = self.pick(["am", "az"])
        id = "%s-%d" % (side, 10 + self.number())
        self.make_person(id, side=side)
        meeting.delegations[side].append(id)


CHANGES = [
    "move_in_time", "move_in_time", "move_to_another_slot", "move_to_another_place", "turn_into_all_day",
    "move_the_visit", "add_to_item", "drop_from_item", "drop_from_meeting", "add_to_meeting", "leave_early",
    "add_an_item", "drop_item", "cancel_item", "revive_item", "settle_item", "ask_or_not", "settle_meeting",
    "cancel_meeting", "revive_meeting", "strike_meeting", "fix_spelling", "fix_spelling", "rename_place",
    "change_notes",     "change_language", "change_address", "strike_person", "join"]


def copy_of(world):
    return copy.deepcopy(world)
