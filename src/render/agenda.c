#include "render/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "plan/fields.h"

#include "base/banned.h"

#define DAY_MINUTES (24 * 60)

void agenda_init(struct agenda *agenda, instant now)
{
	*agenda = (struct agenda){ .now = now, .next = INSTANT_NONE };
}

void agenda_release(struct agenda *agenda)
{
	if (!agenda)
		return;
	VEC_RELEASE(&agenda->meetings);
	arena_release(&agenda->arena);
}

/* ----------------------------------------------------------------------- the entries */

static bool is_timed(const struct item *item)
{
	return item->has_time && item->kind != ITEM_STAY && item->start_zone && item->end_zone &&
	       item->start != INSTANT_NONE && item->end != INSTANT_NONE;
}

/* is it a time that comes twice, as clocks are set back? */
static bool is_doubled(const struct zone *zone, civil_day day, int minute)
{
	enum local_fit fit;

	zone_instant(zone, day, minute, &fit);
	return fit == LOCAL_DOUBLED;
}

/* a clock that is not the meeting's, or of which the time alone does not say enough */
static bool has_other_clock(const struct item *item, const struct agenda_entry *e)
{
	const struct zone *zone = item->meeting->zone;

	if (e->start_offset != e->end_offset)
		return true;
	if (zone && e->start_offset != zone_offset(zone, item->start))
		return true;
	return is_doubled(item->start_zone, e->day, e->start) ||
	       is_doubled(item->end_zone, e->end_day, e->end);
}

static struct agenda_entry entry_of(const struct item *item, enum audience reader)
{
	struct agenda_entry e = { .item = item, .day = item->day, .end_day = item->day };

	if (is_timed(item) && FIELD_REACHES(item, time, reader)) {
		e.timed = true;
		e.day = zone_local(item->start_zone, item->start, &e.start);
		e.end_day = zone_local(item->end_zone, item->end, &e.end);
		e.start_offset = zone_offset(item->start_zone, item->start);
		e.end_offset = zone_offset(item->end_zone, item->end);
		e.tells_zones = has_other_clock(item, &e);
		/* midnight belongs to the day that ends */
		if (!e.end && e.end_day > e.day) {
			e.end_day--;
			e.end = DAY_MINUTES;
		}
	} else if (item->kind == ITEM_STAY && item->until != CIVIL_NONE && item->until > item->day &&
		   FIELD_REACHES(item, until, reader)) {
		e.end_day = item->until;
	}
	return e;
}

/* stays, then what has no time, then the others */
static int class_of(const struct agenda_entry *e)
{
	return e->timed ? 2 : e->item->kind != ITEM_STAY;
}

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_entries(const void *a, const void *b)
{
	const struct agenda_entry *x = a, *y = b;
	int r = compare(x->day, y->day);

	r = r ? r : compare(class_of(x), class_of(y));
	if (!r && x->timed)
		r = compare(x->item->start, y->item->start);
	if (!r && x->timed)
		r = compare(x->item->end, y->item->end);
	/* as the file has them */
	return r ? r : (x->item > y->item) - (x->item < y->item);
}

/* entries in their order, cut into days */
static void cut_into_days(struct agenda *agenda, struct agenda_meeting *m,
			  struct agenda_entry *entries, size_t n)
{
	struct agenda_day *day = NULL;

	m->days = arena_array(&agenda->arena, n, sizeof(*m->days));
	for (size_t i = 0; i < n; i++) {
		if (!day || day->day != entries[i].day) {
			day = &m->days[m->n_days++];
			*day = (struct agenda_day){ .day = entries[i].day, .v = &entries[i] };
		}
		day->n++;
	}
}

static void add_entries(struct agenda *agenda, struct agenda_meeting *m)
{
	const struct agenda_source *source = m->source;
	const struct items *items = m->meeting->items;
	enum audience reader = view_audience(&source->view);
	struct agenda_entry *entries;
	size_t n = 0;

	entries = arena_array(&agenda->arena, LIST_N(items), sizeof(*entries));
	for (size_t i = 0; i < LIST_N(items); i++) {
		const struct item *item = &items->v[i];

		if (item->kind < ITEM_KIND_COUNT && item->day != CIVIL_NONE &&
		    view_shows_item(&source->view, source->it, item))
			entries[n++] = entry_of(item, reader);
	}
	if (n)
		qsort(entries, n, sizeof(*entries), compare_entries);
	cut_into_days(agenda, m, entries, n);
}

/* ---------------------------------------------------------------------- the meetings */

static bool is_over(const struct agenda_meeting *m)
{
	civil_day last = m->last;

	/* somebody may still be on the way home */
	for (size_t i = m->n_days; m->settled && i-- > 0;)
		for (size_t k = 0; k < m->days[i].n; k++)
			if (m->days[i].v[k].end_day > last && last != CIVIL_NONE)
				last = m->days[i].v[k].end_day;
	return last != CIVIL_NONE && last < m->today;
}

static void find_days(struct agenda_meeting *m)
{
	const struct meeting *meeting = m->meeting;

	if (m->whole) {
		m->first = meeting_first_day(meeting);
		m->last = meeting_last_day(meeting);
		m->settled = meeting->dates.first != CIVIL_NONE;
	} else if (m->n_days) {
		m->first = m->days[0].day;
		m->last = m->days[m->n_days - 1].day;
		m->settled = true;
	}
}

