/*
 * Who is to be invited to what is to come, and what they have answered, as
 * plan and ledger show it side by side: the visit of each meeting, and its
 * items with `rsvp: true`, as long as they are not over.
 *
 *	answers_init(&answers, it, ledger, arena, now);
 *	list = answers_of(&answers, meeting, &n);
 *	for (i < n)
 *		for (k < list[i].n)
 *			... list[i].v[k].person, .recipient->answer ...
 *	answers_release(&answers);
 *
 * What no longer stands, and who no longer takes part, is left out, whatever
 * the ledger holds of it.
 */
#ifndef LEDGER_ANSWERS_H
#define LEDGER_ANSWERS_H

#include "base/vec.h"
#include "itinerary/event.h"
#include "ledger/ledger.h"

struct invitee {
	const struct person *person;
	/*
	 * The last that was sent, never a CANCEL, and the answer to it.  NULL:
	 * nothing was, or it was withdrawn.
	 */
	const struct ledger_recipient *recipient;
	size_t rank; /* for their order */
};

struct invited {
	const struct event *event; /* of the plan */
	/*
	 * All who take part: the delegations by the ids of their sides, each
	 * its head, members and staff in the order of precedence; the meeting's
	 * others; guests.
	 */
	struct invitee *v;
	size_t n;
};

struct answers {
	struct events events;
	VEC(struct invited) list;      /* by meeting: the visit, then items by time */
	size_t *first; /* by meeting's index, and one more: where it begins in the list */
};

/* itinerary, ledger and arena must outlive it; of a broken ledger nothing is told */
void answers_init(struct answers *answers, const struct itinerary *it, const struct ledger *ledger,
		  struct arena *arena, instant now);
void answers_release(struct answers *answers);

/* those of one meeting */
const struct invited *answers_of(const struct answers *answers, const struct meeting *meeting,
				 size_t *ret_n);

/* PARTSTAT_NEEDS_ACTION of who has not answered, or was not invited */
enum partstat invitee_partstat(const struct invitee *invitee);
/* what was proposed instead, and not settled by a reply that came after it; NULL: nothing */
const struct answer *invitee_proposal(const struct invitee *invitee);

#endif
