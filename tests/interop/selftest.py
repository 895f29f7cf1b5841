"""Whether the calendar program in itip.py follows the rules it is to stand for,
shown by messages made by hand."""

import datetime
import email.message
import os
import tempfile

import itip

EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//EN\r
METHOD:%(method)s\r
BEGIN:VEVENT\r
UID:%(uid)s\r
DTSTAMP:2027010%(stamp)dT000000Z\r
SEQUENCE:%(sequence)d\r
DTSTART:20270401T%(hour)02d0000Z\r
DTEND:20270401T230000Z\r
SUMMARY:%(title)s\r
END:VEVENT\r
END:VCALENDAR\r
"""


def message(folder, sequence, stamp, hour=9, method="REQUEST", uid="m.p@x", beside=None):
    values = {"method": method, "uid": uid, "stamp": stamp, "sequence": sequence, "hour": hour, "title": "T"}
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "o@x.example", "p@x.example", "<1@x>"
    mail.set_content("text")
    mail.add_alternative((EVENT % values).encode(), "text", "calendar")
    if beside is not None:
        values.update(method="PUBLISH", uid="b.m.p@x", hour=beside)
        mail.add_attachment((EVENT % values).encode(), "text", "calendar")
    path = os.path.join(folder, "20270101T000000Z-p-m-%s.eml" % method.lower())
    with open(path, "wb") as file:
        file.write(bytes(mail))
    return itip.Message(path)


def after(*messages):
    """The hours at which things are then in the calendar."""
    box = itip.Mailbox()
    for arrived in messages:
        box.deliver(arrived)
    utc = datetime.timezone.utc
    assert all(content[0].tzinfo == utc for content in box.shown().values())
    return [content[0].hour for contents in (box.shown(), box.kept()) for content in contents.values()]


def run(tap):
    with tempfile.TemporaryDirectory() as folder:
        def make(*args, **more):
            return message(folder, *args, **more)

        first, update = make(0, 1), make(1, 2, 10)
        reworded, cancel = make(0, 3, 11), make(2, 3, method="CANCEL")
        again = make(3, 4, 12)
        visit, later = make(0, 1, beside=15), make(0, 2, beside=16)
        wanted = [
            (after(first), [9], "a request adds"), (after(first, update), [10], "a higher SEQUENCE replaces"),
            (after(update, first), [10], "a lower one is ignored"),
            (after(first, reworded), [11], "a later DTSTAMP replaces"),
            (after(reworded, first), [11], "an earlier one is ignored"),
            (after(update, reworded), [10], "SEQUENCE counts before DTSTAMP"),
            (after(first, cancel), [], "a CANCEL removes"), (after(cancel, update), [], "what it removed stays away"),
            (after(first, cancel, again), [12], "a later request brings it back"),
            (after(again, first, cancel), [12], "in any order"),
            (after(visit), [9, 15], "a calendar beside it is kept"), (after(visit, later), [9, 16], "until the next one comes"),
            (after(later, visit), [9, 16], "an older one is ignored"), (after(visit, cancel), [], "or one without"),
        ]
        tap.none(["%s: %s, not %s" % (name, got, right) for got, right, name in wanted if got != right],
                 "the calendar program that reads the messages follows RFC 5546")
