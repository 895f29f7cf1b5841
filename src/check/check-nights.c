/*
 * PB309, PB310: where guests sleep.
 *
 * A night is the local hours from 00:00 to 06:00 of a day, abroad, between
 * the first arrival and the last departure of a meeting.  What a leg takes
 * of it is slept on the way.
 */
#include "check/journey.h"

#include "base/banned.h"

#define DAY (24 * 60)
#define NIGHT (6 * 60)
#define NEEDS_BED (4 * 60)

/* takes in the stays that begin before a morning */
static bool has_stay(struct nights *n, civil_day morning)
{
	const struct timeline *t = n->timeline;

	for (; n->next_stay < t->n && t->v[n->next_stay].item->day < morning; n->next_stay++) {
		const struct item *item = t->v[n->next_stay].item;

		if (item->kind == ITEM_STAY && item->until > n->covered)
			n->covered = item->until;
	}
	return n->covered >= morning;
}

/* reports the nights in a row, if there are any */
static void flush(struct nights *n)
{
	int64_t nights;

	if (n->first == CIVIL_NONE)
		return;
	nights = (int64_t)n->first * (NIGHTS_MAX + 1) + (n->last - n->first);
	gather_add(&n->gather, n->meeting, NULL, n->timeline, nights)->item = n->item;
	n->first = n->last = CIVIL_NONE;
}

/* the night at hand is over */
static void end_night(struct nights *n)
{
	if (n->night == CIVIL_NONE || n->awake < NEEDS_BED || has_stay(n, n->night)) {
		n->night = CIVIL_NONE;
		n->awake = 0;
		return;
	}
	if (n->first != CIVIL_NONE && n->night != n->last + 1)
		flush(n);
	if (n->first == CIVIL_NONE) {
		n->first = n->night;
		n->item = n->before;
	}
	n->last = n->night;
	n->night = CIVIL_NONE;
	n->awake = 0;
}

/* a stretch of time spent in one place; before is the item at its beginning */
static void spend(struct nights *n, local_minute from, local_minute to, const struct item *before)
{
	if (to - from > NIGHTS_MAX * DAY)
		return;
	for (civil_day day = (civil_day)(from / DAY); (local_minute)day * DAY < to; day++) {
		local_minute begin = (local_minute)day * DAY, end = begin + NIGHT;

		if (from > begin)
			begin = from;
		if (to < end)
			end = to;
		if (begin >= end)
			continue;
		if (n->night != day) {
			end_night(n);
			n->before = before;
		}
		n->night = day;
		n->awake += end - begin;
	}
}

static local_minute local_start(const struct item *item)
{
	return (local_minute)item->day * DAY + (item->has_time ? item->time.start : 0);
}

static local_minute local_end(const struct item *item)
{
	return (local_minute)item->day * DAY + (item->has_time ? item->time.end : 0);
}

void nights_init(struct nights *n, struct check_run *run)
{
	*n = (struct nights){ .gather = GATHER_INIT(run), .night = CIVIL_NONE, .first = CIVIL_NONE };
}

void nights_begin(struct nights *n, const struct timeline *timeline)
{
	n->timeline = timeline;
	n->meeting = NULL;
	n->since = NULL;
	n->next_stay = 0;
	n->covered = CIVIL_NONE;
}

void nights_begin_meeting(struct nights *n, const struct walk *w)
{
	nights_end(n);
	n->meeting = w->item->meeting;
	if (!w->last || walk_is_home(w, &w->before))
		n->since = NULL;
}

/* all the time abroad from one leg's end to the next leg's beginning is spent in a place */
void nights_step(struct nights *n, const struct walk *w, bool judge)
{
	bool leg = item_is_leg(w->item);

	if (n->since && judge)
		spend(n, local_end(n->since), leg ? local_start(w->item) : local_end(w->item), n->since);
	if (leg || n->since)
		n->since = walk_is_abroad(w, &w->after) ? w->item : NULL;
}

void nights_end(struct nights *n)
{
	end_night(n);
	flush(n);
}

/* a stay of others in that night; NULL if there is none */
static const struct item *stay_of_others(const struct meeting *meeting, civil_day morning)
{
	if (LIST_N(meeting->items) > JOURNEY_ITEMS_MAX)
		return NULL;
	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];

		if (item->kind == ITEM_STAY && item_stands(item) && item->day < morning &&
		    item->until >= morning)
			return item;
	}
	return NULL;
}

static void report_no_bed(struct gather *g, const struct gathered *fact)
{
	const struct item *item = fact->item;
	struct check_run *run = g->run;
	civil_day first = (civil_day)(fact->value / (NIGHTS_MAX + 1));
	int more = (int)(fact->value % (NIGHTS_MAX + 1));
	const struct item *stay = stay_of_others(item->meeting, first);
	const char *names = gather_names(g, fact);
	struct diag *diag;

	if (more)
		diag = diag_add(run->diags, PB309, item_span(item),
				N_("%1$s: no bed from the night to %2$s to the night to %3$s; a stay is missing"),
				names, check_day(run, first), check_day(run, first + more));
	else
		diag = diag_add(run->diags, PB309, item_span(item),
				N_("%1$s: no bed in the night to %2$s; a stay is missing"), names,
				check_day(run, first));
	if (stay)
		diag_add_related(run->diags, diag, item_span(stay), N_("this stay is for others"));
	gather_finish(g, diag, fact, item->meeting);
}

void nights_report(struct nights *n)
{
	struct gather *g = &n->gather;

	for (size_t i = 0; i < g->list.n && !g->run->diags->full; i++)
		report_no_bed(g, g->list.v[i]);
}

void nights_release(struct nights *n)
{
	gather_release(&n->gather);
}

/* stays by their first day: each is compared with the one that lasts longest */
static void beds_of(struct gather *g, const struct timeline *timeline)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < timeline->n; i++) {
		const struct item *item = timeline->v[i].item;

		if (item->kind != ITEM_STAY || item->until == CIVIL_NONE || !item->place ||
		    !item_is_ahead(item) || check_is_blamed(g->run, item, timeline))
			continue;
		if (last && item->day < last->until)
			gather_add(g, last, item, timeline, 0);
		if (!last || item->until > last->until)
			last = item;
	}
}

static void report_two_beds(struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->first, *item = fact->second;
	struct check_run *run = g->run;
	struct diag *diag;

	diag = diag_add(run->diags, PB310, item_span(item),
			N_("%1$s: two beds in the night from %2$s, at \"%3$s\" and at \"%4$s\"; end one stay "
			   "earlier, or leave it out"),
			gather_names(g, fact), check_day(run, item->day), item_name(last, run->lang),
			item_name(item, run->lang));
	diag_add_related(run->diags, diag, item_span(last), N_("the other stay is here"));
	gather_finish(g, diag, fact, item);
}

void check_two_beds(struct check_run *run)
{
	struct gather g = GATHER_INIT(run);

	EACH_TIMELINE (i, timeline, run->it)
		beds_of(&g, timeline);
	for (size_t i = 0; i < g.list.n && !run->diags->full; i++)
		report_two_beds(&g, g.list.v[i]);
	gather_release(&g);
}
