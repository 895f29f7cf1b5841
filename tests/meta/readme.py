"""Every plan in README.md validates without an error or warning, and every
command line that begins with "$ pbplan" succeeds, in order, in a folder where
the last plan above it is plan.yaml; the settings of msmtp are understood by
it.  Mail that is sent goes nowhere, and everybody who was sent an invitation
accepts it: the answers are in the folder "answers".  Run by ./readme."""

import email
import email.message
import email.policy
import email.utils
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap

README = os.path.join(os.environ["srcdir"], "README.md")
PBPLAN = os.environ["PBPLAN"]


def blocks(text):
    """Line, language and content of each fenced block."""
    for found in re.finditer(r"^```([a-z]*)\n(.*?)^```$", text, re.S | re.M):
        yield text.count("\n", 0, found.start()) + 1, found[1], found[2]


# before the meetings of the plans that are shown
NOW = "1798761600"  # 2027-01-01
PROGRAMS = {
    "mailer": "exec cat >/dev/null",
    "pass": "echo secret",
}


def add_programs(folder):
    """What is called by commands that are shown, doing nothing."""
    os.mkdir(folder)
    for name, line in PROGRAMS.items():
        path = os.path.join(folder, name)
        with open(path, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\n%s\n" % line)
        os.chmod(path, 0o755)


def run(command, folder, data=b""):
    """In a shell that knows pbplan, and nobody to ask."""
    programs = os.path.join(folder, "..", "programs")
    path = os.pathsep.join([programs, os.path.dirname(PBPLAN), os.environ["PATH"]])
    return subprocess.run(["sh", "-c", command], cwd=folder, input=data, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                          env=dict(os.environ, PATH=path, SOURCE_DATE_EPOCH=NOW,
                                   SENDMAIL=os.path.join(programs, "mailer")))


def answer_to(invitation):
    """What a calendar program sends when somebody accepts."""
    calendar = next(part for part in invitation.walk()
                    if part.get_content_type() == "text/calendar").get_content()
    lines = calendar.replace("\r\n ", "").replace("\n ", "").splitlines()
    kept = [line for line in lines if re.match("UID|SEQUENCE|DTSTART|DTEND|ORGANIZER", line)
            or line in ("BEGIN:VEVENT", "END:VEVENT")]
    person = email.utils.parseaddr(invitation["To"])[1]
    kept[-1:] = ["DTSTAMP:20270102T080000Z",
                 "ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + person, "END:VEVENT"]
    answer = email.message.EmailMessage(email.policy.SMTP)
    answer["From"] = person
    answer["To"] = invitation["From"]
    answer["Subject"] = "Accepted"
    answer.set_content("Accepted")
    answer.add_alternative("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//",
                                        "METHOD:REPLY"] + kept + ["END:VCALENDAR", ""]),
                           subtype="calendar", params={"method": "REPLY"})
    return answer


def add_answers(folder):
    """Everybody accepts what was sent."""
    sent = os.path.join(folder, "outbox", "sent")
    os.makedirs(os.path.join(folder, "answers"), exist_ok=True)
    for name in os.listdir(sent) if os.path.isdir(sent) else []:
        with open(os.path.join(sent, name), "rb") as file:
            invitation = email.message_from_binary_file(file, policy=email.policy.default)
        if name.endswith("-request.eml"):
            with open(os.path.join(folder, "answers", name), "wb") as file:
                file.write(bytes(answer_to(invitation)))


def test_plan(line, content, folder):
    with open(os.path.join(folder, "plan.yaml"), "w", encoding="utf-8") as plan:
        plan.write(content)
    out = run("pbplan validate --ui en --strict --now 2027-01-01", folder)
    tap.ok(out.returncode == 0, "line %d: the plan is good" % line, out.stdout.decode())


def test_commands(line, content, folder):
    for i, command in enumerate(content.splitlines()):
        if command.startswith("$ pbplan"):
            add_answers(folder)
            out = run(command[2:], folder)
            tap.ok(out.returncode == 0, "line %d: %s" % (line + 1 + i, command),
                   "status %d" % out.returncode, out.stdout.decode(errors="replace"))


def test_settings(line, content, folder):
    name = "line %d: the settings of msmtp" % line
    if not shutil.which("msmtp"):
        tap.skip(name, "there is no msmtp")
        return
    with open(os.path.join(folder, "msmtprc"), "w", encoding="utf-8") as settings:
        settings.write(content)
    out = run("msmtp --file=msmtprc --pretend -i -f office@bridge.example -- ani@bridge.example",
              folder, b"Subject: invitation\n\nhello\n")
    tap.ok(out.returncode == 0 and b"smtp.bridge.example" in out.stdout, name, out.stdout.decode())


def main():
    if not os.path.exists(README):
        tap.skip_all("there is no README.md")
    with open(README, encoding="utf-8") as file:
        text = file.read()
    plans = commands = settings = 0
    with tempfile.TemporaryDirectory() as parent:
        folder = os.path.join(parent, "work")
        os.mkdir(folder)
        add_programs(os.path.join(parent, "programs"))
        for line, language, content in blocks(text):
            if language == "yaml" and content.startswith("pbplan:"):
                test_plan(line, content, folder)
                plans += 1
            elif language == "sh":
                test_commands(line, content, folder)
                commands += content.count("$ pbplan")
            elif language == "conf":
                test_settings(line, content, folder)
                settings += 1
        recorded = run("cat plan.ledger.yaml", folder).stdout.decode()
    tap.ok(plans and commands and settings, "it shows plans, commands and settings")
    tap.ok(re.search("^- {sent:", recorded, re.M) and re.search("partstat: ACCEPTED", recorded),
           "invitations were sent and accepted", recorded)
    tap.ok(text.count("\n```") % 2 == 0, "every fence is closed")
    tap.done()


main()
