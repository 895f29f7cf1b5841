/*
 * The days that countries keep, against lists that were made and compared
 * by hand: dates of movable days, days off that were moved, working days.
 */
#include "plan/calendar-days.h"

#include <stdlib.h>

#include "plan/calendar-data.h"
#include "plan/value.h"
#include "tap.h"

static civil_day date(const char *s)
{
	civil_day day = CIVIL_NONE;

	if (!value_date(s, &day))
		ok(false, "\"%s\" is a date", s);
	return day;
}

/* a day by its English name */
static const struct kept_day *find_name(struct calendar *c, const char *country, const char *day,
					const char *name)
{
	const struct kept_day *first;

	for (size_t n = calendar_on(c, country, date(day), &first); n; n--, first++)
		if (!strcmp(first->name->in[LANG_EN], name))
			return first;
	return NULL;
}

/* how often a day of a name is kept in a year */
static int count_name(struct calendar *c, const char *country, int year, const char *name)
{
	const struct kept_days *days = calendar_year(c, country, year);
	int n = 0;

	for (size_t i = 0; i < days->n; i++)
		n += !days->v[i].moved && !strcmp(days->v[i].name->in[LANG_EN], name);
	return n;
}

#define YEARS 8 /* 2025 to 2032 */

struct movable_case {
	const char *country, *name;
	enum day_kind kind;
	bool working;
	const char *days[YEARS];
};

static const struct movable_case movable[] = {
	{ "AM", "Saint Vardanants' Day", DAY_OBSERVANCE, true,
	  { "2025-02-27", "2026-02-12", "2027-02-04", "2028-02-24", "2029-02-08", "2030-02-28",
	    "2031-02-20", "2032-02-05" } },
	/* the Sunday in 2027 and 2032, when 1 May is a Saturday */
	{ "AM", "Day of the Citizen of the Republic of Armenia", DAY_OBSERVANCE, true,
	  { "2025-04-26", "2026-04-25", "2027-04-25", "2028-04-29", "2029-04-28", "2030-04-27",
	    "2031-04-26", "2032-04-25" } },
	{ "AM", "Easter (Armenian Apostolic Church)", DAY_OBSERVANCE, true,
	  { "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
	    "2031-04-13", "2032-03-28" } },
	{ "AM", "Merelots after Easter", DAY_OBSERVANCE, true,
	  { "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17", "2029-04-02", "2030-04-22",
	    "2031-04-14", "2032-03-29" } },
	{ "AM", "Feast of Holy Etchmiadzin", DAY_OBSERVANCE, true,
	  { "2025-06-22", "2026-06-07", "2027-05-30", "2028-06-18", "2029-06-03", "2030-06-23",
	    "2031-06-15", "2032-05-30" } },
	{ "AM", "Merelots after Vardavar", DAY_OBSERVANCE, true,
	  { "2025-07-28", "2026-07-13", "2027-07-05", "2028-07-24", "2029-07-09", "2030-07-29",
	    "2031-07-21", "2032-07-05" } },
	{ "AM", "Merelots after the Assumption", DAY_OBSERVANCE, true,
	  { "2025-08-18", "2026-08-17", "2027-08-16", "2028-08-14", "2029-08-13", "2030-08-19",
	    "2031-08-18", "2032-08-16" } },
	{ "AM", "Merelots after the Exaltation of the Cross", DAY_OBSERVANCE, true,
	  { "2025-09-15", "2026-09-14", "2027-09-13", "2028-09-18", "2029-09-17", "2030-09-16",
	    "2031-09-15", "2032-09-13" } },
	{ "AM", "National Minorities Day of the Republic of Armenia", DAY_OBSERVANCE, true,
	  { "2025-10-05", "2026-10-04", "2027-10-03", "2028-10-01", "2029-10-07", "2030-10-06",
	    "2031-10-05", "2032-10-03" } },
	{ "AM", "Translators' Day", DAY_OBSERVANCE, true,
	  { "2025-10-11", "2026-10-10", "2027-10-09", "2028-10-14", "2029-10-13", "2030-10-12",
	    "2031-10-11", "2032-10-09" } },
};

