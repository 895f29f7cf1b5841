#include "render/ics-split.h"

#include <stdint.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/xalloc.h"

#include "base/banned.h"

/* longer ones are cut if they are text, else left out */
#define LINE_MAX_BYTES 16384
/* of a calendar; an answer has less than a hundred, with its time zones */
#define LINES_MAX 4096
/* of the time zones of all calendars of a text; most zones have two */
#define RULES_MAX 64
/* libical's parameters of one property are a list that it goes along for each */
#define PARAMETERS_MAX 256
/* of a date among those of a time zone's rules, with its parameters */
#define DATE_MAX 80

enum place { IN_NOTHING, IN_CALENDAR, IN_EVENT, IN_ZONE, IN_RULES };

/* a component while it is read: what of it is kept */
struct reading {
	enum place place;
	unsigned int others; /* how deep in components that are left out */
	unsigned int lines;  /* that were kept */
	size_t zone_at;	     /* where the time zone begins in the calendar that is made */
	bool is_bad;	     /* the time zone has rules that cannot be followed */
};

bool ics_is_utf16(const char *text, size_t len)
{
	if (len < 2)
		return false;
	if (!memcmp(text, "\xFF\xFE", 2) || !memcmp(text, "\xFE\xFF", 2))
		return true;
	return len >= 4 && ((text[0] && !text[1] && text[2] && !text[3]) ||
			    (!text[0] && text[1] && !text[2] && text[3]));
}

/* what may stand before a calendar's first line */
static const char *skip_start(const char *s, const char *end)
{
	if (end - s >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3))
		s += 3;
	while (s < end && (ascii_isblank(*s) || *s == '\r' || *s == '\n'))
		s++;
	return s;
}

/* does it begin with these letters, in any case? */
static bool begins_with(const char *s, size_t len, const char *word)
{
	for (; *word; s++, word++, len--)
		if (!len || ascii_toupper(*s) != *word)
			return false;
	return true;
}

bool ics_is_calendar(const char *text, size_t len)
{
	const char *s = skip_start(text, text + len);

	return begins_with(s, (size_t)(text + len - s), "BEGIN:VCALENDAR");
}

void ics_split_init(struct ics_split *split, const char *text, size_t len)
{
	*split = (struct ics_split){ .next = skip_start(text, text + len),
				     .end = text + len,
				     .line = STRBUF_INIT,
				     .calendar = STRBUF_INIT };
}

void ics_split_release(struct ics_split *split)
{
	if (!split)
		return;
	strbuf_release(&split->line);
	strbuf_release(&split->calendar);
}

/* ----------------------------------------------------------------- content lines */

/*
 * Adds a physical line, without its end, as far as the content line takes
 * it; what has CR alone is one line.  Returns where the next one begins.
 */
static const char *add_physical(struct strbuf *line, const char *s, const char *end)
{
	const char *lf = memchr(s, '\n', (size_t)(end - s));
	size_t len = (size_t)((lf ? lf : end) - s);
	size_t room = line->len <= LINE_MAX_BYTES ? LINE_MAX_BYTES + 1 - line->len : 0;

	while (len && s[len - 1] == '\r')
		len--;
	strbuf_add(line, s, len < room ? len : room);
	return lf ? lf + 1 : end;
}

/*
 * The next content line, unfolded; false at the end.  A letter may have been
 * cut by a fold, so nothing can be said about letters before.
 */
static bool next_line(struct ics_split *split)
{
	strbuf_reset(&split->line);
	if (split->next == split->end)
		return false;
	split->next = add_physical(&split->line, split->next, split->end);
	while (split->next < split->end && ascii_isblank(*split->next))
		split->next = add_physical(&split->line, split->next + 1, split->end);
	return true;
}

/* the bytes at the beginning of valid UTF-8 that can stand in a YAML file and on a terminal */
static size_t plain_run(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && (unsigned char)s[n] >= ' ' && s[n] != 0x7F &&
	       strncmp(s + n, "\xEF\xBF\xBE", 3) && strncmp(s + n, "\xEF\xBF\xBF", 3))
		n++;
	return n;
}

void ics_split_add_clean(struct strbuf *out, const char *s, size_t len)
{
	const char *end = s + len;
	size_t valid = 0;

	while (s < end) {
		size_t n;

		if (!valid)
			valid = utf8_check(s, (size_t)(end - s));
		n = plain_run(s, valid);
		strbuf_add(out, s, n);
		s += n;
		valid -= n;
		if (s == end)
			break;
		strbuf_addstr(out, *s == '\t' ? " " : "\xEF\xBF\xBD");
		n = valid && *s == '\xEF' ? 3 : 1;
		s += n;
		valid -= valid ? n : 0;
	}
}

/* -------------------------------------------------------------- what is kept of it */

enum kept_as {
	AS_IT_IS,
	AS_TEXT, /* may be cut */
	AS_X,	 /* the same, as an X-property, of whose value libical makes nothing else */
};

struct kept {
	const char *name;
	enum kept_as as;
};

