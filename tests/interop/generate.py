"""Plans made up from a seed: whatever makes trouble in calendars, in any mixture.

They are full of errors of the kind that people would sort out (nobody can be in
two places), but nothing in them is misunderstood, so calendars are made of them.
"""

import datetime
import json
import random

DAY = datetime.timedelta(days=1)

TITLES = [
    {"en": "Round table: media, memory; \"peace\"", "hy": "Կլոր սեղան. «մեդիա», հիշողություն; խաղաղություն",
     "az": "Dəyirmi masa: media, yaddaş; \"sülh\""},
    {"en": "back\\slash \\n is no line end \\", "hy": "հակառակ\\գիծ", "az": "tərs\\xətt"},
    {"en": "First line\nsecond line", "hy": "Առաջին տող\nերկրորդ տող", "az": "Birinci sətir\nikinci sətir"},
    {"en": "END:VEVENT", "hy": "BEGIN:VEVENT\nUID:x", "az": "METHOD:CANCEL"},
    {"en": "L" + "o" * 200 + "ng", "hy": "Երկ" + "ա" * 150 + "ր", "az": "Ə" * 150 + "uzun"},
    {"en": "Emoji \U0001f54a and \U0001f91d \U0001f1e6\U0001f1f2\U0001f1e6\U0001f1ff", "hy": "Խաղաղություն \U0001f54a",
     "az": "Sülh \U0001f54a"},
    {"en": "Cafe\u0301, O\u0308", "hy": "եւ և", "az": "I\u0307stanbul, ıi, s\u0327u\u0308a"},
    {"en": "100% & <b>bold</b> | #1 @home 'x'", "hy": "100 %՝ այո՞, ո՛չ, ահա՜", "az": "100%, bəli?"},
    {"en": "Tea", "hy": "Թեյ", "az": "Çay"},
    {"en": "Walk; dinner, talk", "hy": "Զբոսանք; ընթրիք, զրույց", "az": "Gəzinti; şam yeməyi, söhbət"},
]
CITIES = ["yerevan", "baku", "tbilisi", "vienna", "london", "gyumri", "ganja"]
# clocks change in Vienna and London, in some of these nights
STARTS = ["2027-03-26", "2027-10-29", "2027-06-15", "2028-03-24", "2028-10-27"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.secrets = self.titles = 0

    def secret(self, what):
        self.secrets += 1
        return "SECRET-%s-%04d" % (what, self.secrets)

    def phone(self):
        self.secrets += 1
        return "+999 77 %07d" % self.secrets

    def maybe(self, share):
        return self.random.random() < share

    def title(self):
        words = self.random.choice(TITLES)
        self.titles += 1
        tag = " %04d" % self.titles  # no title is in another
        return {lang: word + tag for lang, word in words.items()}

    def people(self):
        people = {}
        for side in ("am", "az"):
            for i in range(4):
                name = "%s \"%s%d\" O'Neil; Jr, \\" % (side.upper(), side, i)
                people["%s-%d" % (side, i)] = {"side": side, "name": {"en": name, "hy": "Անի " + name, "az": "Əli " + name}}
            people[side + "-helper"] = {"side": side, "role": "staff",
                                        "name": {lang: "Helper%s %s" % (side.upper(), lang) for lang in ("en", "hy", "az")}}
            people[side + "-official"] = {"side": side, "role": "official",
                                          "name": {lang: "Official %s %s" % (side, lang) for lang in ("en", "hy", "az")}}
        people["neutral"] = {"name": {lang: "Neutral %s" % lang for lang in ("en", "hy", "az")}, "language": self.random.choice(["en", "hy", "az"]), "home": "vienna"}
        for person in people.values():
            person["private"] = {"phone": self.phone(), "diet": self.secret("diet"),
                                 "passport": {"country": "AM", "number": self.secret("passport"),
                                              "expires": "2031-05-01"}}
        return people

    def time(self, overnight=False):
        # not between one and four, where an hour may be missing or be there twice
        start = self.random.randrange(5 * 60, 20 * 60, 5)
        if overnight or self.maybe(0.1):
            return "%02d:%02d-%02d:%02d+1" % (20, start % 60, 5 + self.random.randrange(6), start % 60)
        end = min(start + self.random.randrange(240, 500, 5), 24 * 60)
        return "%02d:%02d-%02d:%02d" % (start // 60, start % 60, end // 60, end % 60)

    def who(self):
        ids = ["am", "az", "am-0", "az-1", "media", "am-staff", "az-staff", "neutral", "am-3", "az-3"]
        return self.random.sample(ids, self.random.randrange(1, 4))

    def item(self, index, day):
        kind = self.random.choice(["session", "appointment", "meal", "culture", "press", "briefing",
                                   "ceremony", "free", "flight", "train", "bus", "transfer",
                                   "crossing", "stay"])
        item = {}
        if kind in ("flight", "train", "bus", "transfer"):
            item[kind] = self.title() if kind == "transfer" else "XX %d, \"A\"; \\" % index
            item["from"], item["to"] = self.random.sample(CITIES, 2)
            item["time"] = self.time(self.maybe(0.3))
        elif kind == "crossing":
            item[kind] = "voskepar-ashagi-askipara"
            item["entering"] = self.random.choice(["AM", "AZ"])
            item["time"] = self.time()
        elif kind == "stay":
            item[kind] = self.random.choice(["hotel-a", "hotel-b"])
            item["until"] = (day + self.random.randrange(1, 4) * DAY).isoformat()
        else:
            item[kind] = self.title()
            if self.maybe(0.8):
                item["time"] = self.time()
                if self.maybe(0.2):
                    item["time"], item["duration"] = "09:%02d" % self.random.randrange(60), self.random.choice(["90m", "2h", "1h30m"])
            if self.maybe(0.7):
                item["place"] = self.random.choice(["hall", "hotel-b", "vienna", "london", "baku"])
            if self.maybe(0.3):
                item["chair"] = ["am-0", "az-0"]
            if self.maybe(0.3):
                item["interpreters"] = ["neutral"]
            if self.maybe(0.2):
                item["with"] = ["am-official"]
        item["id"] = "%s-%d" % (kind, index)
        if self.maybe(0.7):
            item["who"] = self.who()
        if self.maybe(0.2):
            item["except"] = [self.random.choice(["am-1", "az-staff", "media"])]
        if self.maybe(0.15):
            item["status"] = self.random.choice(["cancelled", "tentative"])
        item["audience"] = self.random.choice(["public", "participants", "participants", "organizers"])
        if item["audience"] == "organizers":
            item["details"] = self.secret("internal")
        elif self.maybe(0.5):
            item["details"] = self.title()
        if self.maybe(0.5):
            item["notes"] = self.secret("notes")
        return item

    def alternative(self, items, index):
        legs = [item["id"] for item in items
                if item["id"].split("-")[0] in ("flight", "train", "bus", "transfer", "crossing", "stay")]
        if not legs:
            return []
        return [{"id": "flight-%d" % index, "flight": self.secret("alternative"), "from": "yerevan",
                 "to": "tbilisi", "time": "05:00-06:00", "who": ["am"], "alternative": legs[:1]}]

    def meeting(self, number, status):
        first = datetime.date.fromisoformat(STARTS[(self.seed + number) % len(STARTS)])
        programme = {}
        for i in range(4):
            day = first + i * DAY
            programme[day.isoformat()] = [self.item(10 * i + k, day) for k in range(self.random.randrange(3, 9))]
            programme[day.isoformat()] += self.alternative(programme[day.isoformat()], 10 * i + 9)
        if status == "draft":
            for items in programme.values():
                for item in items:
                    item["details"] = self.secret("draft")
        return {
            "id": "m%d" % number, "title": self.title(), "status": status, "host": "am",
            "place": self.random.choice(["vienna", "yerevan", "baku"]),
            "dates": "%s/%s" % (first.isoformat(), (first + 3 * DAY).isoformat()),
            "contact": [{"person": "am-helper", "phone": self.phone(), "for": "az"},
                        {"person": "neutral", "phone": self.phone(), "for": "am-0"}],
            "delegations": {
                "am": {"head": "am-0", "members": ["am-0", "am-1", "am-2", {"person": "am-3", "until": (first + DAY).isoformat() + " 18:00"}],
                       "staff": ["am-helper"]},
                "az": {"head": "az-0", "members": ["az-0", "az-1", "az-2", {"person": "az-3", "from": (first + DAY).isoformat()}],
                       "staff": ["az-helper"]}},
            "others": ["neutral"],
            "groups": {"media": ["am-2", "az-3"]},
            "programme": programme,
            "actions": [{"id": "act-%d" % i, "title": self.title(), "owner": ["am-0", "az-0"],
                         "due": (first + 60 * DAY).isoformat(),
                         "status": self.random.choice(["open", "done", "dropped"])} for i in range(2)],
        }

    def plan(self):
        languages = ["en", "hy", "az"]
        self.random.shuffle(languages)
        meetings = [self.meeting(1, "confirmed"), self.meeting(2, "tentative"), self.meeting(3, "draft"), self.meeting(4, "cancelled")]
        meetings[1]["answers"] = "m1"
        return {
            "pbplan": 1, "id": "made-up-%d" % self.seed, "title": self.title(),
            "organizer": {"name": {"en": "The \"office\", with; all", "hy": "«Գրասենյակ»", "az": "\"Ofis\""},
                          "email": "office@made-up.example"},
            "languages": languages,
            "sides": {"am": {"country": "AM", "language": "hy", "name": {"en": "A", "hy": "Ա", "az": "A"}},
                      "az": {"country": "AZ", "language": "az", "name": {"en": "B", "hy": "Բ", "az": "B"}}},
            "people": self.people(),
            "places": {"hotel-a": {"kind": "hotel", "country": "AM", "city": "dilijan", "name": {"en": "Hotel \"A\", with; all", "hy": "Հյուրանոց Ա", "az": "A oteli"}},
                       "hotel-b": {"kind": "hotel", "country": "AT", "city": "vienna", "name": {"en": "B\\b", "hy": "Բ\\բ", "az": "B\\b"}},
                       "hall": {"kind": "room", "within": "hotel-b", "name": {"en": "Hall", "hy": "Դահլիճ", "az": "Zal"}}},
            "meetings": meetings,
        }


def write(path, seed):
    """JSON is YAML too."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(Maker(seed).plan(), file, ensure_ascii=False, indent=1)
