/*
 * PB5xx: whether clearances will come in time.
 */
#include "check/border.h"

#include "base/banned.h"

/* so many days before the last day to apply it is told */
#define SOON 3
/* nobody can travel on a request */
#define URGENT (72 * 60 * 60)

/* the first day on which it is needed; of a use that is not known, within the visit */
static civil_day day_needed(const struct clearance *c, const struct clearance_use *use)
{
	if (use->day == CIVIL_NONE || (!use->item && c->valid.first > use->day))
		return c->valid.first;
	return use->day;
}

static void relate_use(struct check_run *run, struct diag *diag, const struct clearance_use *use)
{
	if (use->item)
		diag_add_related(run->diags, diag, item_span(use->item),
				 N_("it is needed here first"));
}

static struct diag *report_late(struct check_run *run, const struct meeting *meeting,
				const struct clearance *c, civil_day last, civil_day first)
{
	const char *what = check_clearance(run, meeting, c), *day = check_day(run, last);
	const char *country = clearance_country(meeting, c);
	bool counted = *country && c->deadline == CIVIL_NONE &&
		       clearance_lead(run->plan, c).unit == DURATION_WORKING_DAYS;
	bool passed = last < check_today(run, meeting);
	struct span span = node_span_of(c->at, "kind");

	if (!counted && passed)
		return diag_add(run->diags, PB504, span,
				N_("%1$s: not requested, and the last day to apply was %2$s"), what,
				day);
	if (!counted)
		return diag_add(run->diags, PB504, span,
				N_("%1$s: not requested yet, and the last day to apply is %2$s"),
				what, day);
	country = check_country(run, country);
	if (passed)
		return diag_add(
			run->diags, PB504, span,
			N_("%1$s: not requested, and the last day to apply was %2$s, in working "
			   "days (%3$s) before %4$s"),
			what, day, country, check_day(run, first));
	return diag_add(
		run->diags, PB504, span,
		N_("%1$s: not requested yet, and the last day to apply is %2$s, in working days "
		   "(%3$s) before %4$s"),
		what, day, country, check_day(run, first));
}

static void check_late(struct check_run *run, const struct meeting *meeting,
		       const struct clearance *c)
{
	struct clearance_use use = { CIVIL_NONE, NULL };
	struct diag *diag;
	civil_day last;

	if (c->deadline == CIVIL_NONE && c->valid.first == CIVIL_NONE)
		use = clearance_first_use(run->borders, meeting, c);
	last = clearance_last_day(run->calendar, run->plan, meeting, c, &use);
	if (last == CIVIL_NONE || last - check_today(run, meeting) > SOON)
		return;
	diag = report_late(run, meeting, c, last,
			   c->valid.first != CIVIL_NONE ? c->valid.first : use.day);
	relate_use(run, diag, &use);
}

static instant midnight(const struct meeting *meeting, civil_day day)
{
	return meeting->zone ? zone_instant(meeting->zone, day, 0, NULL)
			     : (instant)day * 24 * 60 * 60;
}

static void check_granted(struct check_run *run, const struct meeting *meeting,
			  const struct clearance *c)
{
	struct clearance_use use = clearance_first_use(run->borders, meeting, c);
	civil_day day = day_needed(c, &use);
	bool urgent;
	struct diag *diag;

	if (day == CIVIL_NONE)
		return;
	urgent = midnight(meeting, day) - run->now <= URGENT;
	if (!urgent &&
	    check_today(run, meeting) < calendar_back(run->calendar, clearance_country(meeting, c),
						      day, clearance_lead(run->plan, c)))
		return;
	diag = diag_add(run->diags, PB505, node_span_of(c->at, "kind"),
			N_("%1$s: requested on %2$s and not granted yet; it is needed on %3$s"),
			check_clearance(run, meeting, c), check_day(run, c->requested),
			check_day(run, day));
	if (urgent)
		diag->severity = SEVERITY_ERROR;
	relate_use(run, diag, &use);
}

/* is it still to be granted, and for days to come? */
static bool is_open(const struct check_run *run, const struct meeting *meeting,
		    const struct clearance *c)
{
	civil_day end = c->valid.last != CIVIL_NONE ? c->valid.last : meeting->dates.last;

	return !clearance_is_granted(run, meeting, c) && c->kind != CLEARANCE_NONE &&
	       (end == CIVIL_NONE || end >= check_today(run, meeting)) &&
	       !check_is_blamed(run, c, NULL);
}

/* calls for each that is open, requested or not */
static void each_open(struct check_run *run, bool requested,
		      void (*call)(struct check_run *, const struct meeting *,
				   const struct clearance *))
{
	const struct meetings *meetings = run->plan->meetings;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];

		if (!meeting_is_settled(meeting))
			continue;
		EACH_CLEARANCE (c, meeting)
			if (clearance_is_requested(run, meeting, c) == requested &&
			    is_open(run, meeting, c))
				call(run, meeting, c);
	}
}

void check_clearance_late(struct check_run *run)
{
	each_open(run, false, check_late);
}

void check_not_granted(struct check_run *run)
{
	each_open(run, true, check_granted);
}
