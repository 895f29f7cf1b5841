/*
 * What has gone out of a plan already, as far as documents depend on it:
 * the SEQUENCE of each event, who has an invitation to it in the own
 * calendar, and what was answered.
 */
#ifndef RENDER_ISSUED_H
#define RENDER_ISSUED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/hash.h"
#include "plan/plan.h"

/* what was answered to the invitation that holds */
enum answer_kind {
	ANSWER_NONE, /* nothing yet */
	ANSWER_ACCEPTED,
	ANSWER_DECLINED,
	ANSWER_TENTATIVE,
	ANSWER_DELEGATED, /* somebody else is to come */
	ANSWER_KIND_COUNT
};

struct issued_answer {
	enum answer_kind kind;
	const char *comment; /* NULL: none */
	bool proposes;	     /* another time: */
	/* times, or else days, the last not included; INSTANT_NONE, CIVIL_NONE: neither */
	instant start, end;
	civil_day first, last;
	instant invited; /* when the invitation was issued */
};

struct issued {
	struct arena *arena;
	struct hash sequences; /* SEQUENCE + 1, as a pointer, by UID */
	struct hash invited;   /* by UID and person's id */
	struct hash answers;   /* struct issued_answer, of those invited, likewise */
};

void issued_init(struct issued *issued, struct arena *arena);
void issued_release(struct issued *issued);

/* texts must outlive it */
void issued_set_sequence(struct issued *issued, const char *uid, int sequence);
void issued_set_invited(struct issued *issued, const char *uid, const char *person_id, bool is);
/* of several addresses of one person the one that was invited last counts */
void issued_set_answer(struct issued *issued, const char *uid, const char *person_id,
		       const struct issued_answer *answer);

/* 0 of what was never issued, and without anything issued (NULL) */
int issued_sequence(const struct issued *issued, const char *uid);
bool issued_has_invited(const struct issued *issued, const char *uid, const struct person *person);
/* NULL: the person has no invitation */
const struct issued_answer *issued_answer(const struct issued *issued, const char *uid,
					  const struct person *person);

#endif
