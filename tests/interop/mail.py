"""Invitations as mail: Python's email reads of any message what was written
into it, and msmtp hands it on as it is to a server of SMTP.  Run by ./mail,
which compiles mail-write.c and mail-hand.c."""

import datetime
import email
import email.header
import email.policy
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "meta"))
import tap  # noqa: E402  (a module beside this folder)

PROGRAMS = os.environ["PROGRAMS"]
KEYS = ("from_name", "from", "to_name", "to", "subject", "message_id", "date", "language", "text",
        "method", "calendar", "attachment_name", "attachment")
LANGS = ("en", "hy", "az")
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Content-Language", "MIME-Version",
           "Content-Type"]

PLAIN = {"from_name": "Secretariat", "from": "office@bridge.example", "to_name": "Ani Sarkisian",
         "to": "ani@regional.example", "subject": "Round table", "message_id": "5f0c@bridge.example",
         "date": 1804154400, "language": 0, "text": "Dear Ani,\n\nplease come.\n",
         "method": "REQUEST", "calendar": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
         "attachment_name": None, "attachment": None}

TEXTS = [
    "", " ", "a", "Անի Սարգսյան", "Leyla Kərimova", "Սարգսյան, Անի (նախագահ)", "أحمد علي", "李小龍", "👩‍👩‍👧 👋",
    "O'Neil, \"Bob\" \\ (the (second)) <x@y.example>", "\"", "\\", "\\\"", "a\\", "(", ")", "<>", ",", ";:@",
    "J. R. Smith", "=?", "=?=", "?=", "=?utf-8?q?a?=", "a =?utf-8?b?QQ==?= b", "=?utf-8?q?=0D=0ABcc:_x@y?=",
    "x\r\nBcc: leyla@other.example", "x\nBcc: leyla@other.example", "x\rBcc: leyla@other.example",
    "x\r\n\r\n<script>", "\r\n", "\ta\t\tb\t", "  two  blanks  ", "\x01\x02\x1b[31mred\x7f", "a\u0085b\u2028c\u2029d\u009be",
    "a\u00a0b", "a\u200bb", "\ufeffx", "\u202ereversed", "a" * 10000, "Ա" * 10000, "a " * 5000, "Ա " * 5000,
    "a" * 39, "a" * 40, "a" * 76, "a" * 77, "a" * 78, "a" * 998, "\"" * 33, "\"" * 34, "\\" * 200,
    "word " * 40, "Round table I: media, and what it says of both sides, in the hall of the hotel by the lake",
    "a, " * 40, "--", "-x", "--=_boundary", "From here", ".", "..", "%s%n%1$s", "'", "`rm`", "$(x)", "|", "&",
]
ADDRESSES = ["a@b.example", "-x@b.example", "--@b.example", "a.b+c@b-c.example", "!#$%&'*+-/=?^_`{|}~@b.example",
             "a" * 64 + "@" + ".".join(["b" * 60] * 4)]
REFUSED = [("from", a) for a in (
    "", "a", "@", "a@", "@b.example", "a b@b.example", "a@b .example", " a@b.example", "a@b.example ",
    "a@b.example\n", "a@b.example\r\nBcc: c@d.example", "a@b.example\tx", "<a@b.example>", "a@b.example>",
    "a@<b.example", "x <a@b.example>", "a@b.example,c@d.example", "a@b.example c@d.example", "a@b@c.example",
    "\"a b\"@b.example", "a(x)@b.example", "a\x01@b.example", "ա@b.example", "a@[127.0.0.1]", "a@-b.example",
    "a" * 10000 + "@b.example")]
REFUSED += [("to", address) for _, address in REFUSED]
REFUSED += [("message_id", i) for i in (
    "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nX: y", "a@b\n", "<a@b>", "a>@b", "ա@b", "a@" + "b" * 1000,
    ".a@b", "a.@b", "a..b@c", "a@.b", "a@b.")]
REFUSED += [("method", m) for m in ("", "request", "REQUEST;x=y", "REQUEST\r\n", "A B", "A" * 1000)]
REFUSED += [("attachment_name", n) for n in (
    "", ".", ".x", "-x", "a b", "a/b", "../a", "a\\b", "a\"b", "a;b", "Անի.ics", "a\r\nX: y.ics", "a" * 101)]
REFUSED += [("date", d) for d in (-62167219201, 253402300800, 2**63 - 1, -2**63)]

