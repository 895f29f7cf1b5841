/*
 * Scalars of the format: what each takes and what it means, and what it
 * refuses without touching the result.
 */
#include "plan/value.h"

#include <math.h>
#include <string.h>

#include "base/civil.h"
#include "base/xalloc.h"

#include "tap.h"

#define DAY(y, m, d) civil_to_day(y, m, d)

static void test_dates(void)
{
	static const char *const bad[] = {
		"", "2027", "2027-04", "2027-4-15", "27-04-15", "2027-04-5", "2027-00-10", "2027-13-01",
		"2027-04-00", "2027-04-31", "2027-02-29", "1900-02-29", "2100-02-29", "1899-12-31",
		"2200-01-01", "2027/04/15", "2027-04-15 ", " 2027-04-15", "2027-04-15x", "2027-04-155",
		"+027-04-15", "2027-04--1", "２027-04-15", "2027-04-15/2027-04-16",
	};
	static const struct {
		const char *text;
		int year, month, day;
	} good[] = { { "2027-04-15", 2027, 4, 15 }, { "1900-01-01", 1900, 1, 1 },
		     { "2199-12-31", 2199, 12, 31 }, { "2028-02-29", 2028, 2, 29 },
		     { "2000-02-29", 2000, 2, 29 } };
	civil_day day;

	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		day = 0;
		ok(value_date(good[i].text, &day), "a date: %s", good[i].text);
		is_int(day, DAY(good[i].year, good[i].month, good[i].day), "its day");
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		day = 4711;
		ok(!value_date(bad[i], &day) && day == 4711, "no date: \"%s\"", bad[i]);
	}
}

static void test_ranges(void)
{
	static const char *const bad[] = { "", "/", "2027-04-15/", "/2027-04-15", "2027-04-15/16",
					   "2027-04-15-2027-04-16", "2027-04-15/2027-04-16 ",
					   "2027-04-15/2027-04-16/2027-04-17", "2027-04-15/2027-04-31" };
	struct date_range range = { 1, 2 };

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		ok(!value_dates(bad[i], &range) && range.first == 1 && range.last == 2,
		   "no dates: \"%s\"", bad[i]);
	ok(value_dates("2027-04-15", &range) && range.first == range.last &&
		   range.first == DAY(2027, 4, 15),
	   "one date");
	ok(value_dates("2027-04-15/2027-04-16", &range) && range.last == range.first + 1, "two dates");
	ok(value_dates("2027-04-15 / 2027-05-15", &range) && range.last == range.first + 30,
	   "with blanks");
	ok(value_dates("2027-04-16/2027-04-15", &range) && range.last < range.first,
	   "backwards, for the caller to refuse");
}

static void test_times(void)
{
	static const char *const bad[] = {
		"", "9", "9:0", "09:0", "09.00", "24:01", "25:00", "09:60", "9:00am", "24:00",
		"24:00-25:00", "09:00-", "-10:00", "09:00-10", "09:00--10:00", "09:00-10:00-11:00",
		"09:00-10:00+", "09:00-10:00+a", "09:00-10:00+100", "09:00-10:00 1", "09:00 10:00",
		"009:00-10:00", "09:00-10:00:00", "09:00—10:00", "09:00-24:30", "٠9:00-10:00",
	};
	static const struct {
		const char *text;
		int start, end;
	} good[] = {
		{ "09:00-10:30", 540, 630 },	  { "9:00-10:30", 540, 630 },
		{ "09:00 - 10:30", 540, 630 },	  { "09:00–10:30", 540, 630 },
		{ "09:00 – 10:30", 540, 630 },	  { "09:00\t-\t10:30", 540, 630 },
		{ "22:00-24:00", 1320, 1440 },	  { "23:30-01:15+1", 1410, 75 + 1440 },
		{ "23:30-01:15 +1", 1410, 1515 }, { "09:00-10:00+2", 540, 600 + 2880 },
		{ "09:00-10:00+0", 540, 600 },	  { "09:00", 540, -1 },
		{ "00:00-00:00", 0, 0 },	  { "10:00-09:00", 600, 540 },
		{ "09:00-10:30 ", 540, 630 },	  { "23:00-24:00+1", 1380, 2880 },
	};
	struct times times;

	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		times = (struct times){ -9, -9 };
		ok(value_times(good[i].text, &times), "times: \"%s\"", good[i].text);
		is_int(times.start, good[i].start, "the start");
		is_int(times.end, good[i].end, "the end");
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		times = (struct times){ -9, -9 };
		ok(!value_times(bad[i], &times) && times.start == -9 && times.end == -9,
		   "no times: \"%s\"", bad[i]);
	}
}

