/*
 * Clearances: what each is for, whom it covers, when it is needed and
 * until when it must be asked for.
 */
#ifndef ITINERARY_CLEARANCE_H
#define ITINERARY_CLEARANCE_H

#include "itinerary/border.h"
#include "plan/calendar-days.h"

/* what its kind is called, a msgid: "border permit"; "" if it is not known */
const char *clearance_title(enum clearance_kind kind);

/* the country that grants it: `by`, else the host's, else that of the meeting's place; or "" */
const char *clearance_country(const struct meeting *meeting, const struct clearance *clearance);

/*
 * Whom it covers; NULL if it would take too long to say: then nothing must
 * be concluded.
 */
const struct person_set *clearance_covered(struct borders *b, const struct meeting *meeting,
					   const struct clearance *clearance);

/* may it be needed for this passage, by its kind, country and place, people aside? */
bool clearance_fits(const struct clearance *clearance, const struct passage *p);

/*
 * The vehicle it is for that moves in its country in this item; NULL if
 * there is none.  (A clearance that names no vehicle is asked for by who
 * drives.)
 */
const struct vehicle *clearance_vehicle(struct borders *b, const struct clearance *clearance,
					const struct item *item);

/* is it valid on one of these days? */
bool clearance_is_valid(const struct clearance *clearance, civil_day first, civil_day last);

/* when it is used first */
struct clearance_use {
	civil_day day;           /* CIVIL_NONE: not known */
	const struct item *item; /* NULL: it is not known for what; the meeting's first day */
};

struct clearance_use clearance_first_use(struct borders *b, const struct meeting *meeting,
					 const struct clearance *clearance);

/* the lead's, for this clearance */
struct duration clearance_lead(const struct plan *plan, const struct clearance *clearance);

/*
 * The last day to apply: the deadline, else the lead counted back from the
 * first day of `valid`, else from the first use.  CIVIL_NONE if there is
 * none of these.
 */
civil_day clearance_last_day(struct calendar *calendar, const struct plan *plan,
			     const struct meeting *meeting, const struct clearance *clearance,
			     const struct clearance_use *use);

#endif