BODIES = [
    "", "\n", "a", "a\r\nb\nc\rd", "From here\nFrom there\n", ".\n..\n.hidden\n", "trailing \t \n \n", "=3D=\n", "a=\n=\n",
    "x" * 100000, "Ա" * 50000, "--=_\n--\n", "\n\n\n", "Անի\n" * 100, "Leyla Kərimova is here, and her colleagues\n" * 9,
    "\x00".replace("\x00", "\x01") + "\x1b\x7f\n", "👋" * 300, "a\u2028b\u0085c\n",
]


def clean(text):
    """As a header has it."""
    return re.sub("[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text or "").strip(" ")


def lines_of(text):
    return re.sub("\r\n|\r|\n", "\n", text)


def whole_lines(text):
    text = lines_of(text)
    return text if not text or text.endswith("\n") else text + "\n"


def mixed_text(rng):
    """A text of pieces of all kinds."""
    pieces = ["a", "Ա", "ə", " ", "  ", "\"", "\\", "(", ")", ",", "=?", "?=", "=?utf-8?q?x?=", "\r\n", "\n", "\t",
              "<", ">", "@", ":", ";", "👋", "word", "Հայաստան", "Azərbaycan", "\x7f", "'", "=", "_", "?", ".",
              "Bcc: x@y.example"]
    return "".join(rng.choice(pieces) for _ in range(rng.randrange(1, rng.choice((4, 20, 200)))))


def messages():
    """Hostile in one respect, then in all."""
    for text in TEXTS:
        for key in ("from_name", "to_name", "subject"):
            yield dict(PLAIN, **{key: text})
    for address in ADDRESSES:
        yield dict(PLAIN, **{"from": address, "to": address, "from_name": None, "to_name": "Անի"})
        yield dict(PLAIN, **{"from": address, "to": address, "from_name": "a" * 30, "to_name": None})
    for body in BODIES:
        yield dict(PLAIN, text=body)
    for date in (0, -1, -62167219200, 253402300799, 951782400, 1804154400):
        yield dict(PLAIN, date=date)
    for i in ("x@y", "--=_@b.example", "a" * 64 + "@" + "b" * 200, "=_a@b", "!#$%&'*+-/=?^_`{|}~.a@x.y"):
        yield dict(PLAIN, message_id=i, attachment_name="x.ics", attachment=b"x")
    for name in ("ani.ics", "a", "A-1_b.c.ics", "a" * 100):
        yield dict(PLAIN, attachment_name=name, attachment=b"BEGIN:VCALENDAR\r\n")
    rng = random.Random(6047)
    for i in range(300):
        yield {"from_name": mixed_text(rng), "from": rng.choice(ADDRESSES), "to_name": mixed_text(rng),
               "to": rng.choice(ADDRESSES), "subject": mixed_text(rng), "message_id": "m%d@b.example" % i,
               "date": rng.randrange(4102444800), "language": rng.randrange(3), "text": mixed_text(rng),
               "method": rng.choice(("REQUEST", "CANCEL")),
               "calendar": rng.randbytes(rng.randrange(1, 3000)),
               "attachment_name": rng.choice((None, "%d.ics" % i)),
               "attachment": rng.randbytes(rng.randrange(1, 3000))}


def described(path, message):
    """As mail-write reads it."""
    out = b""
    for value in [path] + [message[key] for key in KEYS]:
        if value is None:
            out += b"-\n"
            continue
        data = value if isinstance(value, bytes) else str(value).encode("utf-8")
        out += b"%d\n%s" % (len(data), data)
    return out


def write(folder, all_messages):
    """What mail_add() makes of each; None if it is refused"""
    paths = [os.path.join(folder, "%d.eml" % i) for i in range(len(all_messages))]
    run = subprocess.run([os.path.join(PROGRAMS, "mail-write")], stdout=subprocess.PIPE,
                         input=b"".join(map(described, paths, all_messages)))
    if run.returncode:
        print("Bail out! mail-write ends with", run.returncode)
        raise SystemExit(1)
    results = [line.split("\t")[1] for line in run.stdout.decode().splitlines()]
    written = []
    for path, result in zip(paths, results):
        with open(path, "rb") as file:
            written.append((int(result), file.read()))
    return written


def wrong_lines(data):
    if not data.isascii():
        yield "not ASCII"
    if not data.endswith(b"\r\n") or re.search(rb"[^\r]\n|\r[^\n]", data):
        yield "line ends other than CRLF"
    for line in data.split(b"\r\n"):
        if len(line) > 998:
            yield "a line of %d" % len(line)
    for line in data.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        if len(line) > 78 and b"@" not in line:
            yield "a header line of %d: %r" % (len(line), line)
        if not line.strip() or re.fullmatch(rb"(?!Subject)[A-Za-z-]+: *", line):
            yield "an empty header line"


def defects(message):
    for part in message.walk():
        yield from part.defects
        for name, value in part.items():
            yield from getattr(value, "defects", ())


def wrong_address(name, field, raw, display, address):
    if len(field.addresses) != 1:
        yield "%s has %d addresses" % (name, len(field.addresses))
        return
    one = field.addresses[0]
    # the blank between two encoded words is none (RFC 2047, 6.2), but before
    # Python 3.13 the parser of addresses counts it
    got = one.display_name
    if raw.count("=?") > 1:
        got = str(email.header.make_header(email.header.decode_header(raw.rpartition("<")[0]))).strip(" ")
        if got.replace(" ", "") != one.display_name.replace(" ", ""):
            yield "%s is %r by one parser, %r by another" % (name, got, one.display_name)
    if got != clean(display):
        yield "%s is %r, not %r" % (name, got, clean(display))
    if one.addr_spec != address:
        yield "%s is <%s>, not <%s>" % (name, one.addr_spec, address)


def wrong_head(got, raw, said):
    if got.keys() != HEADERS:
        yield "fields: %s" % got.keys()
        return
    yield from wrong_address("From", got["From"], raw["From"], said["from_name"], said["from"])
    yield from wrong_address("To", got["To"], raw["To"], said["to_name"], said["to"])
    if got["Subject"] != clean(said["subject"]):
        yield "Subject is %r, not %r" % (got["Subject"], clean(said["subject"]))
    if got["Message-ID"] != "<%s>" % said["message_id"]:
        yield "Message-ID is %s" % got["Message-ID"]
    if got["Content-Language"] != LANGS[said["language"]]:
        yield "Content-Language is %s" % got["Content-Language"]
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=max(said["date"], -62135596800))
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    days = "Mon Tue Wed Thu Fri Sat Sun".split()
    if said["date"] >= -62135596800 and got["Date"] != "%s, %02d %s %04d %s +0000" % (
            days[moment.weekday()], moment.day, months[moment.month - 1], moment.year, moment.time()):
        yield "Date is %s" % got["Date"]


