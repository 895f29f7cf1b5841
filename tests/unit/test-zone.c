/*
 * Time zones against facts of tzdata: local times that are skipped or come
 * twice, zones that changed their minds, and what is no zone.
 */
#include "plan/zone.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "tap.h"

struct local_case {
	const char *tzid;
	int year, month, day, minute;
	enum local_fit fit;
	int offset; /* of the instant, in minutes */
	int shown;  /* the instant in local minutes, as it is told back */
};

static const struct local_case cases[] = {
	/* no summer time since 2012 and 2016, but before */
	{ "Asia/Yerevan", 2027, 7, 1, 600, LOCAL_ONCE, 240, 600 },
	{ "Asia/Yerevan", 2011, 7, 1, 600, LOCAL_ONCE, 300, 600 },
	{ "Asia/Baku", 2027, 7, 1, 600, LOCAL_ONCE, 240, 600 },
	{ "Asia/Baku", 2011, 7, 1, 600, LOCAL_ONCE, 300, 600 },
	{ "Asia/Baku", 2015, 10, 25, 270, LOCAL_DOUBLED, 300, 270 },
	{ "Europe/Vienna", 2027, 3, 28, 150, LOCAL_SKIPPED, 120, 210 },
	{ "Europe/Vienna", 2027, 3, 28, 119, LOCAL_ONCE, 60, 119 },
	{ "Europe/Vienna", 2027, 3, 28, 180, LOCAL_ONCE, 120, 180 },
	{ "Europe/Vienna", 2027, 10, 31, 150, LOCAL_DOUBLED, 120, 150 },
	{ "Europe/Vienna", 2027, 10, 31, 119, LOCAL_ONCE, 120, 119 },
	{ "Europe/Vienna", 2027, 10, 31, 180, LOCAL_ONCE, 60, 180 },
	{ "Europe/Vienna", 2045, 7, 1, 720, LOCAL_ONCE, 120, 720 },
	{ "Europe/Vienna", 2045, 3, 26, 150, LOCAL_SKIPPED, 120, 210 },
	{ "America/New_York", 2027, 3, 14, 150, LOCAL_SKIPPED, -240, 210 },
	{ "America/New_York", 2027, 11, 7, 90, LOCAL_DOUBLED, -240, 90 },
	/* half an hour */
	{ "Australia/Lord_Howe", 2027, 10, 3, 135, LOCAL_SKIPPED, 660, 165 },
	{ "Australia/Lord_Howe", 2027, 4, 4, 105, LOCAL_DOUBLED, 660, 105 },
	/* by the rule behind the years that the files list */
	{ "America/St_Johns", 2045, 7, 1, 720, LOCAL_ONCE, -150, 720 },
	{ "America/Nuuk", 2045, 7, 1, 720, LOCAL_ONCE, -60, 720 },
	{ "Australia/Lord_Howe", 2045, 10, 1, 135, LOCAL_SKIPPED, 660, 165 },
	{ "America/Santiago", 2045, 9, 3, 15, LOCAL_SKIPPED, -180, 75 },
	{ "Asia/Gaza", 2045, 10, 28, 60, LOCAL_DOUBLED, 180, 60 },
	/* what the files call summer time is winter there */
	{ "Europe/Dublin", 2045, 7, 1, 720, LOCAL_ONCE, 60, 720 },
	{ "Asia/Tehran", 2027, 7, 1, 720, LOCAL_ONCE, 210, 720 },
	{ "Asia/Tehran", 2021, 7, 1, 720, LOCAL_ONCE, 270, 720 },
	/* a day that was left out */
	{ "Pacific/Apia", 2011, 12, 30, 720, LOCAL_SKIPPED, 840, 720 },
	{ "UTC", 2027, 1, 1, 0, LOCAL_ONCE, 0, 0 },
	/* past midnight, as programmes count */
	{ "Asia/Baku", 2027, 4, 15, 1515, LOCAL_ONCE, 240, 75 },
};

