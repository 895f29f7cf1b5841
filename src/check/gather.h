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
	const struct item *item; /* that is to blame for these; NULL: see gather_finish */
};

/* a fact about two records and a number, and those for whom it holds */
struct gathered {
	const void *first, *second; /* may be NULL */
	int64_t value;
	struct gathered_set *sets; /* those added last come first */
	/* the check's own: as a rule, of the first for whom it was added */
	const struct item *item, *last;
};

struct gather {
	struct check_run *run;
	VEC(struct gathered *) list; /* in the order in which they were found */
	struct hash facts;
	VEC(const struct person *) people; /* of gather_people() */
};

#define GATHER_INIT(run_) { .run = (run_) }
void gather_release(struct gather *g);

/* adds the people of a timeline (NULL: nobody yet) to a fact */
struct gathered *gather_add(struct gather *g, const void *first, const void *second,
			    const struct timeline *timeline, int64_t value);

/* is there such a fact, for anybody? */
bool gather_has(const struct gather *g, const void *first, const void *second, int64_t value);

/* puts those for whom it holds into g->people, by index */
void gather_people(struct gather *g, const struct gathered *fact);

/*
 * The same, and their names for the beginning of a message; see
 * check_people().
 */
const char *gather_names(struct gather *g, const struct gathered *fact);

/*
 * Completes a finding about them: their ids, and that a record is to blame
 * for each of them (NULL: what was noted in their set).
 */
void gather_finish(struct gather *g, struct diag *diag, const struct gathered *fact,
		   const void *blamed);

#endif
