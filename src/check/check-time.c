/*
 * PB2xx: when things happen.
 */
#include "check/check.h"

#include <stdlib.h>

#include "base/banned.h"

#define DAY (24 * 60) /* minutes */

/* how many days a leg, stay, meal or briefing may lie outside its meeting */
#define DAYS_AROUND 3

/* one end of an item that a clock change makes doubtful */
struct odd_time {
	enum local_fit fit;
	const struct zone *zone;
	const struct place *place;
	civil_day day;
	int minute; /* of that day */
	instant at; /* what it is taken for */
};

/* a skipped end: a duration leads to what it is taken for, and the change itself may be an end */
static bool may_be_end(const struct item *item)
{
	enum local_fit before;

	if (item->duration.unit)
		return true;
	zone_instant(item->end_zone, item->day, item->time.end - 1, &before);
	return before != LOCAL_SKIPPED;
}

static struct odd_time odd_start(const struct item *item)
{
	return (struct odd_time){ .fit = (enum local_fit)item->start_fit,
				  .zone = item->start_zone,
				  .place = item->from ? item->from : item->place,
				  .day = item->day,
				  .minute = item->time.start,
				  .at = item->start };
}

static struct odd_time odd_end(const struct item *item)
{
	struct odd_time odd = { .fit = (enum local_fit)item->end_fit,
				.zone = item->end_zone,
				.place = item->to ? item->to : item->place,
				.day = item->day + item->time.end / DAY,
				.minute = item->time.end % DAY,
				.at = item->end };

	if (odd.fit == LOCAL_SKIPPED ? may_be_end(item) : item->duration.unit != DURATION_NONE)
		odd.fit = LOCAL_ONCE;
	return odd;
}

/* the change that is nearest to an instant, by the clocks before and after it */
static void clocks_of_change(const struct zone *zone, instant at, int *ret_before, int *ret_after)
{
	const instant day = DAY * 60;
	struct zone_change *changes, nearest = { .at = at };
	size_t n = zone_changes(zone, at - day, at + day, &changes);

	for (size_t i = 0; i < n; i++)
		if (!i || llabs(changes[i].at - at) < llabs(nearest.at - at))
			nearest = changes[i];
	free(changes);
	*ret_before = (int)((nearest.at + nearest.before) / 60 % DAY);
	*ret_after = (int)((nearest.at + nearest.after) / 60 % DAY);
}

/* the local minute of an instant, from midnight of the item's day */
static int minute_at(const struct item *item, const struct zone *zone, instant at)
{
	int minute;
	civil_day day = zone_local(zone, at, &minute);

	return (day - item->day) * DAY + minute;
}

/* times that are skipped are told by the clock that was changed */
static void fix_skipped(struct check_run *run, struct diag *diag, const struct item *item)
{
	int start = minute_at(item, item->start_zone, item->start);
	int end = minute_at(item, item->end_zone, item->end);
	const char *from = check_clock(run, start), *to = check_clock(run, end);

	/* by which hour, and so the end, is not certain */
	if (item->end <= item->start || start < 0 || start >= DAY || end < 0)
		return;
	if (item->duration.unit)
		diag_set_fix(run->diags, diag, "%s", from);
	else if (end > DAY)
		diag_set_fix(run->diags, diag, "%s-%s+%d", from, to, end / DAY);
	else
		diag_set_fix(run->diags, diag, "%s-%s", from, to);
}

static void report_odd_time(struct check_run *run, const struct item *item,
			    const struct odd_time *odd)
{
	const char *name = item_name(item, run->lang), *day = check_day(run, odd->day);
	const char *clock = check_clock(run, odd->minute), *place = check_place(run, odd->place);
	const char *from, *to;
	struct diag *diag;
	int before, after;

	clocks_of_change(odd->zone, odd->at, &before, &after);
	from = check_clock(run, before);
	to = check_clock(run, after);
	if (odd->fit == LOCAL_SKIPPED) {
		diag = diag_add(run->diags, PB207, node_span_of(item->at, "time"),
				N_("\"%1$s\": on %2$s there is no %3$s at \"%4$s\", as clocks go from "
				   "%5$s to %6$s"),
				name, day, clock, place, from, to);
		fix_skipped(run, diag, item);
	} else {
		diag = diag_add(run->diags, PB207, node_span_of(item->at, "time"),
				N_("\"%1$s\": on %2$s it is %3$s twice at \"%4$s\", as clocks go back from "
				   "%5$s to %6$s; the first is taken"),
				name, day, clock, place, from, to);
		diag->severity = SEVERITY_WARNING;
	}
	check_blame(run, diag, item, NULL);
}

