/*
 * PB204, PB205, PB206: the pace of people's days, where it is too fast.
 */
#include "check/gather.h"

#include "base/banned.h"

#define DAY (24 * 60) /* minutes */

/* a night is from midnight to this hour; who is on the way so long is so all night */
#define NIGHT (6 * 60)
#define NIGHT_ON_THE_WAY (4 * 60)

/* so long without a pause of this length is too much */
#define NO_BREAK (4 * 60)
#define PAUSE 15

static int64_t minutes_between(instant from, instant to)
{
	return (to - from) / 60;
}

/* ------------------------------------------------------ days and nights */

/* does it keep somebody busy, at a known time? */
static bool is_busy(const struct item *item)
{
	return item_has_span(item) && meeting_is_ahead(item->meeting) &&
	       !(kind_info((enum item_kind)item->kind)->traits & KIND_FREE);
}

/* does a leg take the night, by the clock where it begins? */
static bool is_overnight(const struct item *item)
{
	int64_t length = minutes_between(item->start, item->end);
	int64_t end = item->time.start + length;

	if (length < NIGHT_ON_THE_WAY || !item_is_leg(item))
		return false;
	for (int night = 0; night <= DAY; night += DAY) {
		int64_t from = item->time.start > night ? item->time.start : night;
		int64_t to = end < night + NIGHT ? end : night + NIGHT;

		if (to - from >= NIGHT_ON_THE_WAY)
			return true;
	}
	return false;
}

/* a day in the life of those who share a timeline */
struct day {
	const struct item *first; /* NULL: no day */
	const struct item *last;  /* the one that ends last */
};

/*
 * The days of a timeline, one after another.  A day is that of the plan;
 * but what lies in the small hours belongs to the evening before if they
 * are up until then: the night is the longest pause.
 */
struct days {
	const struct timeline *timeline;
	size_t i;	   /* of the next stop */
	struct day day;	   /* at hand */
	struct day before; /* without first, if the night between was spent on the way */
};

static const struct item *item_at(const struct days *d, size_t i)
{
	return d->timeline->v[i].item;
}

/* the stop with which a day that has come to another one's item i is over */
static size_t end_of_day(const struct days *d, size_t i)
{
	civil_day next = item_at(d, i)->day;
	instant end = d->day.last->end, longest = INSTANT_NONE;
	size_t found = i;

	if (next != d->day.first->day + 1)
		return i;
	for (; i < d->timeline->n; i++) {
		const struct item *item = item_at(d, i);

		if (!is_busy(item))
			continue;
		if (is_overnight(item))
			return i;
		if (item->start - end > longest) {
			longest = item->start - end;
			found = i;
		}
		if (item->day != next || item->time.start >= NIGHT)
			break;
		if (item->end > end)
			end = item->end;
	}
	return found;
}

static bool days_next(struct days *d)
{
	size_t until = d->timeline->n;
	bool decided = false;

	d->before = d->day;
	d->day = (struct day){ NULL, NULL };
	for (; d->i < until; d->i++) {
		const struct item *item = item_at(d, d->i);

		if (!is_busy(item))
			continue;
		if (is_overnight(item)) {
			if (d->day.first)
				break;
			d->before = (struct day){ NULL, NULL };
			continue;
		}
		if (!d->day.first) {
			d->day = (struct day){ item, item };
			continue;
		}
		if (!decided && item->day > d->day.first->day) {
			decided = true;
			until = end_of_day(d, d->i);
			if (until == d->i)
				break;
		}
		if (item->end > d->day.last->end)
			d->day.last = item;
	}
	return d->day.first != NULL;
}

static int64_t day_length(const struct day *day)
{
	return day->first ? minutes_between(day->first->start, day->last->end) : 0;
}

static bool is_blamed(const struct check_run *run, const struct day *day,
		      const struct timeline *timeline)
{
	return check_is_blamed(run, day->first, timeline) ||
	       check_is_blamed(run, day->last, timeline);
}