def wrong_calendar(part, method, data, parameters):
    wanted = dict({"method": method, "charset": "utf-8"}, **parameters)
    if part.get_content_type() != "text/calendar" or dict(part["Content-Type"].params) != wanted:
        yield "the calendar is %s" % part["Content-Type"]
    if part["Content-Transfer-Encoding"] != "base64":
        yield "the calendar is in %s" % part["Content-Transfer-Encoding"]
    if part.get_payload(decode=True) != data:
        yield "the calendar is other than it was"


def wrong_body(got, said):
    alternative, attached = got, None
    if said["attachment_name"] is not None:
        if got.get_content_type() != "multipart/mixed" or len(got.get_payload()) != 2:
            yield "it is no multipart/mixed of two"
            return
        alternative, attached = got.get_payload()
    if alternative.get_content_type() != "multipart/alternative" or len(alternative.get_payload()) != 2:
        yield "there is no multipart/alternative of two"
        return
    text, calendar = alternative.get_payload()
    if dict(text["Content-Type"].params) != {"charset": "utf-8"} or text.get_content_type() != "text/plain":
        yield "the text is %s" % text["Content-Type"]
    if lines_of(text.get_payload(decode=True).decode("utf-8")) != whole_lines(said["text"]):
        yield "the text is %r" % text.get_content()
    yield from wrong_calendar(calendar, said["method"], said["calendar"], {"component": "VEVENT"})
    if calendar["Content-Disposition"]:
        yield "the calendar to be answered is an attachment"
    if attached:
        name = clean(said["attachment_name"])
        yield from wrong_calendar(attached, "PUBLISH", said["attachment"], {"name": name})
        if attached.get_content_disposition() != "attachment" or attached.get_filename() != name:
            yield "attached is %s" % attached["Content-Disposition"]


def complaints(said, written):
    result, data = written
    if result:
        return ["it is refused with %d" % result]
    got = email.message_from_bytes(data, policy=email.policy.default)
    found = [*wrong_lines(data), *map(repr, defects(got)), *wrong_head(got, email.message_from_bytes(data), said), *wrong_body(got, said)]
    return found and found + [repr(said)[:300], data.partition(b"\r\n\r\n")[0][:600].decode("latin-1")]


# ------------------------------------------------------------- through msmtp

OFFICE, ANI = "office@bridge.example", "ani@regional.example"
TAKEN, REFUSED_BY_PROGRAM = 0, 1

