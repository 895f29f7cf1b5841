/*
 * Days that countries keep: the built-in ones of data/dates-*.yaml, by
 * rules where they move, and those a plan adds; and what follows from them,
 * working days.
 *
 * A file is read when its country is first asked for, a year worked out
 * when it is.  Outside the years of the files, and for other countries,
 * there are only the plan's days, and days of rest of the week.
 */
#ifndef PLAN_CALENDAR_DAYS_H
#define PLAN_CALENDAR_DAYS_H

#include "base/arena.h"
#include "base/hash.h"
#include "plan/plan.h"

/* a day as one country keeps it */
struct kept_day {
	civil_day date;
	struct country country;
	enum day_kind kind; /* DAY_NONE: a working day that was exchanged for a day off */
	bool working;	    /* offices work as usual */
	bool expected;	    /* the government has not decided or published it yet */
	bool moved;	    /* a day off given for another by law, or one of two that were exchanged */
	civil_day instead_of; /* of a moved day: the other one; else CIVIL_NONE */
	struct text *name;    /* of a day off given for another: the other's */
	struct text *short_name; /* for messages on one line; NULL: as name */
	const char *source;	 /* NULL: none given */
	civil_day as_of;	 /* when this was known; CIVIL_NONE: not said */
	const struct node *at;	 /* in the plan; NULL: built in */
};

struct kept_days {
	size_t n;
	struct kept_day v[];
};

struct calendar {
	struct arena *arena;
	const struct special_days *own; /* of the plan; NULL: none */
	struct hash countries;		/* by code */
	struct hash own_years;		/* by country and year, of those with days in the plan */
};

/* nothing is read yet */
void calendar_init(struct calendar *c, struct arena *arena);
void calendar_release(struct calendar *c);
/*
 * The days of another plan, or none (NULL), instead of those before.  They
 * stand instead of what is built in for that country on the same date:
 * where the kind is the same, offices are closed as they were; else a
 * holiday closes them.  Of several of one kind on a date, the first counts.
 */
void calendar_set_own(struct calendar *c, const struct special_days *own);

/*
 * The days of a country in a year, by date; among them days off that a
 * rule or a government moved.  Of several on one date, remembrance comes
 * first, then holidays, then observances.  Never NULL.
 */
const struct kept_days *calendar_year(struct calendar *c, const char *country, int year);

/* the days from one date to another of the same year: their number, and the first if there is any */
size_t calendar_between(struct calendar *c, const char *country, civil_day from, civil_day to,
			const struct kept_day **ret_first);
/* those on one date */
size_t calendar_on(struct calendar *c, const char *country, civil_day day,
		   const struct kept_day **ret_first);

/* the first of them; NULL if there is none */
const struct kept_day *calendar_find(struct calendar *c, const char *country, civil_day day);

/* are days of that country and year built in, or does the plan give some? */
bool calendar_knows(struct calendar *c, const char *country, int year);

/* the i-th country for which days are built in, by code; NULL behind the last */
const char *calendar_country(size_t i);

/* the years for which the days of a country are built in; false if none are */
bool calendar_built_in(struct calendar *c, const char *country, int *ret_first, int *ret_last);

/* a day of rest of the week in that country, unless it was made a working day */
bool calendar_is_rest(struct calendar *c, const char *country, civil_day day);

/* neither a day of rest nor one on which offices are closed */
bool calendar_is_working(struct calendar *c, const char *country, civil_day day);

/*
 * The day that lies a duration before another: back in days, weeks and
 * months of the calendar, in working days of a country (one before a Monday
 * is the Friday), or in minutes, as whole days.
 */
civil_day calendar_back(struct calendar *c, const char *country, civil_day day,
			struct duration duration);

#endif
