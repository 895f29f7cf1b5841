/*
 * PB2xx: when things happen.
 */
#include "check/check.h"

#include <stdio.h>

#include "base/banned.h"

/* how many days a leg, stay, meal or briefing may lie outside its meeting */
#define DAYS_AROUND 3

void check_ends_before_start(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		bool stay = item->kind == ITEM_STAY;
		struct diag *diag;

		if (!item_is_ahead(item) || item->start == INSTANT_NONE || item->end > item->start)
			continue;
		if (stay) {
			diag = diag_add(run->diags, PB201, node_span_of(item->at, "until"),
					N_("the stay \"%s\" ends before its first night"),
					item_name(item, run->lang));
			check_blame(run, diag, item, NULL);
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
		check_blame(run, diag, item, NULL);
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
	}
}
