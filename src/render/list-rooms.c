/*
 * Who stays where: a line for each person and stay, and how many sleep in
 * each place on each night.
 */
#include "render/list-make.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* of so many nights in a row with the same people, each is told by itself */
#define NIGHTS_TOLD 31

enum {
	MEETING,
	PLACE,
	NAME,
	SIDE,
	ROLE,
	CHECK_IN,
	CHECK_OUT,
	NIGHTS,
	PAID_BY,
	STATUS,
	DETAILS,
	NOTES,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[MEETING] = { "meeting", N_("meeting"), 0, 1 },
	/* TRANSLATORS: the head of a column: a hotel. */
	[PLACE] = { "place", N_("house"), 0, 2 },
	[NAME] = { "name", N_("name"), COLUMN_NAMES, 0 },
	[SIDE] = { "side", N_("delegation"), 0, 0 },
	/* TRANSLATORS: the head of a column: interpreter, driver, security … */
	[ROLE] = { "role", N_("function"), 0, 0 },
	/* TRANSLATORS: the head of a column: the day on which somebody comes to a hotel. */
	[CHECK_IN] = { "check_in", N_("arrival"), 0, 0 },
	/* TRANSLATORS: the head of a column: the day on which somebody leaves a hotel. */
	[CHECK_OUT] = { "check_out", N_("departure"), 0, 0 },
	/* TRANSLATORS: the head of a column: how many. */
	[NIGHTS] = { "nights", N_("nights"), COLUMN_NUMBER, 0 },
	[PAID_BY] = { "paid_by", N_("paid by"), 0, 0 },
	[STATUS] = { "status", N_("status"), 0, 0 },
	[DETAILS] = { "details", N_("details"), COLUMN_WIDE, 0 },
	[NOTES] = { "notes", N_("notes"), COLUMN_WIDE, 0 },
};

static const struct table_info rooms = { "rooms", N_("Rooms"), columns, COLUMNS };

enum { N_MEETING, N_PLACE, N_NIGHT, N_LAST, N_PEOPLE, N_CAPACITY, N_COLUMNS };

static const struct column night_columns[N_COLUMNS] = {
	[N_MEETING] = { "meeting", N_("meeting"), 0, 1 },
	/* TRANSLATORS: the head of a column: a hotel. */
	[N_PLACE] = { "place", N_("house"), 0, 2 },
	/* TRANSLATORS: the head of a column: the day on which a night begins. */
	[N_NIGHT] = { "night", N_("night from"), COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: the last of many nights with the same people. */
	[N_LAST] = { "last_night", N_("last night"), 0, 0 },
	/* TRANSLATORS: the head of a column: how many people. */
	[N_PEOPLE] = { "people", N_("people"), COLUMN_NUMBER, 0 },
	/* TRANSLATORS: the head of a column: for how many there is room. */
	[N_CAPACITY] = { "capacity", N_("room for"), COLUMN_NUMBER, 0 },
};

static const struct table_info nights = { "nights", N_("Nights"), night_columns, N_COLUMNS };

/* somebody in a place */
struct lodger {
	const struct place *place;
	size_t place_order; /* by the first stay in it */
	const struct list_person *person;
	const struct item *stay;
	civil_day first, last; /* the last not included */
};

struct lodgers {
	VEC(struct lodger) list;
};

static bool is_stay(const struct item *item)
{
	return item->kind == ITEM_STAY && item->place && item->until != CIVIL_NONE &&
	       item->until > item->day;
}

/* by place, as a house has them: by arrival */
static int compare_arrivals(const void *a, const void *b)
{
	const struct lodger *x = a, *y = b;

	if (x->place_order != y->place_order)
		return x->place_order < y->place_order ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->person->rank != y->person->rank)
		return x->person->rank < y->person->rank ? -1 : 1;
	return (x->stay > y->stay) - (x->stay < y->stay);
}

/* by place, the stays of each person together */
static int compare_people(const void *a, const void *b)
{
	const struct lodger *x = a, *y = b;

	if (x->place_order != y->place_order)
		return x->place_order < y->place_order ? -1 : 1;
	if (x->person->rank != y->person->rank)
		return x->person->rank < y->person->rank ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->stay > y->stay) - (x->stay < y->stay);
}

static void collect(struct list_maker *m, struct lodgers *all)
{
	const struct item **stays;
	size_t n = list_items(m, is_stay, &stays), n_places = 0;
	struct hash places = HASH_INIT;

	for (size_t i = 0; i < n && list_goes_on(m); i++) {
		const struct item *stay = stays[i];
		const struct crowd *crowd = list_crowd(m, stay);
		void **slot = hash_slot(&places, stay->place->id, strlen(stay->place->id));

		if (!*slot)
			*slot = (void *)(uintptr_t)++n_places;
		for (size_t k = 0; k < crowd->n; k++) {
			struct lodger lodger = { .place = stay->place,
						 .place_order = (size_t)(uintptr_t)*slot,
						 .person = crowd->v[k],
						 .stay = stay,
						 .first = stay->day,
						 .last = stay->until };

			VEC_PUSH(&all->list, lodger);
		}
		/* each will have a row */
		if (all->list.n > m->table->max_bytes / (COLUMNS * sizeof(struct cell)))
			m->table->is_too_long = true;
	}
	hash_release(&places);
	free(stays);
}

