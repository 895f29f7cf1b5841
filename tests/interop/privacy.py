"""No calendar holds what its reader has no right to.  TAP."""

import os
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import plan as plans  # noqa: E402
import readers  # noqa: E402
import rules  # noqa: E402
import tap  # noqa: E402


def texts(value):
    """Every text in a value, whatever its language."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield plans.one_line(value)


def words_of(data):
    """A calendar as one text, without folds and escapes."""
    text = data.decode("utf-8").replace("\r\n ", "")
    for mark in ",;\\":
        text = text.replace("\\" + mark, mark)
    return text.replace("\\n", " ").replace("\\N", " ")


class Secrets:
    """What must not be in a file, with the reason; what a file may say is no secret."""

    def __init__(self, plan):
        self.plan = plan
        # a text of two letters or a country's code says nothing
        open_texts = " ".join(t for part in (plan.raw["meetings"], plan.raw.get("places", {}),
                                             plan.raw["title"], plan.raw["sides"])
                              for t in texts(self.without_secrets(part)))
        self.private = sorted({t for person in plan.people.values()
                               for t in texts(person.get("private", {}))
                               if len(t) > 4 and t not in open_texts})

    def without_secrets(self, value):
        if isinstance(value, dict):
            return {k: self.without_secrets(v) for k, v in value.items()
                    if k not in ("notes", "private", "contact")}
        if isinstance(value, list):
            return [self.without_secrets(v) for v in value]
        return value

    def of(self, file):
        """(reason, text) for a file"""
        view = file[:-len(".ics")]
        for text in self.private:
            yield "private", text
        if view == "organizers":
            return
        for meeting in self.plan.meetings:
            for item in meeting.items:
                for text in texts(item.raw.get("notes", [])):
                    yield "notes", text
            if meeting.status == "draft":
                yield "a draft", self.plan.uid(meeting)
            yield from self.contacts(meeting, view)
        yield from self.staff(view)
        for text in self.hidden(view):
            yield "of an item that is not for this reader", text

    def contacts(self, meeting, view):
        kind, _, name = view.partition("-")
        for contact in meeting.raw.get("contact", []):
            if "for" not in contact:
                continue
            covered = meeting.people(plans.as_list(contact["for"]), None, True)
            sides = meeting.delegations.get(name, ([], []))
            reader = {name} if kind == "person" else set(sides[0] + sides[1])
            if kind not in ("person", "side") or not covered & reader:
                # the same number may be somebody's contact in another meeting
                if not any(contact["phone"] == other["phone"] for m in self.plan.meetings
                           for other in m.raw.get("contact", []) if other is not contact):
                    yield "a contact for others", contact["phone"]

    def staff(self, view):
        """Names of staff are in no public calendar; nor are those of guests of one item."""
        if view != "public":
            return
        members = {p for m in self.plan.meetings for ids, _ in m.delegations.values() for p in ids}
        for meeting in self.plan.meetings:
            for _, staff in meeting.delegations.values():
                for person in set(staff) - members:
                    for text in texts(self.plan.people[person]["name"]):
                        yield "staff", text

    def hidden(self, view):
        """Texts that only items have which this view does not show."""
        shown, hidden = [], set()
        for meeting in self.plan.meetings:
            shown += texts(meeting.raw["title"])
            for item in meeting.items:
                own = [item.raw.get(key) for key in (item.kind, "details")]
                own = list(texts([value for value in own if value is not None]))
                if self.plan.shows_item(view, item):
                    shown += own
                    shown += texts([p["name"] for k in (item.place, item.from_, item.to) if k
                                    for p in [self.plan.place(k)]])
                elif item.kind not in ("stay", "crossing"):
                    hidden.update(own)
        everything = " ".join(shown)
        return sorted(t for t in hidden if len(t) > 7 and t not in everything)


def check_file(path, secrets):
    file = os.path.basename(path)
    with open(path, "rb") as stream:
        data = stream.read()
    words = words_of(data)
    for reason, text in secrets.of(file):
        if text in words:
            yield "%s: %s: %s" % (file, reason, text)
    view = file[:-len(".ics")]
    if view == "actions":
        return
    shown = {secrets.plan.uid(m, item.id) for m in secrets.plan.meetings for item in m.items
             if secrets.plan.shows_item(view, item)}
    every = {secrets.plan.uid(m, item.id) for m in secrets.plan.meetings for item in m.items}
    for event in rules.parse(data).parts:
        if event.value("UID") in every - shown:
            yield "%s: %s is not for this reader" % (file, event.value("UID"))


# the alternatives of every plan, which are for nobody yet, not even organizers
def check_alternatives(folder, plan):
    uids = [plan.uid(m, item.id) for m in plan.meetings for item in m.items if item.alternative]
    for file in sorted(os.listdir(folder)):
        if not file.endswith(".ics"):
            continue
        with open(os.path.join(folder, file), "rb") as stream:
            words = words_of(stream.read())
        for uid in uids:
            if uid in words:
                yield "%s: %s is an alternative" % (file, uid)


def main():
    count = 0
    with tempfile.TemporaryDirectory() as tmp:
        for name, path in readers.all_plans(tmp):
            for option in ((), ("--lang", "en,hy,az")):
                folder = os.path.join(tmp, "out-%s-%d" % (name, len(option)))
                found = readers.export(path, folder, *option)
                plan = plans.Plan(path, readers.SRCDIR)
                secrets = Secrets(plan)
                if not found:
                    files = sorted(f for f in os.listdir(folder) if f.endswith(".ics"))
                    count += sum(len(list(secrets.of(f))) for f in files)
                    for file in files:
                        found += check_file(os.path.join(folder, file), secrets)
                    found += check_alternatives(folder, plan)
                tap.none(found[:40], "%s%s: nothing that its reader has no right to"
                         % (name, " in three languages" if option else ""))
    tap.ok(count > 10000, "there was something to look for", "%d texts" % count)
    tap.done()


if __name__ == "__main__":
    main()
