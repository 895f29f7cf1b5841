/*
 * VTIMEZONE: one block without a change, two rules with changes by rules,
 * else each change; and what libical reads from it is what the system's
 * tzdata says.
 */
#include "render/ics-zone.h"

#include <libical/ical.h>
#include <stdlib.h>

#include "tap.h"

#define DAY INT64_C(86400)

static unsigned int count(const char *text, const char *what)
{
	unsigned int n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

static struct icaltimetype utc_time(instant at)
{
	struct civil c = civil_from_day((civil_day)(at / DAY));
	struct icaltimetype t = icaltime_null_time();

	t.year = c.year;
	t.month = c.month;
	t.day = c.day;
	t.hour = (int)(at % DAY / 3600);
	t.minute = (int)(at % 3600 / 60);
	t.second = (int)(at % 60);
	t.zone = icaltimezone_get_utc_timezone();
	return t;
}

/* every hour of the days on which anything may be planned */
static bool reads_back(const struct zone *zone, const char *text, instant from, instant to)
{
	icalcomponent *component = icalcomponent_new_from_string(text);
	icaltimezone *read = icaltimezone_new();
	bool good = component && icaltimezone_set_component(read, component);

	for (instant at = from; at < to && good; at += 3600) {
		struct icaltimetype t = utc_time(at);
		int daylight;

		good = icaltimezone_get_utc_offset_of_utc_time(read, &t, &daylight) ==
		       zone_offset(zone, at);
		if (!good)
			printf("# %s at %lld\n", zone_id(zone), (long long)at);
	}
	icaltimezone_free(read, 1);
	return good;
}

static void test_zone(struct zones *zones, const char *tzid, int year, unsigned int blocks,
		      unsigned int rules)
{
	const struct zone *zone = zones_get(zones, tzid);
	instant from = civil_to_day(year, 1, 1) * DAY, to = civil_to_day(year + 1, 9, 1) * DAY;
	struct strbuf text = STRBUF_INIT;

	if (!ok(zone != NULL, "%s", tzid))
		return;
	ics_add_timezone(&text, zone, from - 366 * DAY, to + 366 * DAY);
	if (blocks)
		is_int(count(text.text, "TZOFFSETTO:"), blocks, "%s %d: blocks", tzid, year);
	is_int(count(text.text, "RRULE:"), rules, "%s %d: rules", tzid, year);
	ok(reads_back(zone, text.text, from, to), "%s %d: read back", tzid, year);
	strbuf_release(&text);
}

int main(void)
{
	struct arena arena = ARENA_INIT;
	struct zones zones;

	zones_init(&zones, &arena);
	test_zone(&zones, "Asia/Baku", 2027, 1, 0);
	test_zone(&zones, "Asia/Yerevan", 2027, 1, 0);
	test_zone(&zones, "Europe/Vienna", 2027, 2, 2);
	test_zone(&zones, "Europe/Dublin", 2027, 2, 2);
	test_zone(&zones, "America/New_York", 2027, 2, 2);
	test_zone(&zones, "Australia/Lord_Howe", 2027, 2, 2);
	test_zone(&zones, "America/St_Johns", 2027, 2, 2);
	test_zone(&zones, "Africa/Casablanca", 2027, 0, 0);
	/* the day after the last Thursday: in most years the last Friday */
	test_zone(&zones, "Africa/Cairo", 2026, 2, 2);
	test_zone(&zones, "Africa/Cairo", 2030, 0, 0);
	/* the last years of summer time */
	test_zone(&zones, "Asia/Baku", 2015, 0, 0);
	test_zone(&zones, "Asia/Yerevan", 2011, 0, 0);
	test_zone(&zones, "Asia/Tehran", 2022, 0, 0);
	zones_release(&zones);
	arena_release(&arena);
	icaltimezone_free_builtin_timezones();
	return done_testing();
}
