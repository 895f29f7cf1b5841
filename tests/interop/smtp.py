"""What happens to messages between the outbox and the people: with msmtp and a
server on this machine, with mail programs that fail, with kills and full disks.
TAP, by ./smtp."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "meta")]
import tap  # noqa: E402

try:
    import icalendar  # noqa: F401
except ImportError:
    tap.skip_all("Python's icalendar is missing")
import invitations  # noqa: E402
import office  # noqa: E402
from office import Office  # noqa: E402

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP
except ImportError:
    Controller = SMTP = None

SANITIZED = os.environ.get("PBPLAN_SANITIZERS") == "yes"
REASON = "no such user here, try the porter"


def lf(data):
    return data.replace(b"\r\n", b"\n")


# ------------------------------------------------------------ a server and msmtp

class Handler:
    """Keeps what arrives; fault says what becomes of the third message."""

    def __init__(self):
        self.got, self.count, self.fault = [], 0, None

    def third(self, fault):
        return self.fault == fault and self.count == 3

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.count += 1
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.third("rcpt"):
            return "550 5.1.1 " + REASON
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.third("data"):
            return "554 5.7.1 " + REASON
        self.got.append((envelope.mail_from, tuple(envelope.rcpt_tos), lf(envelope.content)))
        return "250 OK"


if SMTP:
    class Server(SMTP):
        connections = 0

        async def push(self, status):
            if isinstance(status, str) and status.startswith("220 ") and self.event_handler.fault == "greeting":
                Server.connections += 1
                if Server.connections == 3:
                    status = "421 4.3.2 " + REASON
            await super().push(status)

        async def smtp_DATA(self, arg):
            if self.event_handler.third("drop"):
                await self.push("354 go on")
                await self._reader.read(100)
                self.transport.abort()
                return
            await super().smtp_DATA(arg)

    class Post(Controller):
        def factory(self):
            return Server(self.handler, hostname="post.example")


def with_server(tmp):
    handler = Handler()
    post = Post(handler, hostname="127.0.0.1", port=0)
    # port 0: any that is free, which aiosmtpd does not look up
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        post.port = probe.getsockname()[1]
    post.start()
    config = os.path.join(tmp, "msmtprc")
    with open(config, "w", encoding="ascii") as file:
        file.write("account default\nhost 127.0.0.1\nport %d\ntls off\nauth off\ndomain office.example\n" % post.port)
    os.chmod(config, 0o600)
    return post, handler, "msmtp -C " + config


def check_arrived(place, handler):
    """Everything in the folder for sent messages arrived, and nothing else, each once."""
    sent = place.messages(True)
    wanted = sorted((office.ORGANIZER, tuple(message.to), lf(message.data)) for message in sent.values())
    got = sorted(handler.got)
    if got != wanted:
        yield "%d arrived, %d were sent" % (len(got), len(wanted))
        for envelope in got:
            if envelope not in wanted:
                near = [w for w in wanted if w[1] == envelope[1]]
                yield "arrived: from %s to %s, %d bytes" % (envelope[0], envelope[1], len(envelope[2]))
                yield "in the folder for %s: %s bytes" % (envelope[1], [len(w[2]) for w in near])
    yield from place.faults()


def test_msmtp(tmp):
    post, handler, command = with_server(tmp)
    try:
        place = Office(os.path.join(tmp, "all"), office.plan())
        run = place.invite("--send", "--sendmail", command)
        found = [] if run.status == 0 and len(handler.got) == 6 else [run, "%d arrived" % len(handler.got)]
        tap.none(found + list(check_arrived(place, handler)), "msmtp: every message arrives once, as it was issued")
        run = place.invite("--send", "--sendmail", command, now="2027-03-02T10:00:00Z")
        tap.none([] if run.status == 0 and len(handler.got) == 6 else [run], "msmtp: what was sent is not sent again")
        place = Office(os.path.join(tmp, "later"), office.plan())
        handler.got = []
        first = place.invite()
        run = place.invite("--send", "--sendmail", command, now="2027-03-02T10:00:00Z")
        found = [] if first.status == run.status == 0 and len(handler.got) == 6 else [first, run]
        tap.none(found + list(check_arrived(place, handler)), "msmtp: what was issued before is sent later")
        for fault, name in (("rcpt", "refuses a recipient"), ("data", "refuses a message"),
                            ("drop", "is gone in the middle"), ("greeting", "is too busy")):
            test_refusal(tmp, handler, command, fault, "msmtp: a server that %s" % name)
    finally:
        post.stop()
    place = Office(os.path.join(tmp, "off"), office.plan())
    run = place.invite("--send", "--sendmail", command)
    found = [] if run.status == 3 and len(place.messages()) == 6 else [run]
    tap.none(found + list(place.faults()), "msmtp: no server: everything is issued, and waits")


def test_refusal(tmp, handler, command, fault, name):
    place = Office(os.path.join(tmp, fault), office.plan())
    handler.got, handler.count, handler.fault, Server.connections = [], 0, fault, 0
    run = place.invite("--send", "--sendmail", command)
    waiting = place.messages()
    found = [] if run.status == 3 else [run]
    if len(waiting) != 1 or len(handler.got) != 5:
        found.append("%d wait, %d arrived: %s" % (len(waiting), len(handler.got), run))
    tap.none(found + list(check_arrived(place, handler)), name + ": all the others arrive")
    words = [message.person for message in waiting.values()]
    missing = [word for word in words if word not in run.said.lower()]
    if fault != "drop" and REASON not in run.said:
        missing.append(REASON)
    tap.none(["%s is not told: %s" % (word, run) for word in missing], name + ": it is told who got nothing, and why")
    handler.fault = None
    before = len(handler.got)
    run = place.invite("--send", "--sendmail", command, now="2027-03-02T10:00:00Z")
    found = [] if run.status == 0 and len(handler.got) == before + 1 else [run, "%d more" % (len(handler.got) - before)]
    if {m.id for m in waiting.values()} - {m.id for m in place.messages(True).values()}:
        found.append("it was not the one that waited")
    tap.none(found + list(check_arrived(place, handler)), name + ": the next run sends what is missing, and only that")


# --------------------------------------------------------------- mail programs

SPOOL = """#!/bin/sh
spool=%(spool)s
n=$spool/$$.$1
printf '%%s\\n' "$@" >"$n.args"
cat >"$n.part" && mv "$n.part" "$n.eml"
"""


class Program:
    """A mail program that is a script; what it got lies in its spool."""

    def __init__(self, folder, text=SPOOL, mode=0o755, name="sendmail"):
        self.spool = os.path.join(folder, "spool")
        os.makedirs(self.spool, exist_ok=True)
        self.path = os.path.join(folder, name)
        with open(self.path, "w", encoding="ascii") as file:
            file.write(text % {"spool": self.spool})
        os.chmod(self.path, mode)

    def got(self):
        """Message-ID -> what came, of each time"""
        found = {}
        for name in sorted(os.listdir(self.spool)):
            if name.endswith(".eml"):
                data = invitations.read_bytes(os.path.join(self.spool, name))
                id = re.search(rb"(?im)^Message-ID:\s*<(.*?)>", data)
                found.setdefault(id[1].decode() if id else "none", []).append(data)
        return found

    def arguments(self):
        return sorted(invitations.read_bytes(os.path.join(self.spool, name)).decode().split("\n")[:-1]
                      for name in os.listdir(self.spool) if name.endswith(".args"))


def check_spool(place, program, times=(1,)):
    """What lies in the spool is what was sent, whole, each as often as may be."""
    sent = {message.id.strip("<>"): lf(message.data) for message in place.messages(True).values()}
    got = program.got()
    if set(got) != set(sent):
        yield "%d arrived and were not sent, %d were sent and did not arrive" % (
            len(set(got) - set(sent)), len(set(sent) - set(got)))
    for id, copies in got.items():
        if len(copies) not in times:
            yield "%s arrived %d times" % (id, len(copies))
        for data in copies:
            if id in sent and data != sent[id]:
                yield "%s arrived with %d bytes instead of %d" % (id, len(data), len(sent[id]))


def test_arguments(tmp):
    folder = os.path.join(tmp, "arguments")
    os.mkdir(folder)
    program = Program(folder)
    place = Office(os.path.join(folder, "office"), office.plan(people=2))
    run = place.invite("--send", "--sendmail", "%s  a;b $HOME '*'" % program.path)
    wanted = [["a;b", "$HOME", "'*'", "-i", "-f", office.ORGANIZER, "--", who + "@people.example"]
              for who in ("ani", "ani", "leyla", "leyla")]
    tap.none([run] * (run.status != 0) + [program.arguments()] * (program.arguments() != wanted),
             "the mail program gets the words of --sendmail, the sender and one recipient, without a shell")
    bad = [id for id, copies in program.got().items() if any(b"\r" in data for data in copies)]
    tap.none(bad + list(check_spool(place, program)) + list(place.faults()),
             "the mail program gets each message whole, with LF")


def test_search(tmp):
    """--sendmail, $SENDMAIL, sendmail in PATH, msmtp in PATH"""
    folder = os.path.join(tmp, "search")
    programs = {}
    for name, file in (("option", "a"), ("variable", "b"), ("path", "sendmail"), ("msmtp", "msmtp")):
        os.makedirs(os.path.join(folder, name))
        programs[name] = Program(os.path.join(folder, name), name=file)
    path = "%s:%s:/usr/bin:/bin" % (os.path.join(folder, "msmtp"), os.path.join(folder, "path"))
    only = os.path.join(folder, "msmtp") + ":/usr/bin:/bin"
    found = []
    cases = [("option", ["--sendmail", programs["option"].path], {"SENDMAIL": programs["variable"].path, "PATH": path}),
             ("variable", [], {"SENDMAIL": programs["variable"].path, "PATH": path}),
             ("path", [], {"PATH": path})]
    if not any(os.path.exists(path) for path in ("/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/sendmail")):
        cases.append(("msmtp", [], {"PATH": only}))
    for name, options, env in cases:
        place = Office(os.path.join(folder, "office-" + name), office.plan(people=2))
        run = place.invite("--send", *options, env=env)
        counts = {other: len(program.got()) for other, program in programs.items()}
        if run.status or counts != {other: 4 * (other == name) for other in programs}:
            found += ["%s: %s" % (name, counts), run]
        for program in programs.values():
            shutil.rmtree(program.spool)
            os.mkdir(program.spool)
    tap.none(found, "the mail program is that of --sendmail, else of $SENDMAIL, else sendmail, else msmtp")


FAILING = [
    ("is absent", None, 0o755, ["no-such-program"]),
    ("may not be executed", SPOOL, 0o644, ["sendmail"]),
    ("is no program", "no program\n\0", 0o755, ["sendmail"]),
    ("fails", "#!/bin/sh\ncat >/dev/null\necho 'the line is dead' >&2\nexit 75\n", 0o755, ["the line is dead"]),
    ("fails without a word", "#!/bin/sh\ncat >/dev/null\nexit 69\n", 0o755, ["69"]),
    ("reads nothing and fails", "#!/bin/sh\nexit 1\n", 0o755, []),
    ("reads nothing and says it is done", "#!/bin/sh\nexec 0<&-\nexit 0\n", 0o755, []),
    ("is killed", "#!/bin/sh\nkill -9 $$\n", 0o755, []),
    ("prints without end", "#!/bin/sh\ncat >/dev/null\nyes 'the line is dead' | head -c 3000000 >&2\nexit 1\n", 0o755,
     ["the line is dead"]),
    ("prints control characters", "#!/bin/sh\ncat >/dev/null\nprintf 'the\\033[31mline\\007' >&2\nexit 1\n", 0o755, ["line"]),
]


def test_failing(tmp):
    for i, (name, text, mode, words) in enumerate(FAILING):
        folder = os.path.join(tmp, "failing-%d" % i)
        os.mkdir(folder)
        path = os.path.join(folder, "no-such-program")
        if text:
            path = Program(folder, text, mode).path
        place = Office(os.path.join(folder, "office"), office.plan())
        run = place.invite("--send", "--sendmail", path)
        found = [] if run.status == 3 else [run]
        if "\033" in run.said or "\007" in run.said:
            found.append("control characters are passed on: %r" % run.said[:500])
        if len(run.said) > 20000:
            found.append("%d characters were said" % len(run.said))
        found += ["%s is not told: %s" % (word, run) for word in words if word not in run.said]
        if len(place.messages()) != 6 or place.messages(True) or place.records("sent"):
            found.append("%d wait, %d were sent" % (len(place.messages()), len(place.messages(True))))
        found += place.faults()
        good = Program(os.path.join(folder, "office2"))
        run = place.invite("--send", "--sendmail", good.path, now="2027-03-02T10:00:00Z")
        found += [run] * (run.status != 0) + list(check_spool(place, good)) + list(place.faults())
        tap.none(found, "a mail program that %s: it is told, and all waits for one that does not" % name)


# ----------------------------------------------------------------------- kills

CALLS = "write,writev,pwrite64,sendfile,copy_file_range,openat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat," \
    "unlink,unlinkat,fsync,fdatasync,syncfs,ftruncate,fork,vfork,clone,clone3,wait4,waitid,pipe2,flock,exit_group"


def cannot_trace():
    if SANITIZED:
        return "with sanitizers leaks cannot be looked for under strace"
    if not shutil.which("strace"):
        return "strace is missing"
    if subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True).returncode:
        return "strace cannot trace here"
    return None


def traced(place, inject, options, folder, children=False, wait=True):
    """A run under strace; wait: for all its descendants too.  Its status and the trace."""
    trace = os.path.join(folder, "trace")
    reader, writer = os.pipe()
    words = ["strace"] + ["-f"] * children + ["-o", trace, "-e", "trace=" + CALLS, "-e", "signal=none"]
    if inject:
        words += ["-e", "inject=" + inject]
    words += [invitations.PBPLAN, "--ui", "en", "invite", place.plan, "-o", place.outbox, "--now", office.NOW] + options
    done = subprocess.run(words, pass_fds=[writer], capture_output=True, timeout=60, env=invitations.ENVIRONMENT)
    os.close(writer)
    while wait and os.read(reader, 100):  # whoever goes on has it open
        pass
    os.close(reader)
    with open(trace, encoding="utf-8", errors="replace") as file:
        return done.returncode, [line for line in file if re.match(r"(\d+ +)?[a-z0-9_]+\(", line)]


def moments(trace):
    """(call, number) of those that matter: from the first that has to do with the plan on, of each
    the number by which strace counts it in its process."""
    counts, found, begun = {}, {}, False
    for line in trace:
        process, call = re.match(r"(\d+)? *([a-z0-9_]+)\(", line).groups()
        counts[process, call] = counts.get((process, call), 0) + 1
        begun = begun or "plan.ledger" in line or "outbox" in line
        if begun and not re.search(r"openat\(.*(zoneinfo|/lib/|locale|gconv|icu)", line):
            found[call, counts[process, call]] = True
    return list(found)


def begin(folder, name, raw):
    place = Office(os.path.join(folder, name), raw)
    place.remove()
    return Office(os.path.join(folder, name), raw)


def thin(moments, most):
    """Not more than so many, the first and the last among them."""
    if len(moments) <= most:
        return moments
    return [moments[i * (len(moments) - 1) // (most - 1)] for i in range(most)]


def test_kills_while_issuing(tmp):
    name = "killed at any moment of an issue, the next one makes it whole"
    reason = cannot_trace()
    if reason:
        tap.skip(name, reason)
        return
    folder = os.path.join(tmp, "kill-issue")
    os.mkdir(folder)
    raw = office.plan(people=2)
    place = begin(folder, "whole", raw)
    _, trace = traced(place, None, [], folder)
    wanted, found = place.everything(), list(place.faults())
    killed = 0
    for call, number in thin(moments(trace), 60):
        place = begin(folder, "office", raw)
        status, _ = traced(place, "%s:signal=KILL:when=%d" % (call, number), [], folder)
        killed += status != 0
        run = place.invite(now="2027-03-01T11:00:00Z")
        again = place.invite(now="2027-03-01T12:00:00Z")
        faults = [run] * (run.status != 0) + list(place.faults()) + [again] * (again.status != 0)
        if place.everything() != wanted:
            faults.append("%s instead of %s" % (place.everything(), wanted))
        found += ["%s %d: %s" % (call, number, fault) for fault in faults]
    tap.none(found[:20], name)
    tap.ok(killed > 15, "it was killed in %d moments of an issue" % killed if killed else "it was killed while issuing")


def test_kills_while_updating(tmp):
    """The same where a ledger is there already."""
    name = "killed at any moment of an update, the next issue makes it whole"
    reason = cannot_trace()
    if reason:
        tap.skip(name, reason)
        return
    folder = os.path.join(tmp, "kill-update")
    os.mkdir(folder)
    old, new = office.plan(people=2), office.plan(people=2, time="10:30-11:30")
    place = begin(folder, "whole", old)
    place.invite(now="2027-02-01T10:00:00Z")
    ledger = invitations.record_lines(invitations.read_bytes(place.ledger) or b"")
    place.write(new)
    shutil.copytree(place.folder, os.path.join(folder, "first"))
    _, trace = traced(place, None, [], folder)
    wanted, found = place.everything(), list(place.faults())
    for call, number in thin(moments(trace), 40):
        Office(os.path.join(folder, "office")).remove()
        shutil.copytree(os.path.join(folder, "first"), os.path.join(folder, "office"))
        place = Office(os.path.join(folder, "office"))
        traced(place, "%s:signal=KILL:when=%d" % (call, number), [], folder)
        run = place.invite(now="2027-03-01T11:00:00Z")
        faults = [run] * (run.status != 0) + list(place.faults())
        if place.everything() != wanted:
            faults.append("%s instead of %s" % (place.everything(), wanted))
        if set(ledger) - set(invitations.record_lines(invitations.read_bytes(place.ledger) or b"")):
            faults.append("older records are lost")
        found += ["%s %d: %s" % (call, number, fault) for fault in faults]
    tap.none(found[:20], name)


def test_kills_while_sending(tmp, children):
    name = "killed at any moment of sending, %s" % (
        "it and what it started: nothing is lost, and only the same message comes twice" if children
        else "every message arrives once in the end")
    reason = cannot_trace()
    if reason:
        tap.skip(name, reason)
        return
    folder = os.path.join(tmp, "kill-send-%d" % children)
    os.mkdir(folder)
    raw = office.plan(people=2)
    begin(folder, "first", raw).invite()
    place, program = fresh(folder)
    options = ["--send", "--sendmail", program.path]
    _, trace = traced(place, None, options, folder, children)
    found = list(check_spool(place, program)) + list(place.faults())
    for i, (call, number) in enumerate(thin(moments(trace), 60 if children else 90)):
        place, program = fresh(folder)
        # what goes on after a kill holds a lock: the next run may come at once
        traced(place, "%s:signal=KILL:when=%d" % (call, number), options, folder, children, i % 3 > 0)
        run = place.invite(*options, now="2027-03-01T11:00:00Z")
        faults = [run] * (run.status != 0) + list(check_spool(place, program, (1, 2) if children else (1,)))
        faults += place.faults()
        if len(place.messages(True)) != 4:
            faults.append("%d were sent" % len(place.messages(True)))
        found += ["%s %d: %s" % (call, number, fault) for fault in faults]
    tap.none(found[:20], name)


def fresh(folder):
    """An office where four messages wait, and a mail program with an empty spool."""
    for name in ("office", "mail"):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    shutil.copytree(os.path.join(folder, "first"), os.path.join(folder, "office"))
    os.mkdir(os.path.join(folder, "mail"))
    return Office(os.path.join(folder, "office")), Program(os.path.join(folder, "mail"))


# ------------------------------------------------------------ calls that fail

def test_calls_that_fail(tmp):
    name = "a disk that is full at any moment: it is told, nothing is recorded that is not there, and the rest comes later"
    reason = cannot_trace()
    if reason:
        tap.skip(name, reason)
        return
    folder = os.path.join(tmp, "full")
    os.mkdir(folder)
    raw = office.plan(people=2)
    place = begin(folder, "whole", raw)
    _, trace = traced(place, None, [], folder)
    wanted, found, failed = place.everything(), [], 0
    calls = [(call, number) for call, number in moments(trace)
             if call in ("write", "writev", "pwrite64", "openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2",
                         "link", "linkat", "fsync", "fdatasync", "syncfs", "ftruncate")]
    for call, number in thin(calls, 50):
        for error in ("ENOSPC", "EIO")[number % 2:][:1]:
            place = begin(folder, "office", raw)
            status, trace = traced(place, "%s:error=%s:when=%d" % (call, error, number), [], folder)
            line = next((line for line in trace if "INJECTED" in line), "")
            if "plan.yaml" in line or re.search(r"write\([12],", line) or not line:
                continue  # it is not what is written
            failed += status == 3
            faults = []
            if status not in (0, 3):
                faults.append("status %d" % status)
            faults += place.faults(status == 0)
            ids = {m.id.strip("<>") for m in place.messages().values()}
            for record in place.records("issued"):
                if record["message"] not in ids:
                    faults.append("%s is recorded, and is not there" % record["message"])
            run = place.invite(now="2027-03-01T11:00:00Z")
            faults += [run] * (run.status != 0) + list(place.faults())
            if place.everything() != wanted:
                faults.append("%s instead of %s" % (place.everything(), wanted))
            found += ["%s %d %s (%s): %s" % (call, number, error, line.strip()[:100], fault) for fault in faults]
    tap.none(found[:20], name)
    tap.ok(failed > 5, "there were calls that fail", "%d" % failed)


def test_small_disk(tmp):
    """Outbox or plan on a disk without room."""
    for which in ("outbox", "plan's folder"):
        name = "no room on the disk of the %s" % which
        mount = os.path.join(tmp, "disk")
        os.makedirs(mount, exist_ok=True)
        if os.getuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", mount],
                                         capture_output=True).returncode:
            tap.skip(name, "a small disk cannot be mounted here")
            continue
        try:
            place = Office(os.path.join(tmp, "disk-" + which[0]), office.plan(people=2))
            if which == "outbox":
                place.outbox = os.path.join(mount, "outbox")
            else:
                shutil.copy(place.plan, mount)
                place.plan, place.ledger = os.path.join(mount, "plan.yaml"), os.path.join(mount, "plan.ledger.yaml")
            with open(os.path.join(mount, "ballast"), "wb") as ballast:
                try:
                    ballast.write(b"x" * 100000)
                except OSError:
                    pass
            run = place.invite()
            found = [] if run.status == 3 and "no space is left" in run.said else [run]
            if place.records() or place.messages():
                found.append("%d records, %d messages" % (len(place.records()), len(place.messages())))
            os.unlink(os.path.join(mount, "ballast"))
            subprocess.run(["mount", "-o", "remount,size=1m", mount], check=True)
            run = place.invite(now="2027-03-01T11:00:00Z")
            found += [run] * (run.status != 0) + list(place.faults())
            if len(place.messages()) != 4:
                found.append("%d messages" % len(place.messages()))
            tap.none(found, name)
        finally:
            subprocess.run(["umount", mount], check=True)


def as_nobody():
    """Words before a command that may not write what is root's; None: it cannot be done."""
    if os.getuid():
        return []
    words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if shutil.which("setpriv") and subprocess.run(words + [invitations.PBPLAN, "--version"],
                                                  capture_output=True).returncode == 0:
        return words
    return None