static void test_movable(struct calendar *c)
{
	for (size_t i = 0; i < sizeof(movable) / sizeof(movable[0]); i++) {
		const struct movable_case *m = &movable[i];

		for (int y = 0; y < YEARS; y++) {
			const struct kept_day *day = find_name(c, m->country, m->days[y], m->name);

			if (!ok(day != NULL, "%s on %s", m->name, m->days[y]))
				continue;
			is_int(count_name(c, m->country, 2025 + y, m->name), 1, "once a year");
			ok(day->kind == m->kind && day->working == m->working && !day->expected &&
				   !day->moved,
			   "its kind");
		}
	}
}

/* first of two days; only those of 2025 and 2026 are decided */
static const struct {
	const char *name, *days[YEARS];
} feasts[] = {
	{ "Ramazan Bayramı (Eid al-Fitr)",
	  { "2025-03-30", "2026-03-20", "2027-03-09", "2028-02-26", "2029-02-14", "2030-02-04",
	    "2031-01-24", "2032-01-14" } },
	{ "Qurban Bayramı (Eid al-Adha)",
	  { "2025-06-06", "2026-05-27", "2027-05-16", "2028-05-05", "2029-04-24", "2030-04-13",
	    "2031-04-02", "2032-03-22" } },
};

static void test_feasts(struct calendar *c)
{
	for (size_t i = 0; i < sizeof(feasts) / sizeof(feasts[0]); i++)
		for (int y = 0; y < YEARS; y++) {
			const struct kept_day *day =
				find_name(c, "AZ", feasts[i].days[y], feasts[i].name);

			if (!ok(day != NULL, "%s on %s", feasts[i].name, feasts[i].days[y]))
				continue;
			ok(!day->working && day->kind == DAY_HOLIDAY, "a holiday");
			is_int(day->expected, y >= 2, "expected from 2027 on");
			is_int(count_name(c, "AZ", 2025 + y, feasts[i].name), 2, "two days");
			ok(day[1].date == day->date + 1 || day[2].date == day->date + 1,
			   "one after the other");
		}
}

/* of 2025 and 2026 as published; 10 March and 1 April 2025 were exchanged again */
static const char *const given[YEARS][10] = {
	{ "2025-03-25", "2025-03-26", "2025-06-09", "2025-06-16", "2025-11-10", "2025-11-11" },
	{ "2026-03-09", "2026-03-25", "2026-03-26", "2026-03-27", "2026-03-30", "2026-05-11",
	  "2026-05-29", "2026-11-10" },
	{ "2027-01-04", "2027-03-25", "2027-03-26", "2027-05-10", "2027-05-18", "2027-06-28" },
	{ "2028-01-03", "2028-01-04", "2028-02-28", "2028-02-29", "2028-05-08", "2028-05-29" },
	{ "2029-01-03", "2029-03-26" },
	{ "2030-03-25", "2030-03-26", "2030-04-15", "2030-04-16", "2030-06-17", "2030-11-11" },
	{ "2031-01-27", "2031-03-10", "2031-03-25", "2031-03-26", "2031-06-16", "2031-11-10",
	  "2031-11-11" },
	{ "2032-03-25", "2032-03-26", "2032-03-29", "2032-03-30", "2032-05-10", "2032-06-28" },
};

static void test_given(struct calendar *c)
{
	for (int y = 0; y < YEARS; y++) {
		const struct kept_days *days = calendar_year(c, "AZ", 2025 + y);
		size_t n = 0;

		for (size_t i = 0; i < days->n; i++) {
			const struct kept_day *day = &days->v[i];

			/* days that were exchanged have a name of their own */
			if (!day->moved || !strncmp(day->name->in[LANG_EN], "Moved", 5))
				continue;
			if (ok(given[y][n] && day->date == date(given[y][n]), "%d: %s is given",
			       2025 + y, given[y][n] ? given[y][n] : "one more"))
				n++;
			ok(!day->working && day->kind == DAY_HOLIDAY &&
				   day->instead_of < day->date && day->expected == (y >= 2),
			   "as a day off, instead of an earlier one");
		}
		ok(!given[y][n], "%d: none is missing", 2025 + y);
	}
}

