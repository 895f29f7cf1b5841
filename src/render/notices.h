/*
 * Who is told what of the changes between two states of the programme: for
 * each person what a change means to their own programme, or the same for
 * a whole view.  Nobody is told what their view does not show, neither as
 * it was nor as it is.
 */
#ifndef RENDER_NOTICES_H
#define RENDER_NOTICES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "render/changes.h"
#include "render/view.h"

/* what it means to the reader */
enum told_kind {
	TOLD_NEW,	/* new in the programme */
	TOLD_JOINED,	/* the item was there before, without the reader */
	TOLD_GONE,	/* no longer in the programme */
	TOLD_LEFT,	/* the item stands, without the reader */
	TOLD_CANCELLED,
	TOLD_REVIVED,	/* takes place after all */
	TOLD_CHANGED,
};

enum {
	TOLD_MATERIAL = 1 << 0, /* more than wording */
	TOLD_ZONED = 1 << 1,	/* the clocks there are not the reader's: the zone is named */
	TOLD_CONTACT = 1 << 2,	/* of a visit: whom the reader may call is not the same */
	TOLD_IMPLIED = 1 << 3,	/* not to be said: it follows from what is told of the visit */
	TOLD_STATUS_IMPLIED = 1 << 4, /* its status does */
	TOLD_PEOPLE_IMPLIED = 1 << 5, /* who joined and left does */
	TOLD_BALANCED = 1 << 6,	      /* or another item that says the same takes its place */
};

/* compared byte by byte */
struct told {
	uint32_t change; /* index in the list of changes */
	uint8_t kind;	 /* enum told_kind */
	uint8_t flags;
	uint16_t unused;
};

/* everybody there is, by precedence: see the list of notices */
struct reader {
	const char *id;
	const struct person *old, *new; /* NULL: not in that plan */
	size_t order;			/* in which they were met */
};

/* what one reader is told */
struct notice {
	const char *person;		/* id; NULL: a whole view */
	const struct person *old, *new; /* NULL: not in that plan */
	const struct zone *zone;	/* the reader's own; NULL: not known */
	VEC(struct told) told;		/* in the order of the changes */
	uint64_t *records;		/* bit by bit: which concern them; NULL: none */
	/* while it is filled: of which meeting the visit was told of, from 1, and how */
	size_t meeting;
	struct told visit;
};

struct notices {
	const struct changes *changes;
	/* for whom; both NULL: everybody.  One is NULL if that state does not have the reader. */
	const struct view *old_view, *new_view;
	enum audience reader;
	/*
	 * A whole view: one notice.  Else one for each person, whether or
	 * not there is anything to tell: the delegations by their sides' ids,
	 * each in the order of precedence, then those of no side.
	 */
	VEC(struct notice) list;
	struct hash by_person; /* index + 1, as a pointer, by id */
	VEC(struct reader) readers; /* readers of this view or not */
	struct hash readers_by_id;  /* index + 1, as a pointer */
	VEC(const struct zone *) zones; /* of the sides */
	uint8_t *told;	       /* by change: bit k is set if anybody is told of it by told_kind k */
	uint64_t *records;     /* bit by bit: is anybody told of it?  NULL: nobody */
};

/* zones: where the readers' own clocks are looked up */
void notices_init(struct notices *t, const struct changes *changes, const struct view *old_view,
		   const struct view *new_view, struct zones *zones);
void notices_release(struct notices *t);

/* what changed for one person; NULL: not among the readers */
const struct notice *changes_of_person(const struct notices *t, const char *person);

/* do the views show the event of a change as it was, and as it is? */
bool notices_show_old(const struct notices *t, const struct change *change);
bool notices_show_new(const struct notices *t, const struct change *change);

/* the fields of a change, as bits, that the readers may know of */
uint64_t notices_fields(const struct notices *t, const struct change *change);
/* those of them that one is told of as words */
uint64_t told_words(const struct notices *t, const struct told *told);

/* may the reader be told the name of one who takes part in an event? */
bool notices_may_name(const struct notices *t, const struct event *event, const char *person);

static inline const struct change *told_change(const struct notices *t, const struct told *told)
{
	return &t->changes->list.v[told->change];
}

static inline bool records_have(const uint64_t *bits, size_t bit)
{
	return bits && bit != SIZE_MAX && (bits[bit / 64] >> bit % 64 & 1);
}

/* readers.c: fills these lists, and zones */
void notices_add_readers(struct notices *t, struct zones *zones);
/* notice-records.c: what is not the same of people and places, for whom it concerns */
void notices_add_records(struct notices *t);

#endif
