"""Reads a programme as strictly as XML, and says what is wrong with it as HTML:
nesting and content (the standard's content models, as far as they are used), what
may be fetched or run, ids, headings, tables, languages, characters."""

import html.parser
import re

VOID = {"meta", "col", "br", "wbr"}
PHRASING = {"span", "b", "bdi", "s", "a", "time", "small", "sup"}
# of pictures
SVG = {"svg", "g", "title", "desc", "text", "path", "rect", "circle", "use"}
EMPTY = {"path", "rect", "circle", "use"}
BLOCKS = SVG | {"figure", "html", "head", "title", "style", "body", "header", "main", "nav", "section",
          "article", "div", "h1", "h2", "h3", "h4", "h5", "p", "ol", "ul", "li", "table", "colgroup",
          "thead", "tbody", "tr", "th", "td"}
# what may stand in an element; of others, anything that is no part of a list or a table
CONTENT = {
    "html": {"head", "body"},
    "head": {"meta", "title", "style"},
    "title": set(), "style": set(),
    "ol": {"li"}, "ul": {"li"},
    "table": {"colgroup", "thead", "tbody"},
    "figure": {"svg"}, "svg": SVG, "g": SVG, "desc": set(), "text": set(),
    "colgroup": {"col"}, "thead": {"tr"}, "tbody": {"tr"}, "tr": {"th", "td"},
}
PARTS = set().union(*CONTENT.values())
for _tag in PHRASING | {"p", "h1", "h2", "h3", "h4", "h5"}:
    CONTENT[_tag] = PHRASING | {"br", "wbr"}
NO_HEADINGS = {"th", "header"}
# elements that hold text themselves
TEXT_IN = PHRASING | {"desc", "text", "title", "style", "p", "h1", "h2", "h3", "h4", "h5"}
NUMBER = r"-?\d+(\.\d)?"
ATTRIBUTES = {
    "role": r"img", "tabindex": r"0", "viewbox": r"0 0 1000 \d+(\.\d)?", "text-anchor": r"middle",
    "x": NUMBER, "y": NUMBER, "width": NUMBER + "|100%", "height": NUMBER + "|100%",
    "cx": NUMBER, "cy": NUMBER, "r": NUMBER, "d": r"[MhHvVlLCz0-9 .-]+",
    "class": r"[a-z0-9 ]+", "id": r"[a-z0-9_-]+", "lang": r"en|hy|az",
    "href": r"#[a-z0-9_-]+|tel:\+?[0-9]+|mailto:[A-Za-z0-9._-]+@[A-Za-z0-9._-]+",
    "aria-labelledby": r"[a-z0-9_-]+", "colspan": r"[1-9]|1[0-9]",
    "scope": r"row|col|rowgroup",
    "datetime": r"\d{4}-\d\d-\d\d(T\d\d:\d\d[+-]\d\d:\d\d)?", "style": r"page: (m\d+|lists|wide)|--rows: \d+",
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
META = [
    {"charset": "utf-8"},
    {"http-equiv": "Content-Security-Policy", "content": POLICY},
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {"name": "referrer", "content": "no-referrer"},
    {"name": "color-scheme", "content": "light dark"},
    {"name": "format-detection", "content": "telephone=no"},
]
# what Unicode says is no character
_NONE = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | n) for plane in range(17) for n in (0xfffe, 0xffff))
NONE = re.compile("[%s]" % _NONE)
# nothing that is no text, nor steers its direction
BAD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e"
                 "\u2066-\u206f\ufeff\ufff9-\ufffb%s]" % _NONE)
