#include "render/ics-event.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "itinerary/event.h"
#include "plan/fields.h"
#include "render/describe.h"
#include "render/ics-line.h"
#include "render/ics-time.h"

#include "base/banned.h"

/* how long before a leg, in seconds */
#define ALARM (2 * 60 * 60)

/* a component while it is made */
struct making {
	struct ics *ics;
	struct ics_variant variant;
	enum audience reader;
	enum lang langs[LANG_COUNT];
	size_t n_langs;
	struct strbuf out;
	size_t stamp_at;
};

/* CSS3 names (RFC 7986) */
/* clang-format off */
static const char *const colors[ITEM_KIND_COUNT] = {
	[ITEM_FLIGHT] = "steelblue",	[ITEM_TRAIN] = "steelblue",    [ITEM_BUS] = "steelblue",
	[ITEM_BOAT] = "steelblue",	[ITEM_TRANSFER] = "steelblue", [ITEM_CROSSING] = "teal",
	[ITEM_STAY] = "slategray",	[ITEM_SESSION] = "darkgreen",  [ITEM_APPOINTMENT] = "darkred",
	[ITEM_MEAL] = "peru",		[ITEM_CULTURE] = "purple",     [ITEM_PRESS] = "darkorange",
	[ITEM_BRIEFING] = "dimgray",	[ITEM_CEREMONY] = "goldenrod", [ITEM_FREE] = "lightgreen",
};
/* clang-format on */

uint8_t ics_langs_code(const enum lang *langs, size_t n)
{
	unsigned int code = 0;

	for (size_t i = 0; i < n && i < LANG_COUNT; i++)
		code |= (unsigned int)(langs[i] + 1) << 2 * i;
	return (uint8_t)code;
}

static void making_init(struct making *m, struct ics *ics, struct ics_variant variant)
{
	*m = (struct making){ .ics = ics, .variant = variant, .out = STRBUF_INIT };
	strbuf_grow(&m->out, 4000); /* few need more */
	m->reader = (enum audience)variant.audience;
	for (unsigned int code = variant.langs; code; code >>= 2)
		m->langs[m->n_langs++] = (enum lang)((code & 3) - 1);
}

static struct ics_text *making_done(struct making *m, struct ics_text *next)
{
	struct ics_text *text = arena_alloc(&m->ics->arena, sizeof(*text) + m->out.len + 1);

	text->next = next;
	text->variant = m->variant;
	text->len = m->out.len;
	text->stamp_at = m->stamp_at;
	memcpy(text->text, m->out.text, m->out.len);
	strbuf_release(&m->out);
	return text;
}

static void describe_in(const struct making *m, size_t i, struct describe *ret)
{
	*ret = (struct describe){ .it = m->ics->it,
				  .catalog = &m->ics->catalogs[m->langs[i]],
				  .dates = &m->ics->dates,
				  .lang = m->langs[i],
				  .reader = m->reader,
				  .contacts = m->variant.contacts };
}

/* ------------------------------------------------------------- single properties */

static void add(struct making *m, icalproperty *property)
{
	ics_add_property(&m->out, property);
}

/* the UID of an item or action, or of its meeting's event, and its SEQUENCE */
static void add_identity(struct making *m, const char *component, const struct meeting *meeting)
{
	const char *uid = event_uid(m->ics->plan, meeting, component, &m->ics->arena);

	add(m, icalproperty_new_uid(uid));
	m->stamp_at = m->out.len;
	add(m, icalproperty_new_sequence(issued_sequence(m->ics->issued, uid)));
}

static void add_related(struct making *m, const struct meeting *meeting, bool sibling)
{
	icalproperty *property = icalproperty_new_relatedto(
		event_uid(m->ics->plan, meeting, NULL, &m->ics->arena));

	if (sibling) /* else a parent, which need not be said */
		ics_add_parameter(property, icalparameter_new_reltype(ICAL_RELTYPE_SIBLING));
	add(m, property);
}

/*
 * One SUMMARY in every case: two are refused by servers.  Several
 * languages stand in one, and are then not named.
 */
