"""What holds for every list: CSV that reads back, counts that add up, and
private data in its columns only.  TAP."""

import csv
import datetime
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import yaml

csv.field_size_limit(1 << 24)

SRCDIR = os.environ["srcdir"]
PBPLAN = os.environ["PBPLAN"]
sys.path.insert(0, os.path.join(SRCDIR, "tests", "meta"))
import tap  # noqa: E402

LISTS = ("people", "arrivals", "rooms", "vehicles", "meals", "border")
# of private data, what may stand in which column of which list
COLUMNS = {
    ("people", "telephone"): "phone", ("people", "private e-mail"): "email",
    ("people", "address"): "address", ("people", "diet"): "diet", ("people", "notes"): "notes",
    ("meals", "diets"): "diet", ("border", "passport number"): "number",
    ("border", "passport valid until"): "expires", ("border", "date of birth"): "born",
}


def run(*arguments, plan):
    return subprocess.run([PBPLAN, *arguments, "--ui", "en", "--now", "2027-03-05", plan],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def table(name, plan, *options):
    """The rows of a list, by column."""
    out = run("list", name, "--format", "csv", *options, plan=plan).stdout.decode("utf-8")
    rows = list(csv.reader(io.StringIO(out, newline="")))
    return rows[0], [dict(zip(rows[0], row)) for row in rows[1:]], rows


def as_json(name, plan):
    return json.loads(run("list", name, "--format", "json", plan=plan).stdout)["tables"]


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as stream:
        # JSON is YAML but for these, and for what is beyond U+FFFF
        text = json.dumps(data, ensure_ascii=False)
        stream.write(re.sub("[\u007f-\u00a0\u2028-\u202e\u2066-\u2069\ufeff]",
                            lambda m: "\\u%04x" % ord(m.group()), text))
    return path


def base(people, programme, **more):
    return {
        "pbplan": 1, "id": "generated", "title": "Generated",
        "organizer": {"name": "Office", "email": "office@lists.example"}, "languages": ["en"],
        "sides": {"am": {"country": "AM", "language": "hy", "name": "A"},
                  "az": {"country": "AZ", "language": "az", "name": "B"}},
        "places": {"inn": {"kind": "hotel", "name": "Inn", "country": "AZ", "city": "baku"},
                   "lodge": {"kind": "hotel", "name": "Lodge", "country": "AZ", "city": "baku"}},
        "people": people,
        "meetings": [dict({"id": "m", "title": "M", "host": "az", "place": "baku",
                           "dates": "2027-04-10/2027-04-20", "status": "confirmed",
                           "delegations": {s: [p for p in people if people[p]["side"] == s]
                                           for s in ("am", "az")},
                           "programme": programme}, **more)],
    }


def day(n):
    return (datetime.date(2027, 4, 10) + datetime.timedelta(n)).isoformat()


# ---------------------------------------------------------------- nasty texts

NASTY = [
    '=1+1', '+cmd|\' /C calc\'!A0', '-2+3', '@SUM(A1)', '＝1+1', '＠x', '\t=1', '"quoted"', 'a,b', 'a;b',
    'a;=1+1', 'a;"=1+1', 'two\nlines', 'two\n=1+1', "'=1", ' leading', 'trailing ', '"', '""', ',',
    '\u202eevil\u202c', '\u2066x\u2069', '\ufeffmark', 'ա' * 10000, 'W' * 10000, '<script>x</script>',
    '+374 00 abc', '-', '=', '+', '%1$s %n', 'a\u2028b', '١٢٣', '😀',
    'red\033[31m\a\x7f\x9b2J', '\x01=1+1',
]


def harmless(text):
    """The text as it is to be read back."""
    out, begins = "", True
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", text)
    if text[:1] in ("\t", "\r", "\n"):
        out = "'"
    for c in text:
        if begins and c in "=+-@＝＋－＠":
            out += "'"
        out += c
        if c in ";\t\r\n":
            begins = True
        elif c not in ' "':
            begins = False
    return out


def check_nasty(folder):
    people = {"p%d" % i: {"side": "am" if i % 2 else "az", "name": "P%d" % i,
                          "position": text, "private": {"notes": text, "diet": text}}
              for i, text in enumerate(NASTY)}
    path = write(folder, "nasty.yaml", base(people, {day(0): [
        {"meal": text, "id": "meal-%d" % i, "time": "%02d:%02d-23:00" % (i // 60 + 10, i % 60)} for i, text in enumerate(NASTY)]}))
    wrong = []
    for name in LISTS:
        out = run("list", name, "--format", "csv", plan=path).stdout
        if out.count(b"\r\n") != out.count(b"\r"):
            wrong.append("%s: a CR without its LF" % name)
        head, _, rows = table(name, path)
        wrong += ["%s: a row of %d fields" % (name, len(r)) for r in rows if len(r) != len(head)]
    tap.none(wrong, "rows of nasty texts have as many fields as the head")
    _, rows, _ = table("people", path)
    found = {row["name"]: row for row in rows}
    tap.none(["%r read back as %r" % (text, found["P%d" % i][column])
              for i, text in enumerate(NASTY) for column in ("position", "notes", "diet")
              if found["P%d" % i][column] != harmless(text)],
             "nasty texts read back as they are, defused")
    tap.none(["%r" % v for row in rows for v in row.values() if v[:1] in list("=+-@\t\r＝＋－＠")],
             "no cell begins as a formula does")
    _, rows, _ = table("meals", path)
    tap.none(sorted({harmless(t) for t in NASTY} ^ {row["meal"] for row in rows}),
             "as titles of items too")
    texts = [run("list", name, plan=path) for name in LISTS]
    tap.none([repr(c) for t in texts for c in "\u202e\u2066\033\u2069"
              if c in t.stdout.decode("utf-8")], "no text steers the terminal")
    tap.none(["%d columns: %s" % (len(line), line[:40]) for t in texts
              for line in t.stdout.decode("utf-8").splitlines() if len(line) > 80],
             "no line is wider than the terminal")


def check_phones(folder):
    phones = {"+374 00 000101": "+374 00 000101", "+374-00-000101": "+374 00 000101",
              "+374 (00) 000101": "+374 (00) 000101", "+37400000101": "+3740000 0101",
              "00374 00 000101": "00374 00 000101", "+374 / 00.000101": "+374 00 000101",
              "+1-2+3": "'+1-2+3", "*111#": "*111#"}
    people = {"p%d" % i: {"side": "am", "name": "P%d" % i, "private": {"phone": phone}}
              for i, phone in enumerate(phones)}
    _, rows, _ = table("people", write(folder, "phones.yaml", base(people, {})))
    tap.none(["%s: %s" % (row["telephone"], want) for row, want in zip(rows, phones.values())
              if row["telephone"] != want], "telephone numbers stay as they are dialled")


# ------------------------------------------------------------------- counting

def generate(rng):
    ids = ["p%d" % i for i in range(rng.randint(2, 12))]
    people = {p: {"side": "am" if i % 2 else "az", "name": "Name " + p,
                  "role": rng.choice(["delegate", "driver"]),
                  "private": {"diet": rng.choice(["fish", "no fish"])}} for i, p in enumerate(ids)}
    programme = {}
    for i in range(rng.randint(1, 25)):
        first, who = rng.randint(0, 8), sorted(rng.sample(ids, rng.randint(1, len(ids))))
        item = rng.choice([
            {"stay": rng.choice(["inn", "lodge"]), "until": day(first + rng.randint(1, 4))},
            {"flight": "F %d" % i, "from": "EVN", "to": "GYD", "time": "10:00-11:00"},
            {"flight": "F %d" % i, "from": "GYD", "to": "EVN", "time": "12:00-13:00"},
            {"crossing": "voskepar-ashagi-askipara", "entering": "AZ", "time": "14:00-15:00"},
            {"meal": "Meal %d" % i, "time": "16:00-17:00"},
        ])
        item = dict(item, id="i%d" % i, who=who, status=rng.choice(["confirmed", "tentative", "cancelled"]))
        programme.setdefault(day(first), []).append(item)
    return base(people, programme)


def items_of(plan):
    for date, items in plan["meetings"][0]["programme"].items():
        for item in items:
            if item["status"] != "cancelled":
                yield date, item


def check_border(plan, path, wrong):
    want = sorted((date, plan["people"][p]["name"]) for date, item in items_of(plan)
                  if "flight" in item or "crossing" in item for p in item["who"])
    _, rows, _ = table("border", path)
    if sorted((row["day"], row["name in Latin letters"]) for row in rows) != want:
        wrong.append("%s: border: %d rows, not %d" % (path, len(rows), len(want)))


def check_nights(plan, path, wrong):
    want = {}
    for date, item in items_of(plan):
        night = datetime.date.fromisoformat(date)
        while "stay" in item and night.isoformat() < item["until"]:
            want.setdefault((item["stay"].title(), night.isoformat()), set()).update(item["who"])
            night += datetime.timedelta(1)
    rooms, nights = as_json("rooms", path)
    found = {(row["place"].split(",")[0], row["night"]): row["people"] for row in nights["rows"]}
    if found != {key: len(who) for key, who in want.items()}:
        wrong.append("%s: nights: %s" % (path, found))
    stays = sum(len(item["who"]) for _, item in items_of(plan) if "stay" in item)
    if len(rooms["rows"]) != stays:
        wrong.append("%s: rooms: %d rows, not %d" % (path, len(rooms["rows"]), stays))


def check_meals(plan, path, wrong):
    want = sorted((item["meal"], str(len(item["who"]))) for _, item in items_of(plan) if "meal" in item)
    _, rows, _ = table("meals", path)
    if sorted((row["meal"], row["people"]) for row in rows) != want:
        wrong.append("%s: meals" % path)
    for row in rows:
        counted = sum(int(line.split(" × ")[0]) for line in row["diets"].splitlines())
        if counted != int(row["people"]):
            wrong.append("%s: %s: diets of %d" % (path, row["meal"], counted))


def check_generated(folder):
    wrong, rng = [], random.Random(20270415)
    for i in range(40):
        plan = generate(rng)
        path = write(folder, "generated-%d.yaml" % i, plan)
        check_border(plan, path, wrong)
        check_nights(plan, path, wrong)
        check_meals(plan, path, wrong)
    tap.none(wrong, "people at borders, in beds and at tables are those of the plan")


# -------------------------------------------------------------------- privacy

def canaries(path):
    """The plan with texts in private: that are found nowhere else, by field."""
    with open(path, encoding="utf-8") as stream:
        plan = yaml.load(stream, Loader=yaml.BaseLoader)
    marks = {}
    for i, person in enumerate(plan["people"]):
        plan["people"][person]["private"] = {
            "phone": "+99 %09d" % (731000000 + i), "email": "secret%d@home.example" % i,
            "address": "%d Canary Street" % (700 + i), "born": "1973-%02d-17" % (i % 12 + 1),
            "diet": {"en": "canaryfood%d" % i, "hy": "canaryfood%d" % i, "az": "canaryfood%d" % i},
            "notes": "canarynotes%d" % i,
            "passport": {"number": "QX%07d" % (8100000 + i), "expires": "2039-%02d-19" % (i % 12 + 1)},
        }
        private = plan["people"][person]["private"]
        for field in ("phone", "email", "address", "born", "notes"):
            marks.setdefault(private[field], field)
        marks.setdefault(private["diet"]["en"], "diet")
        marks.setdefault(private["passport"]["number"], "number")
        marks.setdefault(private["passport"]["expires"], "expires")
    return plan, marks


def check_privacy(folder):
    plan, marks = canaries(os.path.join(SRCDIR, "tests", "lists", "visit.yaml"))
    path = write(folder, "canaries.yaml", plan)
    wrong, seen = [], set()
    for name in LISTS:
        for row in table(name, path)[1]:
            for column, text in row.items():
                for mark, field in marks.items():
                    if mark in text:
                        seen.add((name, column))
                        if COLUMNS.get((name, column)) != field:
                            wrong.append("%s, %s: %s" % (name, column, mark))
    tap.none(wrong, "private data stands in the columns for it only")
    tap.none(sorted(set(COLUMNS) - seen), "and in all of them")
    wrong, other = [], []
    for view in ("organizers", "participants", "public", "side:am", "person:ani"):
        other.append(run("show", "--for", view, plan=path))
        other.append(run("show", "--format", "json", "--for", view, plan=path))
        other.append(run("export", "--for", view, "-o", "-", plan=path))
    # (findings as text show the lines of the plan that they are about)
    for command in ("status", "validate"):
        other.append(run(command, "--format", "json", plan=path))
    other.append(run("status", plan=path))
    for done in other:
        text = (done.stdout + done.stderr).decode("utf-8").replace("\r\n ", "")
        wrong += ["%s: %s" % (" ".join(done.args[1:4]), m) for m in marks if m in text]
    tap.none(wrong, "and in no other command's output")
    tap.ok(all(done.stdout for done in other), "which all say something")


def check_long(folder):
    """More than a list holds is refused, not cut."""
    people = {"p%d" % i: {"side": "az", "name": "N" * 5000} for i in range(300)}
    programme = {day(n): [{"transfer": "T", "id": "t%d-%d" % (n, i), "from": "inn", "to": "lodge",
                           "time": "%02d:00-%02d:30" % (i, i)} for i in range(24)] for n in range(6)}
    done = run("list", "vehicles", plan=write(folder, "long.yaml", base(people, programme)))
    tap.ok(done.returncode == 3 and not done.stdout and b"--meeting" in done.stderr,
           "a list that is too long is refused", done.stderr.decode("utf-8")[-300:])


def main():
    os.environ["COLUMNS"] = "80"
    with tempfile.TemporaryDirectory() as folder:
        check_nasty(folder)
        check_phones(folder)
        check_generated(folder)
        check_privacy(folder)
        check_long(folder)
    tap.done()


if __name__ == "__main__":
    main()
