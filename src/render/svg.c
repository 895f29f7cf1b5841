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

void svg_add_number(struct strbuf *out, int tenths)
{
	int abs = tenths < 0 ? -tenths : tenths;

	strbuf_addf(out, "%s%d", tenths < 0 ? "-" : "", abs / 10);
	if (abs % 10)
		strbuf_addf(out, ".%d", abs % 10);
}

static void add_attribute(struct strbuf *out, const char *name, int tenths)
{
	strbuf_addf(out, " %s=\"", name);
	svg_add_number(out, tenths);
	strbuf_addch(out, '"');
}

void svg_add_box(struct strbuf *out, const struct svg_box *box)
{
	add_attribute(out, "x", box->x);
	add_attribute(out, "y", box->y);
	add_attribute(out, "width", box->width);
	add_attribute(out, "height", box->height);
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
	add_attribute(&attributes, "cx", x);
	add_attribute(&attributes, "cy", y);
	add_attribute(&attributes, "r", r);
	html_void_svg(h, "circle", attributes.text);
	strbuf_release(&attributes);
}

void svg_put_rect(struct html *h, const char *class, const struct svg_box *box)
{
	struct strbuf attributes = STRBUF_INIT;

	if (class)
		strbuf_addf(&attributes, "class=\"%s\" ", class);
	if (box)
		svg_add_box(&attributes, box);
	else
		strbuf_addstr(&attributes, "width=\"100%\" height=\"100%\"");
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

/*
 * The longest beginning that fits, at the end of a word if there is one;
 * else its last characters make room for what says that it goes on.
 */
static size_t fit_line(const char *s, const char *end, int width, int size, bool last,
		       const char **ret_mark)
{
	const char *p = s, *word = NULL, *cut = s, *fits = s;
	int64_t room = (int64_t)width * 1000, used = 0;
	int64_t mark = (int64_t)character_width(last ? 0x2026 : '-') * size;

	*ret_mark = "";
	while (p < end) {
		const char *before = p;
		uint32_t c = utf8_next(&p);

		used += (int64_t)character_width(c) * size;
		if (used > room)
			break;
		fits = p;
		if (used + mark <= room)
			cut = p;
		if (is_blank(*before))
			word = before;
		else if (c == '-' || c == 0x2013 || c == '/')
			word = p;
	}
	if (fits == end)
		return (size_t)(end - s);
	if (last || (!is_blank(*fits) && !(word && word > s))) {
		*ret_mark = last ? ELLIPSIS : "-";
		fits = cut;
	} else if (!is_blank(*fits)) {
		fits = word;
	}
	while (fits > s && is_blank(fits[-1]))
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

/* was a word broken after so few letters that nobody can read it? */
static bool is_crumb(const struct svg_line *line)
{
	const char *behind = line->text + line->len;

	return *behind && !is_blank(*behind) && behind[-1] != '-' && behind[-1] != '/' &&
	       count_letters(line->text, line->len) < LETTERS_MIN;
}

size_t svg_fit(const char *text, int width, int size, struct svg_line *lines, size_t n)
{
	const char *s = text, *end = text + utf8_check(text, strlen(text));
	size_t i;

	for (i = 0; i < n; i++) {
		while (s < end && is_blank(*s))
			s++;
		if (s == end)
			break;
		lines[i].text = s;
		lines[i].len = fit_line(s, end, width, size, i + 1 == n, &lines[i].mark);
		s += lines[i].len;
		if (!lines[i].len || is_crumb(&lines[i]))
			return 0;
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

void svg_put_title(struct html *h, enum lang lang, const char *text)
{
	const char *s = text, *end = text + utf8_check(text, strlen(text));

	for (size_t i = 0; i < TITLE_MAX && s < end; i++)
		utf8_next(&s);
	html_open_lang(h, "title", NULL, lang);
	html_add_part(h, text, (size_t)(s - text));
	if (s < end)
		html_add(h, ELLIPSIS);
	html_close(h);
}
