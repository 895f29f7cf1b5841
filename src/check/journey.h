/*
 * Parts of check_journey(), which walks every timeline once: what they
 * find is gathered step by step and reported at the end.
 */
#ifndef CHECK_JOURNEY_H
#define CHECK_JOURNEY_H

#include "check/gather.h"
#include "itinerary/walk.h"

/* of a meeting with more items nobody looks for what others do */
#define JOURNEY_ITEMS_MAX 2000

/* check-transfer.c: PB303 and PB306, the time between two steps */
struct ways {
	struct gather tight, connections;
	bool from_abroad; /* the last step was an arrival from abroad by air or sea */
};
void ways_init(struct ways *ways, struct check_run *run);
/* a new timeline begins */
void ways_begin(struct ways *ways);
/* of a step that is in order so far: is there time for it?  False, and noted, if not */
bool ways_judge(struct ways *ways, const struct walk *w);
/* after each step, judged or not */
void ways_step(struct ways *ways, const struct walk *w);
void ways_report(struct ways *ways);
void ways_release(struct ways *ways);

/* local minutes from 1970 */
typedef int64_t local_minute;

/* check-nights.c: PB309, nights abroad without a bed */
struct nights {
	struct gather gather;
	/* of the timeline at hand */
	const struct timeline *timeline;
	const struct meeting *meeting;
	const struct item *since; /* abroad and in one place from its end on */
	/* the night at hand: what of it is neither slept in a bed nor on the way */
	civil_day night;
	local_minute awake;
	const struct item *before; /* where it is spent */
	/* the nights without a bed in a row */
	civil_day first, last;
	const struct item *item; /* before the first */
	/* stays */
	size_t next_stay;
	civil_day covered; /* the last morning that a stay covers */
};
void nights_init(struct nights *nights, struct check_run *run);
void nights_begin(struct nights *nights, const struct timeline *timeline);
/* the first step in a meeting, before nights_step() */
void nights_begin_meeting(struct nights *nights, const struct walk *w);
/*
 * A leg, or the last step in a meeting; others change nothing.  judge: are
 * those of the timeline expected to have beds?
 */
void nights_step(struct nights *nights, const struct walk *w, bool judge);
void nights_end(struct nights *nights);
void nights_report(struct nights *nights);
void nights_release(struct nights *nights);

#endif
