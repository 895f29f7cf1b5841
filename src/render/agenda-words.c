#include "render/agenda-words.h"

#include <string.h>

#include "lang/country.h"
#include "lang/intervals.h"
#include "lang/text.h"
#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

#define SEPARATOR " · "
#define ARROW " → "

/* what begins within so many minutes is told by them, on another day too */
#define SOON_MINUTES (6 * 60)

void agenda_words_init(struct agenda_words *w, const struct catalog *catalog, struct dates *dates)
{
	*w = (struct agenda_words){
		.d = { .catalog = catalog, .dates = dates, .lang = catalog->lang }
	};
}

void agenda_words_release(struct agenda_words *w)
{
	if (w)
		brief_release(&w->brief);
}

void agenda_words_begin(struct agenda_words *w, const struct agenda_meeting *m)
{
	const struct agenda_source *source = m->source;

	/* what was said of people is kept for one plan and reader */
	if (!w->m || w->m->source != source)
		brief_release(&w->brief);
	w->m = m;
	w->d.it = source->it;
	w->d.reader = view_audience(&source->view);
	w->d.contacts = view_contacts(&source->view, source->it, m->meeting);
}

static const char *say(const struct agenda_words *w, const char *msgid)
	__attribute__((format_arg(2)));
static const char *say(const struct agenda_words *w, const char *msgid)
{
	return catalog_get(w->d.catalog, msgid);
}

/* ----------------------------------------------------------------------------- times */

static void add_nights(struct strbuf *out, const struct agenda_words *w, int nights)
{
	strbuf_addf(out,
		    /* TRANSLATORS: how long somebody stays in a hotel; in the column of times. */
		    catalog_get_plural(w->d.catalog, NP_("%d night", "%d nights"),
				       (unsigned long)nights),
		    nights);
}

static void add_clock(struct strbuf *out, int minute)
{
	strbuf_addf(out, "%02d:%02d", minute / 60, minute % 60);
}

void agenda_add_time(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	int days = e->end_day - e->day;

	if (e->timed) {
		add_clock(out, e->start);
		strbuf_addstr(out, "–");
		add_clock(out, e->end);
		if (days)
			strbuf_addf(out, "%+d", days);
	} else if (e->item->kind == ITEM_STAY && days > 0) {
		add_nights(out, w, days);
	} else if (item_is_leg(e->item)) {
		/* TRANSLATORS: in the column of times: of a journey whose time is not known yet. */
		strbuf_addstr(out, say(w, N_("time open")));
	} else {
		/* TRANSLATORS: in the column of times: of something without a time. */
		strbuf_addstr(out, say(w, N_("all day")));
	}
}

void agenda_add_until(struct strbuf *out, const struct agenda_words *w, instant now,
		      const struct zone *zone, instant at)
{
	int64_t minutes = (at - now + 59) / 60;
	struct strbuf part = STRBUF_INIT;
	civil_day today, day;
	int minute;

	today = zone ? zone_local(zone, now, NULL) : meeting_today(w->m->meeting, now);
	day = zone ? zone_local(zone, at, &minute) : w->m->first;
	if (zone && (day == today || minutes < SOON_MINUTES)) {
		interval_add_minutes(&part, w->d.catalog, minutes);
		/* TRANSLATORS: how long until something begins: "2 h 15 min". */
		strbuf_addf(out, say(w, N_("in %s")), part.text);
	} else if (zone && day == today + 1) {
		add_clock(&part, minute);
		/* TRANSLATORS: when something begins: "09:00". */
		strbuf_addf(out, say(w, N_("tomorrow at %s")), part.text);
	} else if (day == today + 1) {
		strbuf_addstr(out, say(w, N_("tomorrow")));
	} else {
		dates_add(out, w->d.dates, w->d.lang, DATE_LONG, day);
		strbuf_addstr(out, SEPARATOR);
		interval_add_days(out, w->d.catalog, day - today);
	}
	strbuf_release(&part);
}

/* ---------------------------------------------------------------------------- places */

static const struct place *city_of(const struct place *place)
{
	const struct place *building = place_building(place);

	return building && building->city ? building->city : place->city;
}

/* where the meeting is, as far as the reader knows */
static const struct place *home_of(const struct agenda_words *w)
{
	const struct meeting *meeting = w->m->meeting;

	return w->m->whole && FIELD_REACHES(meeting, place, w->d.reader) ? meeting->place : NULL;
}

static void add_name(struct strbuf *out, const char *name, const char **last)
{
	if (!*name || (*last && !strcmp(*last, name)))
		return;
	describe_add_name(out, name);
	*last = name;
}

