"""`pbplan show` on a terminal: as wide as it is, with colour unless NO_COLOR
says otherwise, and without where there is none.  Fails with what is wrong."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

PBPLAN = os.environ["PBPLAN"]
PLAN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "visits.yaml")
SHOW = [PBPLAN, "show", PLAN, "--ui", "en", "--for", "organizers", "--now", "2027-04-15T11:00"]


def on_terminal(columns, *options, **variables):
    """What is printed on a terminal of so many columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = dict(os.environ, TERM="xterm", **variables)
    for name in ("COLUMNS", "NO_COLOR"):
        if name not in variables:
            env.pop(name, None)
    out = b""
    with subprocess.Popen(SHOW + list(options), stdin=slave, stdout=slave,
                          stderr=subprocess.DEVNULL, env=env) as run:
        os.close(slave)
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # what Linux says at the end
                break
            if not part:
                break
            out += part
    os.close(master)
    assert run.returncode == 0, run.returncode
    return out.decode().replace("\r\n", "\n")


def plain(text):
    return re.sub("\x1b\\[[0-9;]*m", "", text)


def widest(text):
    return max(map(len, plain(text).split("\n")))


try:
    os.close(pty.openpty()[0])
except OSError as error:
    print("skip: there are no terminals: %s" % error)
    sys.exit()

# without a terminal, COLUMNS is as wide
for columns in (40, 60, 100):
    shown = on_terminal(columns)
    piped = subprocess.run(SHOW, capture_output=True, check=True,
                           env=dict(os.environ, COLUMNS=str(columns))).stdout.decode()
    assert columns - 12 < widest(shown) <= columns, (columns, widest(shown))
    assert plain(shown) == piped, columns
    assert "\x1b" not in piped
assert widest(on_terminal(300)) <= 120
# a terminal that does not know its width
assert plain(on_terminal(0)) == plain(on_terminal(80))
assert plain(on_terminal(0, COLUMNS="50")) == plain(on_terminal(50))
# a terminal knows better than the environment
assert on_terminal(60, COLUMNS="90") == on_terminal(60)

shown = on_terminal(80)
assert "\x1b[1mThursday, 15 April 2027 · today\x1b[0m\n" in shown
assert "\x1b[1;32mRound table I: roads (now)\x1b[0m" in shown
assert "\x1b[1;36mMedia (next)\x1b[0m" in shown
assert "\x1b[2;9mMaiden Tower (cancelled)\x1b[0m" in shown
assert set(re.findall("\x1b\\[[0-9;]*m", shown)) == {
    "\x1b[%sm" % part for part in ("0", "1", "1;32", "1;36", "2;9")}
assert "\x1b" not in on_terminal(80, NO_COLOR="1")
assert "\x1b" not in on_terminal(80, "--color", "never")
assert on_terminal(80, "--color", "always", NO_COLOR="1") == shown