static void add_lodger(struct list_maker *m, const struct lodger *lodger)
{
	const struct item *stay = lodger->stay;
	struct table *t = m->table;

	table_add_row(t);
	list_set_meeting(m, t, MEETING);
	table_set(t, PLACE, list_place(m, lodger->place));
	table_set(t, NAME, list_name(m, lodger->person->person));
	table_set(t, SIDE, list_side(m, lodger->person));
	table_set(t, ROLE, list_role_word(m, lodger->person->person));
	list_set_day(m, t, CHECK_IN, DATE_SHORT, stay->day);
	list_set_day(m, t, CHECK_OUT, DATE_SHORT, stay->until);
	table_set(t, NIGHTS, list_number(m, (size_t)(stay->until - stay->day)));
	table_set(t, PAID_BY, list_payer(m, stay));
	table_set(t, STATUS, list_status(m, stay));
	table_set(t, DETAILS, list_text(m, stay->details));
	table_set(t, NOTES, list_text(m, stay->notes));
}

/* -------------------------------------------------------------------- night by night */

/* people come on a day, or leave (n negative) */
struct change {
	size_t place_order;
	const struct place *place;
	civil_day day;
	int64_t n;
};

struct changes {
	VEC(struct change) list;
};

static int compare_changes(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->place_order != y->place_order)
		return x->place_order < y->place_order ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

/* in two stays in one place nobody sleeps twice */
static void add_changes(struct changes *changes, const struct lodgers *all)
{
	const struct lodger *last = NULL;
	civil_day slept = CIVIL_NONE;

	for (size_t i = 0; i < all->list.n; i++) {
		const struct lodger *l = &all->list.v[i];
		struct change change = { l->place_order, l->place, l->first, 1 };

		if (!last || last->place != l->place || last->person != l->person)
			slept = CIVIL_NONE;
		last = l;
		if (slept > change.day)
			change.day = slept;
		if (l->last <= change.day)
			continue;
		slept = l->last;
		VEC_PUSH(&changes->list, change);
		change.day = l->last;
		change.n = -1;
		VEC_PUSH(&changes->list, change);
	}
	if (changes->list.n)
		qsort(changes->list.v, changes->list.n, sizeof(*changes->list.v), compare_changes);
}

static void add_night(struct list_maker *m, const struct place *place, civil_day first,
		      civil_day last, int64_t n)
{
	struct table *t = m->second;

	table_add_row(t);
	list_set_meeting(m, t, N_MEETING);
	table_set(t, N_PLACE, list_place(m, place));
	list_set_day(m, t, N_NIGHT, DATE_PLAIN, first);
	if (last != first)
		list_set_day(m, t, N_LAST, DATE_PLAIN, last);
	table_set(t, N_PEOPLE, list_number(m, (size_t)n));
	if (place->capacity >= 0)
		table_set(t, N_CAPACITY, list_number(m, (size_t)place->capacity));
}

static void add_nights(struct list_maker *m, struct lodgers *all)
{
	struct changes changes = { 0 };
	int64_t n = 0;

	if (all->list.n)
		qsort(all->list.v, all->list.n, sizeof(*all->list.v), compare_people);
	add_changes(&changes, all);
	for (size_t i = 0; i + 1 < changes.list.n && list_goes_on(m); i++) {
		const struct change *c = &changes.list.v[i], *next = c + 1;

		n += c->n;
		if (!n || next->place_order != c->place_order || next->day == c->day)
			continue;
		if (next->day - c->day > NIGHTS_TOLD) {
			add_night(m, c->place, c->day, next->day - 1, n);
			continue;
		}
		for (civil_day day = c->day; day < next->day; day++)
			add_night(m, c->place, day, day, n);
	}
	VEC_RELEASE(&changes.list);
}

static void add_rooms(struct list_maker *m)
{
	struct lodgers all = { 0 };

	collect(m, &all);
	if (all.list.n && list_goes_on(m))
		qsort(all.list.v, all.list.n, sizeof(*all.list.v), compare_arrivals);
	for (size_t i = 0; i < all.list.n && list_goes_on(m); i++)
		add_lodger(m, &all.list.v[i]);
	if (list_goes_on(m))
		add_nights(m, &all);
	VEC_RELEASE(&all.list);
}

const struct list_kind_maker list_rooms = { { &rooms, &nights }, add_rooms };