static void test_given_for_what(struct calendar *c)
{
	const struct kept_day *day = calendar_find(c, "AZ", date("2026-11-10"));

	if (ok(day != NULL, "a day off")) {
		is_int(day->instead_of, date("2026-11-08"), "given for 8 November");
		is_str(day->name->in[LANG_EN], "Victory Day", "of whose name it is");
		is_int(day->as_of, date("2025-12-11"), "as it was published");
	}
	day = calendar_find(c, "AZ", date("2029-01-03"));
	if (ok(day != NULL, "a day off in January"))
		is_int(day->instead_of, date("2028-12-31"), "given for 31 December");
	ok(!calendar_find(c, "AM", date("2026-03-09")), "Armenia moves nothing");
}

static const struct {
	const char *country, *off, *on;
} exchanged[] = {
	{ "AM", "2026-05-04", "2026-04-18" },
	{ "AZ", "2025-01-03", NULL }, /* for a day in 2024 */
	{ "AZ", "2025-03-27", "2025-03-10" },
	{ "AZ", "2025-03-28", "2025-04-01" },
	{ "AZ", "2025-06-27", "2025-06-21" },
};

static void test_exchanged(struct calendar *c)
{
	for (size_t i = 0; i < sizeof(exchanged) / sizeof(exchanged[0]); i++) {
		const char *country = exchanged[i].country, *on = exchanged[i].on;
		const struct kept_day *day = calendar_find(c, country, date(exchanged[i].off));

		ok(day && day->moved && !day->working && day->kind == DAY_HOLIDAY && !day->expected,
		   "%s, %s is a day off", country, exchanged[i].off);
		ok(!calendar_is_working(c, country, date(exchanged[i].off)), "nobody works");
		ok(!calendar_is_rest(c, country, date(exchanged[i].off)), "it is a weekday");
		if (!on)
			continue;
		is_int(day ? day->instead_of : 0, date(on), "instead of %s", on);
		ok(calendar_is_working(c, country, date(on)), "%s is a working day", on);
		ok(!calendar_is_rest(c, country, date(on)), "and none of rest");
		is_int(calendar_on(c, country, date(on), &day), 1, "one day");
		ok(day->kind == DAY_NONE && day->working && day->moved, "that says so");
	}
}

static void test_fixed(struct calendar *c)
{
	const struct kept_day *day = calendar_find(c, "AM", date("2027-04-24"));

	if (ok(day != NULL, "24 April")) {
		ok(day->kind == DAY_REMEMBRANCE && !day->working && !day->expected, "remembrance");
		is_str(day->name->in[LANG_HY], "Հայոց ցեղասպանության զոհերի հիշատակի օր",
		       "its name");
		ok(day->source && !strncmp(day->source, "Law HO-200", 10), "its source");
		is_int(day->as_of, date("2026-01-25"), "when it was seen");
	}
	day = calendar_find(c, "AM", date("2027-02-28"));
	ok(day && day->short_name && day->working, "28 February has a short name");
	ok(!calendar_find(c, "AM", date("2025-01-27")), "27 January is no day before 2026");
	day = calendar_find(c, "AM", date("2026-01-27"));
	ok(day && !day->working, "and one without work since");
	day = calendar_find(c, "AZ", date("2027-01-20"));
	ok(day && day->kind == DAY_REMEMBRANCE && !day->working, "20 January");
	day = calendar_find(c, "AZ", date("2026-03-24"));
	ok(day && !day->expected, "Novruz was decided for 2026");
	day = calendar_find(c, "AZ", date("2027-03-24"));
	ok(day && day->expected, "and not yet for 2027");
	day = calendar_find(c, "AZ", date("2025-01-29"));
	ok(day && !day->working, "the elections of 2025");
	ok(!calendar_find(c, "AZ", date("2026-01-29")), "which were not in 2026");
	is_int(calendar_on(c, "AZ", date("2026-03-20"), &day), 2, "two holidays on one day");
	day = calendar_find(c, "AM", date("2032-07-05"));
	ok(day && day->kind == DAY_HOLIDAY, "a holiday stands before an observance");
}