static const struct kept calendar_properties[] = { { "METHOD", AS_IT_IS }, { NULL, AS_IT_IS } };

static const struct kept event_properties[] = {
	{ "UID", AS_IT_IS },
	{ "SEQUENCE", AS_X },
	{ "DTSTAMP", AS_IT_IS },
	{ "ATTENDEE", AS_IT_IS },
	{ "COMMENT", AS_TEXT },
	{ "RECURRENCE-ID", AS_IT_IS },
	{ "DTSTART", AS_IT_IS },
	{ "DTEND", AS_IT_IS },
	{ "DURATION", AS_IT_IS },
	{ "LOCATION", AS_TEXT },
	/* Exchange's own count of issues, and what servers of Apple's make of a comment */
	{ "X-MICROSOFT-CDO-APPT-SEQUENCE", AS_X },
	{ "X-CALENDARSERVER-PRIVATE-COMMENT", AS_TEXT },
	{ NULL, AS_IT_IS },
};

static const struct kept zone_properties[] = { { "TZID", AS_IT_IS }, { NULL, AS_IT_IS } };

static const struct kept rules_properties[] = {
	{ "DTSTART", AS_IT_IS }, { "TZOFFSETFROM", AS_IT_IS }, { "TZOFFSETTO", AS_IT_IS },
	{ "RDATE", AS_IT_IS },	 { "RRULE", AS_IT_IS },	 { NULL, AS_IT_IS },
};

static const struct kept *properties_of(enum place place)
{
	switch (place) {
	case IN_CALENDAR: return calendar_properties;
	case IN_EVENT: return event_properties;
	case IN_ZONE: return zone_properties;
	case IN_RULES: return rules_properties;
	default: BUG("a property of nothing");
	}
}

/*
 * Clocks are changed once or twice a year, in one month and on one weekday.
 * Anything finer than that may be a rule for every second; what remains gives
 * five changes a year at the most.
 */
static bool is_harmless_rule(const char *s)
{
	enum { FREQ = 1, MONTH = 2, WEEKDAY = 4, DAY = 8, DAYS = 16, MANY = 32 };
	static const struct {
		const char *start;
		unsigned int one, many; /* what it is, with one value and with a list */
	} parts[] = {
		{ "FREQ=YEARLY", FREQ, MANY }, { "BYMONTH=", MONTH, MANY },
		{ "BYDAY=", WEEKDAY, MANY },   { "BYMONTHDAY=", DAY, DAYS },
		{ "UNTIL=", 0, MANY },	       { "WKST=", 0, MANY },
		{ "INTERVAL=1", 0, MANY },
	};
	unsigned int seen = 0;

	for (size_t len; *s; s += len, s += *s == ';') {
		size_t i = 0;

		len = strcspn(s, ";");
		while (i < ARRAY_SIZE(parts) && !begins_with(s, len, parts[i].start))
			i++;
		if (i == ARRAY_SIZE(parts))
			return false;
		seen |= memchr(s, ',', len) ? parts[i].many : parts[i].one;
	}
	if (!(seen & FREQ) || seen & MANY || (!(seen & MONTH) && seen != FREQ))
		return false;
	/* the second Sunday may be the one from the 8th to the 14th */
	return !(seen & DAYS) || seen & WEEKDAY;
}

/* a block's beginning, from which changes are counted: Outlook's is 1601 */
static bool is_harmless_start(const char *value)
{
	return begins_with(value, strlen(value), "1") ? value[1] >= '6' : *value == '2';
}

/* of a time zone's block: a name, and ":" or ";" with the rest of the line */
static bool is_harmless(struct ics_split *split, const char *name, const char *rest)
{
	if (!strcmp(name, "RRULE"))
		return *rest == ':' && is_harmless_rule(rest + 1) && split->rules++ < RULES_MAX;
	if (!strcmp(name, "DTSTART"))
		return *rest == ':' && is_harmless_start(rest + 1);
	return strlen(rest) < DATE_MAX;
}

static bool has_too_many_parameters(const char *line)
{
	size_t n = 0;

	for (; (line = strchr(line, ';')) && n <= PARAMETERS_MAX; line++)
		n++;
	return n > PARAMETERS_MAX;
}

/* does the line belong to what an answer needs?  NULL: no */
static const struct kept *find_kept(struct ics_split *split, struct reading *reading)
{
	const struct strbuf *line = &split->line;
	size_t name = strcspn(line->text, ";:");
	const struct kept *k = properties_of(reading->place);

	while (k->name && (strlen(k->name) != name || !begins_with(line->text, name, k->name)))
		k++;
	if (!k->name || k->as != AS_IT_IS)
		return k->name ? k : NULL;
	if (reading->place == IN_RULES && !is_harmless(split, k->name, line->text + name)) {
		reading->is_bad = true;
		return NULL;
	}
	return line->len > LINE_MAX_BYTES || has_too_many_parameters(line->text) ? NULL : k;
}

/*
 * Adds a value of text.  libical takes a backslash that escapes nothing for a
 * blank, with the byte behind it, which may begin a letter: it becomes one
 * that stands for itself.
 */
