/*
 * libical answers one question, the offset at an instant, and its answers
 * are kept as a list of changes for each stretch of about a year.  Most
 * plans live in zones and years without a change: a stretch that has none
 * costs a shift and a test.
 *
 * Held against Python's zoneinfo, libical 3.0.16 is right in every zone from
 * 2024 to 2037.  From 2038 on a few zones change their clocks some hours too
 * early or late (Azores, Nuuk, Santiago, Lord Howe), St John's is wrong for
 * most of the year; zones without summer time, and the middle of Europe, are
 * right.
 */
#include "plan/zone.h"

#include <fcntl.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/vec.h"
#include "base/xalloc.h"

#include "base/banned.h"

#define DAY INT64_C(86400)
#define HORIZON_FROM (INT64_C(-25567) * DAY) /* 1900-01-01 */
#define HORIZON_TO (INT64_C(84006) * DAY)    /* 2200-01-01 */

/* a stretch has 2^25 seconds: 388 days and a bit */
#define STRETCH_BITS 25
#define N_STRETCHES (((HORIZON_TO - HORIZON_FROM) >> STRETCH_BITS) + 1)

/* no clock is changed twice within so long that both bear on one local time */
#define MARGIN (2 * DAY)

struct stretch {
	bool known;
	uint8_t n;
	int32_t offset; /* at its beginning */
	struct zone_change *changes;
};

/* what a zone learns about itself as it is asked */
struct zone_memory {
	struct arena *arena;
	icaltimezone *ical; /* NULL: not looked up yet */
	struct stretch stretches[N_STRETCHES];
};

struct zone {
	const char *id;
	struct zone_memory *memory;
};

/* the only zone of a country, by name; NULL: it has several */
struct country_zone {
	const char *tzid;
};

/* ------------------------------------------------------- the system's files */

static const char *zone_directory(void)
{
	const char *dir = getenv("TZDIR");

	return dir && *dir ? dir : "/usr/share/zoneinfo";
}

static bool is_zone_file(const char *tzid)
{
	char path[4096], magic[4];
	int fd, len = snprintf(path, sizeof(path), "%s/%s", zone_directory(), tzid);
	bool is;

	if (len < 0 || (size_t)len >= sizeof(path))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	is = read(fd, magic, sizeof(magic)) == (ssize_t)sizeof(magic) && !memcmp(magic, "TZif", 4);
	close(fd);
	return is;
}

bool zones_are_installed(void)
{
	return is_zone_file("Etc/UTC") || is_zone_file("UTC");
}

/* the first line of tzdata.zi is "# version 2025b"; without it, the table's bytes */
void zones_add_version(struct strbuf *out)
{
	static const char *const names[] = { "tzdata.zi", "zone.tab" };
	char path[4096], text[32768];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		int len = snprintf(path, sizeof(path), "%s/%s", zone_directory(), names[i]);
		FILE *file = len > 0 && (size_t)len < sizeof(path) ? fopen(path, "re") : NULL;
		size_t n;

		if (!file)
			continue;
		n = fread(text, 1, sizeof(text), file);
		fclose(file);
		strbuf_addf(out, "%016llx",
			    (unsigned long long)hash_bytes(text, i        ? n
								 : n < 64 ? n
									  : 64));
		return;
	}
}

/*
 * An area and a place: so neither "EST" nor "GMT+4".  Under Etc there are
 * offsets with the sign turned round; posix and right are further copies
 * of the whole tree, of which one counts leap seconds.
 */
static bool is_zone_name(const char *tzid)
{
	static const char *const no_areas[] = { "Etc/", "posix/", "right/", "SystemV/" };
	const char *slash = strchr(tzid, '/');

	if (!strcmp(tzid, "UTC") || !strcmp(tzid, "Etc/UTC"))
		return true;
	if (!slash || !ascii_isalpha(tzid[0]) || strlen(tzid) > 63)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(no_areas); i++)
		if (!strncmp(tzid, no_areas[i], strlen(no_areas[i])))
			return false;
	for (const char *p = tzid; *p; p++)
		if (!ascii_isalnum(*p) && !strchr("/_-+", *p))
			return false;
	return true;
}

/* "AM<tab>+4011+04430<tab>Asia/Yerevan", perhaps a tab and a remark */
static void read_zone_tab_line(struct zones *zones, char *line)
{
	char *tzid = strchr(line, '\t');
	struct country_zone *of;
	void **slot;

	tzid = tzid ? strchr(tzid + 1, '\t') : NULL;
	if (!tzid || !ascii_isupper(line[0]) || !ascii_isupper(line[1]) || line[2] != '\t')
		return;
	tzid++;
	tzid[strcspn(tzid, "\t\r\n")] = '\0';
	of = hash_get(&zones->by_country, line, 2);
	if (of) {
		of->tzid = NULL;
		return;
	}
	slot = hash_slot(&zones->by_country, arena_strndup(zones->arena, line, 2), 2);
	of = arena_new(zones->arena, struct country_zone);
	of->tzid = arena_strdup(zones->arena, tzid);
	*slot = of;
}

