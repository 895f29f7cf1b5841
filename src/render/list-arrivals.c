/*
 * The legs that bring people to a meeting and away from it, in the order of
 * time: for the officers who stand at the airport, and for who sends the
 * car.
 */
#include "render/list-make.h"

#include <stdlib.h>
#include <string.h>

#include "render/describe-people.h"

#include "base/banned.h"

enum {
	MEETING,
	DAY,
	DIRECTION,
	KIND,
	WHAT,
	DEPARTS,
	FROM,
	ARRIVES,
	TO,
	VIA,
	NUMBER,
	WHO,
	VEHICLE,
	TRANSFER,
	CHECK_IN,
	STATUS,
	DETAILS,
	NOTES,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[MEETING] = { "meeting", N_("meeting"), 0, 1 },
	[DAY] = { "day", N_("day"), 0, 2 },
	/* TRANSLATORS: the head of a column: arrival or departure. */
	[DIRECTION] = { "direction", N_("direction"), COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: flight, train, crossing … */
	[KIND] = { "kind", N_("kind"), COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: the number of a flight, the name of a journey. */
	[WHAT] = { "what", N_("number or name"), COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: when a journey begins. */
	[DEPARTS] = { "departs", N_("departs"), 0, 0 },
	[FROM] = { "from", N_("from"), 0, 0 },
	/* TRANSLATORS: the head of a column: when a journey ends. */
	[ARRIVES] = { "arrives", N_("arrives"), 0, 0 },
	[TO] = { "to", N_("to"), 0, 0 },
	/* TRANSLATORS: the head of a column: the border crossing on the way. */
	[VIA] = { "via", N_("via"), 0, 0 },
	/* TRANSLATORS: the head of a column: how many people. */
	[NUMBER] = { "people", N_("people"), COLUMN_NUMBER, 0 },
	[WHO] = { "who", N_("travellers"), COLUMN_WIDE, 0 },
	[VEHICLE] = { "vehicle", N_("vehicle"), 0, 0 },
	/* TRANSLATORS: the head of a column: by what people are fetched, or brought there. */
	[TRANSFER] = { "transfer", N_("fetched or brought by"), COLUMN_WIDE, 0 },
	/* TRANSLATORS: the head of a column: when to be at the airport. */
	[CHECK_IN] = { "check_in", N_("check-in"), 0, 0 },
	[STATUS] = { "status", N_("status"), 0, 0 },
	[DETAILS] = { "details", N_("details"), COLUMN_WIDE, 0 },
	[NOTES] = { "notes", N_("notes"), COLUMN_WIDE, 0 },
};

static const struct table_info arrivals = { "arrivals", N_("Arrivals and departures"), columns,
					    COLUMNS };

enum way { WAY_NONE, WAY_IN, WAY_OUT };

/* a leg on the way to the meeting, or from it; told on the day at its end there */
struct journey {
	const struct item *item;
	enum way way;
	civil_day day;
	instant at; /* INSTANT_NONE: it has no time */
	const char *left; /* at a crossing, which has neither from nor to: the country; else NULL */
};

struct journeys {
	VEC(struct journey) list;
};

/* ------------------------------------------------------------------ which they are */

/* over the border of the meeting's country: by what is listed as a passage, or by the places */
static enum way way_over_border(const struct meeting *meeting, const struct item *item,
				const struct passage *p)
{
	const char *home = meeting->place ? place_building(meeting->place)->country.code : "";
	const char *left = p ? p->left : item->from ? place_building(item->from)->country.code : "";
	const char *entered = p ? p->entered : item->to ? place_building(item->to)->country.code : "";

	if (!*left || !*entered || !strcmp(left, entered))
		return WAY_NONE;
	if (!*home || !strcmp(entered, home))
		return WAY_IN;
	return strcmp(left, home) ? WAY_NONE : WAY_OUT;
}

/* into the meeting's city from elsewhere, or out of it */
static enum way way_of_city(const struct meeting *meeting, const struct item *item)
{
	const struct place *city = place_city(meeting->place);
	bool from = item->from && place_city(item->from) == city;
	bool to = item->to && place_city(item->to) == city;

	if (!city || !item->from || !item->to || from == to)
		return WAY_NONE;
	return to ? WAY_IN : WAY_OUT;
}

static enum way way_of(struct list_maker *m, const struct item *item, const struct passage *p)
{
	const struct leg *leg = list_leg(m, item);
	enum way way = way_over_border(m->meeting, item, p);

	if (way != WAY_NONE)
		return way;
	way = way_of_city(m->meeting, item);
	/* not on an excursion */
	if ((way == WAY_IN && !leg->comes) || (way == WAY_OUT && !leg->goes))
		return WAY_NONE;
	return way;
}

static bool is_timed(const struct item *item)
{
	return item->has_time && item->start_zone && item->end_zone &&
	       item->start != INSTANT_NONE && item->end != INSTANT_NONE;
}

static struct journey journey_of(const struct item *item, enum way way)
{
	struct journey j = { item, way, item->day, INSTANT_NONE, NULL };

	if (is_timed(item) && way == WAY_IN) {
		j.at = item->end;
		j.day = zone_local(item->end_zone, item->end, NULL);
	} else if (is_timed(item)) {
		j.at = item->start;
	}
	return j;
}

/* by time; what has none comes first on its day */
static int compare_journeys(const void *a, const void *b)
{
	const struct journey *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return list_compare_items(x->item, y->item);
}

static bool is_leg(const struct item *item)
{
	return item_is_leg(item);
}

static void collect(struct list_maker *m, struct journeys *all)
{
	const struct passage **passages = xcalloc(LIST_N(m->meeting->items) + 1, sizeof(*passages));
	const struct item **legs;
	size_t n = list_items(m, is_leg, &legs);
	struct borders *b = list_borders(m);

	EACH_PASSAGE (p, b, m->meeting)
		passages[p->item - m->meeting->items->v] = p;
	for (size_t i = 0; i < n; i++) {
		const struct passage *p = passages[legs[i] - m->meeting->items->v];
		enum way way = way_of(m, legs[i], p);

		if (way == WAY_NONE)
			continue;
		VEC_PUSH(&all->list, journey_of(legs[i], way));
		if (p && legs[i]->kind == ITEM_CROSSING)
			all->list.v[all->list.n - 1].left = p->left;
	}
	if (all->list.n)
		qsort(all->list.v, all->list.n, sizeof(*all->list.v), compare_journeys);
	free(legs);
	free(passages);
}

/* --------------------------------------------------------------------- what is told */

/* the time on the clocks there, the day if it is another than the heading's */
static void set_time(struct list_maker *m, const struct journey *j, size_t column,
		     const struct zone *zone, instant at)
{
	const struct item *item = j->item;
	bool zones = zone_offset(item->start_zone, item->start) !=
		     zone_offset(item->end_zone, item->end);
	struct strbuf text = STRBUF_INIT;
	int minute;
	civil_day day = zone_local(zone, at, &minute);

	strbuf_addf(&text, "%02d:%02d", minute / 60, minute % 60);
	if (zones) {
		strbuf_addstr(&text, " (");
		describe_offset(&text, zone_offset(zone, at));
		strbuf_addch(&text, ')');
	}
	if (day != j->day)
		strbuf_addf(&text, ", %s", list_day(m, DATE_SHORT, day));
	table_set_value(m->table, column, arena_strndup(m->arena, text.text, text.len),
			arena_printf(m->arena, "%s %02d:%02d", list_iso_day(m, day), minute / 60,
				     minute % 60));
	strbuf_release(&text);
}

static void set_times(struct list_maker *m, const struct journey *j)
{
	const struct item *item = j->item;

	if (!is_timed(item)) {
		/* TRANSLATORS: in the column of times: of a journey whose time is not known yet. */
		table_set_value(m->table, DEPARTS, list_say(m, N_("time open")), "");
		return;
	}
	set_time(m, j, DEPARTS, item->start_zone, item->start);
	set_time(m, j, ARRIVES, item->end_zone, item->end);
}

static void add_vehicles(struct strbuf *out, struct list_maker *m, const struct item *item)
{
	struct strbuf list = STRBUF_INIT;

	for (size_t i = 0; i < LIST_N(item->vehicles); i++)
		if (item->vehicles->v[i])
			describe_add_name(&list, list_vehicle(m, item->vehicles->v[i]));
	strbuf_addstr(out, list.text);
	strbuf_release(&list);
}

/* "18:10 Minibus (00-ZZ-001)", a line for each */
static const char *transfers(struct list_maker *m, const struct item *const *links, size_t n)
{
	struct strbuf lines = STRBUF_INIT;
	const char *kept;

	for (size_t i = 0; i < n; i++) {
		const struct item *item = links[i];
		int minute;

		if (item->kind != ITEM_TRANSFER && !LIST_N(item->vehicles))
			continue;
		strbuf_addstr(&lines, lines.len ? "\n" : "");
		if (is_timed(item)) {
			zone_local(item->start_zone, item->start, &minute);
			strbuf_addf(&lines, "%02d:%02d ", minute / 60, minute % 60);
		}
		if (LIST_N(item->vehicles))
			add_vehicles(&lines, m, item);
		else
			strbuf_addstr(&lines, list_text(m, item->title));
	}
	kept = arena_strndup(m->arena, lines.text, lines.len);
	strbuf_release(&lines);
	return kept;
}

/* of a flight; half the rule's for a charter, as the checks have it */
static void set_check_in(struct list_maker *m, const struct journey *j)
{
	const struct item *item = j->item;
	const struct duration *rule = &m->q->plan->rules.check_in;
	const struct duration *given = &item->check_in;
	int minutes = 0;

	if (given->unit == DURATION_MINUTES)
		minutes = given->n;
	else if (rule->unit == DURATION_MINUTES)
		minutes = item->charter == YES ? rule->n / 2 : rule->n;
	if (item->kind == ITEM_FLIGHT && is_timed(item) && minutes > 0)
		set_time(m, j, CHECK_IN, item->start_zone, item->start - (instant)minutes * 60);
}

static void add_journey(struct list_maker *m, const struct journey *j)
{
	const struct item *item = j->item;
	struct crowd *crowd = list_crowd(m, item);
	const struct leg *leg = list_leg(m, item);
	struct strbuf vehicles = STRBUF_INIT;
	struct table *t = m->table;

	if (!crowd->n)
		return;
	list_name_crowd(m, crowd);
	table_add_row(t);
	list_set_meeting(m, t, MEETING);
	list_set_day(m, t, DAY, DATE_LONG, j->day);
	table_set(t, DIRECTION,
		  /* TRANSLATORS: in a column: people come to the meeting. */
		  j->way == WAY_IN ? list_say(m, N_("arrival"))
				   /* TRANSLATORS: in a column: people leave the meeting. */
				   : list_say(m, N_("departure")));
	table_set(t, KIND, list_say(m, kind_info((enum item_kind)item->kind)->title));
	table_set(t, WHAT, item->title ? list_text(m, item->title) : list_place(m, item->place));
	set_times(m, j);
	table_set(t, FROM, j->left ? list_country(m, j->left) : list_place(m, item->from));
	table_set(t, TO, j->left ? list_country(m, item->entering.code) : list_place(m, item->to));
	table_set(t, VIA, list_place(m, item->via));
	table_set(t, NUMBER, list_number(m, crowd->n));
	table_set(t, WHO, crowd->names);
	add_vehicles(&vehicles, m, item);
	table_set(t, VEHICLE, arena_strndup(m->arena, vehicles.text, vehicles.len));
	table_set(t, TRANSFER, j->way == WAY_IN ? transfers(m, leg->after, leg->n_after)
						: transfers(m, leg->before, leg->n_before));
	if (j->way == WAY_OUT)
		set_check_in(m, j);
	table_set(t, STATUS, list_status(m, item));
	table_set(t, DETAILS, list_text(m, item->details));
	table_set(t, NOTES, list_text(m, item->notes));
	strbuf_release(&vehicles);
}

static void add_arrivals(struct list_maker *m)
{
	struct journeys all = { 0 };

	collect(m, &all);
	for (size_t i = 0; i < all.list.n && list_goes_on(m); i++)
		add_journey(m, &all.list.v[i]);
	VEC_RELEASE(&all.list);
}

const struct list_kind_maker list_arrivals = { { &arrivals, NULL }, add_arrivals };
