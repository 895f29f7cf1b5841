/*
 * A zone is the list of its clock changes.  Most plans live in zones and
 * years without one: there a local time costs a shift and a test.
 */
#include "plan/zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/xalloc.h"
#include "plan/zone-file.h"

#include "base/banned.h"

#define DAY INT64_C(86400)
#define HORIZON_FROM (INT64_C(-25567) * DAY) /* 1900-01-01 */
#define HORIZON_TO (INT64_C(84006) * DAY)    /* 2200-01-01 */

/* a stretch has 2^25 seconds: 388 days and a bit */
#define STRETCH_BITS 25
#define N_STRETCHES (((HORIZON_TO - HORIZON_FROM) >> STRETCH_BITS) + 1)

/* no clock is changed twice within so long that both bear on one local time */
#define MARGIN (2 * DAY)

struct zone {
	const char *id;
	struct zone_file file;
	/* by stretch: the changes before it */
	uint16_t before[N_STRETCHES];
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

static bool zone_path(char *path, size_t size, const char *name)
{
	int len = snprintf(path, size, "%s/%s", zone_directory(), name);

	return len > 0 && (size_t)len < size;
}

static bool is_zone_file(const char *tzid)
{
	char path[4096], magic[4];
	bool is;
	int fd;

	if (!zone_path(path, sizeof(path), tzid))
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
		FILE *file = zone_path(path, sizeof(path), names[i]) ? fopen(path, "re") : NULL;
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
	FILE *file;

	zones->countries_read = true;
	if (!zone_path(path, sizeof(path), "zone.tab"))
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

void zones_release(struct zones *zones)
{
	if (!zones)
		return;
	hash_release(&zones->by_id);
	hash_release(&zones->by_country);
	*zones = (struct zones){ 0 };
}

static struct zone *read_zone(struct zones *zones, const char *tzid)
{
	struct zone_file file;
	struct zone *zone;
	char path[4096];
	size_t n = 0;

	if (!zone_path(path, sizeof(path), tzid) ||
	    !zone_file_read(path, zones->arena, HORIZON_FROM, HORIZON_TO, &file))
		return NULL;
	zone = arena_new(zones->arena, struct zone);
	zone->id = arena_strdup(zones->arena, tzid);
	zone->file = file;
	for (size_t i = 0; i < N_STRETCHES; i++) {
		while (n < file.n && file.changes[n].at < HORIZON_FROM + ((instant)i << STRETCH_BITS))
			n++;
		zone->before[i] = (uint16_t)n;
	}
	return zone;
}

const struct zone *zones_get(struct zones *zones, const char *tzid)
{
	struct zone *zone = hash_get(&zones->by_id, tzid, strlen(tzid));

	if (zone || !is_zone_name(tzid))
		return zone;
	zone = read_zone(zones, tzid);
	if (zone)
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

/* how many changes there were until an instant, that on it among them */
static size_t changes_until(const struct zone *zone, instant at)
{
	const struct zone_change *changes = zone->file.changes;
	size_t i = at < HORIZON_FROM  ? 0
		   : at >= HORIZON_TO ? N_STRETCHES - 1
				      : (size_t)(at - HORIZON_FROM) >> STRETCH_BITS;
	size_t n = zone->before[i];

	while (n < zone->file.n && changes[n].at <= at)
		n++;
	return n;
}

/* the offset after so many changes */
static int offset_after(const struct zone *zone, size_t n)
{
	return n ? zone->file.changes[n - 1].after : zone->file.offset;
}

int zone_offset(const struct zone *zone, instant at)
{
	return offset_after(zone, changes_until(zone, at));
}

/*
 * A local time that changes from one to before another may bear on.  One
 * that is skipped is told with the clock that was not yet changed.
 */
static instant fit_local(const struct zone *zone, int64_t local, size_t first, size_t last,
			 enum local_fit *ret_fit)
{
	const struct zone_change *changes = zone->file.changes;
	int offset = offset_after(zone, first), skipped = offset, fits = 0;
	instant found = 0, from = INSTANT_NONE;

	for (size_t i = first; i <= last; i++) {
		instant at = local - offset;
		instant to = i < last ? changes[i].at : INT64_MAX;

		if (at >= from && at < to && !fits++)
			found = at;
		if (i == last)
			break;
		if (at >= to && local - changes[i].after < to)
			skipped = offset;
		offset = changes[i].after;
		from = to;
	}
	*ret_fit = fits == 0 ? LOCAL_SKIPPED : fits == 1 ? LOCAL_ONCE : LOCAL_DOUBLED;
	return fits ? found : local - skipped;
}

instant zone_instant(const struct zone *zone, civil_day day, int minute, enum local_fit *ret_fit)
{
	int64_t local = day * DAY + minute * INT64_C(60);
	size_t first = changes_until(zone, local - MARGIN);
	size_t last = changes_until(zone, local + MARGIN);
	enum local_fit fit = LOCAL_ONCE;
	instant at;

	if (first == last)
		at = local - offset_after(zone, first);
	else
		at = fit_local(zone, local, first, last, &fit);
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

size_t zone_changes(const struct zone *zone, instant from, instant to,
		    struct zone_change **ret_changes)
{
	size_t first = changes_until(zone, from - 1), last = changes_until(zone, to - 1);
	size_t n = last > first ? last - first : 0;
	struct zone_change *changes = xcalloc(n, sizeof(*changes));

	for (size_t i = 0; i < n; i++) {
		struct zone_change *c = &changes[i];

		*c = zone->file.changes[first + i];
		c->daylight = c->after > c->before && zone_is_daylight(zone, c->at);
	}
	*ret_changes = changes;
	return n;
}

/*
 * Clocks that go forward and back within a year keep summer time between.
 * (What the files call so is winter in Ireland.)
 */
bool zone_is_daylight(const struct zone *zone, instant at)
{
	const struct zone_change *changes = zone->file.changes;
	const instant year = 366 * DAY;
	size_t n = changes_until(zone, at);
	int offset = offset_after(zone, n);
	bool rose = n && changes[n - 1].at >= at - year && changes[n - 1].before < offset;
	bool falls = n < zone->file.n && changes[n].at < at + year && changes[n].after < offset;

	return rose && falls;
}