static void test_rest(struct calendar *c)
{
	ok(calendar_is_rest(c, "AM", date("2027-04-17")), "a Saturday");
	ok(calendar_is_rest(c, "AZ", date("2027-04-18")), "a Sunday");
	ok(!calendar_is_rest(c, "AZ", date("2027-04-19")), "a Monday");
	ok(calendar_is_working(c, "AZ", date("2027-04-19")), "is a working day");
	ok(!calendar_is_working(c, "AM", date("2027-05-28")), "a holiday is none");
	ok(!calendar_is_rest(c, "AM", date("2027-05-28")), "and no day of rest");
	ok(calendar_is_working(c, "AM", date("2027-04-07")), "an observance is a working day");
	ok(calendar_is_rest(c, "GE", date("2027-04-17")), "a Saturday in Georgia");
	ok(calendar_is_working(c, "GE", date("2027-04-19")), "a Monday in Georgia");
	ok(calendar_is_rest(c, "QA", date("2027-04-16")), "a Friday in Qatar");
	ok(calendar_is_working(c, "QA", date("2027-04-18")), "a Sunday in Qatar");
	ok(calendar_is_rest(c, "", date("2027-04-18")), "a Sunday nowhere");
}

static void test_known(struct calendar *c)
{
	int first = 0, last = 0;

	ok(calendar_knows(c, "AM", 2025) && calendar_knows(c, "AZ", 2032), "built in");
	ok(!calendar_knows(c, "AM", 2024) && !calendar_knows(c, "AZ", 2033), "not built in");
	ok(!calendar_knows(c, "GE", 2027) && !calendar_knows(c, "", 2027), "another country");
	is_int(calendar_year(c, "AM", 2033)->n, 0, "no days of 2033");
	is_int(calendar_year(c, "GE", 2027)->n, 0, "none of Georgia");
	ok(calendar_built_in(c, "AZ", &first, &last), "there is a file");
	is_int(first, 2025, "from 2025");
	is_int(last, 2032, "to 2032");
	ok(!calendar_built_in(c, "GE", &first, &last), "there is none");
}

static const struct {
	const char *country, *day;
	struct duration duration;
	const char *expected;
} back[] = {
	{ "AZ", "2027-04-15", { DURATION_DAYS, 10 }, "2027-04-05" },
	{ "AZ", "2027-04-15", { DURATION_WEEKS, 2 }, "2027-04-01" },
	{ "AZ", "2027-03-31", { DURATION_MONTHS, 1 }, "2027-02-28" },
	{ "AZ", "2027-04-15", { DURATION_MINUTES, 60 }, "2027-04-14" },
	{ "AZ", "2027-04-15", { DURATION_MINUTES, 1440 }, "2027-04-14" },
	{ "AZ", "2027-04-15", { DURATION_NONE, 0 }, "2027-04-15" },
	{ "AZ", "2027-04-15", { DURATION_WORKING_DAYS, 0 }, "2027-04-15" },
	{ "AZ", "2027-04-19", { DURATION_WORKING_DAYS, 1 }, "2027-04-16" },
	{ "AZ", "2027-04-18", { DURATION_WORKING_DAYS, 1 }, "2027-04-16" },
	{ "AZ", "2027-04-15", { DURATION_WORKING_DAYS, 10 }, "2027-04-01" },
	/* over Novruz, of which 20 and 21 March give 25 and 26 */
	{ "AZ", "2027-03-29", { DURATION_WORKING_DAYS, 1 }, "2027-03-19" },
	{ "AZ", "2027-04-01", { DURATION_WORKING_DAYS, 10 }, "2027-03-11" },
	{ "AM", "2027-04-01", { DURATION_WORKING_DAYS, 10 }, "2027-03-18" },
	/* over a working Saturday and what it was worked for */
	{ "AM", "2026-05-05", { DURATION_WORKING_DAYS, 1 }, "2026-04-30" },
	{ "AM", "2026-04-20", { DURATION_WORKING_DAYS, 1 }, "2026-04-18" },
	/* over the year's end: 31 December to 2 January, and 4 January instead of the 2nd */
	{ "AZ", "2027-01-05", { DURATION_WORKING_DAYS, 1 }, "2026-12-30" },
	{ "AM", "2027-01-05", { DURATION_WORKING_DAYS, 2 }, "2026-12-30" },
	/* out of the years that are known, and in a country that is not */
	{ "AZ", "2025-01-06", { DURATION_WORKING_DAYS, 2 }, "2024-12-30" },
	{ "GE", "2027-04-19", { DURATION_WORKING_DAYS, 5 }, "2027-04-12" },
	{ "GE", "2027-04-19", { DURATION_WORKING_DAYS, 6 }, "2027-04-09" },
	{ "QA", "2027-04-18", { DURATION_WORKING_DAYS, 1 }, "2027-04-15" },
};