static void add_summary(struct making *m, const struct text *text)
{
	struct strbuf value = STRBUF_INIT;
	const char *first = text_in(text, m->langs[0]);

	if (m->n_langs == 1) {
		char name[32];

		/* a text that lacks the reader's language is told by its own */
		snprintf(name, sizeof(name), "SUMMARY;LANGUAGE=%s",
			 lang_code(text_lang(text, m->langs[0])));
		ics_add_text(&m->out, name, first, ICS_ONE_LINE);
		return;
	}
	strbuf_addstr(&value, first);
	for (size_t i = 1; i < m->n_langs; i++) {
		const char *next = text_in(text, m->langs[i]);

		if (strcmp(first, next))
			strbuf_addf(&value, " / %s", next);
	}
	ics_add_text(&m->out, "SUMMARY", value.text, ICS_ONE_LINE);
	strbuf_release(&value);
}

static const char *place_in_words(struct making *m, const struct place *place)
{
	const struct describe d = { .lang = m->langs[0], .reader = m->reader };
	struct strbuf key = STRBUF_INIT, words = STRBUF_INIT;
	const char *known;

	strbuf_addf(&key, "%d %d %s", (int)m->langs[0], (int)m->reader, place->id);
	known = hash_get(&m->ics->places, key.text, key.len);
	if (!known) {
		const char *kept = arena_strdup(&m->ics->arena, key.text);

		describe_place(&words, &d, place);
		known = arena_strdup(&m->ics->arena, words.text);
		*hash_slot(&m->ics->places, kept, key.len) = (void *)known;
	}
	strbuf_release(&words);
	strbuf_release(&key);
	return known;
}

/* to six digits, half away from zero: libical's %f would look at bits beyond */
static double rounded(double degrees)
{
	return (int)(degrees * 1e6 + (degrees < 0 ? -0.5 : 0.5)) / 1e6;
}

static void add_place(struct making *m, const struct place *place)
{
	const struct place *at;

	if (!place)
		return;
	ics_add_text(&m->out, "LOCATION", place_in_words(m, place), ICS_ONE_LINE);
	at = place->has_geo ? place : place_building(place);
	if (at->has_geo && FIELD_REACHES(place, latitude, m->reader))
		add(m, icalproperty_new_geo((struct icalgeotype){ .lat = rounded(at->latitude),
								  .lon = rounded(at->longitude) }));
}

static void add_class(struct making *m)
{
	enum icalproperty_class class = ICAL_CLASS_CONFIDENTIAL;

	if (m->reader == AUDIENCE_PUBLIC)
		class = ICAL_CLASS_PUBLIC;
	else if (m->reader == AUDIENCE_PARTICIPANTS)
		class = ICAL_CLASS_PRIVATE;
	add(m, icalproperty_new_class(class));
}

static void add_status(struct making *m, enum status status)
{
	enum icalproperty_status told = ICAL_STATUS_CONFIRMED;

	if (status == STATUS_CANCELLED)
		told = ICAL_STATUS_CANCELLED;
	else if (status == STATUS_TENTATIVE || status == STATUS_DRAFT)
		told = ICAL_STATUS_TENTATIVE;
	add(m, icalproperty_new_status(told));
}

static void add_transp(struct making *m, bool busy)
{
	add(m, icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
}

static void add_organizer(struct making *m)
{
	const struct organizer *o = &m->ics->plan->organizer;
	struct strbuf text = STRBUF_INIT;
	icalproperty *property;

	if (!o->email || !FIELD_REACHES(organizer, email, m->reader))
		return;
	strbuf_addf(&text, "mailto:%s", o->email);
	property = icalproperty_new_organizer(text.text);
	if (!m->variant.invitation && o->name && FIELD_REACHES(organizer, name, m->reader)) {
		strbuf_reset(&text);
		ics_add_quotable(&text, text_in(o->name, m->langs[0]));
		ics_add_parameter(property, icalparameter_new_cn(text.text));
	}
	add(m, property);
	strbuf_release(&text);
}

static void add_alarm(struct making *m, const struct text *title)
{
	struct icaltriggertype before = { .time = icaltime_null_time(),
					  .duration = icaldurationtype_from_int(-ALARM) };

	ics_add_linef(&m->out, "BEGIN:VALARM");
	add(m, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	ics_add_text(&m->out, "DESCRIPTION", text_in(title, m->langs[0]), ICS_ONE_LINE);
	add(m, icalproperty_new_trigger(before));
	ics_add_linef(&m->out, "END:VALARM");
}

/* --------------------------------------------------------------------- the items */

bool ics_item_is_timed(const struct item *item)
{
	return item->has_time && item->kind != ITEM_STAY && item->start_zone && item->end_zone &&
	       item->start != INSTANT_NONE && item->end != INSTANT_NONE;
}

static void add_item_times(struct making *m, const struct item *item)
{
	bool has_nights =
		item->kind == ITEM_STAY && item->until != CIVIL_NONE && item->until > item->day;

	if (ics_item_is_timed(item)) {
		ics_add_time(&m->out, icalproperty_new_dtstart, item->start_zone, item->start);
		ics_add_time(&m->out, icalproperty_new_dtend, item->end_zone, item->end);
		return;
	}
	add(m, icalproperty_new_dtstart(ics_day(item->day)));
	/* the end is not included: a guest of two nights is there on two days' evenings */
	add(m, icalproperty_new_dtend(ics_day(has_nights ? item->until : item->day + 1)));
}

/* does it keep those who take part from anything else? */
static bool is_busy(const struct item *item)
{
	return ics_item_is_timed(item) && item->kind != ITEM_FREE &&
	       item->status != STATUS_CANCELLED;
}

static void add_item_description(struct making *m, const struct item *item)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < m->n_langs; i++) {
		struct describe d;

		describe_in(m, i, &d);
		if (i)
			strbuf_addstr(&text, "\n\n");
		describe_item(&text, &d, item);
	}
	ics_add_text(&m->out, "DESCRIPTION", text.text, ICS_SEVERAL_LINES);
	strbuf_release(&text);
}

