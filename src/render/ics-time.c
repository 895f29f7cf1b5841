#include "render/ics-time.h"

#include <string.h>

#include "render/ics-line.h"

#include "base/banned.h"

struct icaltimetype ics_day(civil_day day)
{
	struct strbuf text = STRBUF_INIT;
	struct icaltimetype time;

	ics_add_day(&text, day);
	time = icaltime_from_string(text.text);
	strbuf_release(&text);
	return time;
}

/*
 * A local time that a clock change repeats: RFC 5545 means the first, and
 * readers take the second.
 */
static bool is_doubled(const struct zone *zone, instant at)
{
	int minute;
	civil_day day = zone_local(zone, at, &minute);
	enum local_fit fit;

	zone_instant(zone, day, minute, &fit);
	return fit == LOCAL_DOUBLED;
}

bool ics_zone_is_utc(const struct zone *zone)
{
	return !strcmp(zone_id(zone), "UTC") || !strcmp(zone_id(zone), "Etc/UTC");
}

void ics_add_time(struct strbuf *out, icalproperty *make(struct icaltimetype),
		  const struct zone *zone, instant at)
{
	bool utc = ics_zone_is_utc(zone) || is_doubled(zone, at);
	struct strbuf text = STRBUF_INIT;
	icalproperty *property;

	if (utc)
		ics_add_instant(&text, at);
	else
		ics_add_local(&text, zone, at);
	/* without a zone of libical's, which it would call by a TZID of its own */
	property = make(icaltime_from_string(text.text));
	if (!utc)
		ics_add_parameter(property, icalparameter_new_tzid(zone_id(zone)));
	ics_add_property(out, property);
	strbuf_release(&text);
}
