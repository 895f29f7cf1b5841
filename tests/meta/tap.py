"""The Test Anything Protocol, for tests in Python."""

_run = 0


def ok(passed, name, *complaints):
    """One test; complaints are shown if it fails."""
    global _run
    _run += 1
    print("%sok %d - %s" % ("" if passed else "not ", _run, name))
    if not passed:
        for complaint in complaints:
            for line in str(complaint).splitlines():
                print("#   " + line)
    return passed


def none(complaints, name):
    """Passes if there are no complaints."""
    complaints = list(complaints)
    return ok(not complaints, name, *complaints)


def skip(name, reason):
    """One test that cannot be made here."""
    global _run
    _run += 1
    print("ok %d - %s # SKIP %s" % (_run, name, reason))


def skip_all(reason):
    """Of a test that cannot be made here."""
    print("1..0 # SKIP " + reason)
    raise SystemExit(0)


def done():
    print("1..%d" % _run)
