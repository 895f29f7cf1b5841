#include "render/ics-reply.h"

#include <limits.h>
#include <string.h>

#include "base/ascii.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "render/ics-split.h"

#include "base/banned.h"

/* of a text; an answer has one */
#define CALENDARS_MAX 1000
#define EVENTS_MAX 1000
#define ATTENDEES_MAX 100
/* RFC 5321 §4.5.3.1.3 */
#define EMAIL_MAX 254

/* a calendar while it is read */
struct reading {
	struct ics_answers *answers;
	struct arena *arena;
	struct zones *zones;
	icalcomponent *calendar;
	struct ics_clock clock; /* of the calendar */
	enum ics_method method;
};

static const struct {
	const char *name;
	icalparameter_partstat ical;
} partstats[ICS_PARTSTAT_COUNT] = {
	[ICS_NEEDS_ACTION] = { "NEEDS-ACTION", ICAL_PARTSTAT_NEEDSACTION },
	[ICS_ACCEPTED] = { "ACCEPTED", ICAL_PARTSTAT_ACCEPTED },
	[ICS_DECLINED] = { "DECLINED", ICAL_PARTSTAT_DECLINED },
	[ICS_TENTATIVE] = { "TENTATIVE", ICAL_PARTSTAT_TENTATIVE },
	[ICS_DELEGATED] = { "DELEGATED", ICAL_PARTSTAT_DELEGATED },
};

const char *ics_partstat_name(enum ics_partstat partstat)
{
	return partstats[partstat].name;
}

/* without blanks and line ends around it, which stay within; NULL if nothing remains */
static const char *trimmed(struct arena *arena, const char *s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *kept;
	size_t len, n;

	if (!s)
		return NULL;
	s += strspn(s, " \t\r\n");
	len = strlen(s);
	while (len && strchr(" \t\r\n", s[len - 1]))
		len--;
	for (; len; s += n, len -= n) {
		n = strcspn(s, "\n");
		n = n < len ? n : len;
		ics_split_add_clean(&sb, s, n);
		if (n < len) {
			strbuf_addch(&sb, '\n');
			n++;
		}
	}
	kept = sb.len ? arena_strndup(arena, sb.text, sb.len) : NULL;
	strbuf_release(&sb);
	return kept;
}

static void add_fault(struct ics_answers *answers, struct arena *arena, enum ics_fault_kind kind,
		      const char *word)
{
	const char *clean = trimmed(arena, word);
	struct ics_fault fault = { kind, clean ? clean : "" };

	VEC_PUSH(&answers->faults, fault);
}

/* ----------------------------------------------------------------------- addresses */

static int hex(char c)
{
	if (ascii_isdigit(c))
		return c - '0';
	c = ascii_toupper(c);
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* a URI's %40 and the like (RFC 6068 §2) */
static void add_decoded(struct strbuf *out, const char *s)
{
	for (; *s; s++) {
		int high = *s == '%' ? hex(s[1]) : -1;
		int low = high >= 0 ? hex(s[2]) : -1;

		if (low >= 0 && high * 16 + low > 0x20 && high * 16 + low < 0x7F) {
			strbuf_addch(out, (char)(high * 16 + low));
			s += 2;
		} else {
			strbuf_addch(out, *s);
		}
	}
}

static bool is_address(const char *s)
{
	const char *at = strrchr(s, '@');

	if (!at || at == s || !at[1] || strlen(s) > EMAIL_MAX)
		return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || strchr("<>,;:\"\\", *s))
			return false;
	return true;
}

/*
 * The address of "mailto:ani@regional.example", in any case, with or without
 * mailto: and angle brackets; NULL for what is none, as "invalid:nomail" of
 * Exchange or "/aMTA1/principal/" of iCloud.
 */
static const char *address(struct arena *arena, const char *s)
{
	struct strbuf sb = STRBUF_INIT;
	const char *found = NULL;

	if (!s || strlen(s) > 2000)
		return NULL;
	while (ascii_isblank(*s) || *s == '"' || *s == '<')
		s++;
	if (strlen(s) > 7 && s[6] == ':') {
		char scheme[8] = "";

		memcpy(scheme, s, 6);
		if (!ascii_casecmp(scheme, "mailto"))
			s += 7;
	}
	add_decoded(&sb, s);
	/* headers, as "?subject=" */
	strbuf_cut(&sb, strcspn(sb.text, "?"));
	s = sb.text + strspn(sb.text, " <");
	while (sb.len && strchr(" >\"", sb.text[sb.len - 1]))
		strbuf_cut(&sb, sb.len - 1);
	if (s <= sb.text + sb.len && is_address(s))
		found = arena_strdup(arena, s);
	strbuf_release(&sb);
	return found;
}