static void test_moments(void)
{
	static const char *const bad[] = { "", "21:00", "2027-04-15 ", "2027-04-15 2100",
					   "2027-04-15 21:00:00", "2027-04-15 25:00", "2027-04-15x21:00",
					   "2027-04-15T", "2027-04-15 21:00-22:00" };
	struct moment m = { 1, 2 };

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		ok(!value_moment(bad[i], &m) && m.day == 1 && m.minute == 2, "no moment: \"%s\"", bad[i]);
	ok(value_moment("2027-04-15", &m) && m.day == DAY(2027, 4, 15) && m.minute == -1, "a day");
	ok(value_moment("2027-04-15 21:00", &m) && m.minute == 1260, "a day and a time");
	ok(value_moment("2027-04-15T21:05", &m) && m.minute == 1265, "with T");
	ok(value_moment("2027-04-15  9:05", &m) && m.minute == 545, "with blanks");
	ok(value_moment("2027-04-15 24:00", &m) && m.minute == 1440, "midnight");
}

static void test_durations(void)
{
	static const char *const bad[] = {
		"", "90", "m", "h", "2 h", "2h30", "2h60m", "30m2h", "1.5h", "-2h", "two hours", "PT2H",
		"2:00", "2hours", "1 year", "3661 days", "100000m", "10 dayss", "10 working", "10  ",
		"10 Days", "1h 30m", "day", "10 working  days",
	};
	static const struct {
		const char *text;
		enum duration_unit unit;
		int n;
	} good[] = {
		{ "90m", DURATION_MINUTES, 90 },	    { "2h", DURATION_MINUTES, 120 },
		{ "1h30m", DURATION_MINUTES, 90 },	    { "1h5m", DURATION_MINUTES, 65 },
		{ "0m", DURATION_MINUTES, 0 },		    { "10 days", DURATION_DAYS, 10 },
		{ "1 day", DURATION_DAYS, 1 },		    { "10days", DURATION_DAYS, 10 },
		{ "10 working days", DURATION_WORKING_DAYS, 10 }, { "1 working day", DURATION_WORKING_DAYS, 1 },
		{ "2 weeks", DURATION_WEEKS, 2 },	    { "6 months", DURATION_MONTHS, 6 },
		{ "3660 days", DURATION_DAYS, 3660 },	    { "99999m", DURATION_MINUTES, 99999 },
	};
	struct duration d;

	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		d = (struct duration){ 0 };
		ok(value_duration(good[i].text, &d), "a duration: \"%s\"", good[i].text);
		is_int(d.unit, good[i].unit, "its unit");
		is_int(d.n, good[i].n, "its number");
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		d = (struct duration){ DURATION_WEEKS, 7 };
		ok(!value_duration(bad[i], &d) && d.unit == DURATION_WEEKS && d.n == 7,
		   "no duration: \"%s\"", bad[i]);
	}
}

static void test_numbers(void)
{
	static const char *const no_count[] = { "", "-1", "+1", "1.0", "1e3", "0x10", " 1", "1 ", "one",
						"1000000000", "99999999999999999999" };
	static const char *const no_decimal[] = { "", "-", ".5", "1.", "1,5", "+1", "1e3", "1.5.5",
						  "1.0000000001", "nan", "1 ", "--1" };
	static const struct {
		const char *text;
		double value;
	} decimals[] = { { "0", 0 },	      { "40.3667", 40.3667 }, { "-3", -3 },
			 { "-0.5", -0.5 },    { "180", 180 },	      { "007", 7 },
			 { "1.000000001", 1.000000001 } };
	double decimal = 4711;
	int n = 4711;

	for (size_t i = 0; i < ARRAY_SIZE(no_count); i++)
		ok(!value_count(no_count[i], &n) && n == 4711, "no count: \"%s\"", no_count[i]);
	ok(value_count("0", &n) && n == 0, "0");
	ok(value_count("007", &n) && n == 7, "007");
	ok(value_count("999999999", &n) && n == 999999999, "the largest");
	for (size_t i = 0; i < ARRAY_SIZE(no_decimal); i++)
		ok(!value_decimal(no_decimal[i], &decimal) && fabs(decimal - 4711) < 1e-9,
		   "no decimal: \"%s\"", no_decimal[i]);
	for (size_t i = 0; i < ARRAY_SIZE(decimals); i++)
		ok(value_decimal(decimals[i].text, &decimal) &&
			   fabs(decimal - decimals[i].value) < 1e-9,
		   "a decimal: %s", decimals[i].text);
}

