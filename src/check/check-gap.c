/*
 * PB209: guests who have nothing to do.
 */
#include "check/gather.h"
#include "itinerary/walk.h"

#include <string.h>

#include "base/banned.h"

#define DAY (24 * 60) /* minutes */

/* so much of a day, between these times, is a gap */
#define GAP (4 * 60)
#define MORNING (9 * 60)
#define EVENING (19 * 60)

/* from a time on one day to a time on another, by the clocks at the meeting */
struct gap {
	struct moment from, to;
};

struct gaps {
	struct gather g;
	/* made when they are first needed */
	bool ready;
	struct hash members; /* struct member, by struct attendance */
	bool *has_programme; /* by meeting */
};

/* those of a timeline in a meeting */
struct attendance {
	const struct meeting *meeting;
	const struct timeline *timeline;
};

static void add_members(struct gaps *gaps, const struct meeting *meeting,
			const struct members *members)
{
	struct check_run *run = gaps->g.run;

	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct member *member = &members->v[i];
		struct attendance key = { .meeting = meeting };
		void **slot;

		if (!member->person)
			continue;
		key.timeline = itinerary_timeline(run->it, member->person);
		slot = hash_slot(&gaps->members,
				 arena_strndup(run->arena, (const char *)&key, sizeof(key)),
				 sizeof(key));
		if (!*slot)
			*slot = (void *)(uintptr_t)member;
	}
}

/* legs and stays alone are not yet a programme, or one that stands elsewhere */
static bool has_programme(const struct meeting *meeting)
{
	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];

		if (item_is_ahead(item) && !item_is_leg(item) && item->kind != ITEM_STAY)
			return true;
	}
	return false;
}

static void make_ready(struct gaps *gaps)
{
	const struct meetings *meetings = gaps->g.run->plan->meetings;

	gaps->ready = true;
	gaps->has_programme = arena_array(gaps->g.run->arena, LIST_N(meetings), sizeof(bool));
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];

		gaps->has_programme[i] = has_programme(meeting);
		for (size_t j = 0; j < LIST_N(meeting->delegations); j++)
			add_members(gaps, meeting, meeting->delegations->v[j].members);
	}
}

/* of those who do the same it is taken that they come and go together */
static const struct member *member_of(struct gaps *gaps, const struct meeting *meeting,
				      const struct timeline *timeline)
{
	const struct attendance key = {
		.meeting = meeting,
		.timeline = itinerary_timeline(gaps->g.run->it, timeline->people->v[0]),
	};

	if (!gaps->ready)
		make_ready(gaps);
	return hash_get(&gaps->members, (const char *)&key, sizeof(key));
}

/* airports take time before a flight, and after it */
static instant free_from(const struct check_run *run, const struct item *item)
{
	return item->end + (item->kind == ITEM_FLIGHT
				    ? duration_minutes(&run->plan->rules.border_control) * 60
				    : 0);
}

static instant free_to(const struct check_run *run, const struct item *item)
{
	const struct duration *own = &item->check_in, *rule = &run->plan->rules.check_in;

	return item->start -
	       (item->kind == ITEM_FLIGHT ? duration_minutes(own->unit ? own : rule) * 60 : 0);
}

/* what of the time between two items lies in the daytime of a meeting's days */
static bool find_gap(const struct check_run *run, const struct item *last, const struct item *next,
		     struct gap *ret)
{
	const struct meeting *meeting = next->meeting;
	struct moment from, to;

	from.day = zone_local(meeting->zone, free_from(run, last), &from.minute);
	to.day = zone_local(meeting->zone, free_to(run, next), &to.minute);
	if (from.day < meeting->dates.first)
		from = (struct moment){ meeting->dates.first, 0 };
	if (to.day > meeting->dates.last)
		to = (struct moment){ meeting->dates.last, DAY };
	if (from.minute < MORNING)
		from.minute = MORNING;
	if (to.minute > EVENING)
		to.minute = EVENING;
	/* of several days, the first and the last may have too little */
	if (from.day < to.day && EVENING - from.minute < GAP)
		from = (struct moment){ from.day + 1, MORNING };
	if (from.day < to.day && to.minute - MORNING < GAP)
		to = (struct moment){ to.day - 1, EVENING };
	*ret = (struct gap){ from, to };
	return from.day < to.day || (from.day == to.day && to.minute - from.minute >= GAP);
}

static bool is_before(const struct moment *a, const struct moment *b)
{
	return a->day < b->day || (a->day == b->day && a->minute < b->minute);
}

