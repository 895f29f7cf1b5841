/*
 * Time zones: the system's tzdata.
 *
 * What was asked once is kept in struct zones; a struct zone is valid as
 * long as that.  Years before 1900 and after 2199 have no changes.
 */
#ifndef PLAN_ZONE_H
#define PLAN_ZONE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/hash.h"
#include "base/strbuf.h"

struct zone;

struct zones {
	struct arena *arena;
	struct hash by_id;	/* struct zone, by TZID */
	struct hash by_country; /* struct zone, by country; see zones_of_country */
	bool countries_read;
	bool countries_known;
};

void zones_init(struct zones *zones, struct arena *arena);
void zones_release(struct zones *zones);

/* NULL if the system's tzdata has no such zone; NULL for abbreviations and offsets too */
const struct zone *zones_get(struct zones *zones, const char *tzid);

/*
 * The zone of a country that has one only, by the system's zone.tab.
 * NULL if it has several, or is no country.
 */
const struct zone *zones_of_country(struct zones *zones, const char *country);

/* is it a country of ISO 3166-1, by the same table?  True if that is missing. */
bool zones_know_country(struct zones *zones, const char *country);

/* is any tzdata installed at all? */
bool zones_are_installed(void);

/* adds what tells one release of the system's tzdata from another */
void zones_add_version(struct strbuf *out);

const char *zone_id(const struct zone *zone);

/* what a clock change does to a local time */
enum local_fit { LOCAL_ONCE, LOCAL_SKIPPED, LOCAL_DOUBLED };

/*
 * The instant of a local time in minutes from a day's midnight.  A time
 * that is skipped is taken with the offset before the change, of a doubled
 * one the first.  ret_fit may be NULL.
 */
instant zone_instant(const struct zone *zone, civil_day day, int minute, enum local_fit *ret_fit);

/* seconds east of UTC */
int zone_offset(const struct zone *zone, instant at);

/* the local day, and minutes from its midnight (may be NULL), of an instant */
civil_day zone_local(const struct zone *zone, instant at, int *ret_minute);

struct zone_change {
	instant at;	    /* the first with the new offset */
	int before, after;  /* seconds east of UTC */
	bool daylight;	    /* summer time begins */
};

/*
 * The changes from one instant to before another, in order; the array is
 * the caller's to free.
 */
size_t zone_changes(const struct zone *zone, instant from, instant to,
		    struct zone_change **ret_changes);

/* is summer time in force? */
bool zone_is_daylight(const struct zone *zone, instant at);

#endif
