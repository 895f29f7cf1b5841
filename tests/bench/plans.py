"""Plans of any size for the benchmark: visits of some forty items over two or
three days, as people write them, and nothing in them that a check would object to.

    python3 tests/bench/plans.py 10000 >plan.yaml

Guests come by charter flight, or by coach over a border for which some need a
permit; then flights stand by as the alternative.  People belong to groups of two delegations (5 to 20 members each) that visit each
other in turn, so the number of people grows with the number of items.
"""
import datetime
import sys

DAY = datetime.timedelta(days=1)

SIDES = {
    "am": {
        "country": "AM", "language": "hy", "city": "yerevan", "airport": "EVN",
        "name": ("Armenian delegation", "Հայկական պատվիրակություն", "Ermənistan nümayəndə heyəti"),
        "given": [("Ani", "Անի", "Ani"), ("Tigran", "Տիգրան", "Tiqran"), ("Mariam", "Մարիամ", "Mariam"),
                  ("Davit", "Դավիթ", "Davit"), ("Lilit", "Լիլիթ", "Lilit"), ("Aram", "Արամ", "Aram"),
                  ("Sona", "Սոնա", "Sona"), ("Karen", "Կարեն", "Karen"), ("Nune", "Նունե", "Nune"),
                  ("Hayk", "Հայկ", "Hayk"), ("Gohar", "Գոհար", "Qohar"), ("Vahan", "Վահան", "Vahan")],
        "family": [("Sargsyan", "Սարգսյան", "Sarqsyan"), ("Hakobyan", "Հակոբյան", "Akopyan"),
                   ("Petrosyan", "Պետրոսյան", "Petrosyan"), ("Melkonyan", "Մելքոնյան", "Melkonyan"),
                   ("Avetisyan", "Ավետիսյան", "Avetisyan"), ("Manukyan", "Մանուկյան", "Manukyan"),
                   ("Grigoryan", "Գրիգորյան", "Qriqoryan"), ("Danielyan", "Դանիելյան", "Danielyan"),
                   ("Harutyunyan", "Հարությունյան", "Arutyunyan"), ("Simonyan", "Սիմոնյան", "Simonyan")],
        "geo": (40.178, 44.512),
    },
    "az": {
        "country": "AZ", "language": "az", "city": "baku", "airport": "GYD",
        "name": ("Azerbaijani delegation", "Ադրբեջանական պատվիրակություն", "Azərbaycan nümayəndə heyəti"),
        "given": [("Leyla", "Լեյլա", "Leyla"), ("Orkhan", "Օրխան", "Orxan"), ("Nigar", "Նիգյար", "Nigar"),
                  ("Elvin", "Էլվին", "Elvin"), ("Aydan", "Այդան", "Aydan"), ("Farid", "Ֆարիդ", "Fərid"),
                  ("Rauf", "Ռաուֆ", "Rauf"), ("Gunel", "Գյունել", "Günel"), ("Samir", "Սամիր", "Samir"),
                  ("Kamran", "Քամրան", "Kamran"), ("Aysel", "Այսել", "Aysel"), ("Ramil", "Ռամիլ", "Ramil")],
        "family": [("Mammadova", "Մամեդովա", "Məmmədova"), ("Aliyeva", "Ալիևա", "Əliyeva"),
                   ("Huseynov", "Հուսեյնով", "Hüseynov"), ("Guliyev", "Գուլիև", "Quliyev"),
                   ("Hasanov", "Հասանով", "Həsənov"), ("Ismayilov", "Իսմայիլով", "İsmayılov"),
                   ("Karimov", "Քերիմով", "Kərimov"), ("Rzayev", "Ռզաև", "Rzayev"),
                   ("Nuriyev", "Նուրիև", "Nuriyev"), ("Babayev", "Բաբաև", "Babayev")],
        "geo": (40.372, 49.842),
    },
}

