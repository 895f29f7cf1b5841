"""The calendars of a benchmark's plan, as one would write them in Python with the
usual libraries:

    python3 tests/bench/export.py plan.yaml places.yaml FOLDER

It knows as much of the format as plans.py uses, and writes the same events into the
same files as `pbplan export`: UID, times, title, place, people, details, alarm.
"""
import datetime
import os
import re
import sys
import zoneinfo

import icalendar
import yaml

STAFF_KINDS = {"flight", "train", "bus", "boat", "transfer", "crossing", "stay", "meal"}
LEGS = {"flight", "train", "bus", "boat", "transfer", "crossing"}
KINDS = LEGS | {"stay", "session", "appointment", "culture", "meal", "press", "briefing", "ceremony", "free"}
COLORS = {"stay": "slategray", "session": "darkgreen", "appointment": "darkred", "meal": "peru", "culture": "purple",
          "press": "darkorange", "briefing": "dimgray", "ceremony": "goldenrod", "free": "lightgreen",
          "crossing": "teal"}
CLASSES = {"public": "PUBLIC", "participants": "PRIVATE", "organizers": "CONFIDENTIAL"}
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def words(text, lang):
    """a text in a language, else in English"""
    if not isinstance(text, dict):
        return str(text)
    return str(text.get(lang) or text.get("en") or next(iter(text.values())))


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def slug(title):
    return re.sub("[^a-z0-9]+", "-", title.lower().replace("'", "")).strip("-")


class Item:
    def __init__(self, meeting, day, data):
        self.meeting, self.day, self.data = meeting, day, data
        self.kind = next(k for k in data if k in KINDS)
        self.subject = data[self.kind]
        self.id = None

    def name(self, plan, lang):
        if self.kind in ("stay", "crossing"):
            return words(plan.place(self.subject)["name"], lang)
        return words(self.subject, lang)

    def make_id(self, taken):
        data = self.data
        if "id" in data:
            self.id = data["id"]
            taken.add(self.id)
            return
        first = as_list(data.get("who"))[:1]
        if self.kind == "crossing":
            parts = [self.subject, data["entering"].lower()]
        elif self.kind == "stay":
            parts = [self.subject] + first
        elif self.kind in LEGS:
            parts = [str(data["from"]).lower(), str(data["to"]).lower()]
        else:
            parts = [slug(words(self.subject, "en"))]
        made = "-".join([self.kind] + [str(p) for p in parts])[:63].rstrip("-")
        for part in [self.day.isoformat()] + [str(f) for f in first]:
            if made not in taken:
                break
            made = made[:62 - len(part)].rstrip("-") + "-" + part
        self.id = made
        taken.add(made)


class Plan:
    def __init__(self, path, places_path):
        with open(path, "rb") as file:
            self.data = yaml.load(file, Loader=yaml.CSafeLoader)
        with open(places_path, "rb") as file:
            self.places = yaml.load(file, Loader=yaml.CSafeLoader)["places"]
        for place, data in self.data["places"].items():
            self.places[place] = {**self.places.get(place, {}), **data}
        self.people = self.data["people"]
        self.domain = self.data["organizer"]["email"].split("@")[1]
        self.zones = {}

    def place(self, name):
        place = self.places[str(name).lower()]
        if "within" in place:
            place = {**self.place(place["within"]), **place}
        return place

    def zone(self, place, country=None):
        zone = place.get("timezone") or self.place(place["city"])["timezone"]
        if isinstance(zone, dict):
            zone = zone[country]
        if zone not in self.zones:
            self.zones[zone] = zoneinfo.ZoneInfo(zone)
        return self.zones[zone]

    def items(self, meeting):
        taken, items = set(), []
        for day, entries in meeting["programme"].items():
            for data in entries:
                item = Item(meeting, day, data)
                item.make_id(taken)
                if "alternative" not in data:  # what only stands by goes out in no calendar
                    items.append(item)
        return items

    def who(self, item):
        """ids of those who take part, as `who` says, without `with`"""
        meeting, staff = item.meeting, item.kind in STAFF_KINDS
        delegations = meeting["delegations"]

        def side(name):
            return delegations[name]["members"] + (delegations[name]["staff"] if staff else [])
        found = []
        for word in as_list(item.data.get("who")):
            if word in delegations:
                found += side(word)
            elif word in meeting["groups"]:
                found += meeting["groups"][word]
            else:
                found.append(word)
        if "who" not in item.data:
            found = [p for name in delegations for p in side(name)] + meeting["others"]
        return list(dict.fromkeys(found))

    def everybody(self, item):
        found = self.who(item)
        for key in ("with", "chair", "interpreters"):
            found += as_list(item.data.get(key))
        return set(found)

    def instant(self, day, clock, zone):
        hour, minute = clock.split(":")
        return datetime.datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone)

    def span(self, item):
        data = item.data
        if item.kind == "crossing":
            place = self.place(item.subject)
            entering = data["entering"]
            left = next(c for c in place["between"] if c != entering)
            zones = self.zone(place, left), self.zone(place, entering)
        elif item.kind in LEGS:
            ends = self.place(data["from"]), self.place(data["to"])
            zones = (self.zone(ends[0], ends[1].get("country")), self.zone(ends[1], ends[0].get("country")))
        else:
            zones = (self.zone(self.place(data.get("place") or item.meeting["place"])),) * 2
        start, end = data["time"].split("-")
        return self.instant(item.day, start, zones[0]), self.instant(item.day, end, zones[1])


