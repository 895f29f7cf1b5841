/*
 * Reads calendars with libical, checks them against its table of what may
 * stand where, and prints what is in them, with U+001F between the fields:
 *
 *	file	its name
 *	event	kind, UID, start, end, status, title
 *	wrong	what libical found, in reading (parse) or by its table (table)
 */
#include <libical/ical.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEP "\x1f"

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0, n = 0;

	if (!f)
		return NULL;
	do {
		len += n;
		text = realloc(text, len + 65537);
		if (!text)
			exit(99);
		n = fread(text + len, 1, 65536, f);
	} while (n);
	text[len] = '\0';
	fclose(f);
	return text;
}

/* in every component, at any depth */
static void print_errors(icalcomponent *comp, const char *by)
{
	icalproperty *p = icalcomponent_get_first_property(comp, ICAL_XLICERROR_PROPERTY);
	icalcomponent *c = icalcomponent_get_first_component(comp, ICAL_ANY_COMPONENT);

	for (; p; p = icalcomponent_get_next_property(comp, ICAL_XLICERROR_PROPERTY))
		printf("wrong" SEP "%s: %s\n", by, icalproperty_get_xlicerror(p));
	for (; c; c = icalcomponent_get_next_component(comp, ICAL_ANY_COMPONENT))
		print_errors(c, by);
}

/* with the clocks of the calendar's own VTIMEZONEs */
static void print_time(icalcomponent *calendar, icalcomponent *event, icalproperty_kind kind)
{
	icalproperty *p = icalcomponent_get_first_property(event, kind);
	struct icaltimetype time;

	printf(SEP);
	if (!p)
		return;
	time = icalproperty_get_datetime_with_component(p, calendar);
	if (!icaltime_is_date(time)) {
		if (!icaltime_is_utc(time) && !time.zone)
			printf("floating ");
		time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
	}
	printf("%s", icaltime_as_ical_string(time));
}

static void print_event(icalcomponent *calendar, icalcomponent *event)
{
	icalcomponent_kind kind = icalcomponent_isa(event);
	const char *title = icalcomponent_get_summary(event);

	printf("event" SEP "%s" SEP "%s", icalcomponent_kind_to_string(kind),
	       icalcomponent_get_uid(event));
	if (kind == ICAL_VEVENT_COMPONENT) {
		print_time(calendar, event, ICAL_DTSTART_PROPERTY);
		print_time(calendar, event, ICAL_DTEND_PROPERTY);
	} else {
		printf(SEP);
		print_time(calendar, event, ICAL_DUE_PROPERTY);
	}
	printf(SEP "%s" SEP "%s\n", icalproperty_status_to_string(icalcomponent_get_status(event)),
	       title ? title : "");
}

static void read_calendar(const char *path)
{
	char *text = read_file(path);
	icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL, *clone, *c;

	printf("file" SEP "%s\n", path);
	free(text);
	if (!calendar) {
		printf("wrong" SEP "it cannot be read\n");
		return;
	}
	if (icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
		printf("wrong" SEP "it is no single VCALENDAR\n");
	print_errors(calendar, "parse");
	clone = icalcomponent_new_clone(calendar);
	icalrestriction_check(clone);
	print_errors(clone, "table");
	icalcomponent_free(clone);
	c = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);
	for (; c; c = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT))
		if (icalcomponent_isa(c) != ICAL_VTIMEZONE_COMPONENT)
			print_event(calendar, c);
	icalcomponent_free(calendar);
}

int main(int argc, char **argv)
{
	icalerror_set_errors_are_fatal(false);
	for (int i = 1; i < argc; i++)
		read_calendar(argv[i]);
	icaltimezone_free_builtin_timezones();
	icalmemory_free_ring();
	return 0;
}
