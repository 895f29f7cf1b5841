/*
 * One fact, one finding: what holds of the same items (or other records)
 * for the people of several timelines is gathered and reported once.
 */
#ifndef CHECK_GATHER_H
#define CHECK_GATHER_H

#include "base/vec.h"
#include "check/check.h"

struct gathered_set {
	struct gathered_set *next;
	const struct timeline *timeline;
};

/* a fact about two records, and those for whom it holds */
struct gathered {
	const void *first, *second; /* second may be NULL */
	struct gathered_set *sets;
	/* the check's own, of the first for whom it was added */
	int64_t value;
	const struct item *item;
};

struct gather {
	struct check_run *run;
	VEC(struct gathered *) list; /* in the order in which they were found */
	struct hash pairs;
	VEC(const struct person *) people; /* of gather_people() */
};

#define GATHER_INIT(run_) { .run = (run_) }
void gather_release(struct gather *g);

/* adds the people of a timeline (NULL: nobody yet) to the fact about two records */
struct gathered *gather_add(struct gather *g, const void *first, const void *second,
			    const struct timeline *timeline, int64_t value);

/* is there such a fact, for anybody? */
bool gather_has(const struct gather *g, const void *first, const void *second);

/* puts those for whom it holds into g->people, by index */
void gather_people(struct gather *g, const struct gathered *fact);

/*
 * The same, and their names for the beginning of a message; see
 * check_people().
 */
const char *gather_names(struct gather *g, const struct gathered *fact);

/*
 * Completes a finding about them: their ids, and that a record is to blame
 * for each of them (NULL: none is).
 */
void gather_finish(struct gather *g, struct diag *diag, const struct gathered *fact,
		   const void *blamed);

#endif