void check_nonexistent_time(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		struct odd_time start, end;

		if (item->start_fit == LOCAL_ONCE && item->end_fit == LOCAL_ONCE)
			continue;
		if (!item_is_ahead(item))
			continue;
		start = odd_start(item);
		end = odd_end(item);
		if (start.fit == LOCAL_SKIPPED || (start.fit && end.fit != LOCAL_SKIPPED))
			report_odd_time(run, item, &start);
		else if (end.fit)
			report_odd_time(run, item, &end);
	}
}

/* does it end too early by the clock already, whatever the zones do? */
static bool ends_early_by_clock(const struct item *item)
{
	return item->start_zone == item->end_zone && item->time.end <= item->time.start;
}

/* of a meeting with an item at a mistaken time nobody can say what is missing in it */
static void blame_times(struct check_run *run, struct diag *diag, const struct item *item)
{
	check_blame(run, diag, item, NULL);
	check_blame(run, diag, item->meeting, NULL);
}

void check_ends_before_start(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		bool stay = item->kind == ITEM_STAY;
		struct diag *diag;

		if (!item_is_ahead(item) || item->start == INSTANT_NONE || item->end > item->start)
			continue;
		if ((item->start_fit || item->end_fit) && !ends_early_by_clock(item) &&
		    check_is_blamed(run, item, NULL))
			continue;
		if (stay) {
			diag = diag_add(run->diags, PB201, node_span_of(item->at, "until"),
					N_("the stay \"%s\" ends before its first night"),
					item_name(item, run->lang));
			blame_times(run, diag, item);
			continue;
		}
		diag = diag_add(run->diags, PB201, node_span_of(item->at, "time"),
				N_("\"%s\" ends before it begins, or at once; an end on the next day is "
				   "written with +1"),
				item_name(item, run->lang));
		if (item->time.end >= 0 && item->time.end < item->time.start)
			diag_set_fix(run->diags, diag, "%02d:%02d-%02d:%02d+1",
				     item->time.start / 60, item->time.start % 60,
				     item->time.end / 60, item->time.end % 60);
		blame_times(run, diag, item);
	}
}

static int days_outside(const struct item *item)
{
	const struct date_range *dates = &item->meeting->dates;

	if (item->day < dates->first)
		return dates->first - item->day;
	return item->day > dates->last ? item->day - dates->last : 0;
}

void check_outside_meeting(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		const struct kind_info *kind = kind_info((enum item_kind)item->kind);
		bool around = (kind->traits & KIND_INTERNAL) != 0;
		struct diag *diag;
		int days;

		if (!item_is_ahead(item) || item->day == CIVIL_NONE ||
		    item->meeting->dates.first == CIVIL_NONE)
			continue;
		days = days_outside(item);
		if (!days || (around && days <= DAYS_AROUND))
			continue;
		if (around)
			diag = diag_add_n(run->diags, PB202, item_span(item),
					  NP_("\"%1$s\" lies %2$d day outside the meeting's dates",
					      "\"%1$s\" lies %2$d days outside the meeting's dates"),
					  (unsigned long)days, item_name(item, run->lang), days);
		else
			diag = diag_add(run->diags, PB202, item_span(item),
					N_("\"%s\" stands on a day that is not one of the meeting's"),
					item_name(item, run->lang));
		if (around)
			diag->severity = SEVERITY_WARNING;
		diag_add_related(run->diags, diag, node_span_of(item->meeting->at, "dates"),
				 N_("the dates of the meeting are here"));
		check_blame(run, diag, item, NULL);
		/* it will be missing on the day that was meant */
		check_blame(run, diag, item->meeting, NULL);
	}
}

/* the last day on which it may take place */
static civil_day last_day(const struct meeting *meeting)
{
	return meeting->dates.first != CIVIL_NONE ? meeting->dates.last : meeting->window.last;
}

void check_past(struct check_run *run)
{
	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++) {
		const struct meeting *meeting = &run->plan->meetings->v[i];
		civil_day last = last_day(meeting);
		struct diag *diag;

		if (meeting->status != STATUS_CONFIRMED || last == CIVIL_NONE ||
		    last >= check_today(run, meeting))
			continue;
		diag = diag_add(run->diags, PB208, node_span_of(meeting->at, "status"),
				N_("\"%1$s\" was over on %2$s; its status should be \"held\" by now, or "
				   "\"cancelled\""),
				check_name(run, meeting->title), check_day(run, last));
		diag_add_related(run->diags, diag,
				 node_span_of(meeting->at, node_get(meeting->at, "dates") ? "dates"
											  : "window"),
				 N_("the dates of the meeting are here"));
		check_blame(run, diag, meeting, NULL);
	}
}