def test_read_only(tmp):
    words = as_nobody()
    os.chmod(tmp, 0o755)
    for which in ("outbox", "plan's folder", "ledger"):
        name = "%s that may not be written: it is told, and nothing is issued" % which
        if words is None:
            tap.skip(name, "root writes everywhere, and setpriv cannot change that")
            continue
        place = Office(os.path.join(tmp, "locked-" + which[0]), office.plan(people=2))
        os.mkdir(place.outbox)
        if which == "ledger":
            open(place.ledger, "w").close()
        for path in (place.folder, place.outbox):
            os.chmod(path, 0o777)
        locked = {"outbox": place.outbox, "plan's folder": place.folder, "ledger": place.ledger}[which]
        os.chmod(locked, 0o444 if which == "ledger" else 0o555)
        if which == "ledger":
            os.chmod(place.folder, 0o555)
        done = subprocess.run(words + [invitations.PBPLAN, "--ui", "en", "invite", place.plan, "-o", place.outbox,
                                       "--now", office.NOW], capture_output=True, text=True)
        found = [] if done.returncode == 3 and done.stderr.strip() else ["%d: %s" % (done.returncode, done.stderr)]
        if place.records() or place.messages():
            found.append("%d records, %d messages" % (len(place.records()), len(place.messages())))
        for path in (place.folder, place.outbox):
            os.chmod(path, 0o777)
        found += place.leavings()
        tap.none(found, name)


def quick_folder():
    """One in memory, if programs can be run there: nothing waits for a disk."""
    shm = "/dev/shm"
    if os.access(shm, os.W_OK) and not os.statvfs(shm).f_flag & os.ST_NOEXEC:
        return shm
    return None


def main():
    with tempfile.TemporaryDirectory(dir=quick_folder()) as tmp:
        if not shutil.which("msmtp"):
            tap.skip("msmtp", "msmtp is missing")
        elif not Controller:
            tap.skip("msmtp", "Python's aiosmtpd is missing")
        else:
            test_msmtp(tmp)
        test_arguments(tmp)
        test_search(tmp)
        test_failing(tmp)
        test_kills_while_issuing(tmp)
        test_kills_while_updating(tmp)
        test_kills_while_sending(tmp, False)
        test_kills_while_sending(tmp, True)
        test_calls_that_fail(tmp)
        test_small_disk(tmp)
        test_read_only(tmp)
    tap.done()


if __name__ == "__main__":
    main()
