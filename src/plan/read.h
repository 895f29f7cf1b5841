/*
 * Reads a plan with everything it includes.
 */
#ifndef PLAN_READ_H
#define PLAN_READ_H

#include "plan/gazetteer.h"
#include "plan/plan.h"

/* what reading a plan takes; all of it outlives the plan */
struct plan_reader {
	struct arena *arena;
	struct diags *diags;
	struct sources *sources;
	struct zones *zones;
	struct gazetteer *gazetteer;
};

/*
 * Reads the plan at a path, "-" for standard input, and fills *ret_plan,
 * which is as complete as the findings allow; plan->at is NULL if there is
 * nothing at all.  0, or a negative errno if the file itself cannot be
 * read; what is wrong with its content or its includes are findings.
 */
int plan_read(struct plan_reader *reader, const char *path, struct plan *ret_plan);
/* the same of one that comes from a pipe: its includes lie beside another file */
int plan_read_beside(struct plan_reader *reader, const char *path, const char *beside,
		     struct plan *ret_plan);

#endif