/* ------------------------------------------------------------------------ comments */

/*
 * What Google's X-RESPONSE-COMMENT holds: "it&#39\;s late", entities of HTML
 * with iCalendar's escapes in them.
 */
static void add_unescaped(struct strbuf *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '\\' && s[1]) {
			s++;
			strbuf_addch(out, ascii_tolower(*s) == 'n' ? '\n' : *s);
		} else {
			strbuf_addch(out, *s);
		}
	}
}

/* one that is no control character, and that may stand in a text */
static bool is_character(uint32_t c)
{
	return c >= ' ' && (c < 0x7F || c >= 0xA0) && (c < 0xD800 || c >= 0xE000) &&
	       (c & 0xFFFE) != 0xFFFE && c <= 0x10FFFF;
}

/* the character of "#39;" or "amp;", of which *s is the first letter; 0: none */
static uint32_t read_entity(const char **s)
{
	static const struct {
		const char *name;
		uint32_t c;
	} names[] = { { "amp;", '&' },	{ "lt;", '<' },	   { "gt;", '>' },
		      { "quot;", '"' }, { "apos;", '\'' }, { "nbsp;", ' ' } };
	uint32_t c = 0;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (strncmp(*s, names[i].name, strlen(names[i].name)))
			continue;
		*s += strlen(names[i].name);
		return names[i].c;
	}
	if (**s == '#') {
		bool is_hex = ascii_tolower((*s)[1]) == 'x';
		const char *p = *s + 1 + is_hex, *digits = p;
		int base = is_hex ? 16 : 10;

		for (; hex(*p) >= 0 && hex(*p) < base && p - digits < 7; p++)
			c = c * (uint32_t)base + (uint32_t)hex(*p);
		if (*p != ';' || !is_character(c))
			return 0;
		*s = p + 1;
	}
	return c;
}

static void add_without_entities(struct strbuf *out, const char *s)
{
	while (*s) {
		const char *p = s + 1;
		uint32_t c = *s == '&' ? read_entity(&p) : 0;
		char utf8[4];

		if (c) {
			strbuf_add(out, utf8, utf8_put(utf8, c));
			s = p;
		} else {
			strbuf_addch(out, *s++);
		}
	}
}

static const char *x_parameter(icalproperty *p, const char *name)
{
	icalparameter *x = icalproperty_get_first_parameter(p, ICAL_X_PARAMETER);

	for (; x; x = icalproperty_get_next_parameter(p, ICAL_X_PARAMETER)) {
		const char *found = icalparameter_get_xname(x);

		if (found && !ascii_casecmp(found, name))
			return icalparameter_get_xvalue(x);
	}
	return NULL;
}

static const char *google_comment(struct arena *arena, icalproperty *attendee)
{
	struct strbuf plain = STRBUF_INIT, text = STRBUF_INIT;
	const char *found = x_parameter(attendee, "X-RESPONSE-COMMENT");

	if (found) {
		add_unescaped(&plain, found);
		add_without_entities(&text, plain.text);
		found = trimmed(arena, text.text);
	}
	strbuf_release(&plain);
	strbuf_release(&text);
	return found;
}

/* a property whose value is text, or an X-property of that name, unescaped */
static const char *text_of(struct arena *arena, icalproperty *p)
{
	icalvalue *value = p ? icalproperty_get_value(p) : NULL;
	struct strbuf sb = STRBUF_INIT;
	const char *found;

	if (!value)
		return NULL;
	if (icalvalue_isa(value) != ICAL_X_VALUE)
		return trimmed(arena, icalvalue_get_text(value));
	if (icalvalue_get_x(value))
		add_unescaped(&sb, icalvalue_get_x(value));
	found = trimmed(arena, sb.text);
	strbuf_release(&sb);
	return found;
}

static icalproperty *x_property(icalcomponent *event, const char *name)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_X_PROPERTY);

	for (; p; p = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
		const char *found = icalproperty_get_x_name(p);

		if (found && !ascii_casecmp(found, name))
			return p;
	}
	return NULL;
}

/* the first that is not empty: Exchange sends "COMMENT:\n" */
static const char *comment_of(struct arena *arena, icalcomponent *event)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_COMMENT_PROPERTY);

	for (; p; p = icalcomponent_get_next_property(event, ICAL_COMMENT_PROPERTY)) {
		const char *found = text_of(arena, p);

		if (found)
			return found;
	}
	return text_of(arena, x_property(event, "X-CALENDARSERVER-PRIVATE-COMMENT"));
}

/* --------------------------------------------------------------------- the answers */

