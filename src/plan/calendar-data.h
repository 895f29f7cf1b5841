/*
 * The built-in days of one country as data/dates-*.yaml says them: not yet
 * of any year.  What the words of such a file mean stands in its head.
 */
#ifndef PLAN_CALENDAR_DATA_H
#define PLAN_CALENDAR_DATA_H

#include "base/arena.h"
#include "plan/calendar-days.h"
#include "plan/plan.h"

/* where something is known from, and until when it was seen */
struct known_from {
	const char *source; /* a title */
	civil_day as_of;
};

enum day_rule_kind {
	DAY_RULE_LISTED,  /* none: see the entry's dates */
	DAY_RULE_DATE,	  /* month, day */
	DAY_RULE_ONCE,	  /* once */
	DAY_RULE_EASTER,  /* n days after Easter Sunday */
	DAY_RULE_NTH,	  /* the n-th weekday of a month; 0: the last */
	DAY_RULE_NEAREST, /* n days after the weekday nearest to month, day */
};

struct day_rule {
	enum day_rule_kind kind;
	int month, day, weekday, n;
	civil_day once;
};

struct listed_dates {
	struct date_range on;
	bool expected;
	struct known_from known;
};

struct day_entry {
	const char *id; /* NULL: none */
	enum day_kind kind;
	bool working;
	struct text *name, *short_name; /* short_name may be NULL */
	struct day_rule rule;
	/* instead of it in a year in which a date falls on a weekday; kind DAY_RULE_LISTED: none */
	struct day_rule exception;
	int exception_month, exception_day, exception_weekday;
	int days;	     /* how many in a row */
	int since, until;    /* years */
	int decided_through; /* a year */
	size_t n_dates;
	struct listed_dates *dates;
	struct known_from known;
};

struct exchange {
	civil_day day_off, working_day;
	struct known_from known;
};

enum move_when { MOVE_REST_DAY, MOVE_OVERLAP };

/* for what another day off is given */
struct move_step {
	enum move_when when;
	size_t n_of; /* of an overlap: the entries that must be one of the two */
	const struct day_entry **of;
};

struct published_year {
	int year;
	struct known_from known;
};

/* days off that are given for others; n_steps is 0 where none are */
struct moves {
	int since;
	enum day_kind of;
	size_t n_steps, n_published;
	struct move_step *steps;
	struct published_year *published;
	struct known_from known;
};

struct days_file {
	struct country country;
	int first_year, last_year;
	unsigned int rest_days; /* bit 0: Monday */
	size_t n_days, n_exchanges;
	struct day_entry *days;
	struct exchange *exchanges;
	struct text *day_off, *working_day; /* names of what was exchanged */
	struct moves moves;
};

/* reads such a file; a fault in it is a BUG(), as the tests read all of them */
const struct days_file *days_file_read(struct arena *arena, const char *text, size_t len);

/* the built-in one of a country, read anew; NULL if there is none */
const struct days_file *days_file_built_in(struct arena *arena, const char *country);

/* the countries for which there is one, by code; NULL behind the last */
const char *days_file_country(size_t i);

/*
 * The days of one year by date, worked out anew, whether or not the file
 * says that it knows that year: calendar-year.c.
 */
const struct kept_days *days_file_year(struct arena *arena, const struct days_file *file, int year);

/* for sorting days by date, and those of one date as calendar-days.h says */
int kept_day_compare(const struct kept_day *a, const struct kept_day *b);

#endif
