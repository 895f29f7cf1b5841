/*
 * Where every person is, and with whom: who takes part in each item, and
 * each person's timeline over all meetings.  Made once, read by checks and
 * renderers, so that "who", "except", groups, early leavers and defaults
 * mean the same everywhere.
 *
 * People who take part in exactly the same items and have the same home
 * share one timeline: a delegation of forty that travels together costs
 * as much as one person.
 *
 * Everything lives in the plan's arena.
 */
#ifndef ITINERARY_ITINERARY_H
#define ITINERARY_ITINERARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "plan/plan.h"

/* people by rising index in the plan, each once */
struct person_set {
	size_t n;
	const struct person *v[];
};

/* one item in the life of those who share a timeline */
struct stop {
	const struct item *item;
	/* the city, or place without one, in which it begins; NULL: not known */
	const struct place *begins;
};

struct timeline {
	const struct person_set *people; /* who share it */
	const struct place *home;	 /* a city or place; NULL: not known, see country */
	struct country home_country;	 /* empty: neither side nor home */
	size_t n;
	const struct stop *v; /* by start, then end, then place in the file; cancelled items and
				 alternatives are not in it */
};

struct item_people; /* of one item; internal */

struct itinerary {
	const struct plan *plan;
	struct item_people **items;	/* by meeting's index, then item's */
	const struct timeline **people; /* by person's index */
	const struct timeline *timelines;
	size_t n_timelines;
	/*
	 * What becomes of them in a meeting if its alternatives are taken:
	 * one for each list of items that is replaced and each timeline that
	 * this concerns, with the items of that meeting alone.
	 */
	const struct timeline *variants;
	size_t n_variants;
};

/* every timeline, then every variant; i counts */
#define EACH_TIMELINE(i, timeline, it)                                                             	for (size_t i = 0; i < (it)->n_timelines + (it)->n_variants; i++)                          		for (const struct timeline *timeline = i < (it)->n_timelines                       							       ? &(it)->timelines[i]               							       : &(it)->variants[i - (it)->n_timelines]; 		     timeline; timeline = NULL)

/*
 * A plan for which it would take more memory than it may (PB102, in diags)
 * gives an itinerary without people.
 */
void itinerary_init(struct itinerary *it, const struct plan *plan, struct arena *arena,
		    struct diags *diags);

/*
 * Those in `who` without `except`, or the default; members outside their
 * from and until only if they are named by id.  Of a cancelled item and an
 * alternative too.
 */
const struct person_set *itinerary_who(const struct itinerary *it, const struct item *item);
/* these, and `with`, `chair` and `interpreters` */
const struct person_set *itinerary_all(const struct itinerary *it, const struct item *item);

bool person_set_has(const struct person_set *set, const struct person *person);

/* whom a clearance or a contact is for; NULL stands for all of the meeting */
const struct person_set *itinerary_covered(const struct itinerary *it, struct arena *arena,
					   const struct meeting *meeting, const struct who *who);

/* what a person is in a meeting */
enum membership { MEMBERSHIP_NONE, MEMBERSHIP_MEMBER, MEMBERSHIP_STAFF, MEMBERSHIP_OTHER };
/* ret_delegation: of a member or one of its staff, else NULL; may be NULL itself */
enum membership meeting_membership(const struct meeting *meeting, const struct person *person,
				   const struct delegation **ret_delegation);

/* is a member of a meeting there at an instant, by its `from` and `until`? */
bool member_is_present(const struct meeting *meeting, const struct member *member, instant at);
/*
 * The instant by which it is judged who is there: of a stay the end of its
 * day, of another item without a time the middle.
 */
instant item_attended_at(const struct item *item);

/* a side's delegation in a meeting; NULL if it has none */
const struct delegation *meeting_delegation(const struct meeting *meeting, const struct side *side);

/* does a member of this delegation take part?  A side's staff too if staff is true. */
bool itinerary_has_side(const struct itinerary *it, const struct item *item,
			const struct delegation *delegation, bool staff);

/* never NULL: of a person without items it has none */
const struct timeline *itinerary_timeline(const struct itinerary *it, const struct person *person);

#endif