static void add_escaped(struct strbuf *out, const char *s)
{
	for (; *s; s++) {
		strbuf_addch(out, *s);
		if (*s != '\\')
			continue;
		if (s[1] && strchr("\\;,nN", s[1]))
			strbuf_addch(out, *++s);
		else
			strbuf_addch(out, '\\');
	}
}

/* the value of a property, behind its parameters; its end if there is none */
static const char *value_of(const char *line)
{
	bool quoted = false;

	for (; *line && (quoted || *line != ':'); line++)
		quoted ^= *line == '"';
	return line + (*line == ':');
}

/*
 * A property's name in capitals, as libical finds it, and the rest of the
 * line; of texts without parameters, which are about their language.  What
 * becomes an X-property has "=" before its value, as libical leaves out what
 * is empty.
 */
static void keep_line(struct ics_split *split, struct reading *reading, enum kept_as as)
{
	size_t name = strcspn(split->line.text, ";:");
	size_t len = split->line.len > LINE_MAX_BYTES ? LINE_MAX_BYTES : split->line.len;
	struct strbuf rest = STRBUF_INIT;

	if (reading->lines++ >= LINES_MAX)
		return;
	if (as == AS_X && !begins_with(split->line.text, name, "X-"))
		strbuf_addstr(&split->calendar, "X-");
	for (size_t i = 0; i < name; i++)
		strbuf_addch(&split->calendar, ascii_toupper(split->line.text[i]));
	/* a letter that was cut is none */
	while (len < split->line.len && len > name && utf8_continues(split->line.text[len]))
		len--;
	ics_split_add_clean(&rest, split->line.text + name, len - name);
	if (as != AS_IT_IS) {
		strbuf_addstr(&split->calendar, as == AS_X ? ":=" : ":");
		add_escaped(&split->calendar, value_of(rest.text));
	} else {
		strbuf_add(&split->calendar, rest.text, rest.len);
	}
	strbuf_addch(&split->calendar, '\n');
	strbuf_release(&rest);
}

/* ---------------------------------------------------------------------- components */

static const struct {
	const char *name;
	enum place within, place;
} components[] = {
	{ "VCALENDAR", IN_NOTHING, IN_CALENDAR }, { "VEVENT", IN_CALENDAR, IN_EVENT },
	{ "VTIMEZONE", IN_CALENDAR, IN_ZONE },	  { "STANDARD", IN_ZONE, IN_RULES },
	{ "DAYLIGHT", IN_ZONE, IN_RULES },
};

/* the name behind BEGIN: or END:, without blanks at its end */
static bool is_named(const char *s, const char *name)
{
	size_t len = strlen(s);

	while (len && ascii_isblank(s[len - 1]))
		len--;
	return len == strlen(name) && begins_with(s, len, name);
}

static void begin_component(struct ics_split *split, struct reading *reading, const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(components) && !reading->others; i++) {
		if (components[i].within != reading->place || !is_named(name, components[i].name))
			continue;
		if (reading->lines++ >= LINES_MAX)
			break;
		reading->place = components[i].place;
		if (reading->place == IN_ZONE) {
			reading->zone_at = split->calendar.len;
			reading->is_bad = false;
		}
		strbuf_addf(&split->calendar, "BEGIN:%s\n", components[i].name);
		return;
	}
	reading->others += reading->place != IN_NOTHING && reading->others < UINT32_MAX;
}

/* false if the calendar has ended */
static bool end_component(struct ics_split *split, struct reading *reading, const char *name)
{
	if (reading->others) {
		reading->others--;
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(components); i++) {
		if (components[i].place != reading->place || !is_named(name, components[i].name))
			continue;
		strbuf_addf(&split->calendar, "END:%s\n", components[i].name);
		/* without all of its rules it would be wrong: as if it were not there */
		if (reading->place == IN_ZONE && reading->is_bad)
			strbuf_cut(&split->calendar, reading->zone_at);
		reading->place = components[i].within;
		return reading->place != IN_NOTHING;
	}
	return true;
}

/* reads to the end of a calendar, the beginning of another, or the end of all */
bool ics_split_next(struct ics_split *split)
{
	struct reading reading = { .place = IN_NOTHING };

	strbuf_reset(&split->calendar);
	split->is_whole = false;
	for (const char *at = split->next; next_line(split); at = split->next) {
		const char *line = split->line.text;

		if (begins_with(line, split->line.len, "BEGIN:")) {
			line += strlen("BEGIN:");
			if (reading.place != IN_NOTHING && is_named(line, "VCALENDAR")) {
				split->next = at;
				return true;
			}
			begin_component(split, &reading, line);
		} else if (reading.place == IN_NOTHING) {
			continue;
		} else if (!begins_with(line, split->line.len, "END:")) {
			const struct kept *kept =
				reading.others ? NULL : find_kept(split, &reading);

			if (kept)
				keep_line(split, &reading, kept->as);
		} else if (!end_component(split, &reading, line + strlen("END:"))) {
			split->is_whole = true;
			return true;
		}
	}
	return reading.place != IN_NOTHING;
}
