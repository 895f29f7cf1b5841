"""Every message of the sources is translated, with the same placeholders, in
the letters of its language.  Run by ./po."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tap

PO = os.path.join(os.environ["srcdir"], "po")
LANGS = {"hy": "ARMENIAN", "az": "LATIN"}
KEYWORDS = ["_", "N_", "P_:1,2", "NP_:1,2", "NC_:1c,2"]
PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+ #0]*\d*(?:\.\*|\.\d+)?(?:hh|h|ll|l|z|j|t)?[diouxXscp]|%%")

# Names of things that are the same everywhere: nothing in them is a word.
SAME_EVERYWHERE = re.compile(r"^[^A-Za-z]*$|^(?:[A-Z]+\b[^a-z]*)+$")


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def entries(path):
    """Each entry of a catalogue: flags, and its texts by keyword."""
    entry, key = {"flags": ""}, None
    with open(path, encoding="utf-8") as file:
        for line in list(file) + ["\n"]:
            line = line.rstrip("\n")
            found = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$', line)
            if line.startswith("#,"):
                entry["flags"] += line[2:]
            elif found:
                key = found[1]
                entry[key] = unescape(found[2])
            elif line.startswith('"'):
                entry[key] += unescape(line[1:-1])
            elif not line:
                if entry.get("msgid"):
                    yield entry
                entry, key = {"flags": ""}, None


def translations(entry):
    return [text for key, text in entry.items() if key.startswith("msgstr")]


def placeholders(text):
    """What is put in where: with positions, in any order."""
    found = [p for p in PLACEHOLDER.findall(text) if p != "%%"]
    if all("$" in p for p in found):
        return sorted(found)
    return found


def bad_placeholders(entry):
    allowed = [placeholders(entry[key]) for key in ("msgid", "msgid_plural") if key in entry]
    return [text for text in translations(entry) if placeholders(text) not in allowed]


def letters(text):
    """The scripts of a text's letters, without placeholders and what is in quotes."""
    text = PLACEHOLDER.sub("", text)
    return {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha()}


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(os.environ, LC_ALL="C"), check=False, cwd=os.environ["srcdir"])


def template(folder):
    """What the sources hold today."""
    path = os.path.join(folder, "pbplan.pot")
    out = run("xgettext", "--from-code=UTF-8", "--keyword", *("--keyword=" + k for k in KEYWORDS),
              "--files-from=po/POTFILES.in", "--output=" + path)
    if out.returncode:
        raise SystemExit(out.stdout.decode())
    return path


def test_language(lang, known):
    path = os.path.join(PO, lang + ".po")
    out = run("msgfmt", "--check", "--statistics", "-o", os.devnull, path)
    tap.ok(out.returncode == 0, "%s: msgfmt has no complaint" % lang, out.stdout.decode())
    found = list(entries(path))
    by_id = {(e.get("msgctxt"), e["msgid"]): e for e in found}
    tap.none((repr(key[1]) for key in known if key not in by_id), "%s: nothing is missing" % lang)
    tap.none((repr(e["msgid"]) for e in found if "fuzzy" in e["flags"]),
             "%s: nothing is fuzzy" % lang)
    tap.none((repr(e["msgid"]) for e in found if not all(translations(e))),
             "%s: nothing is untranslated" % lang)
    found = [e for e in found if all(translations(e))]
    tap.none(("%r: %r" % (e["msgid"], text) for e in found for text in bad_placeholders(e)),
             "%s: placeholders are the same" % lang)
    tap.none(("%r: %r" % (e["msgid"], text) for e in found for text in translations(e)
              if not SAME_EVERYWHERE.match(PLACEHOLDER.sub("", e["msgid"]))
              and LANGS[lang] not in letters(text)),
             "%s: it is written in its script" % lang)
    tap.none(("%r: %r" % (e["msgid"], text) for e in found for text in translations(e)
              if letters(text) & {"CYRILLIC", "GREEK", "GEORGIAN"}),
             "%s: it is not written in another" % lang)
    tap.none(("%r: %r" % (e["msgid"], text) for e in found for text in translations(e)
              if e["msgid"].endswith("\n") != text.endswith("\n") or text.strip(" ") + e["msgid"][len(e["msgid"].rstrip(" ")):] != text),
             "%s: ends are the same" % lang)


def main():
    for tool in ("xgettext", "msgfmt"):
        if not shutil.which(tool):
            tap.skip_all("no %s" % tool)
    with tempfile.TemporaryDirectory() as folder:
        known = {(e.get("msgctxt"), e["msgid"]) for e in entries(template(folder))}
    tap.ok(len(known) > 100, "the sources have messages", "%d found" % len(known))
    for lang in LANGS:
        test_language(lang, known)
    tap.done()


main()