ARMENIAN = re.compile("[\u0531-\u0587]")


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []  # nodes and texts
        self.lang = attributes.get("lang") or (parent.lang if parent else None)

    def nodes(self):
        return [child for child in self.children if isinstance(child, Node)]

    def all(self, *tags):
        """It and what is in it, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            if not tags or node.tag in tags:
                yield node
            stack += reversed(node.nodes())

    def text(self):
        out, stack = [], [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                out.append(node)
            else:
                stack += reversed(node.children)
        return "".join(out)

    def classes(self):
        return self.attributes.get("class", "").split()

    def shape(self):
        """Tags, attributes and their nesting, without texts and what depends on their length."""
        if self.tag == "figure" or "found" in self.classes():
            return self.tag, tuple(sorted(self.attributes.items())), ()
        return (self.tag, tuple(sorted(self.attributes.items())),
                tuple(child.shape() for child in self.nodes()))


class Page(html.parser.HTMLParser):
    """root, and complaints about it"""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.complaints = []
        self.top = self.at = Node("", {}, None)
        self.begun = False
        self.source = data.decode("utf-8")
        self.feed(self.source)
        self.close()
        if self.at is not self.top:
            self.say("<%s> is not closed" % self.at.tag)
        roots = self.top.nodes()
        self.root = roots[0] if roots else None
        if [node.tag for node in roots] != ["html"]:
            self.say("it is not one <html>")
        else:
            self.check()

    def say(self, what):
        self.complaints.append("line %d: %s" % (self.getpos()[0], what))

    # ---------------------------------------------------------------- reading

    def handle_decl(self, decl):
        if decl != "DOCTYPE html" or self.begun:
            self.say("<!%s>" % decl)
        self.begun = True

    def handle_starttag(self, tag, attributes):
        if len(dict(attributes)) != len(attributes):
            self.say("<%s> has an attribute twice" % tag)
        node = Node(tag, {k: v if v is not None else "" for k, v in attributes}, self.at)
        allowed = CONTENT.get(self.at.tag)
        if tag not in VOID | PHRASING | BLOCKS:
            self.say("there is a <%s>" % tag)
        elif self.at is not self.top and (tag not in allowed if allowed is not None
                                          else tag in PARTS):
            self.say("<%s> in <%s>" % (tag, self.at.tag))
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag in EMPTY:
            self.at = self.at.parent
        else:
            self.say("<%s/>" % tag)

    def handle_endtag(self, tag):
        if self.at.tag != tag:
            self.say("</%s> in <%s>" % (tag, self.at.tag))
        else:
            self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)
        if data.strip() and self.at.tag not in TEXT_IN and \
                self.at.tag not in ("th", "td"):
            self.say("text in <%s>: %r" % (self.at.tag, data[:40]))

    def handle_comment(self, data):
        self.say("a comment: %r" % data[:40])

    def handle_pi(self, data):
        self.say("a processing instruction: %r" % data[:40])

    def unknown_decl(self, data):
        self.say("a section: %r" % data[:40])

    # --------------------------------------------------------------- checking

    def check(self):
        body = [node for node in self.root.nodes() if node.tag == "body"]
        if not self.begun or [n.tag for n in self.root.nodes()] != ["head", "body"]:
            self.say("doctype, head and body do not follow each other")
        for node in self.root.all():
            self.check_attributes(node)
        self.check_head()
        self.check_ids()
        self.check_texts()
        for table in self.root.all("table"):
            self.check_table(table)
        if body:
            self.check_headings(body[0])
            self.check_landmarks(body[0])

    def check_attributes(self, node):
        if node.tag == "meta":
            if node.attributes not in META:
                self.say("<meta> %r" % node.attributes)
            return
        for key, value in node.attributes.items():
            if key not in ATTRIBUTES or not re.fullmatch(ATTRIBUTES[key], value):
                self.say('<%s %s="%s">' % (node.tag, key, value))
        if node.parent.tag and node.attributes.get("lang") == node.parent.lang:
            self.say('<%s lang="%s"> in the same' % (node.tag, node.lang))

    def check_head(self):
        head = self.root.nodes()[0]
        metas = [node.attributes for node in head.all("meta")]
        if metas != META:
            self.say("other metas than there should be")
        titles = list(head.all("title"))
        if len(titles) != 1 or not titles[0].text().strip():
            self.say("no title")
        for style in self.root.all("style"):
            text = style.text()
            if not text.isascii():
                self.say("a style of other characters")
            text = re.sub('"[^"<\n]*"', "", text)
            if re.search(r"url\(|@import|@font-face|</|expression|javascript", text, re.I):
                self.say("the style would fetch or end something")

    def check_ids(self):
        ids = [node.attributes["id"] for node in self.root.all() if "id" in node.attributes]
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            self.say("id %s twice" % id)
        for node in self.root.all():
            wanted = node.attributes.get("aria-labelledby") or (
                node.attributes["href"][1:]
                if node.attributes.get("href", "").startswith("#") else None)
            if wanted is not None and wanted not in ids:
                self.say("there is no id %s" % wanted)

    def check_texts(self):
        found = BAD.search(self.source)
        if found:
            self.say("U+%04X is in it" % ord(found[0]))
        for node in self.root.all():
            for child in node.children:
                if isinstance(child, str) and node.lang != "hy" and ARMENIAN.search(child) and \
                        node.tag != "style":
                    self.say("Armenian in %s: %r" % (node.lang, child[:60]))

    def check_table(self, table):
        if "list" in table.classes():
            self.check_list(table)
            return
        columns = len(list(table.all("col")))
        if [n.tag for n in table.nodes()] != ["colgroup", "thead", "tbody"]:
            self.say("a table of other parts")
        for row in table.all("tr"):
            cells = row.nodes()
            if sum(int(c.attributes.get("colspan", 1)) for c in cells) != columns:
                self.say("a row of %d cells, of %d columns" % (len(cells), columns))
            if row.parent.tag == "tbody" and "programme" in table.classes() and \
                    [(c.tag, c.attributes.get("scope")) for c in cells] != \
                    [("th", "row")] + [("td", None)] * (columns - 1):
                self.say("a row without its head")
        if not any(h.attributes.get("scope") == "col" for h in table.all("th")):
            self.say("a table without heads")
        if not list(table.nodes()[-1].all("tr")):
            self.say("a table without rows")
        if "aria-labelledby" not in table.attributes:
            self.say("a table without a name")

    def check_list(self, table):
        heads = [cell for part in table.nodes()[:1] for row in part.nodes() for cell in row.nodes()]
        if [part.tag for part in table.nodes()][:2] != ["thead", "tbody"]:
            self.say("a list of other parts")
        for part in table.nodes()[1:]:
            for row in part.nodes():
                scopes = [cell.attributes.get("scope") for cell in row.nodes()]
                width = sum(int(c.attributes.get("colspan", 1)) for c in row.nodes())
                if width != len(heads):
                    self.say("a row of a list: %s" % scopes)
                if any(c.tag == "th" and not c.text().strip() for c in row.nodes()):
                    self.say("a head of a row without text")

    def check_headings(self, body):
        levels = [int(n.tag[1]) for n in body.all("h1", "h2", "h3", "h4", "h5")]
        if levels.count(1) != 1 or levels[:1] != [1]:
            self.say("no one first heading")
        for a, b in zip(levels, levels[1:]):
            if b > a + 1:
                self.say("h%d behind h%d" % (b, a))
        for node in body.all("h1", "h2", "h3", "h4", "h5", "li", "th", "td", "a"):
            if not node.text().strip() and not (node.tag in ("th", "td")):
                self.say("an empty <%s>" % node.tag)
        for node in body.all(*NO_HEADINGS):
            if node.tag == "th" and list(node.all("h1", "h2", "h3", "h4", "h5")):
                self.say("a heading in <th>")

    def check_landmarks(self, body):
        tags = [node.tag for node in body.nodes()]
        if tags != ["header", "main"]:
            self.say("parts of the body: %s" % tags)
        for part in body.all("article", "nav"):
            if "aria-labelledby" not in part.attributes:
                self.say("<%s> without a name" % part.tag)
        # a section with a name would be one more landmark, and two may have one name
        if any("aria-labelledby" in section.attributes for section in body.all("section")):
            self.say("a section that is a landmark")


def texts(node, lang):
    """What is said in a language, each element's own text."""
    for n in node.all():
        if n.lang == lang:
            for child in n.children:
                if isinstance(child, str):
                    yield child
