#include "render/ics-when.h"

#include <stdbool.h>
#include <string.h>

#include "base/banned.h"

#define YEAR_FIRST 1970
#define YEAR_LAST 2199

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

/* by the calendar's own rules; false if it has none for that zone */
static bool in_own_zone(icalcomponent *calendar, const char *tzid, struct icaltimetype t,
			instant *ret)
{
	icalcomponent *found = find_zone(calendar, tzid);
	icaltimezone *zone;

	if (!found || !is_explained(found))
		return false;
	zone = icaltimezone_new();
	/* the zone frees its component */
	if (zone && icaltimezone_set_component(zone, icalcomponent_new_clone(found)))
		*ret = (instant)icaltime_as_timet_with_zone(t, zone);
	else
		*ret = INSTANT_NONE;
	if (zone)
		icaltimezone_free(zone, 1);
	return *ret != INSTANT_NONE;
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

static void resolve(struct ics_when *when, struct zones *zones, struct arena *arena,
		    icalcomponent *calendar, const char *tzid, struct icaltimetype t)
{
	civil_day day = civil_to_day(t.year, t.month, t.day);
	const struct zone *zone;

	if (in_own_zone(calendar, tzid, t, &when->at)) {
		when->kind = ICS_INSTANT;
		return;
	}
	zone = find_system_zone(zones, tzid);
	if (zone) {
		when->kind = ICS_INSTANT;
		when->at = zone_instant(zone, day, t.hour * 60 + t.minute, NULL) + t.second;
		return;
	}
	when->kind = ICS_UNKNOWN_ZONE;
	when->tzid = arena_strdup(arena, tzid);
}

static bool is_time(struct icaltimetype t)
{
	if (t.year < YEAR_FIRST || t.year > YEAR_LAST || !civil_is_valid(t.year, t.month, t.day))
		return false;
	return t.is_date || (t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60 &&
			     t.second >= 0 && t.second <= 60);
}

struct ics_when ics_when(struct zones *zones, struct arena *arena, icalcomponent *calendar,
			 icalproperty *property)
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
		resolve(&when, zones, arena, calendar, icalparameter_get_tzid(parameter), t);
	return when;
}

struct ics_when ics_when_end(struct zones *zones, struct arena *arena, icalcomponent *calendar,
			     icalcomponent *event)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
	struct icaldurationtype d;
	struct ics_when end;

	if (p)
		return ics_when(zones, arena, calendar, p);
	end = ics_when(zones, arena, calendar,
		       icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY));
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
