/*
 * Times in somebody else's calendar: as days, or as instants by the
 * calendar's own time zones.
 */
#ifndef RENDER_ICS_WHEN_H
#define RENDER_ICS_WHEN_H

#include <libical/ical.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/vec.h"
#include "plan/zone.h"

enum ics_when_kind {
	ICS_NEVER,	  /* there is no such property, or it is no time */
	ICS_DAY,	  /* day */
	ICS_INSTANT,	  /* at */
	ICS_LOCAL,	  /* no zone is named: at is what the clock shows, as if in UTC */
	ICS_UNKNOWN_ZONE, /* the same; tzid is not known here, nor explained there */
};

struct ics_when {
	enum ics_when_kind kind;
	civil_day day;
	instant at;
	const char *tzid; /* of ICS_UNKNOWN_ZONE, UTF-8 */
};

/* a calendar, and the time zones in it that were asked for */
struct ics_clock {
	struct zones *zones; /* the system's */
	struct arena *arena;
	icalcomponent *calendar; /* a VCALENDAR */
	VEC(struct ics_clock_zone {
		const char *tzid;
		icaltimezone *zone; /* NULL: the calendar does not explain it */
	}) known;
};

void ics_clock_init(struct ics_clock *clock, struct zones *zones, struct arena *arena,
		    icalcomponent *calendar);
/* before the calendar is freed */
void ics_clock_release(struct ics_clock *clock);

/*
 * A property of a date or time (RFC 5545 §3.3.4, §3.3.5), of the years 1970
 * to 2199.  A zone is the one that the calendar explains by that name, as
 * Outlook does with "Caucasus Standard Time"; else the system's.  NULL for
 * the property: ICS_NEVER.
 */
struct ics_when ics_when(struct ics_clock *clock, icalproperty *property);

/*
 * When an event ends (RFC 5545 §3.6.1): DTEND; else DTSTART and DURATION;
 * else the next day, or the same instant.
 */
struct ics_when ics_when_end(struct ics_clock *clock, icalcomponent *event);

#endif
