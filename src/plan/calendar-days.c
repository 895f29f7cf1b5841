#include "plan/calendar-days.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "lang/country.h"
#include "plan/calendar-data.h"

#include "base/banned.h"

#define ALL_DAYS 0x7FU

static const struct kept_days no_days = { 0 };

/* a year that was worked out */
struct worked_year {
	const struct kept_days *days;
	uint64_t working[6]; /* bit n: the n-th day from 1 January is a working day */
};

struct country_days {
	const struct days_file *file; /* NULL: nothing is built in */
	unsigned int rest_days;	      /* bit 0: Monday */
	int working_days;	      /* in a week */
	struct worked_year **built_in; /* from the file's first year; NULL: not yet */
};

/* what the plan says of a country in a year */
struct own_day {
	struct own_day *next;
	const struct special_day *day;
};

struct own_year {
	struct own_day *first, **last;
	size_t n;
	struct worked_year *worked; /* NULL: not yet */
};

/* "AZ2027" */
struct year_key {
	char text[sizeof("AZ-2147483648")];
};

static struct year_key year_key(const char *country, int year)
{
	struct year_key key;

	snprintf(key.text, sizeof(key.text), "%.2s%d", country, year);
	return key;
}

void calendar_init(struct calendar *c, struct arena *arena)
{
	*c = (struct calendar){ .arena = arena };
}

void calendar_release(struct calendar *c)
{
	if (!c)
		return;
	hash_release(&c->countries);
	hash_release(&c->own_years);
}

static void add_own(struct calendar *c, const struct special_day *day)
{
	struct year_key key = year_key(day->country.code, civil_from_day(day->date).year);
	struct own_year *year = hash_get(&c->own_years, key.text, strlen(key.text));
	struct own_day *own = arena_new(c->arena, struct own_day);

	if (!year) {
		const char *copy = arena_strdup(c->arena, key.text);

		year = arena_new(c->arena, struct own_year);
		year->last = &year->first;
		*hash_slot(&c->own_years, copy, strlen(copy)) = year;
	}
	own->day = day;
	*year->last = own;
	year->last = &own->next;
	year->n++;
}

void calendar_set_own(struct calendar *c, const struct special_days *own)
{
	hash_release(&c->own_years);
	c->own_years = (struct hash)HASH_INIT;
	c->own = own;
	for (size_t i = 0; i < LIST_N(own); i++) {
		const struct special_day *day = &own->v[i];

		/* what could not be read has its finding */
		if (day->date != CIVIL_NONE && day->country.code[0] && day->kind && day->name)
			add_own(c, day);
	}
}

static struct own_year *own_year(const struct calendar *c, const char *country, int year)
{
	struct year_key key;

	if (!c->own_years.n)
		return NULL;
	key = year_key(country, year);
	return hash_get(&c->own_years, key.text, strlen(key.text));
}

static struct country_days *country_days(struct calendar *c, const char *code)
{
	struct country_days *country = hash_get(&c->countries, code, strlen(code));
	const struct days_file *file;

	if (country)
		return country;
	file = days_file_built_in(c->arena, code);
	country = arena_new(c->arena, struct country_days);
	country->file = file;
	country->rest_days = (file ? file->rest_days : country_rest_days(code)) & ALL_DAYS;
	if (country->rest_days == ALL_DAYS)
		country->rest_days = 0;
	country->working_days = 7 - __builtin_popcount(country->rest_days);
	if (file)
		country->built_in = arena_array(c->arena,
						(size_t)(file->last_year - file->first_year + 1),
						sizeof(struct worked_year *));
	code = arena_strdup(c->arena, code);
	*hash_slot(&c->countries, code, strlen(code)) = country;
	return country;
}

static bool is_covered(const struct country_days *country, int year)
{
	return country->file && year >= country->file->first_year &&
	       year <= country->file->last_year;
}

static bool is_rest_of_week(const struct country_days *country, civil_day day)
{
	return country->rest_days >> civil_weekday(day) & 1;
}