/* false if there is nothing in it for the reader */
static bool make_meeting(struct agenda *agenda, struct agenda_meeting *m)
{
	const struct agenda_source *source = m->source;

	m->first = m->last = CIVIL_NONE;
	m->today = meeting_today(m->meeting, agenda->now);
	m->whole = view_knows_meeting(&source->view, source->it, m->meeting);
	add_entries(agenda, m);
	if (!m->whole && !m->n_days)
		return false;
	find_days(m);
	m->ahead = m->meeting->status != STATUS_HELD && m->meeting->status != STATUS_CANCELLED &&
		   !is_over(m);
	return true;
}

static int compare_meetings(const void *a, const void *b)
{
	const struct agenda_meeting *x = a, *y = b;

	/* those that have no day come last */
	if ((x->first == CIVIL_NONE) != (y->first == CIVIL_NONE))
		return x->first == CIVIL_NONE ? 1 : -1;
	if (x->first != y->first)
		return compare(x->first, y->first);
	return (x->order > y->order) - (x->order < y->order);
}

void agenda_add_plan(struct agenda *agenda, const struct agenda_source *source, unsigned int flags)
{
	struct agenda_source *kept = arena_new(&agenda->arena, struct agenda_source);
	size_t first = agenda->meetings.n;

	*kept = *source;
	agenda->n_sources++;
	for (size_t i = 0; i < LIST_N(source->plan->meetings); i++) {
		const struct meeting *meeting = &source->plan->meetings->v[i];
		struct agenda_meeting m = { .source = kept,
					    .meeting = meeting,
					    .order = agenda->meetings.n };

		if ((source->only && source->only != meeting) || !make_meeting(agenda, &m))
			continue;
		if (m.ahead || !(flags & AGENDA_UPCOMING))
			VEC_PUSH(&agenda->meetings, m);
	}
	if (agenda->meetings.n > first)
		qsort(agenda->meetings.v + first, agenda->meetings.n - first,
		      sizeof(*agenda->meetings.v), compare_meetings);
}

/* ---------------------------------------------------------------------- now and next */

/* what may be going on, or be the next thing: not the nights, nor a leg without a time */
static bool can_be_next(const struct agenda_meeting *m, const struct agenda_entry *e)
{
	return m->ahead && item_stands(e->item) && e->item->kind != ITEM_STAY &&
	       e->item->start != INSTANT_NONE && e->item->end != INSTANT_NONE &&
	       (e->timed || !item_is_leg(e->item));
}

/* when a meeting begins of which nothing has a time yet; INSTANT_NONE: something has */
static instant meeting_begins(const struct agenda_meeting *m)
{
	if (!m->ahead || !m->settled || m->first == CIVIL_NONE)
		return INSTANT_NONE;
	EACH_AGENDA_ENTRY (e, m)
		if (e->timed && can_be_next(m, e))
			return INSTANT_NONE;
	if (m->meeting->zone)
		return zone_instant(m->meeting->zone, m->first, 0, NULL);
	return (instant)m->first * 86400;
}

static void offer_next(struct agenda *agenda, instant at)
{
	if (at > agenda->now && (agenda->next == INSTANT_NONE || at < agenda->next))
		agenda->next = at;
}

static void find_next(struct agenda *agenda)
{
	for (size_t i = 0; i < agenda->meetings.n; i++) {
		const struct agenda_meeting *m = &agenda->meetings.v[i];

		EACH_AGENDA_ENTRY (e, m)
			if (e->timed && can_be_next(m, e))
				offer_next(agenda, e->item->start);
		offer_next(agenda, meeting_begins(m));
	}
}

static enum agenda_state entry_state(const struct agenda *agenda, const struct agenda_meeting *m,
				     const struct agenda_entry *e)
{
	if (!can_be_next(m, e))
		return AGENDA_STATE_NONE;
	if (e->item->start <= agenda->now && agenda->now < e->item->end)
		return AGENDA_NOW;
	return e->timed && e->item->start == agenda->next ? AGENDA_NEXT : AGENDA_STATE_NONE;
}

static enum agenda_state meeting_state(const struct agenda *agenda, const struct agenda_meeting *m)
{
	instant begins = meeting_begins(m);

	if (begins == INSTANT_NONE)
		return AGENDA_STATE_NONE;
	if (begins <= agenda->now && m->last >= m->today)
		return AGENDA_NOW;
	return begins == agenda->next ? AGENDA_NEXT : AGENDA_STATE_NONE;
}

void agenda_finish(struct agenda *agenda, unsigned int flags)
{
	for (size_t i = 0; i < agenda->meetings.n; i++)
		agenda->meetings.v[i].order = i;
	if (agenda->meetings.n && flags & AGENDA_UPCOMING)
		qsort(agenda->meetings.v, agenda->meetings.n, sizeof(*agenda->meetings.v),
		      compare_meetings);
	find_next(agenda);
	for (size_t i = 0; i < agenda->meetings.n; i++) {
		struct agenda_meeting *m = &agenda->meetings.v[i];

		m->state = meeting_state(agenda, m);
		agenda->now_any |= m->state == AGENDA_NOW;
		EACH_AGENDA_ENTRY (e, m) {
			e->state = entry_state(agenda, m, e);
			agenda->now_any |= e->state == AGENDA_NOW;
		}
	}
}