def timezone(tzid):
    """the zones of the plans have no summer time"""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    offset = zoneinfo.ZoneInfo(tzid).utcoffset(datetime.datetime(2027, 1, 1))
    zone.add("tzid", tzid)
    standard.add("dtstart", datetime.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    zone.add_component(standard)
    return zone


class Writer:
    """events are made once for each language and circle of readers"""

    def __init__(self, plan):
        self.plan = plan
        self.made = {}

    def location(self, name, lang):
        place = self.plan.place(name)
        parts = [words(place["name"], lang)]
        if "within" in place:
            parts.append(words(self.plan.place(place["within"])["name"], lang))
        if "city" in place:
            parts.append(words(self.plan.place(place["city"])["name"], lang))
        return ", ".join(parts + [str(place.get("country") or " / ".join(place["between"]))])

    def names(self, people, lang):
        return ", ".join(words(self.plan.people[p]["name"], lang) for p in people)

    def description(self, item, lang):
        data, plan = item.data, self.plan
        lines = []
        if "time" in data:
            start, end = plan.span(item)
            lines.append(f"{start:%d.%m.%Y, %H:%M}–{end:%H:%M} ({start.tzinfo.key})")
        lines.append(item.kind)
        lines.append(self.names(plan.who(item), lang))
        for key in ("with", "chair", "interpreters"):
            if key in data:
                lines.append(f"{key}: {self.names(as_list(data[key]), lang)}")
        for key in ("from", "to"):
            if key in data:
                lines.append(f"{key}: {self.location(data[key], lang)}")
        if "vehicle" in data:
            vehicle = plan.data["vehicles"][data["vehicle"]]
            lines.append(f"{words(vehicle['name'], lang)} ({vehicle['plate']})")
        if "paid_by" in data:
            lines.append(words(plan.data["sides"][data["paid_by"]]["name"], lang))
        if "details" in data:
            lines += ["", words(data["details"], lang)]
        for contact in item.meeting["contact"]:
            lines += ["", f"{words(plan.people[contact['person']]['name'], lang)}, {contact['phone']}"]
        return "\n".join(lines)

    def common(self, uid, lang, name, circle):
        event = icalendar.Event()
        event.add("uid", f"{uid}.{self.plan.data['id']}@{self.plan.domain}")
        event.add("dtstamp", NOW)
        event.add("last-modified", NOW)
        event.add("sequence", 0)
        event.add("summary", name, parameters={"LANGUAGE": lang})
        event.add("class", CLASSES[circle])
        event.add("status", "CONFIRMED")
        organizer = icalendar.vCalAddress("mailto:" + self.plan.data["organizer"]["email"])
        organizer.params["CN"] = words(self.plan.data["organizer"]["name"], lang)
        event["organizer"] = organizer
        return event

    def geo(self, event, place):
        if "geo" in place:
            event.add("geo", tuple(float(x) for x in place["geo"]))

    def item_event(self, item, lang, circle, alarm):
        plan, data = self.plan, item.data
        event = self.common(f"{item.id}.{item.meeting['id']}", lang, item.name(plan, lang), circle)
        if "time" in data:
            start, end = plan.span(item)
        else:
            start, end = item.day, data.get("until", item.day + DAY)
        event.add("dtstart", start)
        event.add("dtend", end)
        if "time" in data:
            event["dtstart"].params["TZID"] = start.tzinfo.key
            event["dtend"].params["TZID"] = end.tzinfo.key
        where = data.get("from") or data.get("place") or (
            item.subject if item.kind in ("stay", "crossing") else item.meeting["place"])
        event.add("location", self.location(where, lang))
        self.geo(event, plan.place(where))
        event.add("description", self.description(item, lang))
        event.add("categories", [item.kind])
        event.add("transp", "TRANSPARENT" if item.kind in ("stay", "free") else "OPAQUE")
        event.add("color", COLORS.get(item.kind, "steelblue"))
        event.add("related-to", f"{item.meeting['id']}.{plan.data['id']}@{plan.domain}")
        if alarm and item.kind in LEGS:
            reminder = icalendar.Alarm()
            reminder.add("action", "DISPLAY")
            reminder.add("description", item.name(plan, lang))
            reminder.add("trigger", datetime.timedelta(hours=-2))
            event.add_component(reminder)
        return event

    def meeting_event(self, meeting, lang, circle):
        first, last = (datetime.date.fromisoformat(d) for d in meeting["dates"].split("/"))
        event = self.common(meeting["id"], lang, words(meeting["title"], lang), circle)
        event.add("dtstart", first)
        event.add("dtend", last + DAY)
        event.add("location", self.location(meeting["place"], lang))
        self.geo(event, self.plan.place(meeting["place"]))
        event.add("description", "\n".join(
            f"{words(self.plan.data['sides'][s]['name'], lang)}: {self.names(d['members'], lang)}"
            for s, d in meeting["delegations"].items()))
        event.add("categories", ["visit"])
        event.add("transp", "TRANSPARENT")
        event.add("color", "navy")
        return event

    def event(self, of, lang, circle, alarm=False):
        key = id(of), lang, circle, alarm
        if key not in self.made:
            self.made[key] = (self.item_event(of, lang, circle, alarm) if isinstance(of, Item)
                              else self.meeting_event(of, lang, circle))
        return self.made[key]

    def write(self, folder, name, events, lang):
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//bench//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", words(self.plan.data["title"], lang))
        for zone in sorted({e[k].params["TZID"] for e in events for k in ("dtstart", "dtend") if "TZID" in e[k].params}):
            calendar.add_component(timezone(zone))
        for event in events:
            calendar.add_component(event)
        with open(os.path.join(folder, name + ".ics"), "wb") as file:
            file.write(calendar.to_ical())


def main():
    path, places, folder = sys.argv[1:]
    plan = Plan(path, places)
    writer = Writer(plan)
    os.makedirs(folder, exist_ok=True)
    all_views = {"organizers": [], "participants": [], "public": []}
    sides = {side: [] for side in plan.data["sides"]}
    people = {person: [] for person in plan.people}
    for meeting in plan.data["meetings"]:
        delegations = meeting["delegations"]
        circle = [p for d in delegations.values() for p in d["members"] + d["staff"]] + meeting["others"]
        for view in list(all_views.values()) + [sides[s] for s in delegations] + [people[p] for p in circle]:
            view.append(meeting)
        for item in plan.items(meeting):
            there = plan.everybody(item)
            all_views["organizers"].append(item)
            if item.data.get("audience") == "public":
                all_views["public"].append(item)
            if all(there.intersection(d["members"]) for d in delegations.values()):
                all_views["participants"].append(item)
            for side, delegation in delegations.items():
                if there.intersection(delegation["members"] + delegation["staff"]):
                    sides[side].append(item)
            for person in there:
                people[person].append(item)
    for view, shown in all_views.items():
        writer.write(folder, view, [writer.event(of, "en", view) for of in shown], "en")
    for side, shown in sides.items():
        lang = plan.data["sides"][side]["language"]
        writer.write(folder, f"side-{side}", [writer.event(of, lang, "participants") for of in shown], lang)
    for person, shown in people.items():
        lang = plan.data["sides"][plan.people[person]["side"]]["language"]
        writer.write(folder, f"person-{person}", [writer.event(of, lang, "participants", True) for of in shown], lang)


if __name__ == "__main__":
    main()