/* marks the working days of a year whose days are known */
static struct worked_year *work_out(struct calendar *c, const struct country_days *country,
				    const struct kept_days *days, int year)
{
	struct worked_year *worked = arena_new(c->arena, struct worked_year);
	civil_day first = civil_to_day(year, 1, 1), last = civil_to_day(year, 12, 31);

	worked->days = days;
	for (civil_day d = first; d <= last; d++)
		if (!is_rest_of_week(country, d))
			worked->working[(d - first) / 64] |= UINT64_C(1) << (d - first) % 64;
	for (size_t i = 0; i < days->n; i++)
		if (days->v[i].kind == DAY_NONE)
			worked->working[(days->v[i].date - first) / 64] |=
				UINT64_C(1) << (days->v[i].date - first) % 64;
	for (size_t i = 0; i < days->n; i++)
		if (!days->v[i].working)
			worked->working[(days->v[i].date - first) / 64] &=
				~(UINT64_C(1) << (days->v[i].date - first) % 64);
	return worked;
}

static struct worked_year *built_in_year(struct calendar *c, struct country_days *country, int year)
{
	struct worked_year **slot;

	if (!is_covered(country, year))
		return NULL;
	slot = &country->built_in[year - country->file->first_year];
	if (!*slot)
		*slot = work_out(c, country, days_file_year(c->arena, country->file, year), year);
	return *slot;
}