static void make_item(struct making *m, const struct item *item)
{
	const struct kind_info *kind = kind_info((enum item_kind)item->kind);
	const struct text *title = describe_title(item, m->reader);

	ics_add_linef(&m->out, "BEGIN:VEVENT");
	add_identity(m, item->id, item->meeting);
	add_item_times(m, item);
	add_summary(m, title);
	add_place(m, describe_where(item, m->reader));
	add_item_description(m, item);
	ics_add_text(&m->out, "CATEGORIES",
		     catalog_get(&m->ics->catalogs[m->langs[0]], kind->title), ICS_ONE_LINE);
	add_class(m);
	add_status(m, (enum status)item->status);
	add_transp(m, is_busy(item));
	add(m, icalproperty_new_color(colors[item->kind]));
	add_organizer(m);
	if (m->variant.related)
		add_related(m, item->meeting, false);
	if (m->variant.alarm)
		add_alarm(m, title);
	ics_add_linef(&m->out, "END:VEVENT");
}

/* what another text of the event says, with an alarm before its end */
static void make_alarmed(struct making *m, const struct item *item, const struct ics_text *plain)
{
	static const char end[] = "END:VEVENT\r\n";

	strbuf_add(&m->out, plain->text, plain->len - (sizeof(end) - 1));
	m->stamp_at = plain->stamp_at;
	add_alarm(m, describe_title(item, m->reader));
	strbuf_add(&m->out, end, sizeof(end) - 1);
}

static const struct ics_text *find_text(const struct ics_text *text, struct ics_variant variant)
{
	for (; text; text = text->next)
		if (text->variant.contacts == variant.contacts &&
		    text->variant.langs == variant.langs &&
		    text->variant.audience == variant.audience &&
		    text->variant.alarm == variant.alarm &&
		    text->variant.related == variant.related &&
		    text->variant.invitation == variant.invitation)
			return text;
	return NULL;
}

const struct ics_text *ics_item_text(struct ics *ics, const struct item *item,
				     struct ics_variant variant)
{
	size_t index = (size_t)(item - item->meeting->items->v);
	struct ics_text **texts = &ics->items[item->meeting->index][index];
	struct ics_variant without = variant;
	const struct ics_text *known, *plain = NULL;
	struct making m;

	variant.alarm &=
		item_is_leg(item) && ics_item_is_timed(item) && item->status != STATUS_CANCELLED;
	known = find_text(*texts, variant);
	if (known)
		return known;
	without.alarm = false;
	if (variant.alarm)
		plain = find_text(*texts, without);
	making_init(&m, ics, variant);
	if (plain)
		make_alarmed(&m, item, plain);
	else
		make_item(&m, item);
	return *texts = making_done(&m, *texts);
}

/* ------------------------------------------------------------------ the meetings */

static void add_meeting_description(struct making *m, const struct meeting *meeting)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < m->n_langs; i++) {
		struct describe d;

		describe_in(m, i, &d);
		if (i)
			strbuf_addstr(&text, "\n\n");
		describe_meeting(&text, &d, meeting);
	}
	ics_add_text(&m->out, "DESCRIPTION", text.text, ICS_SEVERAL_LINES);
	strbuf_release(&text);
}

