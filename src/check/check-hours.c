/*
 * PB203: whether places are open when they are needed.
 */
#include "check/check.h"

#include <stdlib.h>

#include "base/vec.h"

#include "base/banned.h"

#define DAY (24 * 60) /* minutes */
#define WEEK (7 * DAY)

/* more ranges of one day than these are not listed in a message */
#define RANGES_TOLD 4

/* from one minute of a week to before another, from Monday's midnight */
struct hours {
	int from, to;
};

/* when a place is open: in order, none touching the next */
struct week {
	unsigned int days; /* on which it opens; bit 0: Monday */
	VEC(struct hours) list;
};

/* what was worked out, by struct opens */
struct weeks {
	struct check_run *run;
	struct hash by_opens;
	VEC(struct week *) list;
	/* the last one that was asked for */
	const struct opens *opens;
	const struct week *week;
};

static int compare_hours(const void *a, const void *b)
{
	const struct hours *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* a range of one weekday; what is beyond Sunday's end is at the beginning of the week */
static void add_hours(struct week *week, int from, int to)
{
	if (to - from >= WEEK) {
		from = 0;
		to = WEEK;
	}
	if (to > WEEK) {
		VEC_PUSH(&week->list, ((struct hours){ 0, to - WEEK }));
		to = WEEK;
	}
	VEC_PUSH(&week->list, ((struct hours){ from, to }));
}

static void join_hours(struct week *week)
{
	struct hours *v = week->list.v;
	size_t n = 0;

	if (!week->list.n)
		return;
	qsort(v, week->list.n, sizeof(*v), compare_hours);
	for (size_t i = 1; i < week->list.n; i++) {
		if (v[i].from > v[n].to)
			v[++n] = v[i];
		else if (v[i].to > v[n].to)
			v[n].to = v[i].to;
	}
	week->list.n = n + 1;
}

static const struct week *week_of(struct weeks *weeks, const struct opens *opens)
{
	struct week *week;
	void **slot;

	if (opens == weeks->opens)
		return weeks->week;
	slot = hash_slot(&weeks->by_opens,
			 arena_strndup(weeks->run->arena, (const char *)&opens, sizeof(opens)),
			 sizeof(opens));
	if (!*slot) {
		*slot = week = xcalloc(1, sizeof(*week));
		for (size_t i = 0; i < opens->n; i++) {
			const struct opening *o = &opens->v[i];

			week->days |= o->days;
			for (int day = 0; day < 7; day++)
				if (o->days & 1u << day)
					add_hours(week, day * DAY + o->from, day * DAY + o->to);
		}
		join_hours(week);
		VEC_PUSH(&weeks->list, week);
	}
	weeks->opens = opens;
	weeks->week = *slot;
	return weeks->week;
}

static void weeks_release(struct weeks *weeks)
{
	for (size_t i = 0; i < weeks->list.n; i++) {
		VEC_RELEASE(&weeks->list.v[i]->list);
		free(weeks->list.v[i]);
	}
	VEC_RELEASE(&weeks->list);
	hash_release(&weeks->by_opens);
}

/* the hours that a minute of the week falls into; NULL: it is closed then */
static const struct hours *hours_at(const struct week *week, int minute)
{
	size_t low = 0, high = week->list.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (week->list.v[middle].to <= minute)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == week->list.n || week->list.v[low].from > minute)
		return NULL;
	return &week->list.v[low];
}

/* the first closed minute from one to before another; the latter if there is none */
static int closed_from(const struct week *week, int from, int to)
{
	while (from < to) {
		const struct hours *hours = hours_at(week, from % WEEK);

		if (!hours)
			return from;
		/* from Sunday's end it may go on */
		from += hours->to - from % WEEK;
	}
	return to;
}

/*
 * The minute of an item, from midnight of its day, at which its place is
 * not open; -1: there is none.  A crossing is reached by the clocks of one
 * country and left by those of the other.
 */