static void read_zone_tab(struct zones *zones)
{
	char path[4096], line[512];
	int len = snprintf(path, sizeof(path), "%s/zone.tab", zone_directory());
	FILE *file;

	zones->countries_read = true;
	if (len < 0 || (size_t)len >= sizeof(path))
		return;
	file = fopen(path, "re");
	if (!file)
		return;
	while (fgets(line, sizeof(line), file))
		read_zone_tab_line(zones, line);
	fclose(file);
	zones->countries_known = zones->by_country.n > 0;
}

/* ----------------------------------------------------------------- the zones */

void zones_init(struct zones *zones, struct arena *arena)
{
	*zones = (struct zones){ .arena = arena };
}

static void memory_release(struct zone_memory *memory)
{
	for (size_t i = 0; i < ARRAY_SIZE(memory->stretches); i++)
		free(memory->stretches[i].changes);
}

void zones_release(struct zones *zones)
{
	if (!zones)
		return;
	for (size_t i = 0; i < zones->by_id.room; i++) {
		struct zone *zone = zones->by_id.entries[i].value;

		if (zone)
			memory_release(zone->memory);
	}
	hash_release(&zones->by_id);
	hash_release(&zones->by_country);
	*zones = (struct zones){ 0 };
}

static struct zone *make_zone(struct zones *zones, const char *tzid)
{
	struct zone *zone = arena_new(zones->arena, struct zone);

	zone->id = arena_strdup(zones->arena, tzid);
	zone->memory = arena_new(zones->arena, struct zone_memory);
	return zone;
}

const struct zone *zones_get(struct zones *zones, const char *tzid)
{
	struct zone *zone = hash_get(&zones->by_id, tzid, strlen(tzid));

	if (zone)
		return zone;
	if (!is_zone_name(tzid) || !is_zone_file(tzid))
		return NULL;
	icalerror_set_errors_are_fatal(false);
	/* its own search for the files may end elsewhere than ours */
	if (!icaltimezone_get_builtin_timezone(tzid))
		return NULL;
	zone = make_zone(zones, tzid);
	*hash_slot(&zones->by_id, zone->id, strlen(zone->id)) = zone;
	return zone;
}

const struct zone *zones_of_country(struct zones *zones, const char *country)
{
	struct country_zone *of;

	if (!zones->countries_read)
		read_zone_tab(zones);
	of = hash_get(&zones->by_country, country, strlen(country));
	return of && of->tzid ? zones_get(zones, of->tzid) : NULL;
}

bool zones_know_country(struct zones *zones, const char *country)
{
	if (!zones->countries_read)
		read_zone_tab(zones);
	return !zones->countries_known || hash_get(&zones->by_country, country, strlen(country));
}

const char *zone_id(const struct zone *zone)
{
	return zone->id;
}

/* ------------------------------------------------------------------- offsets */

static int32_t ask_offset(const struct zone *zone, instant at)
{
	icaltimezone *ical = zone->memory->ical;
	struct icaltimetype t = icaltime_null_time();
	int64_t days = (at - HORIZON_FROM) / DAY + HORIZON_FROM / DAY;
	int second = (int)(at - days * DAY), is_daylight;
	struct civil c = civil_from_day((civil_day)days);

	t.year = c.year;
	t.month = c.month;
	t.day = c.day;
	t.hour = second / 3600;
	t.minute = second / 60 % 60;
	t.second = second % 60;
	t.zone = icaltimezone_get_utc_timezone();
	return icaltimezone_get_utc_offset_of_utc_time(ical, &t, &is_daylight);
}