/* which of ours; false after a fault */
static bool read_partstat(const struct reading *r, icalproperty *attendee, const char *email,
			  enum ics_partstat *ret)
{
	icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);
	icalparameter_partstat found = p ? icalparameter_get_partstat(p) : ICAL_PARTSTAT_NONE;
	const char *word;

	for (int i = 0; i < ICS_PARTSTAT_COUNT; i++) {
		if (partstats[i].ical != found)
			continue;
		*ret = (enum ics_partstat)i;
		return true;
	}
	if (!p && r->method == ICS_COUNTER) {
		*ret = ICS_NEEDS_ACTION;
		return true;
	}
	if (!p) {
		add_fault(r->answers, r->arena, ICS_FAULT_NO_PARTSTAT, email);
		return false;
	}
	word = icalparameter_get_xvalue(p);
	if (found != ICAL_PARTSTAT_X || !word)
		word = icalparameter_enum_to_string((int)found);
	add_fault(r->answers, r->arena, ICS_FAULT_OTHER_PARTSTAT, word);
	return false;
}

static const char *email_of(struct arena *arena, icalproperty *attendee)
{
	const char *found = address(arena, icalproperty_get_attendee(attendee));
	icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_EMAIL_PARAMETER);

	if (found)
		return found;
	return address(arena, p ? icalparameter_get_email(p) : x_parameter(attendee, "EMAIL"));
}

/* RFC 5545 §3.3.8, of which libical makes a number in any case; false: it is none */
static bool parse_sequence(const char *s, int *ret)
{
	int n = 0;

	s += strspn(s, " ");
	s += *s == '+';
	if (!ascii_isdigit(*s))
		return false;
	for (; ascii_isdigit(*s); s++) {
		int digit = *s - '0';

		if (n > (INT_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	if (s[strspn(s, " ")])
		return false;
	*ret = n;
	return true;
}

/* 0 if there is none; false after a fault */
static bool read_sequence(const struct reading *r, icalcomponent *event, int *ret)
{
	icalproperty *p = x_property(event, "X-SEQUENCE");
	const char *s;

	if (!p)
		p = x_property(event, "X-MICROSOFT-CDO-APPT-SEQUENCE");
	*ret = 0;
	if (!p)
		return true;
	s = icalproperty_get_x(p);
	s = s && *s == '=' ? s + 1 : ""; /* as ics-split.h says */
	if (parse_sequence(s, ret))
		return true;
	add_fault(r->answers, r->arena, ICS_FAULT_SEQUENCE, s);
	return false;
}

static instant dtstamp_of(struct reading *r, icalcomponent *event)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_DTSTAMP_PROPERTY);
	struct ics_when when = ics_when(&r->clock, p);

	/* it is UTC, also where Z was forgotten */
	return when.kind == ICS_INSTANT || when.kind == ICS_LOCAL ? when.at : INSTANT_NONE;
}

static void read_attendee(struct reading *r, icalproperty *attendee, struct ics_answer answer)
{
	icalparameter *p;

	if (!read_partstat(r, attendee, answer.email, &answer.partstat))
		return;
	p = icalproperty_get_first_parameter(attendee, ICAL_CN_PARAMETER);
	answer.name = trimmed(r->arena, p ? icalparameter_get_cn(p) : NULL);
	p = icalproperty_get_first_parameter(attendee, ICAL_SENTBY_PARAMETER);
	answer.sent_by = address(r->arena, p ? icalparameter_get_sentby(p) : NULL);
	p = icalproperty_get_first_parameter(attendee, ICAL_DELEGATEDTO_PARAMETER);
	if (p && answer.partstat == ICS_DELEGATED)
		answer.delegated_to = address(r->arena, icalparameter_get_delegatedto(p));
	if (!answer.comment)
		answer.comment = google_comment(r->arena, attendee);
	VEC_PUSH(&r->answers->list, answer);
}

/* what is the same for every ATTENDEE */
static struct ics_answer read_common(struct reading *r, icalcomponent *event, const char *uid,
				     int sequence)
{
	struct ics_answer answer = { .method = r->method,
				     .event = r->answers->n_events++,
				     .uid = uid,
				     .sequence = sequence,
				     .dtstamp = dtstamp_of(r, event),
				     .comment = comment_of(r->arena, event) };

	answer.has_recurrence =
		icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
	if (r->method == ICS_COUNTER) {
		answer.start = ics_when(
			&r->clock, icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY));
		answer.end = ics_when_end(&r->clock, event);
		answer.has_end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY) ||
				 icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
		answer.location = text_of(
			r->arena,
			icalcomponent_get_first_property(event, ICAL_LOCATION_PROPERTY));
	}
	return answer;
}