static void test_locals(struct zones *zones)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct local_case *c = &cases[i];
		const struct zone *zone = zones_get(zones, c->tzid);
		enum local_fit fit;
		int minute;
		instant at;

		if (!ok(zone != NULL, "%s", c->tzid))
			continue;
		at = zone_instant(zone, civil_to_day(c->year, c->month, c->day), c->minute, &fit);
		is_int(fit, c->fit, "%s %d-%d-%d: how often", c->tzid, c->year, c->month, c->day);
		is_int(zone_offset(zone, at) / 60, c->offset, "the offset");
		zone_local(zone, at, &minute);
		is_int(minute, c->shown, "told back");
	}
}

static void test_changes(struct zones *zones)
{
	const struct zone *vienna = zones_get(zones, "Europe/Vienna");
	const struct zone *baku = zones_get(zones, "Asia/Baku");
	instant from = civil_to_day(2027, 1, 1) * INT64_C(86400);
	instant to = civil_to_day(2029, 1, 1) * INT64_C(86400);
	struct zone_change *c;
	size_t n = zone_changes(vienna, from, to, &c);

	if (is_int(n, 4, "two changes a year in Vienna")) {
		is_int(c[0].at, civil_to_day(2027, 3, 28) * INT64_C(86400) + 3600, "01:00 UTC");
		is_int(c[0].before, 3600, "before");
		is_int(c[0].after, 7200, "after");
		ok(c[0].daylight && !c[1].daylight, "summer time begins, and ends");
	}
	free(c);
	n = zone_changes(baku, from, to, &c);
	is_int(n, 0, "none in Baku");
	free(c);
	n = zone_changes(baku, civil_to_day(2015, 1, 1) * INT64_C(86400), to, &c);
	is_int(n, 2, "in 2015 for the last time");
	free(c);
	n = zone_changes(vienna, civil_to_day(2250, 1, 1) * INT64_C(86400),
			 civil_to_day(2260, 1, 1) * INT64_C(86400), &c);
	is_int(n, 0, "none beyond the horizon");
	free(c);
	n = zone_changes(vienna, INT64_C(-100) * 366 * 86400, INT64_C(400) * 366 * 86400, &c);
	ok(n > 300, "all at once");
	for (size_t i = 1; i < n; i++)
		if (c[i].at <= c[i - 1].at || c[i].before != c[i - 1].after)
			ok(false, "changes follow each other (%zu)", i);
	free(c);
	ok(zone_is_daylight(vienna, civil_to_day(2027, 7, 1) * INT64_C(86400)), "summer");
	ok(!zone_is_daylight(vienna, civil_to_day(2027, 1, 1) * INT64_C(86400)), "winter");
	ok(!zone_is_daylight(baku, civil_to_day(2027, 7, 1) * INT64_C(86400)), "no summer time");
}

static void test_names(struct zones *zones)
{
	static const char *const none[] = { "EST",
					    "MST7MDT",
					    "GMT",
					    "GMT+4",
					    "Etc/GMT-4",
					    "+04:00",
					    "Asia/Erevan ",
					    "asia/yerevan",
					    "Asia/Atlantis",
					    "",
					    "/etc/passwd",
					    "../zoneinfo/Asia/Baku",
					    "Asia",
					    "posix/Asia/Baku",
					    "right/Asia/Baku",
					    "Zulu" };
	const struct zone *zone;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ok(!zones_get(zones, none[i]), "\"%s\" is no zone", none[i]);
	zone = zones_get(zones, "America/Argentina/Buenos_Aires");
	if (ok(zone != NULL, "three parts"))
		is_str(zone_id(zone), "America/Argentina/Buenos_Aires", "its name");
	ok(zones_get(zones, "Asia/Baku") == zones_get(zones, "Asia/Baku"), "kept");
	ok(zones_get(zones, "Etc/UTC") != NULL, "Etc/UTC");
	zone = zones_of_country(zones, "AM");
	is_str(zone ? zone_id(zone) : NULL, "Asia/Yerevan", "the zone of AM");
	zone = zones_of_country(zones, "AZ");
	is_str(zone ? zone_id(zone) : NULL, "Asia/Baku", "the zone of AZ");
	ok(!zones_of_country(zones, "US"), "US has several");
	ok(!zones_of_country(zones, "XX"), "XX is none");
	ok(zones_know_country(zones, "GE") && zones_know_country(zones, "US"), "known");
	ok(!zones_know_country(zones, "XX") && !zones_know_country(zones, "UK"), "not known");
	ok(zones_are_installed(), "there is tzdata");
}

