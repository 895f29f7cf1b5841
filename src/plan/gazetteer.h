/*
 * The built-in places: data/places.yaml, which is part of the program and
 * written in the format's own words.  An entry is read when it is first
 * asked for.
 */
#ifndef PLAN_GAZETTEER_H
#define PLAN_GAZETTEER_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/suggest.h"
#include "plan/plan.h"

struct decoder;

struct gazetteer {
	struct arena *arena;
	struct zones *zones;
	struct hash lines;    /* id -> where its entry begins in the file */
	struct hash places;   /* id -> struct place, of those read */
	struct hash formerly; /* old code -> id of the place */
};

void gazetteer_init(struct gazetteer *g, struct arena *arena, struct zones *zones);
void gazetteer_release(struct gazetteer *g);

/* by id in lower case; NULL if there is none.  Resolved. */
struct place *gazetteer_find(struct gazetteer *g, const char *id);

/* the ids of all, in the order of the file; the array is the caller's to free */
size_t gazetteer_ids(struct gazetteer *g, const char ***ret_ids);

/* a place whose English name has two forms, "A / B", each in living use */
struct place_pair {
	const char *id, *name;
	const char *form[2];
};

/* all of them, in the order of the file, on the arena; found without a gazetteer */
size_t gazetteer_pairs(struct arena *arena, const struct place_pair **ret_pairs);

/* the id of the place that formerly had a code; NULL if none had it */
const char *gazetteer_formerly(struct gazetteer *g, const char *code);

#endif
