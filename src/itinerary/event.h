/*
 * Events as people are told of them: an item, or the visit itself, reduced
 * to what a change of it means to those who take part.  Made from a plan,
 * or read from what was told before; both are compared here, so that "it
 * was moved" means the same in `diff`, in messages and in the ledger.
 */
#ifndef ITINERARY_EVENT_H
#define ITINERARY_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"
#include "itinerary/itinerary.h"
#include "plan/plan.h"
#include "plan/zone.h"

/* the `kind` of the visit itself; items have their own */
#define EVENT_VISIT "visit"

struct event {
	const char *uid;
	const char *meeting, *item; /* ids; item NULL: the visit itself */
	const char *kind;	    /* "visit", or a key of plan/kind-list.h */
	enum status status;
	/*
	 * With times if start is not INSTANT_NONE.  Else of whole days, last
	 * not included (DTEND of RFC 5545); first CIVIL_NONE: not settled.
	 */
	instant start, end;
	const struct zone *start_zone, *end_zone;
	civil_day first, last;
	const char *place, *to, *via; /* ids; place: where it is or begins; NULL: not known */
	const char *location;	      /* the place by its name and address; NULL: not known */
	const struct text *summary;   /* NULL: none */
	const struct strings *people; /* ids of those who take part, sorted; NULL: nobody */
	/* where it comes from; both NULL if it was read from elsewhere */
	const struct meeting *of_meeting;
	const struct item *of_item; /* NULL: the visit itself */
};

struct events {
	VEC(struct event) list; /* by meeting: the visit, then its items, in the plan's order */
	struct hash by_uid;	/* struct event * */
};

/* everything in the plan, whoever may see it; texts live in the arena */
void events_init(struct events *events, const struct itinerary *it, struct arena *arena);
void events_release(struct events *events);
const struct event *events_find(const struct events *events, const char *uid);

/* "round-table-1.baku-2027-04.peace-bridge@peacebridge.example"; item NULL: of the visit */
const char *event_uid(const struct plan *plan, const struct meeting *meeting, const char *item,
		      struct arena *arena);

/* what is different between two events of one UID */
enum {
	EVENT_TIME = 1 << 0,
	EVENT_PLACE = 1 << 1,
	EVENT_STATUS = 1 << 2,
	EVENT_PEOPLE = 1 << 3,
	EVENT_SUMMARY = 1 << 4,
	EVENT_KIND = 1 << 5,
	/* for which SEQUENCE rises */
	EVENT_MATERIAL = EVENT_TIME | EVENT_PLACE | EVENT_STATUS,
};

/*
 * A place is another if its id is, or if its name is beyond a spelling fix;
 * an address that it did not have makes it no other.
 */
unsigned int event_differences(const struct event *a, const struct event *b);

bool event_has(const struct event *event, const char *person_id);

/* is it to be told to participants: settled, neither draft nor alternative nor for organizers? */
bool event_goes_out(const struct event *event);

/* its end, a whole day's in the zone of its place as far as that is known; INSTANT_NONE: not settled */
instant event_end(const struct event *event);

#endif
