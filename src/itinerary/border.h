/*
 * Borders: which item leads over one, who is in it, and by which rule.
 * Read by the checks, and by whatever lists or counts what a border asks for.
 */
#ifndef ITINERARY_BORDER_H
#define ITINERARY_BORDER_H

#include "itinerary/itinerary.h"

/* a passport's country, else the side's; "" if neither is known */
const char *person_nationality(const struct person *person);

/* someone at a crossing */
struct entrant {
	const struct place *crossing;
	const char *entering;    /* ISO 3166-1 alpha-2 */
	const char *nationality; /* the same; "": not known */
};

/*
 * The row of the crossing's regime that decides on a day: the last that
 * fits day, direction and nationality.  NULL if none does.
 *
 * ret_unsure, which may be NULL: the nationality is not known, and a row
 * for some nationalities only might decide.
 */
const struct regime *regime_find(const struct entrant *who, civil_day day, bool *ret_unsure);

/*
 * The row that was in force on the last known day before a day on which
 * none is, for that direction and nationality.  NULL if none was ever.
 */
const struct regime *regime_last_known(const struct entrant *who, civil_day day);

/* those of one nationality, by index */
struct nationals {
	struct nationals *next;
	const char *nationality; /* "": not known */
	size_t n;
	const struct person **v;
};

/*
 * An item that leads over a border: a crossing, a leg `via` one, or a
 * flight, train, bus or boat from one country to another.  (A transfer
 * between countries passes no border that the plan knows of.)
 */
struct passage {
	const struct item *item;
	const struct place *crossing; /* NULL by air, by sea, and where it is not said */
	const char *left, *entered;   /* countries at the border; never "" */
	civil_day day, last; /* of its beginning and its end; the border is passed between */
	const struct nationals *people; /* NULL: nobody */
};

/*
 * All of a plan, in the order of the file.  Not of items that are
 * cancelled; those of alternatives and of held meetings are among them.
 */
struct borders {
	const struct plan *plan;
	const struct itinerary *it;
	struct arena *arena;
	size_t n;
	const struct passage *v;
	size_t *firsts; /* by meeting: its first passage; one more stands at the end */
	/* of clearances, by meeting and clearance, as they are asked for; see clearance.h */
	const struct person_set ***covered;
	size_t n_covered;
	/*
	 * What may still be looked at, so that the time does not grow with
	 * people by crossings by clearances: a plan of any use stays far below.
	 * Whoever begins something new may set it to BORDERS_STEPS again.
	 */
	size_t steps;
};

#define BORDERS_STEPS 10000000

/* all memory is the arena's */
void borders_init(struct borders *b, const struct itinerary *it, struct arena *arena);

/* false if that much is too much: then nothing must be concluded from what was not looked at */
bool borders_spend(struct borders *b, size_t steps);

/* what a crossing's regime says of somebody, from the best to the worst */
enum ruling_kind {
	RULING_OPEN,
	RULING_PERMIT,
	RULING_UNSURE,  /* nothing may be concluded */
	RULING_UNKNOWN, /* no row is in force */
	RULING_CLOSED
};

struct ruling {
	enum ruling_kind kind;
	const struct regime *row; /* that decides; NULL if none does */
};

/* of a passage with a crossing; of one over midnight, the better of the two days */
struct ruling passage_ruling(struct borders *b, const struct passage *p, const char *nationality);

#define EACH_PASSAGE(p, b, meeting)                                                                \
	for (const struct passage *p = (b)->v + (b)->firsts[(meeting)->index],                     \
				  *end_p_ = (b)->v + (b)->firsts[(meeting)->index + 1];            \
	     p < end_p_; p++)

#endif