static void test_back(struct calendar *c)
{
	for (size_t i = 0; i < sizeof(back) / sizeof(back[0]); i++)
		is_int(calendar_back(c, back[i].country, date(back[i].day), back[i].duration),
		       date(back[i].expected), "%s: %d before %s is %s", back[i].country,
		       back[i].duration.n, back[i].day, back[i].expected);
}

/* one by one and all at once are the same */
static void test_back_far(struct calendar *c, const char *country)
{
	civil_day from = date("2034-06-15"), day = from;
	int wrong = 0;

	for (int n = 1; n < 3000; n++) {
		struct duration duration = { DURATION_WORKING_DAYS, n };

		do
			day--;
		while (!calendar_is_working(c, country, day));
		wrong += calendar_back(c, country, from, duration) != day;
	}
	is_int(wrong, 0, "%s: step by step and at once", country);
	for (int i = 0; i < 10000; i++)
		day = calendar_back(c, country, from,
				    (struct duration){ DURATION_WORKING_DAYS, 99999 });
	ok(day < date("1900-01-01"), "%s: 99,999 working days, many times", country);
	day = calendar_back(c, country, from, (struct duration){ DURATION_MONTHS, 99999 });
	is_int(civil_from_day(day).year, 2034 - 8333, "%s: 99,999 months", country);
}

#define OWN_DAYS 7

static struct special_days *own_days(struct arena *arena)
{
	static const struct {
		const char *date, *country, *name;
		enum day_kind kind;
	} days[OWN_DAYS] = {
		{ "2027-05-26", "GE", "Independence Day of Georgia", DAY_HOLIDAY },
		{ "2027-04-24", "AM", "Renamed", DAY_REMEMBRANCE },
		{ "2027-03-09", "AZ", "A working day after all", DAY_OBSERVANCE },
		{ "2027-03-11", "AZ", "Ramazan, second day", DAY_HOLIDAY },
		{ "2040-06-01", "AZ", "A day of 2040", DAY_HOLIDAY },
		{ "2027-03-11", "AZ", "Another on that day", DAY_REMEMBRANCE },
		{ "2027-03-11", "AZ", "One more of this kind", DAY_REMEMBRANCE },
	};
	struct special_days *own =
		arena_alloc(arena, sizeof(*own) + OWN_DAYS * sizeof(struct special_day));

	for (size_t i = 0; i < OWN_DAYS; i++) {
		struct special_day *day = &own->v[own->n++];

		day->date = date(days[i].date);
		memcpy(day->country.code, days[i].country, 3);
		day->kind = days[i].kind;
		day->name = arena_new(arena, struct text);
		day->name->in[LANG_EN] = days[i].name;
	}
	return own;
}

static void test_own(struct calendar *c, struct arena *arena)
{
	struct special_days *own = own_days(arena);
	const struct kept_day *day;

	calendar_set_own(c, own);
	ok(calendar_knows(c, "GE", 2027) && !calendar_knows(c, "GE", 2028), "Georgia in 2027");
	ok(calendar_knows(c, "AZ", 2040) && calendar_knows(c, "AZ", 2027), "and Azerbaijan in 2040");
	day = calendar_find(c, "GE", date("2027-05-26"));
	ok(day && !day->working && day->kind == DAY_HOLIDAY && day->as_of == CIVIL_NONE,
	   "a day of the plan's");
	ok(!calendar_is_working(c, "GE", date("2027-05-26")), "on which nobody works");
	is_int(calendar_on(c, "AM", date("2027-04-24"), &day), 1, "instead of the built-in one");
	is_str(day->name->in[LANG_EN], "Renamed", "with its name");
	ok(!day->working, "offices stay closed, as the kind is the same");
	ok(calendar_is_working(c, "AZ", date("2027-03-09")), "a holiday that is none");
	ok(!calendar_is_working(c, "AZ", date("2027-03-11")), "but another day is");
	is_int(calendar_on(c, "AZ", date("2027-03-11"), &day), 2, "one of each kind on one day");
	is_str(day->name->in[LANG_EN], "Another on that day", "remembrance first");
	ok(!calendar_is_working(c, "AZ", date("2040-06-01")), "a year that is not built in");
	ok(calendar_find(c, "AZ", date("2027-03-20")) != NULL, "all other days are there");
	calendar_set_own(c, NULL);
	ok(!calendar_is_working(c, "AZ", date("2027-03-09")), "of another plan again a holiday");
	ok(!calendar_knows(c, "GE", 2027), "and Georgia is not known");
}

