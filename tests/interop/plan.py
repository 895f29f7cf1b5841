"""Reads a plan as its format is described, independently of the program, and
says what each calendar of an export must hold."""

import datetime
import os
import re
import sys
import unicodedata
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "meta"))
import yaml12  # noqa: E402  (a module beside this folder)

DAY = datetime.timedelta(days=1)
LEGS = ("flight", "train", "bus", "boat", "transfer", "crossing")
KINDS = LEGS + ("stay", "session", "appointment", "meal", "culture", "press", "briefing",
                "ceremony", "free")
ID_MAX = 63


def text_in(text, lang):
    """In a reader's language, else in English, else in the first there is."""
    if not isinstance(text, dict):
        return str(text)
    return text.get(lang) or text.get("en") or next(iter(text.values()))


def one_line(text):
    """As a line of a calendar has it."""
    return unicodedata.normalize("NFC", re.sub("\r\n|[\r\n\t]", " ", text))


def merge(into, other):
    """Maps merge by id and key, lists join."""
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        elif isinstance(value, list) and isinstance(into.get(key), list):
            into[key] = into[key] + value
        else:
            into[key] = value
    return into


def load(path):
    """A plan with what it includes."""
    plan = yaml12.load_file(path)
    for key in ("include", "private_include"):
        for name in plan.get(key, []):
            part = os.path.join(os.path.dirname(path), name)
            if key == "include" or os.path.exists(part):
                merge(plan, {k: v for k, v in yaml12.load_file(part).items() if k != "pbplan"})
    return plan


def country_zones():
    """Countries that have one zone only, by the system's table."""
    zones = {}
    root = os.environ.get("TZDIR", "/usr/share/zoneinfo")
    with open(os.path.join(root, "zone.tab"), encoding="ascii") as table:
        for line in table:
            if not line.startswith("#"):
                country, _, zone = line.split()[:3]
                zones.setdefault(country, []).append(zone)
    return {country: names[0] for country, names in zones.items() if len(names) == 1}


def days(value):
    first, _, last = str(value).partition("/")
    first = datetime.date.fromisoformat(first.strip())
    return first, datetime.date.fromisoformat(last.strip()) if last else first


def minutes(value):
    hours, minute = value.strip().split(":")
    return int(hours) * 60 + int(minute)


def duration(value):
    match = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m)?", value)
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


class Item:
    """One entry of a programme, with the times and people it has."""

    def __init__(self, meeting, day, raw):
        self.meeting, self.day, self.raw = meeting, day, raw
        self.kind = next(kind for kind in KINDS if kind in raw)
        self.is_leg = self.kind in LEGS
        self.audience = raw.get("audience", "participants")
        self.status = raw.get("status", meeting.status)
        if meeting.status == "cancelled":
            self.status = "cancelled"
        self.alternative = False  # see Meeting.name_items
        places = meeting.plan.place_id
        self.from_ = places(raw["from"]) if "from" in raw else None
        self.to = places(raw["to"]) if "to" in raw else None
        if self.kind in ("stay", "crossing"):
            self.place = places(raw[self.kind])
        else:
            self.place = places(raw.get("place", meeting.raw.get("place")))
        self.start, self.end = self.times()

    def zones(self):
        plan = self.meeting.plan
        if self.kind == "crossing":
            entering = self.raw["entering"].upper()
            left = next(c for c in plan.place(self.place)["between"] if c != entering)
            return plan.zone(self.place, left), plan.zone(self.place, entering)
        if self.is_leg:
            return (plan.zone(self.from_, plan.country(self.to)),
                    plan.zone(self.to, plan.country(self.from_)))
        zone = plan.zone(self.place)
        return zone, zone

    def times(self):
        """Instants, or days of which the last is not included."""
        if self.kind == "stay":
            return self.day, max(self.day + DAY, days(self.raw["until"])[0])
        if "time" not in self.raw:
            return self.day, self.day + DAY
        first, _, last = re.sub("[\u2013]", "-", str(self.raw["time"])).partition("-")
        begin = minutes(first)
        if last:
            last, _, later = last.partition("+")
            end = minutes(last) + int(later or 0) * 1440
        zone, end_zone = self.zones()
        start = self.at(zone, begin)
        if not last:
            local = datetime.datetime.combine(self.day, datetime.time())
            wall = local + datetime.timedelta(minutes=begin + duration(str(self.raw["duration"])))
            return start, wall.replace(tzinfo=end_zone).astimezone(datetime.timezone.utc)
        return start, self.at(end_zone, end)

    def at(self, zone, minute):
        local = datetime.datetime.combine(self.day, datetime.time())
        local += datetime.timedelta(minutes=minute)
        return local.replace(tzinfo=zone).astimezone(datetime.timezone.utc)

    def begins(self):
        """By which it is judged who is there."""
        if isinstance(self.start, datetime.datetime):
            return self.start
        zone = self.zones()[0]
        return self.at(zone, 24 * 60 - 1 if self.kind == "stay" else 12 * 60)

    def title(self, lang):
        if self.kind in ("stay", "crossing"):
            return text_in(self.meeting.plan.place(self.place)["name"], lang)
        return text_in(self.raw[self.kind], lang)

    def who(self):
        """The people of `who` without `except`, or the default."""
        with_staff = self.is_leg or self.kind in ("stay", "meal")
        meeting, at = self.meeting, self.begins()
        if self.raw.get("who") is not None:
            chosen = meeting.people(as_list(self.raw["who"]), at, with_staff)
        else:
            chosen = {person for members, staff in meeting.delegations.values()
                      for person in members + (staff if with_staff else [])
                      if meeting.present(person, at)}
            chosen |= {person for person in meeting.others if meeting.present(person, at)}
        return chosen - meeting.people(as_list(self.raw.get("except")), None, True)

    def everybody(self):
        named = [person for key in ("with", "chair", "interpreters")
                 for person in as_list(self.raw.get(key))]
        return self.who() | set(named)


