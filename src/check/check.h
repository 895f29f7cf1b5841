/*
 * What would go wrong on the day.  A check reads the plan and its
 * itinerary and adds findings; it changes neither.
 *
 * To add one: a function in the file of its century, a line in
 * check-list.h, its code in diag-list.h, and an example that it finds and
 * one that it does not, in tests/codes.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/arena.h"
#include "diag/diag.h"
#include "itinerary/itinerary.h"
#include "plan/plan.h"

struct check_run {
	const struct plan *plan;
	const struct itinerary *it;
	struct diags *diags;
	struct arena *arena;
	enum lang lang; /* of messages, for names in them */
	instant now;
};

/*
 * Runs every check, then applies the plan's waivers to the findings that
 * were made from first on (an index into diags->list) and says which
 * waivers do not hold.
 */
void check_plan(struct check_run *run, size_t first);

#define CHECK(code, function) void function(struct check_run *run);
#include "check/check-list.h"
#undef CHECK

/* waive.c; first as above */
void check_waivers(struct check_run *run, size_t first);

/* helpers for checks */

/* does a meeting get the checks of PB2xx to PB5xx and PB7xx? */
bool meeting_is_ahead(const struct meeting *meeting);
/* a time that can be compared: it has one, and ends after it begins */
bool item_has_span(const struct item *item);
/* where a finding about an item points: its kind and title */
struct span item_span(const struct item *item);
/* a person's, place's … name in the language of messages */
const char *check_name(const struct check_run *run, const struct text *name);
/* puts the ids of people into a finding */
void check_set_people(struct check_run *run, struct diag *diag, const struct person *const *people,
		      size_t n);

#endif
