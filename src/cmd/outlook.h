/*
 * What `status` tells of the plans that were named: what is due and when,
 * the meetings to come and what they lack, and who owes whom a visit.
 */
#ifndef CMD_OUTLOOK_H
#define CMD_OUTLOOK_H

#include "base/vec.h"
#include "check/debts.h"
#include "cmd/cmd.h"
#include "cmd/invitations.h"

enum deadline_kind {
	DEADLINE_APPLY,	 /* the last day to apply for a clearance */
	DEADLINE_GRANT,	 /* the day on which a clearance that was requested is needed */
	DEADLINE_ACTION, /* what was agreed is due */
	DEADLINE_VISIT,	 /* a visit is to be answered */
};

struct deadline {
	enum deadline_kind kind;
	civil_day day;
	int days; /* from today; negative: so many days ago */
	const char *plan; /* its id */
	const struct meeting *meeting;
	const char *id;	  /* of the clearance, action or visit; NULL: it has none */
	const char *what; /* for people */
};

/* a meeting to come, or a draft */
struct upcoming {
	const char *plan;
	const struct meeting *meeting;
	civil_day first, last; /* CIVIL_NONE: not known */
	int days;	       /* until it begins; 0 from then on */
	VEC(const struct diag *) findings; /* errors and warnings in it, but those that are waived */
	const struct invitations *invitations; /* of the plan */
};

/* who owes whom a visit */
struct owed {
	const char *plan;
	struct debt debt;
	const char *debtor, *creditors; /* for people */
	const char *visit;
};

struct outlook {
	struct run *run;
	VEC(struct deadline) deadlines; /* soonest first */
	VEC(struct upcoming) meetings;	/* by their first day; those without one last */
	VEC(struct owed) owed;		/* by the day until which */
	VEC(struct invitations *) invitations; /* by plan, as they were named */
};

void outlook_init(struct outlook *s, struct run *run);
void outlook_release(struct outlook *s);

/* a plan that was read and checked; its findings are those from first on */
void outlook_add_plan(struct outlook *s, struct loaded *loaded, size_t first);
/* after the last plan */
void outlook_sort(struct outlook *s);

#endif