static void put(struct strbuf *file, uint64_t number, int size)
{
	while (size--)
		strbuf_addch(file, (char)(number >> 8 * size & 0xFF));
}

/* a part with so many changes, all to the first type; times have so many bytes */
static void put_part(struct strbuf *file, uint64_t changes, int size)
{
	strbuf_add(file, "TZif2", 5);
	strbuf_addchars(file, '\0', 15 + 3 * 4); /* nothing of what we do not read */
	put(file, changes, 4);
	put(file, 1, 4); /* type */
	put(file, 4, 4); /* letters */
	for (uint64_t i = 0; i < changes; i++)
		put(file, (i + 1) << 24, size);
	for (uint64_t i = 0; i < changes; i++)
		put(file, 0, 1);
	strbuf_add(file, "\0\0\0\0\0\0UTC", 10);
}

/* the offset in summer 2027 of a zone in a file with these bytes; -1: it is none */
static int offset_in(const char *path, const char *bytes, size_t len)
{
	instant summer = civil_to_day(2027, 7, 1) * INT64_C(86400);
	struct arena arena = ARENA_INIT;
	const struct zone *zone;
	struct zones zones;
	FILE *file = fopen(path, "w");
	int offset;

	if (!file || fwrite(bytes, 1, len, file) != len || fclose(file))
		return -2;
	zones_init(&zones, &arena);
	zone = zones_get(&zones, "Test/Zone");
	offset = zone ? zone_offset(zone, summer) : -1;
	zones_release(&zones);
	arena_release(&arena);
	return offset;
}

/* nothing is read beyond a file's end, and what no clock can show is no zone */
static void test_broken_files(void)
{
	static const char rule[] = "\nA0B,M3.5.0,M10.5.0/3\n";
	const char *path = "zones-test/Test/Zone";
	struct strbuf file = STRBUF_INIT;
	size_t parts, bad = 0;

	mkdir("zones-test", 0755);
	mkdir("zones-test/Test", 0755);
	setenv("TZDIR", "zones-test", 1);
	put_part(&file, 0, 4);
	put_part(&file, 2, 8);
	parts = file.len;
	strbuf_addstr(&file, rule);
	is_int(offset_in(path, file.text, file.len), 3600, "both parts and the rule");
	for (size_t n = 0; n < file.len; n++)
		bad += offset_in(path, file.text, n) != (n < parts ? -1 : 0);
	is_int((long long)bad, 0, "a file that was cut off is none; its rule alone may lack");
	file.text[parts - 10 - 1] = 1;
	is_int(offset_in(path, file.text, file.len), -1, "a type that is not there");
	file.text[parts - 10 - 1] = 0;
	file.text[parts - 10 - 2 - 8] = -1;
	is_int(offset_in(path, file.text, file.len), -1, "times that go back");
	file.text[5 + 15 + 5 * 4] = -1;
	is_int(offset_in(path, file.text, file.len), -1, "more letters than there is room for");
	strbuf_release(&file);
	remove(path);
	remove("zones-test/Test");
	remove("zones-test");
	unsetenv("TZDIR");
}

static void test_without_tzdata(void)
{
	struct arena arena = ARENA_INIT;
	struct zones zones;

	setenv("TZDIR", "/nonexistent", 1);
	zones_init(&zones, &arena);
	ok(!zones_are_installed(), "no tzdata");
	ok(!zones_get(&zones, "Asia/Baku"), "no zone without tzdata");
	ok(zones_know_country(&zones, "XX"), "every country is believed");
	zones_release(&zones);
	arena_release(&arena);
	unsetenv("TZDIR");
}

int main(void)
{
	struct arena arena = ARENA_INIT;
	struct zones zones;

	zones_init(&zones, &arena);
	test_locals(&zones);
	test_changes(&zones);
	test_names(&zones);
	zones_release(&zones);
	arena_release(&arena);
	test_broken_files();
	test_without_tzdata();
	return done_testing();
}
