#include "render/svg.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

#include "base/banned.h"

/* a title is for a glance; the whole of a longer text stands elsewhere */
#define TITLE_MAX 1000 /* characters */

/* of a word that is broken or cut, so many say something */
#define LETTERS_MIN 4

#define ELLIPSIS "…"
#define DASH "–"

void svg_add_number(struct strbuf *out, int tenths)
{
	int abs = tenths < 0 ? -tenths : tenths;

	strbuf_addf(out, "%s%d", tenths < 0 ? "-" : "", abs / 10);
	if (abs % 10)
		strbuf_addf(out, ".%d", abs % 10);
}

void svg_add_attribute(struct strbuf *out, const char *name, int tenths)
{
	strbuf_addf(out, " %s=\"", name);
	svg_add_number(out, tenths);
	strbuf_addch(out, '"');
}

void svg_add_box(struct strbuf *out, const struct svg_box *box)
{
	svg_add_attribute(out, "x", box->x);
	svg_add_attribute(out, "y", box->y);
	svg_add_attribute(out, "width", box->width);
	svg_add_attribute(out, "height", box->height);
}

void svg_open(struct html *h, const char *class, int height, enum lang lang)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addf(&attributes, "class=\"%s\" role=\"img\" viewBox=\"0 0 ", class);
	svg_add_number(&attributes, SVG_WIDTH);
	strbuf_addch(&attributes, ' ');
	svg_add_number(&attributes, height);
	strbuf_addch(&attributes, '"');
	html_open_lang(h, "svg", attributes.text, lang);
	strbuf_release(&attributes);
}

void svg_open_figure(struct html *h, const char *heading, enum lang lang)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addf(&attributes, "class=\"picture\" tabindex=\"0\" aria-labelledby=\"%s\"", heading);
	html_open_lang(h, "figure", attributes.text, lang);
	strbuf_release(&attributes);
}

void svg_put_path(struct html *h, const char *class, const char *d, ...)
{
	struct strbuf attributes = STRBUF_INIT, numbers = STRBUF_INIT;
	const char *s;
	va_list ap;

	va_start(ap, d);
	strbuf_vaddf(&numbers, d, ap);
	va_end(ap);
	if (class)
		strbuf_addf(&attributes, "class=\"%s\" ", class);
	strbuf_addstr(&attributes, "d=\"");
	for (s = numbers.text; *s;) {
		char *end;

		/* a path's letters and blanks, as they are */
		if (*s != '-' && (*s < '0' || *s > '9')) {
			strbuf_addch(&attributes, *s++);
			continue;
		}
		svg_add_number(&attributes, (int)strtol(s, &end, 10));
		s = end;
	}
	strbuf_addch(&attributes, '"');
	html_void_svg(h, "path", attributes.text);
	strbuf_release(&numbers);
	strbuf_release(&attributes);
}

void svg_put_circle(struct html *h, const char *class, int x, int y, int r)
{
	struct strbuf attributes = STRBUF_INIT;

	if (class)
		strbuf_addf(&attributes, "class=\"%s\"", class);
	svg_add_attribute(&attributes, "cx", x);
	svg_add_attribute(&attributes, "cy", y);
	svg_add_attribute(&attributes, "r", r);
	html_void_svg(h, "circle", attributes.text);
	strbuf_release(&attributes);
}

void svg_put_rect(struct html *h, const char *class, const struct svg_box *box)
{
	struct strbuf attributes = STRBUF_INIT;

	if (class)
		strbuf_addf(&attributes, "class=\"%s\"", class);
	if (box)
		svg_add_box(&attributes, box);
	else
		strbuf_addstr(&attributes, " width=\"100%\" height=\"100%\"");
	html_void_svg(h, "rect", attributes.text);
	strbuf_release(&attributes);
}

/* ------------------------------------------------------------------------------ text */

/* in thousandths of the type's size, as DejaVu Sans has them, which is wide */
static int character_width(uint32_t c)
{
	if (c < 0x20 || (c >= 0x300 && c < 0x370))
		return 0;
	if (c == ' ' || c == '.' || c == ',' || c == ':' || c == ';' || c == '\'' || c == '|' ||
	    c == 'i' || c == 'j' || c == 'l' || c == 'I' || c == '!')
		return 340;
	if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%' || c == '@')
		return 980;
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? 720 : c >= 'a' && c <= 'z' ? 610 : 640;
	if (c < 0x250)
		return 660;
	if (c >= 0x531 && c <= 0x556)
		return 850;
	if (c == 0x561 || c == 0x56D || c == 0x57A || c == 0x57F || c == 0x583) /* ա խ պ տ փ */
		return 980;
	if (c < 0x590) /* Greek, Cyrillic, Armenian */
		return 690;
	if (c >= 0x2010 && c <= 0x2026)
		return c == 0x2014 || c == 0x2026 ? 1000 : 520;
	return 1000;
}

