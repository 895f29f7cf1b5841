#include "render/ics-line.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/text.h"

#include "base/banned.h"

#define LINE_MAX_OCTETS 75

/* is what stands before s[n] the first half of an escape? */
static bool splits_escape(const char *s, size_t n)
{
	size_t backslashes = 0;

	while (n > backslashes && s[n - backslashes - 1] == '\\')
		backslashes++;
	return backslashes % 2 != 0;
}

/*
 * How much of s fits into room octets: whole characters, whole escapes for
 * readers that unfold too late, and no blank as the last one, which
 * editors and mailers would take away.
 */
static size_t fitting(const char *s, size_t len, size_t room)
{
	size_t n = room;

	if (len <= room)
		return len;
	while (n > 0 && utf8_continues(s[n]))
		n--;
	for (size_t m = n; m > 0; m--)
		if (s[m - 1] != ' ' && !splits_escape(s, m))
			return m;
	return n;
}

void ics_add_line(struct strbuf *out, const char *line, size_t len)
{
	size_t n = fitting(line, len, LINE_MAX_OCTETS);

	strbuf_add(out, line, n);
	while (n < len) {
		line += n;
		len -= n;
		n = fitting(line, len, LINE_MAX_OCTETS - 1);
		if (!n) /* no UTF-8 at all */
			n = len < LINE_MAX_OCTETS - 1 ? len : LINE_MAX_OCTETS - 1;
		strbuf_add(out, "\r\n ", 3);
		strbuf_add(out, line, n);
	}
	strbuf_add(out, "\r\n", 2);
}

/* ends the line that stands in out from an offset on; most are short */
static void end_line(struct strbuf *out, size_t from)
{
	struct strbuf line = STRBUF_INIT;

	if (out->len - from <= LINE_MAX_OCTETS) {
		strbuf_add(out, "\r\n", 2);
		return;
	}
	strbuf_add(&line, out->text + from, out->len - from);
	out->len = from;
	ics_add_line(out, line.text, line.len);
	strbuf_release(&line);
}

void ics_add_linef(struct strbuf *out, const char *fmt, ...)
{
	size_t from = out->len;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(out, fmt, ap);
	va_end(ap);
	end_line(out, from);
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF;
}

/* the bytes of s that stay as they are, whatever stands around them; whole characters */
static size_t plain_run(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len) {
		unsigned char c = (unsigned char)s[n];

		if (c >= 0x20 && c < 0x7F)
			n++;
		else if (c >= 0xC3 && c < 0xE0) /* two bytes, from U+00C0 on */
			n += 2;
		else
			break;
	}
	return n;
}

/*
 * Form C without control characters; line ends become what lines says,
 * tabs blanks.  What is no UTF-8 ends the text: a plan has none such.
 */
static void add_clean(struct strbuf *out, const char *text, enum ics_lines lines)
{
	struct strbuf clean = STRBUF_INIT;
	size_t len = utf8_check(text, strlen(text));

	strbuf_grow(&clean, len);
	for (const char *p = text, *next, *end = text + len; p < end; p = next) {
		size_t n = plain_run(p, (size_t)(end - p));
		uint32_t c;

		strbuf_add(&clean, p, n);
		p += n;
		if (p == end)
			break;
		next = p;
		c = utf8_next(&next);
		if (c == '\n' || c == 0x2028 || c == 0x2029)
			strbuf_addch(&clean, lines == ICS_ONE_LINE ? ' ' : '\n');
		else if (c == '\t')
			strbuf_addch(&clean, ' ');
		else if (!is_control(c))
			strbuf_add(&clean, p, (size_t)(next - p));
	}
	while (clean.len && (clean.text[clean.len - 1] == '\n' || clean.text[clean.len - 1] == ' '))
		clean.text[--clean.len] = '\0';
	text_add_nfc(out, clean.text, clean.len);
	strbuf_release(&clean);
}

/*
 * As RFC 5545 §3.3.11 has it, for a clean text. libical does the same, one
 * character after another: it took a fourth of an export's time.
 */
static void add_escaped(struct strbuf *out, const char *s)
{
	for (;;) {
		size_t n = strcspn(s, "\\;,\n");

		strbuf_add(out, s, n);
		s += n;
		if (!*s)
			break;
		strbuf_addch(out, '\\');
		strbuf_addch(out, *s == '\n' ? 'n' : *s);
		s++;
	}
}

/*
 * How libical folds a whole property (a name alone on its line, a blank at
 * the end of another) is not what we want either.
 */
void ics_add_text(struct strbuf *out, const char *name, const char *text, enum ics_lines lines)
{
	struct strbuf clean = STRBUF_INIT;
	size_t from = out->len;

	add_clean(&clean, text, lines);
	if (clean.len) {
		strbuf_addstr(out, name);
		strbuf_addch(out, ':');
		add_escaped(out, clean.text);
		end_line(out, from);
	}
	strbuf_release(&clean);
}

void ics_add_quotable(struct strbuf *out, const char *text)
{
	struct strbuf clean = STRBUF_INIT;
	bool opened = false;

	add_clean(&clean, text, ICS_ONE_LINE);
	for (const char *p = clean.text; *p; p++) {
		if (*p != '"') {
			strbuf_addch(out, *p);
			continue;
		}
		strbuf_addstr(out, opened ? "\xE2\x80\x9D" : "\xE2\x80\x9C");
		opened = !opened;
	}
	strbuf_release(&clean);
}

void ics_add_day(struct strbuf *out, civil_day day)
{
	struct civil c = civil_from_day(day);

	strbuf_addf(out, "%04d%02d%02d", c.year, c.month, c.day);
}

static void add_seconds(struct strbuf *out, int64_t seconds)
{
	int64_t day = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
	int second = (int)(seconds - day * 86400);

	ics_add_day(out, (civil_day)day);
	strbuf_addf(out, "T%02d%02d%02d", second / 3600, second / 60 % 60, second % 60);
}

void ics_add_instant(struct strbuf *out, instant at)
{
	add_seconds(out, at);
	strbuf_addch(out, 'Z');
}

void ics_add_local(struct strbuf *out, const struct zone *zone, instant at)
{
	add_seconds(out, at + zone_offset(zone, at));
}