/* the first instant with the new offset, between two with different ones */
static instant find_change(const struct zone *zone, instant low, instant high, int32_t low_offset)
{
	while (high - low > 1) {
		instant middle = low + (high - low) / 2;

		if (ask_offset(zone, middle) == low_offset)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void learn(const struct zone *zone, size_t i)
{
	struct stretch *s = &zone->memory->stretches[i];
	instant from = HORIZON_FROM + ((instant)i << STRETCH_BITS);
	instant to = from + (INT64_C(1) << STRETCH_BITS), day;
	int32_t offset;
	VEC(struct zone_change) changes = { 0 };

	if (!zone->memory->ical)
		zone->memory->ical = icaltimezone_get_builtin_timezone(zone->id);
	if (!zone->memory->ical)
		BUG("zone vanished");
	s->offset = offset = ask_offset(zone, from);
	for (day = from; day < to - 1 && changes.n < UINT8_MAX;) {
		instant next = day + DAY < to - 1 ? day + DAY : to - 1;
		int32_t after = ask_offset(zone, next);

		if (after != offset) {
			instant at = find_change(zone, day, next, offset);

			after = ask_offset(zone, at);
			VEC_PUSH(&changes, ((struct zone_change){ at, offset, after, false }));
			offset = after;
			next = at;
		}
		day = next;
	}
	s->changes = changes.v;
	s->n = (uint8_t)changes.n;
	s->known = true;
}

/* outside the horizon, the first or the last stretch */
static const struct stretch *stretch_of(const struct zone *zone, instant at)
{
	size_t i = at < HORIZON_FROM  ? 0
		   : at >= HORIZON_TO ? N_STRETCHES - 1
				      : (size_t)(at - HORIZON_FROM) >> STRETCH_BITS;
	const struct stretch *s = &zone->memory->stretches[i];

	if (!s->known)
		learn(zone, i);
	return s;
}

/*
 * The offset before a stretch need not be that at its end before: a change
 * on the very first second belongs to neither list.
 */
static int stretch_offset(const struct stretch *s, instant at)
{
	int offset = s->offset;

	for (size_t i = 0; i < s->n && s->changes[i].at <= at; i++)
		offset = s->changes[i].after;
	return offset;
}

int zone_offset(const struct zone *zone, instant at)
{
	const struct stretch *s = stretch_of(zone, at);

	return s->n ? stretch_offset(s, at) : s->offset;
}

/* the skipped time is told with the clock that was not yet changed */
static instant fit_local(const struct zone *zone, int64_t local, enum local_fit *ret_fit)
{
	struct zone_change *changes;
	size_t n = zone_changes(zone, local - MARGIN, local + MARGIN, &changes), fits = 0;
	int offset = zone_offset(zone, local - MARGIN), skipped = offset;
	instant found = 0, from = INSTANT_NONE;

	for (size_t i = 0; i <= n; i++) {
		instant at = local - offset;
		instant to = i < n ? changes[i].at : INT64_MAX;

		if (at >= from && at < to && !fits++)
			found = at;
		if (i == n)
			break;
		if (at >= to && local - changes[i].after < to)
			skipped = offset;
		offset = changes[i].after;
		from = to;
	}
	free(changes);
	*ret_fit = fits == 0 ? LOCAL_SKIPPED : fits == 1 ? LOCAL_ONCE : LOCAL_DOUBLED;
	return fits ? found : local - skipped;
}

instant zone_instant(const struct zone *zone, civil_day day, int minute, enum local_fit *ret_fit)
{
	int64_t local = day * DAY + minute * INT64_C(60);
	const struct stretch *first = stretch_of(zone, local - MARGIN);
	const struct stretch *last = stretch_of(zone, local + MARGIN);
	enum local_fit fit = LOCAL_ONCE;
	instant at;

	if (!first->n && !last->n && first->offset == last->offset)
		at = local - first->offset;
	else
		at = fit_local(zone, local, &fit);
	if (ret_fit)
		*ret_fit = fit;
	return at;
}

civil_day zone_local(const struct zone *zone, instant at, int *ret_minute)
{
	int64_t local = at + zone_offset(zone, at);
	int64_t day = (local >= 0 ? local : local - (DAY - 1)) / DAY;

	if (ret_minute)
		*ret_minute = (int)((local - day * DAY) / 60);
	return (civil_day)day;
}

/* ------------------------------------------------------------------- changes */

static size_t changes_between(const struct zone *zone, instant from, instant to,
			      struct zone_change **ret_changes)
{
	VEC(struct zone_change) all = { 0 };
	instant begin = from < HORIZON_FROM ? HORIZON_FROM : from;
	instant end = to > HORIZON_TO ? HORIZON_TO : to;
	int offset = zone_offset(zone, begin - 1);

	for (instant at = begin; at < end;) {
		size_t i = (size_t)(at - HORIZON_FROM) >> STRETCH_BITS;
		instant start = HORIZON_FROM + ((instant)i << STRETCH_BITS);
		const struct stretch *s = stretch_of(zone, at);

		if (start >= begin && s->offset != offset)
			VEC_PUSH(&all, ((struct zone_change){ start, offset, s->offset, false }));
		for (size_t k = 0; k < s->n; k++)
			if (s->changes[k].at >= begin && s->changes[k].at < end)
				VEC_PUSH(&all, s->changes[k]);
		at = start + (INT64_C(1) << STRETCH_BITS);
		offset = stretch_offset(s, at - 1);
	}
	*ret_changes = all.v;
	return all.n;
}

size_t zone_changes(const struct zone *zone, instant from, instant to,
		    struct zone_change **ret_changes)
{
	size_t n = changes_between(zone, from, to, ret_changes);

	for (size_t i = 0; i < n; i++) {
		struct zone_change *c = &(*ret_changes)[i];

		c->daylight = c->after > c->before && zone_is_daylight(zone, c->at);
	}
	return n;
}

/*
 * Clocks that go forward and back within a year keep summer time between.
 * libical's own word on it is that of the change before or after.
 */
bool zone_is_daylight(const struct zone *zone, instant at)
{
	const instant year = 366 * DAY;
	struct zone_change *changes;
	size_t n = changes_between(zone, at - year, at + year, &changes);
	int offset = zone_offset(zone, at);
	bool rose = false, falls = false;

	for (size_t i = 0; i < n; i++) {
		if (changes[i].at <= at) {
			rose = changes[i].before < offset;
		} else {
			falls = changes[i].after < offset;
			break;
		}
	}
	free(changes);
	return rose && falls;
}
