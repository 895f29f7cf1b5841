/*
 * Who owes whom a visit.
 *
 * A visit is a meeting with a host to which a delegation of another side
 * came, or comes.  One that was held and answers none is to be answered
 * within the plan's `return_within`, counted from its last day: its host
 * owes its guests a visit.
 *
 *	struct debts debts;
 *
 *	debts_find(&debts, plan, arena, now);
 *	for (size_t i = 0; i < debts.n; i++)
 *		... debts.v[i].debtor owes since debts.v[i].since
 */
#ifndef CHECK_DEBTS_H
#define CHECK_DEBTS_H

#include "base/arena.h"
#include "lang/lang.h"
#include "plan/plan.h"

/* who came to a visit: the sides of its delegations other than the host's, by the file's order */
struct guests {
	size_t n;
	const struct side *v[];
};

/*
 * NULL if the meeting is no visit.  One that names no delegation is a visit
 * of the other side, if the plan has two.
 */
const struct guests *visit_guests(const struct plan *plan, const struct meeting *meeting,
				  struct arena *arena);

struct debt {
	const struct meeting *visit;  /* that was held and is not answered */
	const struct side *debtor;    /* its host, who is to visit the others */
	const struct guests *creditors; /* at least one */
	civil_day since, until;	      /* last day of the visit; last day to answer it */
	/* an answer that is planned, but too late or without a day; NULL: none is */
	const struct meeting *answer;
	bool overdue; /* today is past until */
};

struct debts {
	size_t n;
	struct debt *v; /* in the order of the file */
};

/* what is owed at an instant; on the arena */
void debts_find(struct debts *debts, const struct plan *plan, struct arena *arena, instant now);

/* the names of the guests as a list in a sentence; on the arena */
const char *guests_names(const struct guests *guests, struct arena *arena, enum lang lang);

#endif