static void report_long_day(struct gather *g, const struct gathered *fact)
{
	const struct item *first = fact->first, *last = fact->second;
	struct check_run *run = g->run;
	const char *names = gather_names(g, fact), *length = check_minutes(run, fact->value);
	const char *most = check_minutes(run, duration_minutes(&run->plan->rules.long_day));
	struct diag *diag;

	if (first == last) {
		diag = diag_add(run->diags, PB204, item_span(last),
				N_("%1$s: \"%2$s\" alone takes %3$s; a day should not be longer than %4$s"),
				names, item_name(last, run->lang), length, most);
		/* and so it is for all who are in it, with or without a break */
		check_blame(run, diag, last, NULL);
	} else {
		diag = diag_add(run->diags, PB204, item_span(last),
				N_("%1$s: %2$s on %3$s, from the beginning of \"%4$s\" to the end of "
				   "\"%5$s\"; a day should not be longer than %6$s"),
				names, length, check_day(run, first->day), item_name(first, run->lang),
				item_name(last, run->lang), most);
		diag_add_related(run->diags, diag, item_span(first), N_("the day begins here"));
	}
	gather_finish(g, diag, fact, NULL);
}

/* what the plan's rules allow, in minutes */
struct limits {
	int64_t most, rest;
};

static int64_t night_length(const struct days *d)
{
	return minutes_between(d->before.last->end, d->day.first->start);
}

/*
 * Would the night be long enough if the days before and after it were no
 * longer than they may be?  Then it is these that have the finding (PB204).
 */
static bool is_explained(const struct days *d, const struct limits *limits)
{
	int64_t before = day_length(&d->before) - limits->most;
	int64_t after = day_length(&d->day) - limits->most;

	return night_length(d) + (before > 0 ? before : 0) + (after > 0 ? after : 0) >=
	       limits->rest;
}

static void report_short_night(struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->first, *next = fact->second;
	struct check_run *run = g->run;
	const char *names = gather_names(g, fact);
	struct diag *diag;

	diag = diag_add(run->diags, PB205, item_span(next),
			N_("%1$s: only %2$s of rest between the end of \"%3$s\" and the beginning of "
			   "\"%4$s\"; a night should not be shorter than %5$s"),
			names, check_minutes(run, fact->value), item_name(last, run->lang),
			item_name(next, run->lang),
			check_minutes(run, duration_minutes(&run->plan->rules.rest)));
	diag_add_related(run->diags, diag, item_span(last), N_("the day before ends here"));
	gather_finish(g, diag, fact, NULL);
}

static void judge_day(struct gather *g, const struct days *d, const struct limits *limits)
{
	int64_t length = day_length(&d->day);

	if (length > limits->most && !is_blamed(g->run, &d->day, d->timeline))
		gather_add(g, d->day.first, d->day.last, d->timeline, length);
}

static void judge_night(struct gather *g, const struct days *d, const struct limits *limits)
{
	struct day around = { d->before.last, d->day.first };
	int64_t length;

	if (!d->before.first)
		return;
	length = night_length(d);
	/* two items at once are double-booked, or one of them has a wrong time */
	if (length >= 0 && length < limits->rest && !is_explained(d, limits) &&
	    !is_blamed(g->run, &around, d->timeline))
		gather_add(g, around.first, around.last, d->timeline, length);
}

void check_days_and_nights(struct check_run *run)
{
	const struct limits limits = { duration_minutes(&run->plan->rules.long_day),
				       duration_minutes(&run->plan->rules.rest) };
	struct gather days = GATHER_INIT(run), nights = GATHER_INIT(run);

	EACH_TIMELINE (i, timeline, run->it) {
		struct days d = { .timeline = timeline };

		while (days_next(&d)) {
			judge_day(&days, &d, &limits);
			judge_night(&nights, &d, &limits);
		}
	}
	for (size_t i = 0; i < days.list.n && !run->diags->full; i++)
		report_long_day(&days, days.list.v[i]);
	for (size_t i = 0; i < nights.list.n && !run->diags->full; i++)
		report_short_night(&nights, nights.list.v[i]);
	gather_release(&days);
	gather_release(&nights);
}