/* a member whose time in the meeting is limited may be elsewhere before and after it */
static bool is_present(const struct member *member, const struct gap *gap)
{
	struct moment from = member->from, until = member->until;

	if (until.day == CIVIL_NONE)
		until.day = INT32_MAX;
	if (until.minute < 0)
		until.minute = DAY;
	return !is_before(&gap->from, &from) && !is_before(&until, &gap->to);
}

static bool can_have_gaps(const struct meeting *meeting)
{
	return meeting->status == STATUS_CONFIRMED && meeting->dates.first != CIVIL_NONE &&
	       meeting->zone && meeting->place && meeting->place->country.code[0];
}

/* are they in the country of a meeting after an item, and not at home there? */
static bool are_guests(const struct timeline *timeline, const struct item *last)
{
	const char *country = last->meeting->place->country.code;
	const char *home = timeline->home_country.code;

	return *home && strcmp(home, country) && !strcmp(item_ends(last, "").country, country);
}

static bool is_explained(const struct check_run *run, const struct item *last,
			 const struct item *next, const struct timeline *timeline)
{
	return check_is_blamed(run, last, timeline) || check_is_blamed(run, next, timeline) ||
	       check_is_blamed(run, next->meeting, timeline);
}

static void judge(struct gaps *gaps, const struct timeline *timeline, const struct item *last,
		  const struct item *next)
{
	const struct meeting *meeting = next->meeting;
	const struct member *member;
	struct gap gap;

	if (last->meeting != meeting || !can_have_gaps(meeting) ||
	    !are_guests(timeline, last) || !find_gap(gaps->g.run, last, next, &gap))
		return;
	member = member_of(gaps, meeting, timeline);
	if (member && is_present(member, &gap) && gaps->has_programme[meeting->index] &&
	    !is_explained(gaps->g.run, last, next, timeline))
		gather_add(&gaps->g, last, next, timeline, 0);
}

/* can there be a gap between them?  Most nights leave neither evening nor morning empty. */
static bool is_long(const struct item *last, const struct item *next)
{
	if (last->has_time && next->has_time && next->day == last->day + 1 &&
	    last->time.end > EVENING - GAP && next->time.start < MORNING + GAP)
		return false;
	return next->start - last->end >= GAP * 60;
}

/* every item but a stay is something to do, free time and one without a time too */
static void gaps_of(struct gaps *gaps, const struct timeline *timeline)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < timeline->n; i++) {
		const struct item *item = timeline->v[i].item;

		if (item->kind == ITEM_STAY || item->start == INSTANT_NONE)
			continue;
		if (last && is_long(last, item))
			judge(gaps, timeline, last, item);
		/* what ends before it begins was meant to last until another time */
		if (!last || item->end > last->end || item->end <= item->start)
			last = item;
	}
}

static void report_gap(struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->first, *next = fact->second;
	struct check_run *run = g->run;
	const char *names = gather_names(g, fact), *day, *from, *to;
	struct diag *diag;
	struct span span;
	struct gap gap;
	bool after;

	find_gap(run, last, next, &gap);
	day = check_day(run, gap.from.day);
	from = check_clock(run, gap.from.minute);
	to = check_clock(run, gap.to.minute);
	/* it stands at an item of its day */
	after = last->day == gap.from.day || next->day != gap.from.day;
	span = item_span(after ? last : next);
	if (gap.from.day == gap.to.day)
		diag = diag_add(run->diags, PB209, span,
				N_("%1$s: nothing on %2$s from %3$s to %4$s; if this is meant, add it as "
				   "\"free\""),
				names, day, from, to);
	else
		diag = diag_add(run->diags, PB209, span,
				N_("%1$s: nothing from %2$s, %3$s, to %4$s, %5$s; if this is meant, add it "
				   "as \"free\""),
				names, day, from, check_day(run, gap.to.day), to);
	if (after)
		diag_add_related(run->diags, diag, item_span(next), N_("the next item is here"));
	else
		diag_add_related(run->diags, diag, item_span(last), N_("the item before it is here"));
	gather_finish(g, diag, fact, NULL);
}

void check_gap_in_programme(struct check_run *run)
{
	struct gaps gaps = { .g = GATHER_INIT(run) };

	EACH_TIMELINE (i, timeline, run->it)
		gaps_of(&gaps, timeline);
	for (size_t i = 0; i < gaps.g.list.n && !run->diags->full; i++)
		report_gap(&gaps.g, gaps.g.list.v[i]);
	gather_release(&gaps.g);
	hash_release(&gaps.members);
}