static void read_event(struct reading *r, icalcomponent *event)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_UID_PROPERTY);
	const char *uid = p ? trimmed(r->arena, icalproperty_get_uid(p)) : NULL;
	struct ics_answer common;
	size_t n = 0, seen = 0;
	int sequence;

	if (!uid) {
		add_fault(r->answers, r->arena, ICS_FAULT_NO_UID, NULL);
		return;
	}
	if (!read_sequence(r, event, &sequence))
		return;
	common = read_common(r, event, uid, sequence);
	p = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
	for (; p && seen < ATTENDEES_MAX; seen++) {
		common.email = email_of(r->arena, p);
		if (common.email) {
			n++;
			read_attendee(r, p, common);
		}
		p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY);
	}
	if (!n)
		add_fault(r->answers, r->arena, ICS_FAULT_NO_ATTENDEE, uid);
}

/* REPLY or COUNTER; false after a fault */
static bool read_method(struct reading *r, const char *fallback)
{
	icalproperty *p = icalcomponent_get_first_property(r->calendar, ICAL_METHOD_PROPERTY);
	icalproperty_method method = p ? icalproperty_get_method(p) : ICAL_METHOD_NONE;
	const char *word = NULL;

	if (method == ICAL_METHOD_X)
		word = icalvalue_get_x(icalproperty_get_value(p));
	else if (method != ICAL_METHOD_NONE)
		word = icalproperty_method_to_string(method);
	if (!word || !*word)
		word = fallback;
	if (!word || !*word) {
		add_fault(r->answers, r->arena, ICS_FAULT_NO_METHOD, NULL);
		return false;
	}
	r->method = ascii_casecmp(word, "COUNTER") ? ICS_REPLY : ICS_COUNTER;
	if (r->method == ICS_COUNTER || !ascii_casecmp(word, "REPLY"))
		return true;
	add_fault(r->answers, r->arena, ICS_FAULT_OTHER_METHOD, word);
	return false;
}

static void read_calendar(struct reading *r, const char *method)
{
	icalcompiter i = icalcomponent_begin_component(r->calendar, ICAL_VEVENT_COMPONENT);

	if (!read_method(r, method))
		return;
	if (!icalcompiter_deref(&i))
		add_fault(r->answers, r->arena, ICS_FAULT_NO_EVENT, NULL);
	for (; icalcompiter_deref(&i); icalcompiter_next(&i)) {
		if (r->answers->n_events == EVENTS_MAX) {
			add_fault(r->answers, r->arena, ICS_FAULT_TOO_MANY, NULL);
			break;
		}
		read_event(r, icalcompiter_deref(&i));
	}
}

/* parsed, read, and freed again */
static void read_text(struct reading *r, const char *text, const char *method)
{
	r->calendar = icalparser_parse_string(text);
	ics_clock_init(&r->clock, r->zones, r->arena, r->calendar);
	if (r->calendar && icalcomponent_isa(r->calendar) == ICAL_VCALENDAR_COMPONENT)
		read_calendar(r, method);
	else
		add_fault(r->answers, r->arena, ICS_FAULT_NO_CALENDAR, NULL);
	ics_clock_release(&r->clock);
	if (r->calendar)
		icalcomponent_free(r->calendar);
	r->calendar = NULL;
}

void ics_answers_add(struct ics_answers *answers, const char *text, size_t len,
		     const char *method, struct arena *arena, struct zones *zones)
{
	struct reading r = { .answers = answers, .arena = arena, .zones = zones };
	struct ics_split split;
	size_t n = 0;

	if (ics_is_utf16(text, len)) {
		add_fault(answers, arena, ICS_FAULT_UTF16, NULL);
		return;
	}
	icalerror_set_errors_are_fatal(false);
	ics_split_init(&split, text, len);
	while (n < CALENDARS_MAX && answers->n_events < EVENTS_MAX && ics_split_next(&split)) {
		n++;
		if (split.is_whole)
			read_text(&r, split.calendar.text, method);
		else
			add_fault(answers, arena, ICS_FAULT_CUT_OFF, NULL);
	}
	if (!n)
		add_fault(answers, arena, ICS_FAULT_NO_CALENDAR, NULL);
	else if (ics_split_next(&split))
		add_fault(answers, arena, ICS_FAULT_TOO_MANY, NULL);
	ics_split_release(&split);
}

void ics_answers_release(struct ics_answers *answers)
{
	if (!answers)
		return;
	VEC_RELEASE(&answers->list);
	VEC_RELEASE(&answers->faults);
}
