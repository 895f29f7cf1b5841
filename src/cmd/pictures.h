/*
 * What the pictures of a programme show beside the plan: what was found at
 * which item, and which visits are owed.  The same on every day.
 */
#ifndef CMD_PICTURES_H
#define CMD_PICTURES_H

#include "base/vec.h"
#include "cmd/cmd.h"
#include "render/reciprocity-svg.h"
#include "render/timeline-rows.h"

struct pictures {
	VEC(struct timeline_finding) findings;
	VEC(struct owed_visit) owed; /* on the run's arena */
};

/* of a plan that was read and checked, alone; it must outlive them */
void pictures_init(struct pictures *pictures, struct run *run, const struct loaded *loaded);
void pictures_release(struct pictures *pictures);

#endif
