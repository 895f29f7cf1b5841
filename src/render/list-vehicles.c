/*
 * The runs of each vehicle, and transfers that have none: what a driver
 * gets, and who sends for a car.
 */
#include "render/list-make.h"

#include <stdlib.h>

#include "render/describe-people.h"

#include "base/banned.h"

enum {
	MEETING,
	VEHICLE,
	PLATE,
	DAY,
	TIME,
	RUN,
	FROM,
	TO,
	VIA,
	NUMBER,
	SEATS,
	NAMES,
	DRIVER,
	VEHICLES,
	STATUS,
	DETAILS,
	NOTES,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[MEETING] = { "meeting", N_("meeting"), 0, 1 },
	[VEHICLE] = { "vehicle", N_("vehicle"), 0, 2 },
	[PLATE] = { "plate", N_("number plate"), 0, 2 },
	[DAY] = { "day", N_("day"), COLUMN_NAMES, 0 },
	[TIME] = { "time", N_("times"), COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: what a vehicle does. */
	[RUN] = { "run", N_("run"), COLUMN_NAMES | COLUMN_WIDE, 0 },
	[FROM] = { "from", N_("from"), 0, 0 },
	[TO] = { "to", N_("to"), 0, 0 },
	/* TRANSLATORS: the head of a column: the border crossing on the way. */
	[VIA] = { "via", N_("via"), 0, 0 },
	/* TRANSLATORS: the head of a column: how many people, without drivers. */
	[NUMBER] = { "passengers", N_("passengers"), COLUMN_NUMBER, 0 },
	/* TRANSLATORS: the head of a column: how many there are for passengers. */
	[SEATS] = { "seats", N_("seats"), COLUMN_NUMBER, 0 },
	[NAMES] = { "names", N_("names"), COLUMN_WIDE, 0 },
	[DRIVER] = { "driver", N_("driver"), 0, 0 },
	/* TRANSLATORS: the head of a column: vehicles that carry these people together. */
	[VEHICLES] = { "vehicles", N_("vehicles together"), 0, 0 },
	[STATUS] = { "status", N_("status"), 0, 0 },
	[DETAILS] = { "details", N_("details"), COLUMN_WIDE, 0 },
	[NOTES] = { "notes", N_("notes"), COLUMN_WIDE, 0 },
};

static const struct table_info vehicles = { "vehicles", N_("Vehicles"), columns, COLUMNS };

/* a vehicle in an item; NULL: none */
struct run {
	const struct vehicle *vehicle;
	const struct item *item;
	size_t order;	      /* of the item */
	const char *together; /* all vehicles of the item; "" if it is one */
};

struct runs {
	VEC(struct run) list;
};

/* a transfer is by a vehicle of one's own; other legs are somebody else's */
static bool is_run(const struct item *item)
{
	return item->kind == ITEM_TRANSFER || LIST_N(item->vehicles);
}

/* in the order of the plan; what has none comes last */
static int compare_runs(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->vehicle != y->vehicle && (!x->vehicle || !y->vehicle))
		return x->vehicle ? -1 : 1;
	if (x->vehicle != y->vehicle)
		return x->vehicle < y->vehicle ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static const char *all_vehicles(struct list_maker *m, const struct item *item)
{
	struct strbuf list = STRBUF_INIT;
	const char *kept;

	for (size_t i = 0; i < LIST_N(item->vehicles); i++)
		if (item->vehicles->v[i])
			describe_add_name(&list, list_vehicle(m, item->vehicles->v[i]));
	kept = LIST_N(item->vehicles) > 1 ? arena_strndup(m->arena, list.text, list.len) : "";
	strbuf_release(&list);
	return kept;
}

static void collect(struct list_maker *m, struct runs *runs, const struct item *item, size_t order)
{
	struct run run = { .item = item, .order = order, .together = "" };

	if (!list_crowd(m, item)->n)
		return;
	if (!LIST_N(item->vehicles)) {
		VEC_PUSH(&runs->list, run);
		return;
	}
	run.together = all_vehicles(m, item);
	for (size_t i = 0; i < LIST_N(item->vehicles); i++) {
		run.vehicle = item->vehicles->v[i];
		if (run.vehicle)
			VEC_PUSH(&runs->list, run);
	}
}

static void set_vehicle(struct list_maker *m, const struct vehicle *vehicle)
{
	struct table *t = m->table;
	const char *name;

	if (!vehicle) {
		/* TRANSLATORS: instead of a vehicle's name, above transfers that have none. */
		table_set_value(t, VEHICLE, list_say(m, N_("without a vehicle")), "");
		return;
	}
	name = vehicle->name ? list_text(m, vehicle->name) : vehicle->id;
	table_set(t, VEHICLE, name);
	table_set(t, PLATE, vehicle->plate);
	if (vehicle->seats >= 0)
		table_set(t, SEATS, list_number(m, (size_t)vehicle->seats));
}

static void add_run(struct list_maker *m, const struct run *run)
{
	const struct item *item = run->item;
	struct crowd *crowd = list_crowd(m, item);
	struct table *t = m->table;

	list_name_crowd(m, crowd);
	table_add_row(t);
	list_set_meeting(m, t, MEETING);
	set_vehicle(m, run->vehicle);
	list_set_day(m, t, DAY, DATE_SHORT, item->day);
	table_set(t, TIME, list_times(m, item));
	table_set(t, RUN, item->title ? list_text(m, item->title) : list_place(m, item->place));
	table_set(t, FROM, list_place(m, item->from));
	table_set(t, TO, list_place(m, item->to));
	table_set(t, VIA, list_place(m, item->via));
	table_set(t, NUMBER, list_number(m, crowd->n_passengers));
	table_set(t, NAMES, crowd->passengers);
	table_set(t, DRIVER, crowd->drivers);
	table_set(t, VEHICLES, run->together);
	table_set(t, STATUS, list_status(m, item));
	table_set(t, DETAILS, list_text(m, item->details));
	table_set(t, NOTES, list_text(m, item->notes));
}

static void add_vehicles(struct list_maker *m)
{
	const struct item **items;
	size_t n = list_items(m, is_run, &items);
	struct runs runs = { 0 };

	for (size_t i = 0; i < n; i++)
		collect(m, &runs, items[i], i);
	if (runs.list.n)
		qsort(runs.list.v, runs.list.n, sizeof(*runs.list.v), compare_runs);
	for (size_t i = 0; i < runs.list.n && list_goes_on(m); i++)
		add_run(m, &runs.list.v[i]);
	VEC_RELEASE(&runs.list);
	free(items);
}

const struct list_kind_maker list_vehicles = { { &vehicles, NULL }, add_vehicles };
