#include "itinerary/walk.h"

#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

#define MORNING (3 * 60) /* the minute at which somebody is in bed, if ever */
#define DAY (24 * 60)

/* who goes straight on to another meeting does so within this time */
#define DAYS_BETWEEN 7

static const struct position nowhere = { NULL, "" };

/* the country at a place; at a crossing, which has two, the one somebody is in */
static const char *country_at(const struct place *place, const char *country)
{
	if (LIST_N(place->between) != 2)
		return place->country.code;
	if (!*country || place_is_in(place, country))
		return country;
	/* they cannot be there: either of its countries is another one */
	return place->between->v[0].code;
}

static struct position position_at(const struct place *place, const char *country)
{
	if (!place)
		return nowhere;
	return (struct position){ place_city(place), country_at(place, country) };
}

/* the other country of a crossing than the one entered */
static const char *country_left(const struct item *item)
{
	const struct countries *between = item->place->between;

	if (LIST_N(between) != 2)
		return "";
	return between->v[!strcmp(between->v[0].code, item->entering.code)].code;
}

struct position item_begins(const struct item *item, const char *country)
{
	if (item->kind == ITEM_CROSSING)
		return item->place ? (struct position){ place_city(item->place), country_left(item) }
				   : nowhere;
	return position_at(item_is_leg(item) ? item->from : item->place, country);
}

struct position item_ends(const struct item *item, const char *country)
{
	if (item->kind == ITEM_CROSSING)
		return item->place ? (struct position){ place_city(item->place), item->entering.code }
				   : nowhere;
	return position_at(item_is_leg(item) ? item->to : item->place, country);
}

/* is it one that says where somebody is? */
static bool is_step(const struct item *item)
{
	/* an item of an unknown kind is a row of no table */
	if (item->kind >= ITEM_KIND_COUNT)
		return false;
	if (item_is_leg(item))
		return true;
	return item->has_time && item->place && item->kind != ITEM_STAY &&
	       (item->kind != ITEM_FREE || item->place_given);
}

/* keeps those that were begun last */
static void remember_stay(struct walk *w, const struct item *stay)
{
	memmove(w->stays + 1, w->stays, sizeof(w->stays) - sizeof(w->stays[0]));
	w->stays[0] = stay;
}

/* the next step from an index on; the stays before it are remembered */
static size_t find_step(struct walk *w, size_t i)
{
	const struct timeline *t = w->timeline;

	for (; i < t->n && !is_step(t->v[i].item); i++)
		if (t->v[i].item->kind == ITEM_STAY)
			remember_stay(w, t->v[i].item);
	return i;
}

void walk_init(struct walk *w, const struct timeline *timeline)
{
	*w = (struct walk){ .timeline = timeline, .night_day = CIVIL_NONE, .open_day = CIVIL_NONE };
	w->after = (struct position){ timeline->home, timeline->home_country.code };
	w->next_i = find_step(w, 0);
}

/* the last local day and minute of an item */
static civil_day last_day(const struct item *item, int *ret_minute)
{
	int end = item->has_time ? item->time.end : DAY;

	*ret_minute = end % DAY;
	return item->day + end / DAY;
}

/* the stay that somebody is in at night: in the city where they are, if there is one */
static const struct item *stay_of_night(const struct walk *w, civil_day morning)
{
	const struct item *found = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(w->stays); i++) {
		const struct item *stay = w->stays[i];

		if (!stay || stay->meeting != w->last->meeting || stay->day >= morning ||
		    stay->until < morning)
			continue;
		if (place_city(stay->place) == w->after.city)
			return stay;
		if (!found)
			found = stay;
	}
	return found;
}

/* a night between the last step and the next, if there is one more */
static bool next_night(struct walk *w)
{
	const struct item *next = w->timeline->v[w->next_i].item;
	const struct item *last = w->item;
	civil_day end;
	int minute;

	if (!w->night) {
		w->last = last;
		w->night_day = last_day(last, &minute) + (minute > MORNING);
	}
	end = next->day - (next->time.start < MORNING);
	for (; w->night_day <= end; w->night_day++) {
		const struct item *stay = stay_of_night(w, w->night_day);

		if (!stay)
			continue;
		w->night = true;
		w->item = stay;
		w->next = next;
		w->day = w->night_day++;
		w->before = w->after;
		w->begins = w->ends = position_at(stay->place, w->after.country);
		w->left = w->entered = NULL;
		w->crossing = NULL;
		return true;
	}
	w->item = w->last;
	w->sleeps = false;
	return false;
}

bool walk_goes_on(const struct walk *w, const struct item *item)
{
	struct position begins = item_begins(item, w->after.country);

	return w->item && item->start - w->item->end <= DAYS_BETWEEN * DAY * 60 &&
	       !position_other_country(&w->after, &begins);
}

/*
 * Where somebody is at the beginning of another meeting: where they were
 * left, if it goes on from there; else at home again; else, without a
 * home, where its first item is.
 */
static struct position between_meetings(const struct walk *w, const struct item *item)
{
	if (!walk_has_home(w))
		return item_begins(item, "");
	if (walk_is_abroad(w, &w->after) && walk_goes_on(w, item))
		return w->after;
	return (struct position){ w->timeline->home, w->timeline->home_country.code };
}

/* a leg's ends, and the border between them */
static void take_leg(struct walk *w)
{
	const struct item *item = w->item;

	w->begins = item_begins(item, w->before.country);
	w->ends = item_ends(item, *w->begins.country ? w->begins.country : w->before.country);
	if (!item->has_time)
		w->open_day = item->day;
	if (item->kind != ITEM_CROSSING && !item->via &&
	    !position_other_country(&w->begins, &w->ends))
		return;
	w->left = w->begins.country;
	w->entered = w->ends.country;
	w->crossing = item->kind == ITEM_CROSSING ? item->place : item->via;
}

/* are there nights in stays between this step and the next? */
static bool has_nights(const struct walk *w)
{
	const struct item *item = w->item, *next = w->next;

	return next && next->day != item->day && next->day - item->day <= NIGHTS_MAX &&
	       w->stays[0] && next->meeting == item->meeting && next->has_time && item->has_time &&
	       !walk_is_home(w, &w->after);
}

bool walk_next(struct walk *w)
{
	const struct timeline *t = w->timeline;
	const struct stop *stop;

	if (w->sleeps && next_night(w))
		return true;
	if (w->next_i >= t->n)
		return false;
	stop = &t->v[w->next_i];
	w->before = w->after;
	if (!w->item || w->item->meeting != stop->item->meeting)
		w->before = between_meetings(w, stop->item);
	w->last = w->item;
	w->item = stop->item;
	w->night = false;
	w->day = w->item->day;
	w->next_i = find_step(w, w->next_i + 1);
	w->next = w->next_i < t->n ? t->v[w->next_i].item : NULL;
	w->left = w->entered = NULL;
	w->crossing = NULL;
	if (item_is_leg(w->item))
		take_leg(w);
	else
		w->begins = w->ends = (struct position){
			stop->begins, country_at(w->item->place, w->before.country) };
	/* on a day with a leg at an unknown time nothing is certain */
	w->after = w->day > w->open_day ? w->ends : nowhere;
	/* a crossing into the country they are in: on which side they are is open */
	if (w->item->kind == ITEM_CROSSING && *w->before.country &&
	    same_country(w->before.country, w->ends.country))
		w->after.country = "";
	w->sleeps = has_nights(w);
	return true;
}
