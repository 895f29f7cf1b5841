/*
 * PB7xx: what the two countries keep on the days of a meeting.
 */
#include "check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#include "base/banned.h"

/* so much of a meeting is looked at: what is longer is no meeting */
#define DAYS_MAX 366

#define COUNTRIES (26 * 26)

struct days_check;

/* says what is to be said of a country's days on one date, of which there are n */
typedef void tell_days(struct days_check *d, const struct kept_day *first, size_t n);

/* while the days of all meetings are looked at */
struct days_check {
	struct check_run *run;
	tell_days *tell;
	/* at hand: */
	const struct meeting *meeting;
	VEC(civil_day) beside; /* days of programme outside its dates */
	const char *country;
	bool is_host; /* the meeting takes place in it */
	size_t seen[COUNTRIES]; /* the meeting, counted from 1, that saw a country last */
};

/* -1 for what is no code */
static int country_number(const char *code)
{
	if (code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z')
		return -1;
	return (code[0] - 'A') * 26 + code[1] - 'A';
}

/* where a meeting takes place; "" if that is not known */
static const char *host_country(const struct meeting *meeting)
{
	if (meeting->place && meeting->place->country.code[0])
		return meeting->place->country.code;
	return meeting->host ? meeting->host->country.code : "";
}

/* its first and last day; false for one that has none yet */
static bool meeting_days(const struct meeting *meeting, civil_day *ret_first, civil_day *ret_last)
{
	const struct date_range *dates = &meeting->dates;

	if (!meeting_is_ahead(meeting) || dates->first == CIVIL_NONE || dates->last < dates->first)
		return false;
	*ret_first = dates->first;
	*ret_last = dates->last - dates->first < DAYS_MAX ? dates->last : dates->first + DAYS_MAX;
	return true;
}

/* calls tell() for the days of the country at hand from one date to another */
static void look_between(struct days_check *d, civil_day from, civil_day to)
{
	const struct kept_day *v = NULL;
	size_t n;

	while (from <= to) {
		int year = civil_from_day(from).year;
		civil_day end = civil_to_day(year, 12, 31);

		n = calendar_between(d->run->calendar, d->country, from,
				     end < to ? end : to, &v);
		for (size_t i = 0, same; i < n; i += same) {
			for (same = 1; i + same < n && v[i + same].date == v[i].date;)
				same++;
			d->tell(d, &v[i], same);
		}
		from = end + 1;
	}
}

/*
 * A meal or briefing on a day before or after the meeting's; legs, stays
 * and free time are no programme, and all else is an error there (PB202).
 */
static bool is_beside(const struct item *item)
{
	const struct date_range *dates = &item->meeting->dates;

	return (item->kind == ITEM_MEAL || item->kind == ITEM_BRIEFING) && item_stands(item) &&
	       item->day != CIVIL_NONE && (item->day < dates->first || item->day > dates->last);
}

static void find_beside(struct days_check *d)
{
	const struct items *items = d->meeting->items;

	d->beside.n = 0;
	for (size_t i = 0; i < LIST_N(items); i++)
		if (is_beside(&items->v[i]) &&
		    (!d->beside.n || d->beside.v[d->beside.n - 1] != items->v[i].day))
			VEC_PUSH(&d->beside, items->v[i].day);
}

static void look_at_country(struct days_check *d, const char *country, bool host)
{
	civil_day first, last;
	int number = country_number(country);

	if (number < 0 || d->seen[number] == d->meeting->index + 1)
		return;
	d->seen[number] = d->meeting->index + 1;
	d->country = country;
	d->is_host = host;
	if (meeting_days(d->meeting, &first, &last))
		look_between(d, first, last);
	for (size_t i = 0; i < d->beside.n; i++)
		look_between(d, d->beside.v[i], d->beside.v[i]);
}

/* the countries of a meeting: where it takes place, then those of its sides */
static void look_at_meeting(struct days_check *d)
{
	const struct meeting *meeting = d->meeting;
	const struct sides *sides = d->run->plan->sides;

	look_at_country(d, host_country(meeting), true);
	if (meeting->host)
		look_at_country(d, meeting->host->country.code, false);
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		if (meeting->delegations->v[i].side)
			look_at_country(d, meeting->delegations->v[i].side->country.code, false);
	/* of a meeting between two nothing need be said for both to come */
	for (size_t i = 0; !meeting->delegations && LIST_N(sides) == 2 && i < 2; i++)
		look_at_country(d, sides->v[i].country.code, false);
}

static void look_at_days(struct check_run *run, tell_days *tell)
{
	struct days_check *d = xcalloc(1, sizeof(*d));
	const struct meetings *meetings = run->plan->meetings;
	civil_day first, last;

	d->run = run;
	d->tell = tell;
	for (size_t i = 0; i < LIST_N(meetings) && !run->diags->full; i++) {
		d->meeting = &meetings->v[i];
		if (!meeting_days(d->meeting, &first, &last))
			continue;
		find_beside(d);
		look_at_meeting(d);
	}
	VEC_RELEASE(&d->beside);
	free(d);
}

/* the day in the programme, else the dates of the meeting */
static struct span day_span(const struct meeting *meeting, civil_day day)
{
	const struct civil c = civil_from_day(day);
	const struct node *value;
	char key[32];

	snprintf(key, sizeof(key), "%04d-%02d-%02d", c.year, c.month, c.day);
	value = node_get(node_get(meeting->at, "programme"), key);
	return value ? node_span(value->key) : node_span_of(meeting->at, "dates");
}

static const char *kept_name(const struct check_run *run, const struct kept_day *day)
{
	return check_name(run, day->short_name ? day->short_name : day->name);
}

/* completes a finding about one of the days of a date; first is the first of them */
static void finish(struct days_check *d, struct diag *diag, const struct kept_day *day,
		   const struct kept_day *first)
{
	if (day->at)
		diag_add_related(d->run->diags, diag, node_span(day->at),
				 N_("the plan names the day here"));
	check_blame(d->run, diag, first, NULL);
}

static void tell_remembrance(struct days_check *d, const struct kept_day *first, size_t n)
{
	struct check_run *run = d->run;
	const char *day, *country, *name;
	struct diag *diag;

	(void)n; /* a day of remembrance comes first */
	if (first->kind != DAY_REMEMBRANCE)
		return;
	day = check_day(run, first->date);
	country = check_country(run, d->country);
	name = kept_name(run, first);
	if (first->working)
		diag = diag_add(run->diags, PB701, day_span(d->meeting, first->date),
				N_("%1$s is a day of remembrance (%2$s: \"%3$s\"); choose another "
				   "day, or settle with both sides how it is kept"),
				day, country, name);
	else
		diag = diag_add(run->diags, PB701, day_span(d->meeting, first->date),
				N_("%1$s is a day of remembrance on which offices are closed (%2$s: "
				   "\"%3$s\"); choose another day, or settle with both sides how it "
				   "is kept"),
				day, country, name);
	finish(d, diag, first, first);
}

void check_remembrance(struct check_run *run)
{
	look_at_days(run, tell_remembrance);
}

/* of holidays on one date, one that is certain; NULL if there is none */
static const struct kept_day *find_holiday(const struct kept_day *first, size_t n)
{
	const struct kept_day *found = NULL;

	for (const struct kept_day *day = first; day < first + n; day++)
		if (day->kind == DAY_HOLIDAY && !day->working &&
		    (!found || (found->expected && !day->expected)))
			found = day;
	return found;
}

static struct diag *tell_host(struct days_check *d, const struct kept_day *day)
{
	struct check_run *run = d->run;
	struct span span = day_span(d->meeting, day->date);
	const char *date = check_day(run, day->date), *country = check_country(run, d->country);
	const char *name = kept_name(run, day);

	if (day->moved && day->expected)
		return diag_add(run->diags, PB702, span,
				N_("%1$s is expected to be a day off at the host, given for another "
				   "day (%2$s: \"%3$s\"); the government has not published it yet"),
				date, country, name);
	if (day->moved)
		return diag_add(run->diags, PB702, span,
				N_("%1$s is a day off at the host, given for another day (%2$s: "
				   "\"%3$s\"); offices are closed"),
				date, country, name);
	if (day->expected)
		return diag_add(run->diags, PB702, span,
				N_("%1$s is expected to be a public holiday at the host (%2$s: "
				   "\"%3$s\"); the government has not decided yet"),
				date, country, name);
	return diag_add(run->diags, PB702, span,
			N_("%1$s is a public holiday at the host (%2$s: \"%3$s\"); offices are "
			   "closed"),
			date, country, name);
}

static struct diag *tell_guests(struct days_check *d, const struct kept_day *day)
{
	struct check_run *run = d->run;
	struct span span = day_span(d->meeting, day->date);
	const char *date = check_day(run, day->date), *country = check_country(run, d->country);
	const char *name = kept_name(run, day);
	struct diag *diag;

	if (day->expected)
		diag = diag_add(run->diags, PB702, span,
				N_("%1$s is expected to be a public holiday of the guests (%2$s: "
				   "\"%3$s\"); the government has not decided yet"),
				date, country, name);
	else
		diag = diag_add(run->diags, PB702, span,
				N_("%1$s is a public holiday of the guests (%2$s: \"%3$s\"); they may "
				   "want to be at home"),
				date, country, name);
	diag->severity = SEVERITY_NOTE;
	return diag;
}

static void tell_holiday(struct days_check *d, const struct kept_day *first, size_t n)
{
	const struct kept_day *day = find_holiday(first, n);

	/* guests have no offices to be closed on a day that was moved */
	if (!day || (day->moved && !d->is_host) || check_is_blamed(d->run, first, NULL))
		return;
	finish(d, d->is_host ? tell_host(d, day) : tell_guests(d, day), day, first);
}

void check_holiday(struct check_run *run)
{
	look_at_days(run, tell_holiday);
}

/* an institution that was told to be closed on a day */
struct closed_key {
	const struct place *place;
	civil_day day;
};

/* is it an appointment at an institution of which no hours are known? */
static bool wants_office(const struct item *item)
{
	const struct place *place = item->place;

	return item->kind == ITEM_APPOINTMENT && item->day != CIVIL_NONE && place &&
	       item_is_ahead(item) && !place->opens &&
	       place_building(place)->kind == PLACE_INSTITUTION;
}

/* a day of rest there, about which nothing was said as a holiday */
static bool is_day_of_rest(struct check_run *run, const struct item *item)
{
	const char *country = item->place->country.code;
	const struct kept_day *kept;

	if (!country[0] || !calendar_is_rest(run->calendar, country, item->day))
		return false;
	kept = calendar_find(run->calendar, country, item->day);
	return !kept || !check_is_blamed(run, kept, NULL);
}

static void tell_closed(struct check_run *run, struct hash *told, const struct item *item)
{
	const struct place *place = place_building(item->place);
	struct closed_key key = { 0 };
	struct diag *diag;
	void **slot;

	key.place = place;
	key.day = item->day;
	slot = hash_slot(told, arena_strndup(run->arena, (const char *)&key, sizeof(key)),
			 sizeof(key));
	/* what else is there that day is the same fault */
	if (*slot)
		return;
	*slot = diag = diag_add(run->diags, PB703, item_span(item),
			 N_("\"%1$s\" is on a day of rest, %2$s, at an institution: \"%3$s\"; choose "
			    "a working day, or say in its \"opens\" that it is open"),
			 item_name(item, run->lang), check_day(run, item->day),
			 check_place(run, place));
	if (place->at && !place->built_in)
		diag_add_related(run->diags, diag,
				 node_span(place->at->key ? place->at->key : place->at),
				 N_("the place is here"));
}

void check_weekend_appointment(struct check_run *run)
{
	struct hash told = HASH_INIT;

	EACH_ITEM (item, run->plan) {
		if (!wants_office(item) || check_is_blamed(run, item, NULL) ||
		    !is_day_of_rest(run, item) || run->diags->full)
			continue;
		tell_closed(run, &told, item);
	}
	hash_release(&told);
}

/* what was said already */
struct unknown {
	bool countries[COUNTRIES];
	bool years[300]; /* from 1900 */
};

static bool first_time(bool *told)
{
	bool first = !*told;

	*told = true;
	return first;
}

/* a year that the days of a country are not built in for, of a country for which others are */
static void check_year(struct check_run *run, struct unknown *u, const struct meeting *meeting,
		       const char *country, int year)
{
	int first, last;

	if (country_number(country) < 0 || year < 1900 || year > 2199 ||
	    !calendar_built_in(run->calendar, country, &first, &last) ||
	    calendar_knows(run->calendar, country, year) || !first_time(&u->years[year - 1900]))
		return;
	diag_add(run->diags, PB704, node_span_of(meeting->at, "dates"),
		 N_("holidays and days of remembrance of %1$d are not known, only those of %2$d to "
		    "%3$d are; name those that matter in \"days\""),
		 year, first, last);
}

/* a host country of which no days are built in */
static void check_host(struct check_run *run, struct unknown *u, const struct meeting *meeting,
		       int year)
{
	const char *country = host_country(meeting);
	int number = country_number(country), first, last;

	if (number < 0 || calendar_built_in(run->calendar, country, &first, &last) ||
	    calendar_knows(run->calendar, country, year) || !first_time(&u->countries[number]))
		return;
	diag_add(run->diags, PB704,
		 node_span_of(meeting->at, node_get(meeting->at, "place") ? "place" : "dates"),
		 N_("public holidays of the host country are not known (%1$s); name those of %2$d in "
		    "\"days\""),
		 check_country(run, country), year);
}

void check_calendar_unknown(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct unknown *u = xcalloc(1, sizeof(*u));
	civil_day first, last;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];
		const struct delegations *delegations = meeting->delegations;
		int year;

		if (!meeting_days(meeting, &first, &last))
			continue;
		year = civil_from_day(last).year;
		check_host(run, u, meeting, year);
		check_year(run, u, meeting, host_country(meeting), year);
		for (size_t j = 0; j < LIST_N(delegations); j++)
			if (delegations->v[j].side)
				check_year(run, u, meeting, delegations->v[j].side->country.code, year);
	}
	free(u);
}
