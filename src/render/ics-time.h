/*
 * DTSTART and DTEND: days, and instants on the clocks of a zone.
 */
#ifndef RENDER_ICS_TIME_H
#define RENDER_ICS_TIME_H

#include <libical/ical.h>
#include <stdbool.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "plan/zone.h"

struct icaltimetype ics_day(civil_day day);

/*
 * make: icalproperty_new_dtstart or _dtend.  In UTC where a zone is UTC,
 * and for a local time that a clock change repeats.
 */
void ics_add_time(struct strbuf *out, icalproperty *make(struct icaltimetype),
		  const struct zone *zone, instant at);

/* UTC needs no VTIMEZONE */
bool ics_zone_is_utc(const struct zone *zone);

#endif