TOPICS = [
    ("media and language", "լրատվամիջոցներ և լեզու", "media və dil"),
    ("roads and railways", "ճանապարհներ և երկաթուղիներ", "avtomobil və dəmir yolları"),
    ("water and energy", "ջուր և էներգետիկա", "su və enerji"),
    ("trade", "առևտուր", "ticarət"),
    ("schools and universities", "դպրոցներ և համալսարաններ", "məktəblər və universitetlər"),
    ("monuments and memory", "հուշարձաններ և հիշողություն", "abidələr və yaddaş"),
    ("young people", "երիտասարդներ", "gənclər"),
]
POSITIONS = [
    ("Director", "Տնօրեն", "Direktor"), ("Journalist", "Լրագրող", "Jurnalist"),
    ("Economist", "Տնտեսագետ", "İqtisadçı"), ("Historian", "Պատմաբան", "Tarixçi"),
    ("Researcher", "Հետազոտող", "Tədqiqatçı"),
]
AGENDA = (
    "The agenda and the papers of the last meeting are in the folder; statements of five minutes each",
    "Օրակարգը և նախորդ հանդիպման նյութերը թղթապանակում են. ելույթները՝ հինգական րոպե",
    "Gündəlik və əvvəlki görüşün materialları qovluqdadır; çıxışlar beş dəqiqədir",
)
MEETING_POINT = (
    "Meeting point in the lobby of the hotel ten minutes before",
    "Հավաքը հյուրանոցի նախասրահում տասը րոպե առաջ",
    "Görüş yeri otelin vestibülündə, on dəqiqə əvvəl",
)
LUNCH = ("Lunch", "Ճաշ", "Nahar")
DINNER = ("Dinner", "Ընթրիք", "Şam yeməyi")
CENTRES = [
    ("Centre for Regional Studies", "Տարածաշրջանային հետազոտությունների կենտրոն", "Regional Araşdırmalar Mərkəzi"),
    ("Institute of Economics", "Տնտեսագիտության ինստիտուտ", "İqtisadiyyat İnstitutu"),
    ("Press Club", "Մամուլի ակումբ", "Mətbuat Klubu"),
]
EXCHANGE = ("Exchange of journalists", "Լրագրողների փոխանակում", "Jurnalist mübadiləsi")
REPORT = ("Report on the working groups", "Զեկույց աշխատանքային խմբերի մասին", "İşçi qruplar haqqında hesabat")
CROSSING = "voskepar-ashagi-askipara"


def text(words):
    """a text in three languages, in quotes where YAML wants them"""
    def quoted(word):
        return f'"{word}"' if any(c in word for c in ':,#"') else word
    return "{en: %s, hy: %s, az: %s}" % tuple(quoted(w) for w in words)


def slots():
    """Tuesdays, four a year, in weeks without holidays or days of remembrance"""
    for year in range(2027, 2190):
        for month, first in ((7, 8), (8, 10), (10, 1), (10, 20)):
            day = datetime.date(year, month, first)
            while day.weekday() != 1:
                day += DAY
            yield day


class Group:
    """two delegations that visit each other, and those around them"""

    def __init__(self, number):
        self.number = number
        self.size = 5 + number * 7 % 16
        self.last = None

    def ids(self, side, what, n):
        return [f"{side}-{self.number}-{what}{i + 1}" for i in range(n)]

    def members(self, side):
        return self.ids(side, "", self.size)

    def staff(self, side):
        return self.ids(side, "staff-", 2)

    def interpreters(self, side):
        return self.ids(side, "interpreter-", 2)

    def official(self, side):
        return f"{side}-{self.number}-official"

    def place(self, side, what):
        return f"{side}-{self.number}-{what}"

    def everybody(self):
        for side in SIDES:
            for role, ids in (("delegate", self.members(side)), ("liaison", self.staff(side)),
                              ("interpreter", self.interpreters(side)), ("official", [self.official(side)])):
                for person in ids:
                    yield side, role, person


def list_of(ids):
    return "[" + ", ".join(ids) + "]"


