/*
 * What checks of people and protocol share: who belongs to a meeting, and
 * what is worked out once for a set of people that many items share.
 */
#ifndef CHECK_PEOPLE_H
#define CHECK_PEOPLE_H

#include "check/check.h"

/* neither draft, held nor cancelled: one to which people are being invited */
static inline bool meeting_goes_out(const struct meeting *meeting)
{
	return meeting->status == STATUS_TENTATIVE || meeting->status == STATUS_CONFIRMED;
}

/* where a record of a map stands: its key */
static inline struct span key_span_of(const struct node *at)
{
	return node_span(at->key ? at->key : at);
}

/* a person's country of home; "" if it is not known */
static inline const char *person_country(const struct check_run *run, const struct person *person)
{
	return itinerary_timeline(run->it, person)->home_country.code;
}

/* what a person is in the meeting at hand */
struct roster_entry {
	uint32_t stamp, told;
	enum membership membership;
	const struct delegation *delegation; /* of a member or staff */
	const struct node *at;		     /* where the person stands in it */
};

/*
 * Who belongs to a meeting, looked up by person.  It is filled anew for
 * each meeting, at the cost of that meeting's lists.
 */
struct roster {
	struct roster_entry *v; /* by person's index */
	uint32_t stamp;
	size_t n; /* how many there are */
};

void roster_init(struct roster *r, const struct plan *plan);
void roster_release(struct roster *r);
/* members before staff, staff before others: the first entry of a person holds */
void roster_fill(struct roster *r, const struct meeting *meeting);
/* NULL of somebody who does not belong to the meeting */
const struct roster_entry *roster_find(const struct roster *r, const struct person *person);
/* is it asked of this person for the first time in this meeting? */
bool roster_tell(struct roster *r, const struct person *person);

/*
 * What is kept for two records (the second may be NULL) in a table of the
 * check's own: NULL if nothing was put there.
 */
void *pair_get(const struct hash *table, const void *first, const void *second);
void pair_put(struct check_run *run, struct hash *table, const void *first, const void *second,
	      void *value);

#endif