static const char *meeting_category(const struct making *m, const struct meeting *meeting)
{
	const struct catalog *catalog = &m->ics->catalogs[m->langs[0]];

	if (meeting->host)
		/* TRANSLATORS: the category of an event: all the days of a visit. */
		return catalog_get(catalog, N_("visit"));
	/* TRANSLATORS: the category of an event: a meeting where no side is the host. */
	return catalog_get(catalog, N_("meeting"));
}

static void make_meeting(struct making *m, const struct meeting *meeting)
{
	ics_add_linef(&m->out, "BEGIN:VEVENT");
	add_identity(m, NULL, meeting);
	add(m, icalproperty_new_dtstart(ics_day(meeting->dates.first)));
	add(m, icalproperty_new_dtend(ics_day(meeting->dates.last + 1)));
	add_summary(m, FIELD_REACHES(meeting, title, m->reader) ? meeting->title : NULL);
	add_place(m, FIELD_REACHES(meeting, place, m->reader) ? meeting->place : NULL);
	add_meeting_description(m, meeting);
	ics_add_text(&m->out, "CATEGORIES", meeting_category(m, meeting), ICS_ONE_LINE);
	add_class(m);
	add_status(m, meeting->status);
	add_transp(m, false);
	add(m, icalproperty_new_color("navy"));
	add_organizer(m);
	if (m->variant.related && FIELD_REACHES(meeting, answers, m->reader))
		add_related(m, meeting->answers, true);
	ics_add_linef(&m->out, "END:VEVENT");
}

const struct ics_text *ics_meeting_text(struct ics *ics, const struct meeting *meeting,
					struct ics_variant variant)
{
	struct ics_text **texts = &ics->meetings[meeting->index];
	const struct ics_text *known;
	struct making m;

	variant.alarm = false;
	known = find_text(*texts, variant);
	if (known)
		return known;
	making_init(&m, ics, variant);
	make_meeting(&m, meeting);
	return *texts = making_done(&m, *texts);
}

/* ------------------------------------------------------------------- the actions */

/*
 * A published VTODO must say when it begins (RFC 5546 §3.4.1), before it
 * is due: from the meeting on where it was agreed, as far as that is known.
 */
static civil_day action_begins(const struct meeting *meeting, const struct action *action)
{
	civil_day begins = meeting->dates.last;

	if (begins == CIVIL_NONE)
		begins = meeting->window.first;
	if (action->due != CIVIL_NONE && (begins == CIVIL_NONE || begins >= action->due))
		begins = action->due - 1;
	return begins == CIVIL_NONE ? 0 : begins;
}

static void add_action_status(struct making *m, const struct action *action)
{
	enum icalproperty_status told = ICAL_STATUS_NEEDSACTION;

	if (action->status == ACTION_DONE)
		told = ICAL_STATUS_COMPLETED;
	else if (action->status == ACTION_DROPPED)
		told = ICAL_STATUS_CANCELLED;
	add(m, icalproperty_new_status(told));
	if (action->status == ACTION_DONE)
		add(m, icalproperty_new_percentcomplete(100));
}

static void add_action_description(struct making *m, const struct meeting *meeting,
				   const struct action *action)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < m->n_langs; i++) {
		struct describe d;

		describe_in(m, i, &d);
		if (i)
			strbuf_addstr(&text, "\n\n");
		describe_action(&text, &d, meeting, action);
	}
	ics_add_text(&m->out, "DESCRIPTION", text.text, ICS_SEVERAL_LINES);
	strbuf_release(&text);
}

struct ics_text *ics_action_text(struct ics *ics, const struct meeting *meeting,
				 const struct action *action, struct ics_variant variant)
{
	struct making m;

	making_init(&m, ics, variant);
	ics_add_linef(&m.out, "BEGIN:VTODO");
	add_identity(&m, action->id, meeting);
	add(&m, icalproperty_new_dtstart(ics_day(action_begins(meeting, action))));
	if (action->due != CIVIL_NONE && FIELD_REACHES(action, due, m.reader))
		add(&m, icalproperty_new_due(ics_day(action->due)));
	add_summary(&m, FIELD_REACHES(action, title, m.reader) ? action->title : NULL);
	add_action_description(&m, meeting, action);
	add_class(&m);
	if (FIELD_REACHES(action, status, m.reader))
		add_action_status(&m, action);
	add(&m, icalproperty_new_priority(0)); /* none is meant */
	add_organizer(&m);
	ics_add_linef(&m.out, "END:VTODO");
	return making_done(&m, NULL);
}