/*
 * Room, building, address, and the city where it is not the meeting's.
 * said: what the item is called, which need not be said again; or NULL.
 * The ends of a route are told without their address.
 */
static void add_place(struct strbuf *out, const struct agenda_words *w, const struct place *place,
		      const char *said, bool address)
{
	const struct place *building = place_building(place), *city = city_of(place);
	const struct place *home = home_of(w);
	struct strbuf words = STRBUF_INIT;
	const char *last = said;

	if (!FIELD_REACHES(place, name, w->d.reader))
		return;
	add_name(&words, describe_text(&w->d, place->name), &last);
	if (building != place && FIELD_REACHES(place, within, w->d.reader))
		add_name(&words, describe_text(&w->d, building->name), &last);
	if (address && building->address && FIELD_REACHES(place, address, w->d.reader))
		add_name(&words, building->address, &last);
	if (city && city != place && (!home || city != place_city(home)) &&
	    FIELD_REACHES(place, city, w->d.reader))
		add_name(&words, describe_text(&w->d, city->name), &last);
	strbuf_addstr(out, words.text);
	strbuf_release(&words);
}

/* " (UTC+2)", if the entry tells its zones; of two that differ both */
static void add_offsets(struct strbuf *out, const struct agenda_entry *e, int first, int last)
{
	if (!e->tells_zones)
		return;
	strbuf_addstr(out, " (");
	describe_offset(out, first);
	if (last != first) {
		strbuf_addstr(out, ARROW);
		describe_offset(out, last);
	}
	strbuf_addch(out, ')');
}

static void add_end(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e,
		    const struct place *place, int offset)
{
	size_t before = out->len;

	if (place)
		add_place(out, w, place, NULL, false);
	if (out->len == before)
		strbuf_addstr(out, "…");
	add_offsets(out, e, offset, offset);
}

static void add_route(struct strbuf *out, const struct agenda_words *w,
		      const struct agenda_entry *e)
{
	const struct item *item = e->item;
	const struct place *from = FIELD_REACHES(item, from, w->d.reader) ? item->from : NULL;
	const struct place *to = FIELD_REACHES(item, to, w->d.reader) ? item->to : NULL;

	if (!from && !to)
		return;
	add_end(out, w, e, from, e->start_offset);
	strbuf_addstr(out, ARROW);
	add_end(out, w, e, to, e->end_offset);
}

/* a crossing: the countries left and entered */
static void add_border(struct strbuf *out, const struct agenda_words *w,
		       const struct agenda_entry *e)
{
	const struct item *item = e->item;
	const struct countries *between = item->place ? item->place->between : NULL;
	const char *entered = item->entering.code;

	if (!*entered || !FIELD_REACHES(item, entering, w->d.reader))
		return;
	for (size_t i = 0; i < LIST_N(between) && LIST_N(between) == 2; i++)
		if (!same_country(between->v[i].code, entered))
			country_add_name(out, w->d.lang, between->v[i].code);
	add_offsets(out, e, e->start_offset, e->start_offset);
	strbuf_addstr(out, ARROW);
	country_add_name(out, w->d.lang, entered);
	add_offsets(out, e, e->end_offset, e->end_offset);
}

static void add_stay(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	const struct place *place = e->item->place;

	if (place && FIELD_REACHES(item, place, w->d.reader))
		add_place(out, w, place, describe_text(&w->d, place->name), true);
	if (e->end_day <= e->day)
		return;
	if (out->len)
		strbuf_addstr(out, SEPARATOR);
	dates_add_range(out, w->d.dates, w->d.lang, e->day, e->end_day);
}

static void add_spot(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	const struct place *place = describe_where(e->item, w->d.reader);

	if (!place || (place == home_of(w) && !e->tells_zones))
		return;
	add_place(out, w, place, describe_text(&w->d, describe_title(e->item, w->d.reader)), true);
	add_offsets(out, e, e->start_offset, e->end_offset);
}

void agenda_add_via(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	struct strbuf name = STRBUF_INIT;

	if (e->item->via && FIELD_REACHES(item, via, w->d.reader)) {
		add_place(&name, w, e->item->via, NULL, false);
		/* TRANSLATORS: the border crossing that a train or bus passes. */
		describe_line(out, &w->d, N_("Via: %s"), name.text);
	}
	strbuf_release(&name);
}

/* ----------------------------------------------------------------------- the entries */