/* texts that a predicate takes, and, behind NULL, such as it does not */
static void test_texts(const char *name, bool (*is_good)(const char *s), const char *const *texts)
{
	bool expected = true;
	int n = 0;

	for (size_t nulls = 0; nulls < 2; texts++) {
		if (!*texts) {
			nulls++;
			expected = false;
			continue;
		}
		ok(is_good(*texts) == expected, "%s: %s text %d", name, expected ? "takes" : "refuses",
		   ++n);
	}
}

#define TEN "aaaaaaaaaa"
#define SIXTY TEN TEN TEN TEN TEN TEN

static const char *const ids[] = {
	"a", "0", "baku-2027-04", "a-", "a--b", SIXTY "aaa", NULL,
	"", "-", "-a", "A", "a_b", "a b", "a.b", "ə", "a\n", SIXTY "aaaa", NULL,
};
static const char *const emails[] = {
	"ani@regional.example", "a@b.c", "a.b+c_d-e@x-y.example", "1@2.3", "o'neill@x.example",
	"a@xn--80ak6aa92e.example", NULL,
	"", "ani", "@x.example", "ani@", "ani@x", "ani@.x", "ani@x.", "ani@x..y", "ani@-x.y", "ani@x-.y",
	"a b@x.example", ".a@x.example", "a.@x.example", "a..b@x.example", "a@b@x.example",
	"a@x.example ", "a@x.example\r\nBcc: b@x.example", "<a@x.example>", "a,b@x.example", "ə@x.example",
	"a@ə.example", "\"a b\"@x.example", "a@[127.0.0.1]", SIXTY "aaaaa@x.example", NULL,
};
static const char *const domains[] = {
	"plan.example", "a.b", "x-y.z0.example", SIXTY "aaa.example", NULL,
	"", "plan", ".", "a.", ".a", "a..b", "-a.b", "a-.b", "a.-b", "a.b-", "a_b.c", "a b.c",
	"https://a.b", "a.b/c", "ə.example", SIXTY "aaaa.example",
	SIXTY "." SIXTY "." SIXTY "." SIXTY ".aaaaaaaaaa", NULL,
};
static const char *const tags[] = {
	"hy", "en", "ru", "fra", "en-GB", "az-Latn-AZ", "sr-Cyrl", "de-1996", "hy-x-a", NULL,
	"", "h", "h-y", "12", "en_GB", "en-", "-en", "en--GB", "armenian9", "abcdefghi", "en-abcdefghi",
	"hy ", "հայերեն", NULL,
};

static void test_weekdays(void)
{
	static const struct {
		const char *text;
		unsigned int bits;
	} good[] = {
		{ "mon", 1 },	       { "sun", 64 },		 { "mon-fri", 31 },
		{ "mon-sun", 127 },    { "sat-mon", 32 + 64 + 1 }, { "mon,wed", 5 },
		{ "mon, wed-fri", 29 }, { " tue ", 2 },		 { "fri - sat", 48 },
		{ "mon-mon", 1 },
	};
	static const char *const bad[] = { "", "monday", "mo-fr", "Mon", "mon-", "-mon", "mon,", ",mon",
					   "mon fri", "mon;tue", "mon--fri", "1-5", "երկ" };
	unsigned int bits;

	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		bits = 0;
		ok(value_weekdays(good[i].text, &bits), "days: \"%s\"", good[i].text);
		is_int(bits, good[i].bits, "their bits");
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		bits = 4711;
		ok(!value_weekdays(bad[i], &bits) && bits == 4711, "no days: \"%s\"", bad[i]);
	}
}

int main(void)
{
	test_dates();
	test_ranges();
	test_times();
	test_moments();
	test_durations();
	test_numbers();
	test_texts("an id", value_is_id, ids);
	test_texts("an address", value_is_email, emails);
	test_texts("a domain", value_is_domain, domains);
	test_texts("a language tag", value_is_language_tag, tags);
	test_weekdays();
	return done_testing();
}
