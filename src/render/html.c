#include "render/html.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "render/describe.h"

#include "base/banned.h"

void html_init(struct html *h, struct strbuf *out, enum lang lang)
{
	*h = (struct html){ .out = out };
	h->open[0].lang = lang;
}

void html_finish(struct html *h)
{
	if (h->depth)
		BUG("an element was left open");
}

/* ------------------------------------------------------------------------------ tags */

/* what stands within a line: no line end is put behind it, which would be a blank */
static bool is_inline(const char *tag)
{
	static const char *const tags[] = { "a",    "b",      "bdi",   "br",   "del",   "dfn",
					    "em",   "i",      "s",     "small", "span", "strong",
					    "sup",  "text",   "time",  "tspan", "wbr" };

	for (size_t i = 0; i < ARRAY_SIZE(tags); i++)
		if (!strcmp(tags[i], tag))
			return true;
	return false;
}

static void begin_tag(struct html *h, const char *tag, const char *attributes)
{
	strbuf_addch(h->out, '<');
	strbuf_addstr(h->out, tag);
	if (attributes && *attributes) {
		strbuf_addch(h->out, ' ');
		strbuf_addstr(h->out, attributes + (*attributes == ' '));
	}
}

static enum lang language(const struct html *h)
{
	return h->open[h->depth].lang;
}

void html_open_lang(struct html *h, const char *tag, const char *attributes, enum lang lang)
{
	/* the root always says it */
	bool says = lang != language(h) || !h->depth;

	if (h->depth + 1 >= HTML_DEPTH)
		BUG("elements are nested too deep");
	begin_tag(h, tag, attributes);
	if (says) {
		strbuf_addstr(h->out, " lang=\"");
		strbuf_addstr(h->out, lang_code(lang));
		strbuf_addch(h->out, '"');
	}
	strbuf_addch(h->out, '>');
	h->open[++h->depth] = (struct html_element){ tag, lang };
}

void html_open(struct html *h, const char *tag, const char *attributes)
{
	html_open_lang(h, tag, attributes, language(h));
}

void html_close(struct html *h)
{
	const char *tag = h->open[h->depth].tag;

	if (!h->depth)
		BUG("no element is open");
	h->depth--;
	strbuf_addstr(h->out, "</");
	strbuf_addstr(h->out, tag);
	strbuf_addch(h->out, '>');
	if (!is_inline(tag))
		strbuf_addch(h->out, '\n');
}

void html_void(struct html *h, const char *tag, const char *attributes)
{
	begin_tag(h, tag, attributes);
	strbuf_addch(h->out, '>');
	if (!is_inline(tag))
		strbuf_addch(h->out, '\n');
}

void html_void_svg(struct html *h, const char *tag, const char *attributes)
{
	begin_tag(h, tag, attributes);
	strbuf_addstr(h->out, "/>\n");
}

/* ------------------------------------------------------------------------------ text */

