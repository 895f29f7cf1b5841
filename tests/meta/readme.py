"""Every plan in README.md validates without an error or warning, and every
command line that begins with "$ pbplan" succeeds, in order, in a folder where
the last plan above it is plan.yaml.  Run by ./readme."""

import os
import re
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


def run(command, folder):
    """In a shell that knows pbplan, and nobody to ask."""
    with open(os.devnull, "rb") as nothing:
        return subprocess.run(["sh", "-c", command], cwd=folder, stdin=nothing, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                              env=dict(os.environ, PATH="%s:%s" % (os.path.dirname(PBPLAN),
                                                                   os.environ["PATH"])))


def test_plan(line, content, folder):
    with open(os.path.join(folder, "plan.yaml"), "w", encoding="utf-8") as plan:
        plan.write(content)
    out = run("pbplan validate --ui en --strict --now 2027-01-01", folder)
    tap.ok(out.returncode == 0, "line %d: the plan is good" % line, out.stdout.decode())


def test_commands(line, content, folder):
    for i, command in enumerate(content.splitlines()):
        if command.startswith("$ pbplan"):
            out = run(command[2:], folder)
            tap.ok(out.returncode == 0, "line %d: %s" % (line + 1 + i, command),
                   "status %d" % out.returncode, out.stdout.decode(errors="replace"))


def main():
    if not os.path.exists(README):
        tap.skip_all("there is no README.md")
    with open(README, encoding="utf-8") as file:
        text = file.read()
    plans = commands = 0
    with tempfile.TemporaryDirectory() as folder:
        for line, language, content in blocks(text):
            if language == "yaml" and content.startswith("pbplan:"):
                test_plan(line, content, folder)
                plans += 1
            elif language == "sh":
                test_commands(line, content, folder)
                commands += content.count("$ pbplan")
    tap.ok(plans and commands, "it shows plans and commands")
    tap.ok(text.count("\n```") % 2 == 0, "every fence is closed")
    tap.done()


main()