/* the days on a date in a list by date: the first, or where it would stand */
static size_t find_date(const struct kept_days *days, civil_day date)
{
	size_t low = 0, high = days->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (days->v[middle].date < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct kept_day keep_own(const struct special_day *own, const struct kept_days *built_in)
{
	struct kept_day day = {
		.date = own->date,
		.country = own->country,
		.kind = own->kind,
		.working = own->kind != DAY_HOLIDAY,
		.instead_of = CIVIL_NONE,
		.name = own->name,
		.source = own->source,
		.as_of = CIVIL_NONE,
		.at = own->at,
	};

	for (size_t i = find_date(built_in, own->date);
	     i < built_in->n && built_in->v[i].date == own->date; i++)
		if (built_in->v[i].kind == own->kind) {
			day.working = built_in->v[i].working;
			break;
		}
	return day;
}

/* by date; days of one date and kind stay in the order of the plan */
static int compare_days(const void *a, const void *b)
{
	const struct kept_day *x = a, *y = b;
	int r = kept_day_compare(x, y);

	if (r || x->at == y->at)
		return r;
	if (!x->at || !y->at)
		return x->at ? -1 : 1;
	return span_compare(node_span(x->at), node_span(y->at));
}

/*
 * The plan's days in order, on the heap.  Of each kind on a date, one is
 * enough: so a year has no more than a few for each of its days.
 */
static struct kept_day *sort_own(const struct own_year *own, const struct kept_days *built_in,
				 size_t *ret_n)
{
	struct kept_day *v = xcalloc(own->n, sizeof(*v));
	size_t n = 0;

	for (const struct own_day *o = own->first; o; o = o->next)
		v[n++] = keep_own(o->day, built_in);
	qsort(v, n, sizeof(*v), compare_days);
	*ret_n = 0;
	for (size_t i = 0; i < n; i++)
		if (!i || kept_day_compare(&v[i - 1], &v[i]))
			v[(*ret_n)++] = v[i];
	return v;
}

/* the plan's days, and what is built in on other dates */
static const struct kept_days *overlay(struct calendar *c, const struct own_year *own,
				       const struct kept_days *built_in)
{
	size_t n, i = 0, j = 0;
	struct kept_day *mine = sort_own(own, built_in, &n);
	struct kept_days *days = arena_alloc(
		c->arena, sizeof(*days) + xmul(n + built_in->n, sizeof(struct kept_day)));

	while (i < n || j < built_in->n) {
		if (i == n || (j < built_in->n && built_in->v[j].date < mine[i].date)) {
			days->v[days->n++] = built_in->v[j++];
			continue;
		}
		days->v[days->n++] = mine[i++];
		while (j < built_in->n && built_in->v[j].date == days->v[days->n - 1].date)
			j++;
	}
	free(mine);
	return days;
}

/* NULL for a year of which nothing is known but the days of the week */
static struct worked_year *worked_year(struct calendar *c, struct country_days *country,
				       const char *code, int year)
{
	struct worked_year *built_in = built_in_year(c, country, year);
	struct own_year *own = own_year(c, code, year);

	if (!own)
		return built_in;
	if (!own->worked)
		own->worked = work_out(c, country, overlay(c, own, built_in ? built_in->days : &no_days),
				       year);
	return own->worked;
}

const struct kept_days *calendar_year(struct calendar *c, const char *country, int year)
{
	const struct worked_year *worked = worked_year(c, country_days(c, country), country, year);

	return worked ? worked->days : &no_days;
}

size_t calendar_between(struct calendar *c, const char *country, civil_day from, civil_day to,
			const struct kept_day **ret_first)
{
	const struct kept_days *days = calendar_year(c, country, civil_from_day(from).year);
	size_t i = find_date(days, from), n = find_date(days, to + 1) - i;

	if (n)
		*ret_first = &days->v[i];
	return n;
}

size_t calendar_on(struct calendar *c, const char *country, civil_day day,
		   const struct kept_day **ret_first)
{
	return calendar_between(c, country, day, day, ret_first);
}

const struct kept_day *calendar_find(struct calendar *c, const char *country, civil_day day)
{
	const struct kept_days *days = calendar_year(c, country, civil_from_day(day).year);
	size_t i = find_date(days, day);

	return i < days->n && days->v[i].date == day ? &days->v[i] : NULL;
}

bool calendar_knows(struct calendar *c, const char *country, int year)
{
	return own_year(c, country, year) || is_covered(country_days(c, country), year);
}

const char *calendar_country(size_t i)
{
	return days_file_country(i);
}

bool calendar_built_in(struct calendar *c, const char *country, int *ret_first, int *ret_last)
{
	const struct days_file *file = country_days(c, country)->file;

	if (!file)
		return false;
	*ret_first = file->first_year;
	*ret_last = file->last_year;
	return true;
}

bool calendar_is_rest(struct calendar *c, const char *country, civil_day day)
{
	const struct kept_day *first;

	if (!is_rest_of_week(country_days(c, country), day))
		return false;
	for (size_t n = calendar_on(c, country, day, &first); n; n--)
		if (first[n - 1].kind == DAY_NONE)
			return false;
	return true;
}

static bool works(const struct worked_year *worked, int n)
{
	return worked->working[n / 64] >> n % 64 & 1;
}

bool calendar_is_working(struct calendar *c, const char *code, civil_day day)
{
	struct country_days *country = country_days(c, code);
	int year = civil_from_day(day).year;
	const struct worked_year *worked = worked_year(c, country, code, year);

	return worked ? works(worked, day - civil_to_day(year, 1, 1))
		      : !is_rest_of_week(country, day);
}

/*
 * Going back from *day, not beyond the first of its year, until n working
 * days were passed; they return how many are left.  Many at once, as n may
 * be 99,999: here the bits of a word ...
 */
static int back_in_known_year(const struct worked_year *worked, civil_day first, civil_day *day,
			      int n)
{
	while (n && *day > first) {
		int end = *day - first, begin = (end - 1) / 64 * 64;
		uint64_t bits = worked->working[begin / 64] & (~UINT64_C(0) >> (64 - (end - begin)));
		int there = __builtin_popcountll(bits);

		if (there < n) {
			n -= there;
			*day = first + begin;
			continue;
		}
		for (; n > 1; n--)
			bits ^= UINT64_C(1) << (63 - __builtin_clzll(bits));
		*day = first + begin + 63 - __builtin_clzll(bits);
		n = 0;
	}
	return n;
}

/* ... and here whole weeks */
static int back_in_other_year(const struct country_days *country, civil_day first, civil_day *day,
			      int n)
{
	int weeks = (*day - first) / 7, most = (n - 1) / country->working_days;

	weeks = weeks < most ? weeks : most;
	*day -= 7 * weeks;
	n -= country->working_days * weeks;
	while (n && *day > first)
		n -= !is_rest_of_week(country, --*day);
	return n;
}

static civil_day working_days_back(struct calendar *c, const char *code, civil_day day, int n)
{
	struct country_days *country = country_days(c, code);

	while (n > 0) {
		int year = civil_from_day(day - 1).year;
		civil_day first = civil_to_day(year, 1, 1);
		const struct worked_year *worked = worked_year(c, country, code, year);

		n = worked ? back_in_known_year(worked, first, &day, n)
			   : back_in_other_year(country, first, &day, n);
	}
	return day;
}

civil_day calendar_back(struct calendar *c, const char *country, civil_day day,
			struct duration duration)
{
	switch (duration.unit) {
	case DURATION_MINUTES:
		return day - (duration.n + 24 * 60 - 1) / (24 * 60);
	case DURATION_DAYS:
		return day - duration.n;
	case DURATION_WORKING_DAYS:
		return working_days_back(c, country, day, duration.n);
	case DURATION_WEEKS:
		return day - 7 * duration.n;
	case DURATION_MONTHS:
		return civil_add_months(day, -duration.n);
	default:
		return day;
	}
}
