/*
 * People to timelines.  Only for itinerary.c.
 */
#ifndef ITINERARY_TIMELINE_H
#define ITINERARY_TIMELINE_H

#include "itinerary/itinerary.h"

struct timelines {
	struct itinerary *it;
	struct arena *arena;
	size_t budget; /* stops that may still be made */
	bool exhausted;
};

/*
 * Fills it->timelines and it->people.  sets are all that itinerary_who and
 * itinerary_all return, each once.
 */
void timelines_make(struct timelines *t, const struct person_set *const *sets, size_t n);

/* variant.c: fills it->variants, of the timelines that there are */
void variants_make(struct timelines *t);

struct stop stop_of_item(const struct item *item);

#endif