/* controls, what sets a direction, and what marks the order of bytes */
static bool is_dropped(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x61C ||
	       c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

/* no character, as far as documents go (HTML, section 13.2.3.5) */
static bool is_none(uint32_t c)
{
	return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static void add_character(struct strbuf *out, const char *s, const char *end)
{
	const char *next = s;
	uint32_t c = utf8_next(&next);

	if (is_dropped(c))
		return;
	if (is_none(c))
		strbuf_addstr(out, "\xEF\xBF\xBD");
	else if (c == 0x2028 || c == 0x2029) /* separators of lines and paragraphs */
		strbuf_addch(out, '\n');
	else
		strbuf_add(out, s, (size_t)(end - s));
}

static void add_byte(struct strbuf *out, char c)
{
	switch (c) {
	case '&': strbuf_addstr(out, "&amp;"); break;
	case '<': strbuf_addstr(out, "&lt;"); break;
	case '>': strbuf_addstr(out, "&gt;"); break;
	case '"': strbuf_addstr(out, "&quot;"); break;
	case '\'': strbuf_addstr(out, "&#39;"); break;
	case '\t': strbuf_addch(out, ' '); break;
	default:
		if (c == '\n' || (c >= 0x20 && c != 0x7F))
			strbuf_addch(out, c);
	}
}

/* bytes of a character that is not ASCII */
static size_t length_at(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void add_valid(struct strbuf *out, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		if ((unsigned char)*s < 0x80) {
			add_byte(out, *s++);
		} else if ((unsigned char)*s >= 0xC3 && (unsigned char)*s < 0xD8) {
			/* U+00C0 to U+05FF: most of what is written, and nothing to look at */
			strbuf_add(out, s, 2);
			s += 2;
		} else {
			size_t n = length_at(s);

			add_character(out, s, s + n);
			s += n;
		}
	}
}

void html_add_part(struct html *h, const char *text, size_t len)
{
	while (len) {
		size_t good = utf8_check(text, len);

		add_valid(h->out, text, good);
		text += good;
		len -= good;
		if (len) {
			strbuf_addstr(h->out, "\xEF\xBF\xBD");
			text++;
			len--;
		}
	}
}

void html_add(struct html *h, const char *text)
{
	html_add_part(h, text, strlen(text));
}

/* up to the next mark, or the end */
static size_t unmarked(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] != DESCRIBE_MARK_END &&
	       (text[n] < DESCRIBE_MARK || text[n] >= DESCRIBE_MARK + LANG_COUNT))
		n++;
	return n;
}

void html_add_marked(struct html *h, const char *text, size_t len)
{
	size_t depth = h->depth;

	while (len) {
		size_t n = unmarked(text, len);

		html_add_part(h, text, n);
		/* a plan may hold such characters too: one that does not fit is nothing */
		if (n < len && h->depth > depth && text[n] == DESCRIBE_MARK_END)
			html_close(h);
		else if (n < len && h->depth == depth && text[n] != DESCRIBE_MARK_END)
			html_open_lang(h, "bdi", NULL, (enum lang)(text[n] - DESCRIBE_MARK));
		n += n < len;
		text += n;
		len -= n;
	}
	if (h->depth > depth)
		html_close(h);
}

/* -------------------------------------------------------------------------- elements */

void html_put_lang(struct html *h, const char *tag, const char *attributes, enum lang lang,
		   const char *text)
{
	html_open_lang(h, tag, attributes, lang);
	html_add(h, text);
	html_close(h);
}

void html_put(struct html *h, const char *tag, const char *attributes, const char *text)
{
	html_put_lang(h, tag, attributes, language(h), text);
}

void html_put_marked(struct html *h, const char *tag, const char *attributes, const char *text)
{
	html_open(h, tag, attributes);
	html_add_marked(h, text, strlen(text));
	html_close(h);
}

void html_put_text(struct html *h, const char *tag, const char *attributes, enum lang lang,
		   const struct text *text)
{
	html_put_lang(h, tag, attributes, text_lang(text, lang), text_in(text, lang));
}

/* ------------------------------------------------------------------ in other languages */

void html_add_id(struct strbuf *out, const char *prefix, const char *id)
{
	strbuf_addstr(out, prefix);
	strbuf_addch(out, '-');
	for (; *id; id++) {
		bool fits = (*id >= 'a' && *id <= 'z') || (*id >= '0' && *id <= '9');

		strbuf_addch(out, fits ? *id : '-');
	}
}

static bool is_plain(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == ' ';
}

static void add_css_character(struct strbuf *out, uint32_t c)
{
	if (is_plain(c))
		strbuf_addch(out, (char)c);
	else
		/* the blank ends the number, and is none itself */
		strbuf_addf(out, "\\%X ", (unsigned int)c);
}

void html_add_css_string(struct strbuf *out, const char *text, size_t max)
{
	const char *s = text, *end = text + utf8_check(text, strlen(text));

	strbuf_addch(out, '"');
	while (s < end) {
		uint32_t c = utf8_next(&s);

		if (c == '\n' || c == '\t')
			c = ' ';
		if (is_dropped(c) || is_none(c))
			continue;
		if (!max--) {
			add_css_character(out, 0x2026);
			break;
		}
		add_css_character(out, c);
	}
	strbuf_addch(out, '"');
}
