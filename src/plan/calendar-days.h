/*
 * Days that countries keep: the built-in ones of data/dates-*.yaml, by
 * rules where they move, and those a plan adds; and what follows from them,
 * working days.
 *
 * A year of a country is worked out when it is first asked for.
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
	enum day_kind kind;
	bool working;	  /* offices work as usual */
	bool expected;	  /* reckoned: the government has not set it yet, it may be a day off */
	bool moved;	  /* a day off given for one that fell on a day of rest, or exchanged */
	struct text *name;
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
	struct hash years;		/* by country and year */
	void *data;			/* the built-in files, once they are read */
};

void calendar_init(struct calendar *c, struct arena *arena);
void calendar_release(struct calendar *c);
/* the days of another plan, or none (NULL), instead of those before */
void calendar_set_own(struct calendar *c, const struct special_days *own);

/*
 * The days of a country in a year, by date; among them days off that a
 * rule or a government moved.  Never NULL.
 */
const struct kept_days *calendar_year(struct calendar *c, const char *country, int year);

/* the first that falls on a day, by itself or before others; NULL if none does */
const struct kept_day *calendar_find(struct calendar *c, const char *country, civil_day day);

/* are days of that country and year built in, or does the plan give some? */
bool calendar_knows(struct calendar *c, const char *country, int year);

/* a day of rest of the week in that country, unless it was made a working day */
bool calendar_is_rest(struct calendar *c, const char *country, civil_day day);

/* neither a day of rest nor one on which offices are closed */
bool calendar_is_working(struct calendar *c, const char *country, civil_day day);

/*
 * The day that lies a duration before another: back in days, weeks and
 * months of the calendar, or in working days of a country.
 */
civil_day calendar_back(struct calendar *c, const char *country, civil_day day,
			struct duration duration);

#endif