void agenda_add_title(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	const struct text *title = describe_title(e->item, w->d.reader);

	/* a built-in place may have a name, and a plan's own may be without */
	strbuf_addstr(out, title ? text_in(title, w->d.lang) : e->item->id ? e->item->id : "");
}

static const char *kind_word(const struct agenda_words *w, const struct item *item)
{
	if (item->charter == YES && FIELD_REACHES(item, charter, w->d.reader))
		/* TRANSLATORS: a kind of item, as flight, train, session. */
		return say(w, N_("charter flight"));
	return say(w, kind_info((enum item_kind)item->kind)->title);
}

/* is the item called by its kind, but for capitals: "Press conference"? */
static bool is_called(const struct agenda_words *w, const struct item *item, const char *kind)
{
	const char *title = text_in(describe_title(item, w->d.reader), w->d.lang);
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	bool is;

	text_add_search_key(&a, title, strlen(title));
	text_add_search_key(&b, kind, strlen(kind));
	is = !strcmp(a.text, b.text);
	strbuf_release(&a);
	strbuf_release(&b);
	return is;
}

void agenda_add_kind(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	const char *kind = kind_word(w, e->item);

	if (!is_called(w, e->item, kind))
		strbuf_addstr(out, kind);
}

void agenda_add_where(struct strbuf *out, const struct agenda_words *w,
		      const struct agenda_entry *e)
{
	if (e->item->kind == ITEM_CROSSING)
		add_border(out, w, e);
	else if (item_is_leg(e->item))
		add_route(out, w, e);
	else if (e->item->kind == ITEM_STAY)
		add_stay(out, w, e);
	else
		add_spot(out, w, e);
}

void agenda_add_what(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e)
{
	struct strbuf where = STRBUF_INIT;

	agenda_add_kind(out, w, e);
	agenda_add_where(&where, w, e);
	if (where.len)
		strbuf_addf(out, "%s%s", out->len ? SEPARATOR : "", where.text);
	strbuf_release(&where);
}

void agenda_add_who(struct strbuf *out, struct agenda_words *w, const struct agenda_entry *e)
{
	strbuf_addstr(out, brief_people(&w->brief, &w->d, e->item));
}

const char *agenda_state_word(const struct agenda_words *w, enum agenda_state state)
{
	switch (state) {
	case AGENDA_NOW:
		/* TRANSLATORS: behind the title of what is going on at this moment. */
		return say(w, N_("now"));
	case AGENDA_NEXT:
		/* TRANSLATORS: behind the title of what begins next. */
		return say(w, N_("next"));
	default: return NULL;
	}
}

const char *agenda_status_word(const struct agenda_words *w, const struct agenda_entry *e)
{
	if (e->item->status == w->m->meeting->status || !FIELD_REACHES(item, status, w->d.reader))
		return NULL;
	return describe_status(w->d.catalog, (enum status)e->item->status);
}

/* ----------------------------------------------------------------------- the meeting */

const char *agenda_meeting_title(const struct agenda_words *w)
{
	const struct meeting *meeting = w->m->meeting;

	if (meeting->title && FIELD_REACHES(meeting, title, w->d.reader))
		return text_in(meeting->title, w->d.lang);
	return meeting->id ? meeting->id : "";
}

const char *agenda_meeting_status(const struct agenda_words *w)
{
	const struct meeting *meeting = w->m->meeting;

	if (!FIELD_REACHES(meeting, status, w->d.reader))
		return NULL;
	if (meeting->status == STATUS_HELD)
		/* TRANSLATORS: how certain a visit is: it has taken place. */
		return say(w, N_("held"));
	return describe_status(w->d.catalog, meeting->status);
}

void agenda_add_meeting_place(struct strbuf *out, const struct agenda_words *w)
{
	const struct place *home = home_of(w);

	if (home)
		describe_place(out, &w->d, home);
}

void agenda_add_days_left(struct strbuf *out, const struct agenda_words *w)
{
	const struct agenda_meeting *m = w->m;
	enum status status = m->meeting->status;

	if (m->first == CIVIL_NONE || status == STATUS_HELD || status == STATUS_CANCELLED)
		return;
	if (m->first > m->today)
		interval_add_days(out, w->d.catalog, m->first - m->today);
	else if (m->last < m->today)
		interval_add_days(out, w->d.catalog, m->last - m->today);
	else if (m->last == m->first)
		strbuf_addstr(out, say(w, N_("today")));
	else if (m->settled)
		/* TRANSLATORS: of a visit that is going on. */
		strbuf_addf(out, say(w, N_("day %1$d of %2$d")), m->today - m->first + 1,
			    m->last - m->first + 1);
}
