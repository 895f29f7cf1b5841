/*
 * Those who take part in an item, as briefly as is right: "both
 * delegations with staff", "Armenian delegation (except: Davit Grigoryan)",
 * "Nigar Aliyeva, Mariam Petrosyan".
 *
 * A delegation is named if all of it takes part who are there then; one or
 * two who do not may be excepted; a group that has a name goes by it.  All
 * others are named one by one, in the order of protocol, up to BRIEF_NAMES.
 *
 * What is said is made once for all items with the same people.
 */
#ifndef RENDER_BRIEF_H
#define RENDER_BRIEF_H

#include "base/arena.h"
#include "base/hash.h"
#include "render/describe.h"

/* behind so many names, the others are counted */
#define BRIEF_NAMES 12

struct brief_rank;
struct brief_tally;

/* of one reader, language and plan */
struct brief {
	struct arena arena;
	struct hash said; /* by the itinerary's set */
	const struct meeting *meeting; /* whose people are ranked */
	struct brief_rank *ranks;      /* by person's index */
	const struct delegation **order;
	struct brief_tally *tallies; /* by place in order; zeroed */
	bool changes;		     /* does anybody come late or leave early? */
	uint32_t *told, serial;	     /* by person's index: told otherwise in the item of that number */
};

/* zeroed is ready */
void brief_release(struct brief *b);

/*
 * "" if there is nobody that the reader may know of.  Interpreters are left
 * out, as they are told by themselves.  Owned by b.  d->it must be the same
 * plan's each time; items of one meeting should follow each other.
 */
const char *brief_people(struct brief *b, const struct describe *d, const struct item *item);

/* puts people of the meeting into the order of protocol */
void brief_sort(struct brief *b, const struct describe *d, const struct meeting *meeting,
		const struct person **people, size_t n);

/* may the reader know that somebody takes part in something of the meeting? */
bool brief_may_name(struct brief *b, const struct describe *d, const struct meeting *meeting,
		    const struct person *person);

#endif