/* what the built-in files have no example of */
static const char example[] =
	"country: GE\n"
	"years: {first: 2027, last: 2028}\n"
	"rest_days: sun\n"
	"sources:\n"
	"  law: {title: A law}\n"
	"moved:\n"
	"  {since: 2028, of: holiday, source: law, as_of: 2026-01-01, published: [],\n"
	"   steps: [{when: rest-day}]}\n"
	"days:\n"
	"  - {date: 02-29, kind: holiday, offices: closed, name: {en: Leap, hy: Leap, az: Leap},\n"
	"     source: law, as_of: 2026-01-01}\n"
	"  - {date: 12-31, days: 2, kind: holiday, offices: closed, until: 2027,\n"
	"     name: {en: Two, hy: Two, az: Two}, source: law, as_of: 2026-01-01}\n"
	"  - {date: 01-16, kind: holiday, offices: closed,\n"
	"     name: {en: Sunday, hy: Sunday, az: Sunday}, source: law, as_of: 2026-01-01}\n"
	"  - {date: 01-17, kind: remembrance, offices: closed,\n"
	"     name: {en: Sorrow, hy: Sorrow, az: Sorrow}, source: law, as_of: 2026-01-01}\n"
	"  - {rule: {nearest: wed, to: 06-05}, kind: observance, offices: open,\n"
	"     name: {en: Near, hy: Near, az: Near}, source: law, as_of: 2026-01-01}\n";

static int count(const struct kept_days *days, const char *day, const char *name)
{
	int n = 0;

	for (size_t i = 0; i < days->n; i++)
		n += days->v[i].date == date(day) && !strcmp(days->v[i].name->in[LANG_EN], name);
	return n;
}

static void test_rules(struct arena *arena)
{
	const struct days_file *file = days_file_read(arena, example, sizeof(example) - 1);
	const struct kept_days *of_2027 = days_file_year(arena, file, 2027);
	const struct kept_days *of_2028 = days_file_year(arena, file, 2028);

	is_int(count(of_2028, "2028-02-29", "Leap"), 1, "29 February");
	is_int(count(of_2027, "2027-12-31", "Two"), 1, "two days,");
	is_int(count(of_2028, "2028-01-01", "Two"), 1, "the second in the next year");
	is_int(count(of_2028, "2028-12-31", "Two"), 0, "no longer kept");
	is_int(count(of_2027, "2027-01-01", "Two"), 1, "but begun the year before");
	is_int(count(of_2027, "2027-06-02", "Near"), 1, "the nearest Wednesday, three days before");
	is_int(count(of_2028, "2028-06-07", "Near"), 1, "and two days after");
	is_int(of_2027->n, 5, "all of 2027");
	is_int(count(of_2028, "2028-01-18", "Sunday"), 1,
	       "a day off for a Sunday, behind a day of remembrance");
	is_int(of_2028->n, 6, "all of 2028");
}

int main(void)
{
	struct arena arena = ARENA_INIT;
	struct calendar c;

	calendar_init(&c, &arena);
	test_movable(&c);
	test_feasts(&c);
	test_given(&c);
	test_given_for_what(&c);
	test_exchanged(&c);
	test_fixed(&c);
	test_rest(&c);
	test_known(&c);
	test_back(&c);
	test_back_far(&c, "AZ");
	test_back_far(&c, "GE");
	test_own(&c, &arena);
	test_rules(&arena);
	calendar_release(&c);
	arena_release(&arena);
	return done_testing();
}
