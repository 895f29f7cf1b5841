/*
 * What the checks of borders, clearances and documents have in common.
 */
#ifndef CHECK_BORDER_H
#define CHECK_BORDER_H

#include "base/vec.h"
#include "check/check.h"
#include "itinerary/border.h"
#include "itinerary/clearance.h"

/* the plan's, made when a check asks for them first; each asks once, and may look at so much */
struct borders *check_borders(struct check_run *run);

/* a meeting whose journeys are settled enough to ask for permits and papers */
bool meeting_is_settled(const struct meeting *meeting);

/*
 * Can something be said of a passage: in a meeting to come, all of it read,
 * and by no other finding wrong?
 */
bool passage_is_judged(struct check_run *run, const struct passage *p);

/* those whom a finding is about, in the making */
struct concerned {
	VEC(const struct person *) list;
	size_t enough; /* beyond this it is worth while to sort them */
};

/* adds somebody in a passage, unless another finding says that they are not in it */
void concerned_add(struct check_run *run, struct concerned *c, const struct passage *p,
		   const struct person *person);
/* all of one nationality, as above */
void concerned_add_all(struct check_run *run, struct concerned *c, const struct passage *p,
		       const struct nationals *g);
/* puts them into order, each once */
void concerned_sort(struct concerned *c);
/* their names, for the beginning of a message; they are sorted before */
const char *concerned_names(struct check_run *run, struct concerned *c);

#define EACH_CLEARANCE(c, meeting)                                                                 \
	for (const struct clearance *c = LIST_N((meeting)->clearances) ? (meeting)->clearances->v  \
								       : NULL,                     \
				    *end_c_ = c ? c + (meeting)->clearances->n : NULL;             \
	     c != end_c_; c++)

/* was it asked for, or given, by today?  A day to come is no more than hoped for. */
bool clearance_is_requested(const struct check_run *run, const struct meeting *meeting,
			    const struct clearance *clearance);
bool clearance_is_granted(const struct check_run *run, const struct meeting *meeting,
			  const struct clearance *clearance);

/* what a clearance is, for messages: "border permit (Azerbaijan)" */
const char *check_clearance(const struct check_run *run, const struct meeting *meeting,
			    const struct clearance *clearance);

#endif