class Meeting:
    def __init__(self, plan, raw):
        self.plan, self.raw, self.id = plan, raw, raw["id"]
        self.status = raw["status"]
        self.dates = days(raw["dates"]) if "dates" in raw else None
        self.presence = {}
        self.delegations = {}
        for side, delegation in raw.get("delegations", {}).items():
            if isinstance(delegation, list):
                delegation = {"members": delegation}
            self.delegations[side] = (self.list_of(delegation.get("members")),
                                      self.list_of(delegation.get("staff")))
        self.others = self.list_of(raw.get("others"))
        self.items = [Item(self, days(day)[0], item)
                      for day, items in (raw.get("programme") or {}).items() for item in items]
        self.name_items()

    def list_of(self, members):
        ids = []
        for member in as_list(members):
            if isinstance(member, dict):
                self.presence[member["person"]] = (self.moment(member.get("from"), 0),
                                                   self.moment(member.get("until"), 1440))
                member = member["person"]
            ids.append(member)
        return ids

    def moment(self, value, minute):
        if value is None:
            return None
        day, _, time = str(value).partition(" ")
        local = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time())
        local += datetime.timedelta(minutes=minutes(time) if time else minute)
        zone = self.plan.zone(self.plan.place_id(self.raw["place"]))
        return local.replace(tzinfo=zone).astimezone(datetime.timezone.utc)

    def present(self, person, at):
        first, last = self.presence.get(person, (None, None))
        return at is None or (not first or at >= first) and (not last or at < last)

    def people(self, words, at, with_staff, named=True, seen=()):
        """at None: whoever comes late or leaves early too."""
        groups = self.raw.get("groups", {})
        chosen = set()
        for word in words:
            if word in groups:
                if word not in seen:
                    chosen |= self.people(as_list(groups[word]), at, with_staff, False,
                                          seen + (word,))
            elif word in self.plan.raw["sides"]:
                members, staff = self.delegations.get(word, ([], []))
                chosen |= {p for p in members + (staff if with_staff else [])
                           if self.present(p, at)}
            elif word in self.plan.people:
                if named or self.present(word, at):
                    chosen.add(word)
            else:
                staff = self.delegations.get(word[:-len("-staff")], ([], []))[1]
                chosen |= {p for p in staff if self.present(p, at)}
        return chosen

    def name_items(self):
        taken = set()
        for item in self.items:
            item.id = item.raw.get("id") or self.derived(item, taken)
            taken.add(item.id)
        by_id = {item.id: item for item in self.items}
        for item in self.items:
            # it stands once all that it is to replace is cancelled
            item.alternative = any(by_id[id].status != "cancelled" or self.status == "cancelled"
                                   for id in as_list(item.raw.get("alternative")))

    def derived(self, item, taken):
        parts = [item.kind]
        who = as_list(item.raw.get("who"))
        if item.kind == "crossing":
            parts += [item.place, item.raw["entering"].lower()]
        elif item.kind == "stay":
            parts += [item.place] + who[:1]
        elif item.is_leg:
            parts += [item.from_, item.to]
        else:
            words = unicodedata.normalize("NFKD", item.title("en").lower())
            words = "".join(c for c in words if not unicodedata.combining(c))
            parts.append(re.sub("'|\u2019", "", words))
        name = re.sub("[^a-z0-9]+", "-", "-".join(parts)).strip("-")[:ID_MAX].rstrip("-")
        for more in [item.day.isoformat()] + who[:1]:
            if name in taken:
                name = name[:ID_MAX - 1 - len(more)].rstrip("-") + "-" + more
        return name

    def members(self):
        return {p for members, staff in self.delegations.values() for p in members + staff} | \
            set(self.others)


