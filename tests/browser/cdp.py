"""A Chromium without a window, spoken to over a pipe in its DevTools protocol
(https://chromedevtools.github.io/devtools-protocol/)."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import threading

SECONDS = 120  # for one answer; nothing takes nearly that long
END_SECONDS = 10
OPTIONS = [
    "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
    "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-breakpad",
    "--disable-crash-reporter", "--disable-domain-reliability", "--disable-default-apps", "--no-pings",
    "--password-store=basic", "--disable-features=Translate,MediaRouter,OptimizationHints", "--mute-audio", "--lang=en",
    "--font-render-hinting=none", "--force-color-profile=srgb", "--hide-scrollbars",
    # nothing is to be fetched; should a page try, it is seen and does not get far
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
]


class Refused(Exception):
    pass


def program():
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if shutil.which(name):
            return name
    return None


def environment(folder):
    """Nobody's settings, nobody's desktop; all it writes goes into a folder."""
    own = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        own[name] = folder
    for bus in ("SESSION", "SYSTEM"):
        own["DBUS_%s_BUS_ADDRESS" % bus] = "unix:path=" + os.path.join(folder, "no-bus")
    return own


class Browser:
    """One process with its children, and what they write in a folder of theirs."""

    def __init__(self, folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        # it wants them as 3 and 4
        ends = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10) for fd in (to_read, to_write)]

        def place():
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self._log = os.path.join(folder, "browser.log")
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                [program()] + OPTIONS + ["--user-data-dir=" + os.path.join(folder, "profile"), "about:blank"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=place, close_fds=False,
                start_new_session=True, env=environment(folder))
        for fd in [to_read, to_write] + ends:
            os.close(fd)
        self._changed = threading.Condition()
        self._number = 0
        self._answers = {}
        self._events = {}  # session -> [(method, parameters)]
        self._gone = False
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self.call("Target.setDiscoverTargets", discover=True)  # so as to be told how one ends
        except (Refused, OSError) as error:
            self.close()
            raise Refused(str(error))

    def _read(self):
        rest = b""
        while True:
            data = os.read(self._from, 1 << 20)
            *messages, rest = (rest + data).split(b"\0") if b"\0" in data else (rest + data,)
            with self._changed:
                for message in map(json.loads, messages):
                    if "id" in message:
                        self._answers[message["id"]] = message
                    else:
                        self._events.setdefault(message.get("sessionId"), []).append(
                            (message["method"], message["params"]))
                self._gone = not data
                self._changed.notify_all()
            if not data:
                return

    def call(self, method, session=None, **params):
        with self._changed:
            self._number += 1
            number = self._number
            message = {"id": number, "method": method, "params": params}
            if session:
                message["sessionId"] = session
            data = json.dumps(message).encode() + b"\0"
            try:
                while data:
                    data = data[os.write(self._to, data):]
            except OSError:
                self._gone = True
            self._wait(lambda: number in self._answers, method, session)
            answer = self._answers.pop(number)
        if "error" in answer:
            raise Refused("%s: %s" % (method, answer["error"]))
        return answer["result"]

    def _wait(self, there, what, session):
        def crashed():
            return self._gone or any(m == "Inspector.targetCrashed" for m, _ in self._events.get(session, []))

        if not self._changed.wait_for(lambda: there() or crashed(), SECONDS) or not there():
            with open(self._log, encoding="utf-8", errors="replace") as log:
                last = "".join([line for line in log if "/dbus/" not in line and ":dbus/" not in line][-8:])
            state = "does not answer" if not crashed() else "has ended" if self._gone else "has lost a page: %s" % [
                params for method, params in self._events.get(None, []) if method == "Target.targetCrashed"]
            raise Refused("%s: the browser %s\n%s" % (what, state, last))

    def event(self, session, method):
        """Waits for one."""
        with self._changed:
            self._wait(lambda: any(m == method for m, _ in self._events.get(session, [])), method, session)

    def events(self, session):
        """All since the last time."""
        with self._changed:
            return self._events.pop(session, [])

    def close(self):
        """Nothing of it goes on."""
        if self._to is None:
            return
        os.close(self._to)  # at which it ends
        self._to = None
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()


class Tab:
    def __init__(self, browser):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log", "Inspector"):
            self.call(domain + ".enable")

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def open(self, path):
        self.browser.events(self.session)
        self.call("Page.navigate", url="file://" + path)
        self.browser.event(self.session, "Page.loadEventFired")

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)

    def scheme(self, scheme, media=""):
        self.call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def run(self, code):
        """The value of an expression, or of what it promises."""
        answer = self.call("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Refused(str(answer["exceptionDetails"].get("exception", answer))[:2000])
        return answer["result"].get("value")

    def trouble(self, path):
        """What the page said, ran or asked for since it was opened."""
        for method, params in self.browser.events(self.session):
            if method == "Network.requestWillBeSent":
                if params["request"]["url"] != "file://" + path:
                    yield "it asks for " + params["request"]["url"][:200]
            elif method == "Runtime.consoleAPICalled":
                yield "it says on the console: %s" % str(params["args"])[:300]
            elif method == "Log.entryAdded":
                yield "the browser says: " + params["entry"]["text"][:300]
            elif method == "Runtime.exceptionThrown":
                yield "a script fails: %s" % str(params["exceptionDetails"])[:300]
            elif method in ("Page.javascriptDialogOpening", "Page.windowOpen", "Page.downloadWillBegin",
                            "Page.frameAttached", "Page.frameRequestedNavigation"):
                yield "it does what it must not: " + method
