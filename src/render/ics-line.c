#include "render/ics-line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
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

/* a whole line, unfolded and without its end */
static void add_line(struct strbuf *out, const char *line, size_t len)
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
	add_line(out, line.text, line.len);
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

/* takes back libical's folding, whichever line ends it was built with */
static void add_unfolded(struct strbuf *out, const char *s)
{
	for (;;) {
		size_t n = strcspn(s, "\r\n");

		strbuf_add(out, s, n);
		s += n;
		s += strspn(s, "\r\n");
		if (*s != ' ' && *s != '\t')
			break;
		s++;
	}
}

/*
 * libical quotes a name only if it has ':', ';' or ',', where a reader may
 * stumble over more than that: quoted in every case.
 */
static void add_with_name(struct strbuf *out, const char *s)
{
	static const char start[] = ";CN=";
	const char *name = strchr(s, ';'), *end;

	if (name && !strncmp(name, start, strlen(start)) && name[strlen(start)] != '"') {
		name += strlen(start);
		end = name + strcspn(name, ";:"); /* were one in the name, it would be quoted */
		strbuf_add(out, s, (size_t)(name - s));
		strbuf_addch(out, '"');
		strbuf_add(out, name, (size_t)(end - name));
		strbuf_addch(out, '"');
		s = end;
	}
	strbuf_addstr(out, s);
}

/* libical returns NULL for nothing else here; as base/xalloc.c has it */
static _Noreturn void out_of_memory(void)
{
	fputs("pbplan: out of memory\n", stderr);
	exit(3);
}

/* as ics_add_property, under another name than libical's */
static void add_property_as(struct strbuf *out, const char *name, size_t len,
			    icalproperty *property)
{
	char *folded = property ? icalproperty_as_ical_string_r(property) : NULL;
	struct strbuf line = STRBUF_INIT;
	size_t from = out->len;

	if (!folded)
		out_of_memory();
	if (icalproperty_isa(property) == ICAL_ORGANIZER_PROPERTY ||
	    icalproperty_isa(property) == ICAL_ATTENDEE_PROPERTY) {
		add_unfolded(&line, folded);
		add_with_name(out, line.text);
	} else if (name) {
		strbuf_add(out, name, len);
		add_unfolded(out, folded + strcspn(folded, ":;\r\n"));
	} else {
		add_unfolded(out, folded);
	}
	end_line(out, from);
	strbuf_release(&line);
	free(folded);
	icalproperty_free(property);
}

void ics_add_parameter(icalproperty *property, icalparameter *parameter)
{
	if (!property || !parameter)
		out_of_memory();
	icalproperty_add_parameter(property, parameter);
}

void ics_add_property(struct strbuf *out, icalproperty *property)
{
	add_property_as(out, NULL, 0, property);
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

/* a property of text */
static icalproperty *text_property(const char *name, size_t len, const char *text)
{
	static const struct {
		const char *name;
		icalproperty *(*make)(const char *text);
	} known[] = {
		{ "SUMMARY", icalproperty_new_summary },
		{ "DESCRIPTION", icalproperty_new_description },
		{ "LOCATION", icalproperty_new_location },
		{ "CATEGORIES", icalproperty_new_categories }, /* a comma would make two */
		{ "NAME", icalproperty_new_name },
		/* libical escapes no comma of an X-property: as the one it stands for */
		{ "X-WR-CALNAME", icalproperty_new_name },
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (!strncmp(name, known[i].name, len) && !known[i].name[len])
			return known[i].make(text);
	BUG("a text without a property");
}

void ics_add_text(struct strbuf *out, const char *name, const char *text, enum ics_lines lines)
{
	static const char language[] = ";LANGUAGE=";
	struct strbuf clean = STRBUF_INIT;
	const char *lang = strstr(name, language);
	size_t len = lang ? (size_t)(lang - name) : strlen(name);

	add_clean(&clean, text, lines);
	if (clean.len) {
		icalproperty *property = text_property(name, len, clean.text);

		if (lang)
			ics_add_parameter(property,
					  icalparameter_new_language(lang + strlen(language)));
		add_property_as(out, name, len, property);
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