int svg_text_width(const char *text, size_t len, int size)
{
	const char *end = text + utf8_check(text, len);
	int64_t width = 0;

	/* nothing is as wide as that */
	while (text < end && width < 10000000)
		width += character_width(utf8_next(&text));
	return (int)(width * size / 1000);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* a text that is set in lines */
struct setting {
	const char *end;
	int width, size;
	enum svg_break at;
};

/* may a line end before p, behind a character? */
static bool may_break(uint32_t c, const char *p, const char *end)
{
	if (c != '-' && c != 0x2013 && c != '/')
		return false;
	/* "12–13" stays together */
	return p == end || *p < '0' || *p > '9';
}

/* does the character before *end promise more?  *end is then behind its first byte. */
static bool is_joint(const char *s, const char **end)
{
	size_t dash = strlen(DASH);

	if (*end - s >= (ptrdiff_t)dash && !memcmp(*end - dash, DASH, dash)) {
		*end -= dash - 1;
		return true;
	}
	return (*end)[-1] == '-' || (*end)[-1] == '/' || (*end)[-1] == ':' || (*end)[-1] == ',';
}

/*
 * The longest beginning that fits, at the end of a word if there is one;
 * else its last characters make room for what says that it goes on.
 */
static size_t fit_line(const struct setting *set, const char *s, bool last, const char **ret_mark)
{
	/* to fits, to cut with a mark behind it; of whole words, too */
	const char *p = s, *fits = s, *cut = s, *word = s, *cut_word = s;
	int64_t room = (int64_t)set->width * 1000, used = 0;
	int64_t mark = (int64_t)character_width(last ? 0x2026 : '-') * set->size;

	*ret_mark = "";
	while (p < set->end) {
		const char *before = p;
		uint32_t c = utf8_next(&p);

		if (is_blank(*before)) {
			word = before;
			if (used + mark <= room)
				cut_word = before;
		}
		used += (int64_t)character_width(c) * set->size;
		if (used > room)
			break;
		fits = p;
		if (used + mark <= room)
			cut = p;
		if (may_break(c, p, set->end)) {
			word = p;
			if (used + mark <= room)
				cut_word = p;
		}
	}
	if (fits == set->end)
		return (size_t)(fits - s);
	if (last) {
		*ret_mark = ELLIPSIS;
		fits = set->at == SVG_WORDS ? cut_word : cut;
	} else if (set->at == SVG_WORDS || word > s) {
		fits = word;
	} else {
		*ret_mark = "-";
		fits = cut;
	}
	while (fits > s && (is_blank(fits[-1]) || (last && is_joint(s, &fits))))
		fits--;
	return (size_t)(fits - s);
}

static size_t count_letters(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += !utf8_continues(s[i]) && !is_blank(s[i]);
	return n;
}

/* was it broken or cut after so few letters that nobody can read it? */
static bool is_crumb(const struct svg_line *line)
{
	return *line->mark && count_letters(line->text, line->len) < LETTERS_MIN;
}

/* the last of n lines is the last that there is room for */
static bool cut_last(const struct setting *set, struct svg_line *lines, size_t n)
{
	struct svg_line *line = &lines[n - 1];

	line->len = fit_line(set, line->text, true, &line->mark);
	return line->len && (n > 1 || !is_crumb(line));
}

size_t svg_fit(const char *text, int width, int size, enum svg_break at, struct svg_line *lines,
	       size_t n)
{
	const char *s = text;
	const struct setting set = { text + utf8_check(text, strlen(text)), width, size, at };
	size_t i;

	for (i = 0; i < n; i++) {
		struct svg_line *line = &lines[i];

		while (s < set.end && is_blank(*s))
			s++;
		if (s == set.end)
			break;
		line->text = s;
		line->len = fit_line(&set, s, i + 1 == n, &line->mark);
		s += line->len;
		if (line->len && (i || !is_crumb(line)))
			continue;
		/* no word more: what stands before it says so */
		while (i && !cut_last(&set, lines, i))
			i--;
		break;
	}
	return i;
}

static void open_text(struct html *h, const char *attributes, int x, int y, enum lang lang)
{
	struct strbuf all = STRBUF_INIT;

	strbuf_addstr(&all, "x=\"");
	svg_add_number(&all, x);
	strbuf_addstr(&all, "\" y=\"");
	svg_add_number(&all, y);
	strbuf_addch(&all, '"');
	if (attributes)
		strbuf_addf(&all, " %s", attributes);
	html_open_lang(h, "text", all.text, lang);
	strbuf_release(&all);
}

void svg_put_text(struct html *h, const char *attributes, int x, int y, enum lang lang,
		  const char *text)
{
	open_text(h, attributes, x, y, lang);
	html_add(h, text);
	html_close(h);
}

void svg_put_line(struct html *h, const char *attributes, int x, int y, enum lang lang,
		  const struct svg_line *line)
{
	open_text(h, attributes, x, y, lang);
	html_add_part(h, line->text, line->len);
	html_add(h, line->mark);
	html_close(h);
}

void svg_add_beginning(struct strbuf *out, const char *text, size_t n)
{
	const char *s = text, *end = text + utf8_check(text, strlen(text));

	for (size_t i = 0; i < n && s < end; i++)
		utf8_next(&s);
	strbuf_add(out, text, (size_t)(s - text));
	if (s < end)
		strbuf_addstr(out, ELLIPSIS);
}

void svg_put_title(struct html *h, enum lang lang, const char *text)
{
	struct strbuf title = STRBUF_INIT;

	svg_add_beginning(&title, text, TITLE_MAX);
	html_put_lang(h, "title", NULL, lang, title.text);
	strbuf_release(&title);
}
