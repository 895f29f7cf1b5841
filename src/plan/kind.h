/*
 * The kinds of item.
 */
#ifndef PLAN_KIND_H
#define PLAN_KIND_H

enum item_kind {
#define KIND(name, key, traits, title) ITEM_##name,
#include "plan/kind-list.h"
#undef KIND
	ITEM_KIND_COUNT
};

enum {
	KIND_LEG = 1 << 0,	/* moves people: from, to */
	KIND_STAFF = 1 << 1,	/* a side's staff is meant too */
	KIND_INTERNAL = 1 << 2, /* may lie some days outside the meeting */
	KIND_FREE = 1 << 3,	/* overlaps nothing */
};

struct kind_info {
	const char *key;   /* in the plan and in ids */
	unsigned int traits;
	const char *title; /* msgid, for people */
};

extern const struct kind_info kind_infos[ITEM_KIND_COUNT + 1];

static inline const struct kind_info *kind_info(enum item_kind kind)
{
	return &kind_infos[kind];
}

/* the legs, as bits */
#define KIND(name, key, traits, title) | ((traits) & KIND_LEG ? 1u << ITEM_##name : 0)
enum {
	LEG_KINDS = 0
#include "plan/kind-list.h"
};
#undef KIND

#endif
