/*
 * What has gone out of a plan already, as far as documents depend on it:
 * the SEQUENCE of each event, and who has an invitation to it in the own
 * calendar.
 */
#ifndef RENDER_ISSUED_H
#define RENDER_ISSUED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/hash.h"
#include "plan/plan.h"

struct issued {
	struct arena *arena;
	struct hash sequences; /* SEQUENCE + 1, as a pointer, by UID */
	struct hash invited;   /* by UID and person's id */
};

void issued_init(struct issued *issued, struct arena *arena);
void issued_release(struct issued *issued);

/* texts must outlive it */
void issued_set_sequence(struct issued *issued, const char *uid, int sequence);
void issued_set_invited(struct issued *issued, const char *uid, const char *person_id, bool is);

/* 0 of what was never issued, and without anything issued (NULL) */
int issued_sequence(const struct issued *issued, const char *uid);
bool issued_has_invited(const struct issued *issued, const char *uid, const struct person *person);

#endif
