#include "render/ics-when.h"

#include <stdbool.h>
#include <string.h>

#include "base/banned.h"

#define YEAR_FIRST 1970
#define YEAR_LAST 2199
/* of one calendar; an answer has one */
#define ZONES_MAX 16

/* the component of that name; icalcomponent_get_timezone() sorts all of them first */
static icalcomponent *find_zone(icalcomponent *calendar, const char *tzid)
{
	icalcompiter i = icalcomponent_begin_component(calendar, ICAL_VTIMEZONE_COMPONENT);
	icalcomponent *c;

	for (; (c = icalcompiter_deref(&i)); icalcompiter_next(&i)) {
		icalproperty *p = icalcomponent_get_first_property(c, ICAL_TZID_PROPERTY);
		const char *id = p ? icalproperty_get_tzid(p) : NULL;

		if (id && !strcmp(id, tzid))
			return c;
	}
	return NULL;
}

/* with at least one block that says from when which offset is in force */
static bool is_explained(icalcomponent *zone)
{
	icalcomponent *c = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);

	for (; c; c = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
		icalproperty *start = icalcomponent_get_first_property(c, ICAL_DTSTART_PROPERTY);

		if (start && !icaltime_is_null_time(icalproperty_get_dtstart(start)) &&
		    icalcomponent_get_first_property(c, ICAL_TZOFFSETFROM_PROPERTY) &&
		    icalcomponent_get_first_property(c, ICAL_TZOFFSETTO_PROPERTY))
			return true;
	}
	return false;
}

/* NULL if the calendar does not explain it */
static icaltimezone *make_zone(icalcomponent *calendar, const char *tzid)
{
	icalcomponent *found = find_zone(calendar, tzid);
	icaltimezone *zone;

	if (!found || !is_explained(found))
		return NULL;
	zone = icaltimezone_new();
	/* the zone frees its component */
	if (zone && !icaltimezone_set_component(zone, icalcomponent_new_clone(found))) {
		icaltimezone_free(zone, 1);
		zone = NULL;
	}
	return zone;
}

/* made once: its changes of all years are slow to count */
static icaltimezone *own_zone(struct ics_clock *clock, const char *tzid)
{
	struct ics_clock_zone zone;

	for (size_t i = 0; i < clock->known.n; i++)
		if (!strcmp(clock->known.v[i].tzid, tzid))
			return clock->known.v[i].zone;
	if (clock->known.n == ZONES_MAX)
		return NULL;
	zone.tzid = arena_strdup(clock->arena, tzid);
	zone.zone = make_zone(clock->calendar, tzid);
	VEC_PUSH(&clock->known, zone);
	return zone.zone;
}

void ics_clock_init(struct ics_clock *clock, struct zones *zones, struct arena *arena,
		    icalcomponent *calendar)
{
	*clock = (struct ics_clock){ .zones = zones, .arena = arena, .calendar = calendar };
}

void ics_clock_release(struct ics_clock *clock)
{
	if (!clock)
		return;
	for (size_t i = 0; i < clock->known.n; i++)
		if (clock->known.v[i].zone)
			icaltimezone_free(clock->known.v[i].zone, 1);
	VEC_RELEASE(&clock->known);
}

/* the last two parts of "/mozilla.org/20050126_1/Asia/Baku", or the whole */
static const struct zone *find_system_zone(struct zones *zones, const char *tzid)
{
	const char *slash;
	size_t parts = 0;

	if (strlen(tzid) > 200)
		return NULL;
	slash = tzid + strlen(tzid);
	if (*tzid == '/')
		while (slash > tzid && parts < 2)
			parts += *--slash == '/';
	return zones_get(zones, *tzid == '/' ? slash + 1 : tzid);
}

static void resolve(struct ics_when *when, struct ics_clock *clock, const char *tzid,
		    struct icaltimetype t)
{
	icaltimezone *own = own_zone(clock, tzid);
	const struct zone *zone = own ? NULL : find_system_zone(clock->zones, tzid);

	when->kind = ICS_INSTANT;
	if (own) {
		when->at = (instant)icaltime_as_timet_with_zone(t, own);
	} else if (zone) {
		when->at = zone_instant(zone, when->day, t.hour * 60 + t.minute, NULL) + t.second;
	} else {
		when->kind = ICS_UNKNOWN_ZONE;
		when->tzid = arena_strdup(clock->arena, tzid);
	}
}

static bool is_time(struct icaltimetype t)
{
	if (t.year < YEAR_FIRST || t.year > YEAR_LAST || !civil_is_valid(t.year, t.month, t.day))
		return false;
	return t.is_date || (t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60 &&
			     t.second >= 0 && t.second <= 60);
}

struct ics_when ics_when(struct ics_clock *clock, icalproperty *property)
{
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	struct ics_when when = { .kind = ICS_NEVER };
	icalparameter *parameter;
	struct icaltimetype t;

	if (!value || (icalvalue_isa(value) != ICAL_DATE_VALUE &&
		       icalvalue_isa(value) != ICAL_DATETIME_VALUE))
		return when;
	t = icalvalue_get_datetime(value);
	if (!is_time(t))
		return when;
	when.day = civil_to_day(t.year, t.month, t.day);
	if (t.is_date) {
		when.kind = ICS_DAY;
		return when;
	}
	when.at = (instant)when.day * 86400 + t.hour * 3600 + t.minute * 60 + t.second;
	when.kind = icaltime_is_utc(t) ? ICS_INSTANT : ICS_LOCAL;
	parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
	if (when.kind == ICS_LOCAL && parameter && icalparameter_get_tzid(parameter))
		resolve(&when, clock, icalparameter_get_tzid(parameter), t);
	return when;
}

struct ics_when ics_when_end(struct ics_clock *clock, icalcomponent *event)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
	struct icaldurationtype d;
	struct ics_when end;

	if (p)
		return ics_when(clock, p);
	end = ics_when(clock, icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY));
	p = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
	d = p ? icalproperty_get_duration(p) : icaldurationtype_null_duration();
	if (d.is_neg || d.weeks > 52 || d.days > 366 || d.hours > 24 * 366 ||
	    d.minutes > 60 * 24 * 366 || d.seconds > 60 * 60 * 24 * 366)
		return (struct ics_when){ .kind = ICS_NEVER };
	end.at += icaldurationtype_as_int(d);
	if (end.kind == ICS_DAY)
		end.day += p ? (civil_day)(d.weeks * 7 + d.days) : 1;
	return end;
}