class Plan:
    _built_in = None
    _only_zone = None

    def __init__(self, path, srcdir, raw=None):
        """raw: what is in the file, if it is known"""
        self.raw = raw or load(path)
        self.people = self.raw.get("people", {})
        if Plan._built_in is None:
            Plan._built_in = yaml12.load_file(os.path.join(srcdir, "data", "places.yaml"))["places"]
            Plan._only_zone = country_zones()
        self.places = {key: dict(value) for key, value in Plan._built_in.items()}
        for key, value in self.raw.get("places", {}).items():
            self.places[key] = merge(dict(self.places.get(key, {})), value)
        self.meetings = [Meeting(self, raw) for raw in self.raw.get("meetings", [])]
        self.languages = self.raw.get("languages", ["en"])
        domain = self.raw["organizer"]["email"].partition("@")[2]
        self.domain = self.raw.get("uid_domain", domain)

    def place_id(self, name):
        return name if name is None or name in self.places else name.lower()

    def place(self, name):
        return self.places[name]

    def country(self, name):
        place = self.place(name)
        if "country" in place:
            return place["country"]
        return self.country(place["within"]) if "within" in place else None

    def zone(self, name, side=None):
        """The zone in a place, of a crossing on the side of a country."""
        place = self.place(name)
        zone = place.get("timezone")
        if isinstance(zone, dict):
            zone = zone.get(side) or next(iter(zone.values()))
        if not zone and "within" in place:
            return self.zone(place["within"])
        if not zone and "city" in place:
            return self.zone(place["city"])
        if not zone and "between" in place:
            zone = Plan._only_zone[side if side in place["between"] else place["between"][0]]
        return zoneinfo.ZoneInfo(zone or Plan._only_zone[place["country"]])

    def uid(self, meeting, item=None):
        return "%s%s.%s@%s" % (item + "." if item else "", meeting.id, self.raw["id"], self.domain)

    # ------------------------------------------------------------------ views

    def views(self):
        """Name -> language; all that there can be."""
        names = dict.fromkeys(("organizers", "participants", "public"), self.languages[0])
        for side, value in self.raw["sides"].items():
            names["side-" + side] = value["language"]
        for person, value in self.people.items():
            side = self.raw["sides"].get(value.get("side"), {})
            names["person-" + person] = value.get("language") or side.get("language") or "en"
        return names

    @staticmethod
    def shows_item(view, item):
        kind, _, name = view.partition("-")
        if item.alternative:
            return False
        if kind == "organizers":
            return True
        if item.audience == "organizers" or item.meeting.status == "draft":
            return False
        if kind == "public":
            return item.audience == "public"
        everybody = item.everybody()
        if kind == "person":
            return name in everybody
        sides = item.meeting.delegations
        if kind == "side":
            return name in sides and bool(everybody & set(sides[name][0] + sides[name][1]))
        return bool(sides) and all(everybody & set(members) for members, _ in sides.values())

    def shows_meeting(self, view, meeting):
        kind, _, name = view.partition("-")
        if not meeting.dates:
            return False
        if kind == "organizers":
            return True
        if meeting.status == "draft":
            return False
        if kind == "public":
            return any(self.shows_item(view, item) for item in meeting.items)
        if kind == "side":
            return not meeting.delegations or name in meeting.delegations
        return kind == "participants" or name in meeting.members()

    def events(self, view, lang):
        """UID -> start, end, title, status: what the calendar of a view must hold."""
        status = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "draft": "TENTATIVE"}
        events = {}
        for meeting in self.meetings:
            if self.shows_meeting(view, meeting):
                events[self.uid(meeting)] = (
                    meeting.dates[0], meeting.dates[1] + DAY,
                    one_line(text_in(meeting.raw["title"], lang)),
                    status.get(meeting.status, "CONFIRMED"))
            for item in meeting.items:
                if self.shows_item(view, item):
                    events[self.uid(meeting, item.id)] = (
                        item.start, item.end, one_line(item.title(lang)),
                        status.get(item.status, "CONFIRMED"))
        return events

    def clocks(self):
        """UID -> the zones in which the beginning and the end are told."""
        return {self.uid(meeting, item.id): tuple(zone.key for zone in item.zones())
                for meeting in self.meetings for item in meeting.items
                if isinstance(item.start, datetime.datetime)}

    def actions(self, lang):
        """The same for what was agreed; of the times only the day it is due."""
        status = {"done": "COMPLETED", "dropped": "CANCELLED"}
        return {self.uid(meeting, action["id"]):
                (None, days(action["due"])[0] if "due" in action else None,
                 one_line(text_in(action["title"], lang)),
                 status.get(action.get("status"), "NEEDS-ACTION"))
                for meeting in self.meetings if meeting.status != "draft"
                for action in meeting.raw.get("actions", [])}

    def calendars(self, lang=None):
        """File name -> its events, of every calendar that an export must write."""
        files = {}
        for view, own in self.views().items():
            events = self.events(view, lang or own)
            if events or not view.startswith("person-"):
                files[view + ".ics"] = events
        actions = self.actions(lang or self.languages[0])
        if actions:
            files["actions.ics"] = actions
        return files