static int closed_minute(const struct week *week, const struct item *item)
{
	int monday = civil_weekday(item->day) * DAY; /* from Monday's midnight to the day's */
	int from = monday + item->time.start, to = monday + item->time.end, closed;

	if (!item->has_time)
		return week->days & 1u << civil_weekday(item->day) ? -1 : 0;
	if (item->start_zone == item->end_zone) {
		closed = closed_from(week, from, to);
		return closed == to ? -1 : closed - monday;
	}
	if (!hours_at(week, from))
		return item->time.start;
	return hours_at(week, (to - 1 + WEEK) % WEEK) ? -1 : item->time.end;
}

/* the place whose hours they are: a room may have those of what it is within */
static const struct place *opens_of(const struct place *place)
{
	while (place->within && place->within->opens == place->opens)
		place = place->within;
	return place;
}

static const char *day_in_full(const struct check_run *run, civil_day day)
{
	struct strbuf sb = STRBUF_INIT;
	const char *text;

	dates_add(&sb, run->dates, run->lang, DATE_LONG, day);
	text = arena_strdup(run->arena, sb.text);
	strbuf_release(&sb);
	return text;
}

/* "09:00–13:00, 14:00–18:00"; "" if it does not open on that day */
static const char *hours_of_day(const struct check_run *run, const struct opens *opens,
				civil_day day)
{
	const char *text = "";
	int told = 0;

	for (size_t i = 0; i < opens->n && told <= RANGES_TOLD; i++) {
		const struct opening *o = &opens->v[i];

		if (!(o->days & 1u << civil_weekday(day)))
			continue;
		if (told++ == RANGES_TOLD)
			text = arena_printf(run->arena, "%s, …", text);
		else
			text = arena_printf(run->arena, "%s%s%s–%s", text, *text ? ", " : "",
					    check_clock(run, o->from), check_clock(run, o->to));
	}
	return text;
}

static struct diag *add_finding(struct check_run *run, const struct item *item,
				const struct place *place, civil_day day)
{
	const char *name = item_name(item, run->lang), *where = check_place(run, place);
	const char *when = day_in_full(run, day), *hours = hours_of_day(run, place->opens, day);
	struct diag *diag;

	if (item->kind == ITEM_CROSSING) {
		if (*hours)
			diag = diag_add(run->diags, PB203, item_span(item),
					N_("the crossing \"%1$s\" is not open all that time; its hours on "
					   "%2$s: %3$s"),
					where, when, hours);
		else
			diag = diag_add(run->diags, PB203, item_span(item),
					N_("the crossing \"%1$s\" is closed on %2$s"), where, when);
		diag->severity = SEVERITY_ERROR;
		return diag;
	}
	if (*hours)
		return diag_add(run->diags, PB203, item_span(item),
				N_("\"%1$s\": \"%2$s\" is not open all that time; its hours on %3$s: %4$s"),
				name, where, when, hours);
	return diag_add(run->diags, PB203, item_span(item),
			N_("\"%1$s\": \"%2$s\" is closed on %3$s"), name, where, when);
}

static bool has_hours(const struct item *item)
{
	if (!item->place || !LIST_N(item->place->opens) || item->day == CIVIL_NONE)
		return false;
	if (!item_is_ahead(item) || item->kind == ITEM_STAY || item->kind == ITEM_FREE ||
	    (item_is_leg(item) && item->kind != ITEM_CROSSING))
		return false;
	return item->has_time ? item->end > item->start : item->time.start < 0;
}

void check_closed_place(struct check_run *run)
{
	struct weeks weeks = { .run = run };

	EACH_ITEM (item, run->plan) {
		const struct place *place;
		struct diag *diag;
		int minute;

		if (!has_hours(item))
			continue;
		minute = closed_minute(week_of(&weeks, item->place->opens), item);
		if (minute < 0)
			continue;
		place = opens_of(item->place);
		if (check_is_blamed(run, item, NULL) || check_is_blamed(run, place, NULL))
			continue;
		diag = add_finding(run, item, place, item->day + minute / DAY);
		if (place->at)
			diag_add_related(run->diags, diag, node_span_of(place->at, "opens"),
					 N_("its hours are given here"));
		check_blame(run, diag, item, NULL);
	}
	weeks_release(&weeks);
}