def person_lines(number, side, role, person):
    s = SIDES[side]
    given, family = s["given"][number % 12], s["family"][number // 12 % 10]
    name = [f"{g} {f}" for g, f in zip(given, family)]
    yield f"  {person}:"
    yield f"    side: {side}"
    yield f"    name: {text(name)}"
    yield f"    position: {text(POSITIONS[number % 5])}"
    yield f"    role: {role}"
    yield f"    affiliation: {text(CENTRES[number % 3])}"
    languages = {"interpreter": ["hy", "az", "en"]}.get(role, [s["language"], "en", "ru"][:2 + number % 2])
    yield f"    speaks: {list_of(languages)}"
    yield f"    home: {s['city']}"
    yield f"    email: {person}@{s['city']}.example"
    yield (f"    private: {{phone: \"+000 {number:07d}\", passport: {{country: {s['country']}, "
           f"number: X{number:08d}, expires: 2199-12-31}}}}")


def place_lines(groups, hosted, by_land):
    for side, s in SIDES.items():
        if not any(host == side for _, host in hosted):
            continue
        latitude, longitude = s["geo"]
        where = f"country: {s['country']}, city: {s['city']}"
        always = "opens: {mon-sun: 07:00-23:00}"
        for i, (what, kind, names) in enumerate((
                ("hotel", "hotel", ("Hotel by the park", "Հյուրանոց այգու մոտ", "Park yanında otel")),
                ("restaurant", "restaurant", ("Restaurant in the garden", "Ռեստորան այգում", "Bağda restoran")),
                ("centre", "institution", ("Conference centre", "Համաժողովների կենտրոն", "Konfrans mərkəzi")),
                ("ministry", "institution", ("House of Receptions", "Ընդունելությունների տուն", "Qəbullar evi")),
                ("museum", "site", ("Museum of the City", "Քաղաքի թանգարան", "Şəhər muzeyi")))):
            yield (f"  {side}-{what}: {{kind: {kind}, name: {text(names)}, {where}, "
                   f"geo: [{latitude + i * 0.001:.4f}, {longitude:.4f}], {always}}}")
        for group in groups:
            for what in ("hall", "room-2", "room-3") if (group.number, side) in hosted else ():
                yield (f"  {group.place(side, what)}: {{kind: room, within: {side}-centre, "
                       f"name: {text(('Room', 'Սենյակ', 'Otaq'))}, capacity: 60}}")
    if not by_land:
        return
    yield f"  {CROSSING}:"
    yield "    opens: {mon-sun: 09:00-20:00}"
    yield "    regime:"
    for rule in ("AM, rule: open", "AZ, rule: open", "AZ, rule: permit, for: [AM]"):
        yield f"      - {{entering: {rule}, valid: 2027-01-01/2199-12-31, source: border service notice}}"


class Visit:
    """one meeting, as lines; items are added day by day"""

    def __init__(self, group, tuesday, host, number):
        self.group, self.host, self.first = group, host, tuesday
        self.guest = "az" if host == "am" else "am"
        self.number = number
        self.by_land = number // 2 % 4 == 1
        self.days = {}

    def add(self, day, kind, title, time, block=False, **more):
        if isinstance(title, tuple):
            title = text(title)
        more = {k.rstrip("_"): v for k, v in more.items()}
        pairs = [f"{kind}: {title}"] + ([f"time: {time}"] if time else [])
        pairs += [f"{k}: {list_of(v) if isinstance(v, list) else text(v) if isinstance(v, tuple) else v}"
                  for k, v in more.items()]
        if block:
            lines = ["        - " + pairs[0]] + ["          " + p for p in pairs[1:]]
        else:
            lines = ["        - {" + ", ".join(pairs) + "}"]
        self.days.setdefault(self.first + day * DAY, []).append(lines)

    def date(self, day):
        return (self.first + day * DAY).isoformat()

    def at(self, what):
        return f"{self.host}-{what}"

    def room(self, what):
        return self.group.place(self.host, what)

    def arrive(self):
        guest, liaison = self.guest, self.group.staff(self.host)[0]
        if self.by_land:
            self.drive(-1, to_host=True)
            if self.needs_permit():
                self.fly_there(-1, alternative=["coach-to-border", "border", "coach-from-border"])
            self.add(-1, "stay", self.at("hotel"), None, until=self.date(3), who=guest, paid_by=self.host)
            self.add(0, "culture", ("Walk in the old town", "Զբոսանք հին քաղաքում", "Köhnə şəhərdə gəzinti"),
                     "10:00-11:30", who=[guest, liaison], details=MEETING_POINT)
        else:
            self.fly_there(0)
            self.add(0, "stay", self.at("hotel"), None, until=self.date(2), who=guest, paid_by=self.host)

    def depart(self):
        free = ("Free time", "Ազատ ժամանակ", "Sərbəst vaxt")
        if self.by_land:
            self.add(2, "free", free, "14:15-18:30", who=self.guest)
            self.meal(2, DINNER, "19:00-21:00", "restaurant")
            self.drive(3, to_host=False)
        else:
            self.add(2, "free", free, "14:15-15:00", who=self.guest)
            self.fly_back(2)

    def needs_permit(self):
        return self.by_land and (self.guest, self.host) == ("am", "az")

    def drive(self, day, to_host):
        """by coach over the border: three hours on the Armenian side, six and a half on the other"""
        guest, group = self.guest, self.group
        coach, liaison = group.place(guest, "coach"), group.staff(self.host)[0]
        ends = [SIDES[guest]["city"], self.at("hotel")]
        westward = (guest == "az") == to_host
        times = (("08:30-15:00", "15:00-16:00", "16:00-19:00") if westward
                 else ("07:30-10:30", "10:30-11:30", "11:30-18:00"))
        ids = ["coach-to-border", "border", "coach-from-border"]
        if not to_host:
            ends.reverse()
            ids = ["coach-back-to-border", "border-back", "coach-home"]
        crew = [[guest], [guest, liaison]] if to_host else [[guest, liaison], [guest]]
        self.add(day, "transfer", ("Coach to the border", "Ավտոբուսով դեպի սահման", "Avtobusla sərhədə"), times[0],
                 id=ids[0], from_=ends[0], to=CROSSING, who=crew[0], vehicle=coach, details=MEETING_POINT)
        self.add(day, "crossing", CROSSING, times[1], entering=SIDES[self.host if to_host else guest]["country"],
                 id=ids[1], who=guest)
        self.add(day, "transfer", ("Coach from the border", "Ավտոբուսով սահմանից", "Avtobusla sərhəddən"), times[2],
                 id=ids[2], from_=CROSSING, to=ends[1], who=crew[1], vehicle=coach, details=MEETING_POINT)

    def fly_there(self, day, **more):
        guest, group = self.guest, self.group
        home, there = SIDES[guest], SIDES[self.host]
        self.add(day, "transfer", ("Coach to the airport", "Ավտոբուսով օդանավակայան", "Avtobusla hava limanına"),
                 "07:15-07:50", from_=home["city"], to=home["airport"], who=guest,
                 vehicle=group.place(guest, "coach"), details=MEETING_POINT, **more)
        self.add(day, "flight", f"XX {100 + self.number % 800}", "10:00-11:10", from_=home["airport"],
                 to=there["airport"], who=guest, charter="true", paid_by=self.host,
                 details=("Passports and the list of the delegation are with the liaison officer",
                          "Անձնագրերը և պատվիրակության ցուցակը կապի պատասխանատուի մոտ են",
                          "Pasportlar və nümayəndə heyətinin siyahısı əlaqələndiricidədir"), **more)
        self.add(day, "transfer", ("Coach to the hotel", "Ավտոբուսով հյուրանոց", "Avtobusla otelə"), "12:15-12:50",
                 from_=there["airport"], to=self.at("hotel"), who=[guest, group.staff(self.host)[0]],
                 vehicle=group.place(self.host, "coach"), details=MEETING_POINT, **more)

    def fly_back(self, day):
        guest, group = self.guest, self.group
        home, there = SIDES[guest], SIDES[self.host]
        self.add(day, "transfer", ("Coach to the airport", "Ավտոբուսով օդանավակայան", "Avtobusla hava limanına"),
                 "15:15-16:00", from_=self.at("hotel"), to=there["airport"], who=guest,
                 vehicle=group.place(self.host, "coach"), details=MEETING_POINT)
        self.add(day, "flight", f"XX {101 + self.number % 800}", "18:30-19:40", from_=there["airport"],
                 to=home["airport"], who=guest, charter="true", paid_by=self.host)
        self.add(day, "transfer", ("Coach to the city", "Ավտոբուսով քաղաք", "Avtobusla şəhərə"), "20:50-21:25",
                 from_=home["airport"], to=home["city"], who=guest, vehicle=group.place(guest, "coach"))

    def session(self, day, n, topic, time):
        en, hy, az = TOPICS[topic % 7]
        self.add(day, "session", (f"Session {n}: {en}", f"Նիստ {n}. {hy}", f"{n} sessiya: {az}"), time, block=True,
                 id=f"session-{n.lower()}", place=self.room("hall"),
                 chair=[self.group.members("am")[0], self.group.members("az")[0]],
                 interpreters=self.group.interpreters(self.host), details=AGENDA)

    def working_groups(self, day, topic, time):
        for i, room in enumerate(("hall", "room-2", "room-3")):
            en, hy, az = TOPICS[(topic + i) % 7]
            self.add(day, "session", (f"Working group on {en}", f"Աշխատանքային խումբ. {hy}", f"İşçi qrupu: {az}"),
                     time, place=self.room(room), who=f"wg-{i + 1}", details=AGENDA)

    def talks(self, day, time):
        pairs = list(zip(self.group.members("am"), self.group.members("az")))[:7]
        for (en, hy, az), pair in zip(TOPICS, pairs):
            self.add(day, "session", (f"Talk of two about {en}", f"Երկկողմ զրույց. {hy}", f"İkitərəfli söhbət: {az}"),
                     time, place=self.at("centre"), who=list(pair), details=AGENDA)

    def meal(self, day, title, time, place):
        self.add(day, "meal", title, time, place=self.at(place), details=MEETING_POINT)

    def programme(self):
        briefing = ("Briefing of the delegation", "Պատվիրակության տեղեկատվական հանդիպում",
                    "Nümayəndə heyətinin məlumatlandırılması")
        self.arrive()
        self.meal(0, LUNCH, "13:10-14:00", "hotel")
        self.add(0, "ceremony", ("Opening", "Բացում", "Açılış"), "14:45-15:00", place=self.room("hall"),
                 audience="public")
        self.session(0, "I", self.number, "15:00-16:15")
        self.working_groups(0, self.number, "16:30-18:00")
        self.meal(0, DINNER, "19:00-21:00", "restaurant")
        self.add(1, "briefing", briefing, "08:30-09:00", id="briefing-guests", place=self.at("hotel"), who=self.guest)
        self.add(1, "briefing", briefing, "08:30-09:00", id="briefing-hosts", place=self.at("centre"), who=self.host)
        self.session(1, "II", self.number + 1, "09:30-11:00")
        self.working_groups(1, self.number + 3, "11:20-12:50")
        self.meal(1, LUNCH, "13:20-14:15", "restaurant")
        self.add(1, "appointment", ("Reception at the ministry", "Ընդունելություն նախարարությունում", "Nazirlikdə qəbul"),
                 "15:00-16:00", block=True, place=self.at("ministry"), with_=[self.group.official(self.host)],
                 interpreters=self.group.interpreters(self.host), rsvp="true",
                 details=("Business dress", "Գործնական հագուստ", "İşgüzar geyim"),
                 notes="gift exchange, no photographs")
        self.add(1, "culture", ("Museum", "Թանգարան", "Muzey"), "16:40-17:40", place=self.at("museum"),
                 audience="public", details=MEETING_POINT)
        self.meal(1, DINNER, "19:00-21:00", "restaurant")
        self.session(2, "III", self.number + 2, "09:15-10:45")
        self.talks(2, "11:00-11:45")
        self.add(2, "press", ("Press conference", "Մամուլի ասուլիս", "Mətbuat konfransı"), "12:05-12:35",
                 place=self.room("hall"), interpreters=self.group.interpreters(self.host), audience="public")
        self.add(2, "ceremony", ("Signing of the joint statement", "Համատեղ հայտարարության ստորագրում",
                                 "Birgə bəyanatın imzalanması"), "12:35-12:45", place=self.room("hall"))
        self.meal(2, LUNCH, "13:15-14:10", "hotel")
        self.depart()

    def lines(self):
        group, host = self.group, self.host
        am, az = group.members("am"), group.members("az")
        mid = f"{SIDES[host]['city']}-{group.number}-{self.date(0)}"
        yield f"  - id: {mid}"
        yield f"    title: {text((f'Visit {self.number}', f'Այց {self.number}', f'{self.number} səfər'))}"
        yield f"    host: {host}"
        yield f"    place: {SIDES[host]['city']}"
        yield f"    dates: {self.date(0)}/{self.date(2)}"
        yield "    status: confirmed"
        if group.last:
            yield f"    answers: {group.last}"
        group.last = mid
        yield f"    contact: [{{person: {group.staff(host)[1]}, phone: \"+000 900 {group.number:04d}\"}}]"
        yield "    delegations:"
        for side, ids in (("am", am), ("az", az)):
            yield f"      {side}: {{head: {ids[0]}, members: {list_of(ids)}, staff: {list_of(group.staff(side))}}}"
        yield f"    others: {list_of(group.interpreters(host))}"
        yield "    groups: {%s}" % ", ".join(f"wg-{i + 1}: {list_of(am[i::3] + az[i::3])}" for i in range(3))
        yield from self.clearance_lines()
        yield "    actions:"
        for aid, title, days in (("exchange", EXCHANGE, 120), ("report", REPORT, 60)):
            yield (f"      - {{id: {aid}, title: {text(title)}, owner: [{am[1]}, {az[1]}], due: {self.date(days)}, "
                   "status: open}")
        yield "    programme:"
        for day in sorted(self.days):
            yield f"      {day.isoformat()}:"
            for item in self.days[day]:
                yield from item

    def clearance_lines(self):
        """what the first visits need is granted; for later ones there is time"""
        country = SIDES[self.host]["country"]
        dates = ", requested: 2026-11-10, granted: 2026-12-10" if self.first.year == 2027 else ""
        if self.needs_permit():
            kind, where = "border", f"at: {CROSSING}, valid: {self.date(-1)}/{self.date(3)}"
        elif not self.by_land:
            kind, where = "flight", f"valid: {self.date(0)}/{self.date(2)}"
        else:
            return
        yield "    clearances:"
        yield f"      - {{id: permit, kind: {kind}, by: {country}, for: [{self.guest}], {where}{dates}}}"

    def count(self):
        return sum(len(items) for items in self.days.values())


def visits(n_items):
    """meetings until there are as many items, groups in turn; hosts alternate"""
    n_groups = max(2, 2 * round(n_items / 40 / 16))
    groups = [Group(i) for i in range(n_groups)]
    made, count = [], 0
    for s, tuesday in enumerate(slots()):
        for k in range(n_groups):
            group = groups[k ^ (s & 1)]
            visit = Visit(group, tuesday, "az" if k % 2 else "am", len(made) + 1)
            visit.programme()
            made.append(visit)
            count += visit.count()
            if count >= n_items:
                used = [g for g in groups if any(v.group is g for v in made)]
                return used, made, count
    raise SystemExit("too many items")


HEAD = """pbplan: 1
id: peace-bridge
title: {en: Peace Bridge, hy: Խաղաղության կամուրջ, az: Sülh körpüsü}
organizer: {name: {en: Joint secretariat, hy: Համատեղ քարտուղարություն, az: Birgə katiblik}, email: office@peacebridge.example}
languages: [en, hy, az]"""


def lines(n_items):
    groups, made, _ = visits(n_items)
    hosted = {(v.group.number, v.host) for v in made}
    yield HEAD
    yield "sides:"
    for side, s in SIDES.items():
        yield f"  {side}: {{country: {s['country']}, language: {s['language']}, name: {text(s['name'])}}}"
    yield "people:"
    for number, (group, (side, role, person)) in enumerate((g, p) for g in groups for p in g.everybody()):
        if role in ("interpreter", "official") and (group.number, side) not in hosted:
            continue
        yield from person_lines(number, side, role, person)
    yield "places:"
    yield from place_lines(groups, hosted, any(v.by_land for v in made))
    yield "vehicles:"
    for group in groups:
        for side in SIDES:
            yield (f"  {group.place(side, 'coach')}: {{name: {text(('Coach', 'Ավտոբուս', 'Avtobus'))}, "
                   f"seats: 60, plate: 00-AA-{group.number:03d}}}")
    yield "meetings:"
    for visit in made:
        yield from visit.lines()


def make(path, n_items):
    """Writes a plan; returns how many items are in it."""
    with open(path, "w", encoding="utf-8") as file:
        for line in lines(n_items):
            file.write(line + "\n")
    return visits(n_items)[2]


if __name__ == "__main__":
    for plan_line in lines(int(sys.argv[1])):
        print(plan_line)