/* --------------------------------------------------------------- breaks */

#define KIND_BIT(kind) (1u << (kind))
#define PROGRAMME                                                                                  \
	(KIND_BIT(ITEM_SESSION) | KIND_BIT(ITEM_APPOINTMENT) | KIND_BIT(ITEM_CULTURE) |            \
	 KIND_BIT(ITEM_PRESS) | KIND_BIT(ITEM_BRIEFING) | KIND_BIT(ITEM_CEREMONY))

/* programme without a pause, from one stop of a timeline to another */
struct stretch {
	size_t from, to;
	const struct item *first; /* NULL: there is none */
	const struct item *last;  /* the one that ends last */
};

/* nobody can tell how an excursion of hours is divided */
static bool needs_break(const struct stretch *s)
{
	if (!s->first || minutes_between(s->first->start, s->last->end) < NO_BREAK)
		return false;
	return s->from != s->to || s->first->kind != ITEM_CULTURE;
}

/* a pause may be missing because it, or an item beside it, is wrong itself */
static bool is_doubtful(const struct check_run *run, const struct stretch *s,
			const struct timeline *timeline)
{
	for (size_t i = s->from; i <= s->to; i++)
		if (check_is_blamed(run, timeline->v[i].item, timeline))
			return true;
	return check_is_blamed(run, s->first->meeting, NULL);
}

/* the stretch is over, and there is none then */
static void end_stretch(struct gather *g, struct stretch *s, const struct timeline *timeline)
{
	if (needs_break(s) && !is_doubtful(g->run, s, timeline))
		gather_add(g, s->first, s->last, timeline, s->from == s->to);
	s->first = NULL;
}

static void stretches_of(struct gather *g, const struct timeline *timeline)
{
	struct stretch s = { 0 };

	for (size_t i = 0; i < timeline->n; i++) {
		const struct item *item = timeline->v[i].item;
		unsigned int kind = KIND_BIT(item->kind);
		bool programme = (kind & PROGRAMME) != 0;

		if (!(kind & (PROGRAMME | KIND_BIT(ITEM_MEAL))) || !is_busy(item))
			continue;
		/* on the way there is a pause too: a leg takes time between two items */
		if (s.first && (!programme || minutes_between(s.last->end, item->start) >= PAUSE))
			end_stretch(g, &s, timeline);
		if (!programme)
			continue;
		if (!s.first)
			s = (struct stretch){ i, i, item, item };
		s.to = i;
		if (item->end > s.last->end)
			s.last = item;
	}
	end_stretch(g, &s, timeline);
}

static void report_no_break(struct gather *g, const struct gathered *fact)
{
	const struct item *first = fact->first, *last = fact->second;
	struct check_run *run = g->run;
	const char *length = check_minutes(run, minutes_between(first->start, last->end));
	const char *names = gather_names(g, fact), *pause = check_minutes(run, PAUSE);
	struct diag *diag;

	if (fact->value) {
		diag = diag_add(run->diags, PB206, item_span(first),
				N_("%1$s: \"%2$s\" takes %3$s without a break; divide it by a meal or a "
				   "pause of %4$s"),
				names, item_name(first, run->lang), length, pause);
	} else {
		diag = diag_add(run->diags, PB206, item_span(last),
				N_("%1$s: %2$s without a break, from \"%3$s\" to \"%4$s\"; plan a meal or a "
				   "pause of %5$s between them"),
				names, length, item_name(first, run->lang), item_name(last, run->lang),
				pause);
		diag_add_related(run->diags, diag, item_span(first), N_("it begins here"));
	}
	gather_finish(g, diag, fact, NULL);
}

void check_no_break(struct check_run *run)
{
	struct gather g = GATHER_INIT(run);

	EACH_TIMELINE (i, timeline, run->it)
		stretches_of(&g, timeline);
	for (size_t i = 0; i < g.list.n && !run->diags->full; i++)
		report_no_break(&g, g.list.v[i]);
	gather_release(&g);
}