# with a head that msmtp adds nothing to
POSTBAG = [
    b"From: office@bridge.example\r\nDate: Thu, 4 Mar 2027 10:00:00 +0000\r\nMessage-ID: <x@y>\r\n\r\n" + body for body in (
        b"", b"\r\n", b"text\r\n", b".\r\n", b"..\r\n", b".a\r\n..b\r\n.\r\n\r\n.\r\nQUIT\r\n", b"a\r\n.\r\n",
        b"From here\r\n>From\r\n", b"x" * 998 + b"\r\n", b"." * 998 + b"\r\n", (b"." + b"y" * 76 + b"\r\n") * 5000,
        b" \t \r\n", b"DATA\r\nRSET\r\n")]


def with_server(run):
    """Calls run(port, received) while a server is there; it refuses nobody@."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP

    class Handler:
        def __init__(self):
            self.received = []

        async def handle_RCPT(self, server, session, envelope, address, options):
            if address.startswith("nobody@"):
                return "550 5.1.1 no such person here"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
            return "250 OK"

    class OnAnyPort(Controller):
        """The system chooses the port."""

        def factory(self):
            return SMTP(self.handler, hostname="mail.example")

        def _trigger_server(self):
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = OnAnyPort(Handler(), hostname="127.0.0.1", port=0)
    controller.start()
    try:
        return run(controller.port, controller.handler.received)
    finally:
        controller.stop()


def hand_on(folder, port, sender, recipient, data):
    """What mail-hand says: outcome, code, words"""
    path = os.path.join(folder, "message")
    with open(path, "wb") as file:
        file.write(data)
    run = subprocess.run([os.path.join(PROGRAMS, "mail-hand"),
                          "msmtp --host=127.0.0.1 --port=%d --domain=b.example" % port, sender, recipient, path],
                         stdout=subprocess.PIPE, env=dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder))
    outcome, code, said = run.stdout.decode().split(" ", 2)
    return int(outcome), int(code), said


def hand_on_all(written):
    with tempfile.TemporaryDirectory() as folder:
        def run(port, received):
            found = []
            bag = POSTBAG + [data for _, data in written]
            for data in bag:
                result = hand_on(folder, port, OFFICE, ANI, data)
                if result[0] != TAKEN:
                    found.append("%r: %s" % (result, data[:60]))
            tap.none(found[:20], "msmtp takes each of %d messages" % len(bag))
            tap.none(("%r arrives as %r" % (data[:300], got[2][:300]) for data, got in zip(bag, received)
                      if got != (OFFICE, [ANI], data)), "each arrives as it is, from and to whom it should")
            tap.ok(len(received) == len(bag), "and once", len(received))
            for address in ADDRESSES:
                hand_on(folder, port, address, address, POSTBAG[2])
            tap.ok([r[:2] for r in received[len(bag):]] == [(a, [a]) for a in ADDRESSES],
                   "any address stays the same", received[len(bag):])
            result = hand_on(folder, port, OFFICE, "nobody@b.example", POSTBAG[2])
            tap.ok(result[0] == REFUSED_BY_PROGRAM and result[1] > 0, "a recipient who is refused", result)
            tap.ok("550 5.1.1 no such person here" in result[2], "the server's words are told", result[2])
            return port

        port = with_server(run)
        result = hand_on(folder, port, OFFICE, ANI, POSTBAG[2])
        tap.ok(result[0] == REFUSED_BY_PROGRAM and result[1] and result[2].strip(), "no server at all", result)


def missing():
    """What is needed to send mail here and is not there"""
    try:
        import aiosmtpd.controller  # noqa: F401
    except ImportError:
        return "python3-aiosmtpd is not installed"
    return None if shutil.which("msmtp") else "msmtp is not installed"


def main():
    said = list(messages())
    with tempfile.TemporaryDirectory() as folder:
        written = write(folder, said)
        again = write(folder, said)
        refused = write(folder, [dict(PLAIN, **{key: value}) for key, value in REFUSED])
    tap.ok(len(said) > 500 and len(written) == len(said), "%d messages are written" % len(said))
    found = [line for one, got in zip(said, written) for line in complaints(one, got)]
    tap.none((line[:400] for line in found[:60]), "each is read as it was meant")
    tap.ok(written == again, "the same input gives the same bytes")
    tap.none(("%s %r: %r" % (REFUSED[i][0], REFUSED[i][1], got) for i, got in enumerate(refused)
              if got != (-22, b"")), "what is no address, no Message-ID, no method, no date or no file name is refused")
    if missing():
        tap.skip("msmtp hands on what it gets", missing())
    else:
        hand_on_all(written[::20])
    tap.done()


main()
