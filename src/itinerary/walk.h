/*
 * A walk along a timeline: where somebody is before and after each item,
 * and where a border is crossed.
 *
 *	struct walk w;
 *
 *	walk_init(&w, timeline);
 *	while (walk_next(&w))
 *		... w.item, w.before, w.begins, w.ends ...
 *
 * Steps are the items with a time, in their order, without free time that
 * names no place; legs without a time, after which it is not known where
 * the person is; and, between two of these, each night that a stay covers.
 *
 * It knows no faults: where `before` and `begins` differ, the walk goes on
 * from where the item says.
 */
#ifndef ITINERARY_WALK_H
#define ITINERARY_WALK_H

#include "itinerary/itinerary.h"

/* a gap in a meeting that is longer than that many days is a mistaken date */
#define NIGHTS_MAX 366

/* where somebody is, as far as is known */
struct position {
	const struct place *city; /* or a place without one; NULL: anywhere in the country */
	const char *country;	  /* ISO 3166-1 alpha-2; "": not known */
};

struct walk {
	const struct timeline *timeline;
	const struct item *item; /* of this step */
	const struct item *last; /* of the last step that was no night; NULL: none */
	const struct item *next; /* of the next one; NULL: none.  Of a night too. */
	bool night;		 /* a night in the stay `item`, in the morning of `day` */
	civil_day day;		 /* of a night; else the item's */
	struct position before;	 /* after the last step; of the first in a meeting, see walk.c */
	struct position begins, ends;
	/*
	 * Of a leg that leads into another country, and a crossing: the two
	 * countries ("" if not known), and the crossing passed; NULL by air,
	 * by sea, and where it is not said.  Else left and entered are NULL.
	 */
	const char *left, *entered;
	const struct place *crossing;
	/* the walk's own */
	size_t next_i;
	bool sleeps; /* there may be nights before the next step */
	civil_day night_day;
	civil_day open_day; /* the last with a leg without a time */
	const struct item *stays[4];
	struct position after;
};

void walk_init(struct walk *w, const struct timeline *timeline);
/* false at the end; the walk must then not be used any more */
bool walk_next(struct walk *w);

/* does a step in another meeting begin where this one ends, within a week? */
bool walk_goes_on(const struct walk *w, const struct item *next);

/* does the timeline have a country of home? */
static inline bool walk_has_home(const struct walk *w)
{
	return w->timeline->home_country.code[0] != '\0';
}

/* is it known to be the country of home?  False if home or position are not known. */
static inline bool walk_is_home(const struct walk *w, const struct position *position)
{
	return *position->country &&
	       same_country(position->country, w->timeline->home_country.code);
}

/* is it known to be another than the country of home? */
static inline bool walk_is_abroad(const struct walk *w, const struct position *position)
{
	return *position->country && walk_has_home(w) &&
	       !same_country(position->country, w->timeline->home_country.code);
}

/* are both known, and the countries other ones? */
static inline bool position_other_country(const struct position *a, const struct position *b)
{
	return *a->country && *b->country && !same_country(a->country, b->country);
}

/* are both known, the countries the same and the cities other ones? */
static inline bool position_other_city(const struct position *a, const struct position *b)
{
	return a->city != b->city && a->city && b->city && *a->country &&
	       same_country(a->country, b->country);
}

/* where an item begins and ends for somebody in a country; of a leg that differs */
struct position item_begins(const struct item *item, const char *country);
struct position item_ends(const struct item *item, const char *country);

#endif
