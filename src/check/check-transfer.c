/*
 * PB303, PB304, PB306: whether there is time enough to get from one place
 * to the next.
 */
#include "check/journey.h"
#include "plan/geo.h"

#include "base/banned.h"

/* streets are longer than the great circle by this */
#define DETOUR 1.4
/* what is nearer than this, in km, is the same place */
#define NEAR 0.1
/* of a degree of latitude, and more than that of one of longitude */
#define KM_OF_DEGREE 112

/* a step and the one before it, in one meeting, with a time between them */
static bool follows(const struct walk *w)
{
	return w->last && w->last->meeting == w->item->meeting && w->last->has_time &&
	       w->item->has_time && w->item->start >= w->last->end;
}

/* minutes between a step and the one before it */
static int64_t minutes_between(const struct walk *w)
{
	return (w->item->start - w->last->end) / 60;
}

static const struct place *place_of_end(const struct item *item)
{
	return item_is_leg(item) && item->kind != ITEM_CROSSING ? item->to : item->place;
}

static const struct place *place_of_begin(const struct item *item)
{
	return item_is_leg(item) && item->kind != ITEM_CROSSING ? item->from : item->place;
}

/* is it known where in the city it is? */
static bool is_exact(const struct item *item, const struct place *place)
{
	return place && place->kind != PLACE_CITY && (item_is_leg(item) || item->place_given);
}

static int64_t minutes_of_km(const struct rules *rules, double km)
{
	return (int64_t)(km * DETOUR * 60 / rules->transfer_speed) +
	       duration_minutes(&rules->transfer_margin);
}

/* more km than there can be between two places, without sines */
static double most_km(const struct place *a, const struct place *b)
{
	double across = a->latitude - b->latitude, along = a->longitude - b->longitude;

	return KM_OF_DEGREE * ((across < 0 ? -across : across) + (along < 0 ? -along : along));
}

static bool check_way(struct gather *g, const struct walk *w)
{
	const struct place *a = place_of_end(w->last), *b = place_of_begin(w->item);
	const struct rules *rules = &g->run->plan->rules;
	double km;

	if (a == b || !is_exact(w->last, a) || !is_exact(w->item, b) ||
	    place_city(a) != place_city(b) || place_building(a) == place_building(b) ||
	    rules->transfer_speed <= 0 || !a->has_geo || !b->has_geo)
		return true;
	if (minutes_between(w) >= minutes_of_km(rules, most_km(a, b)) ||
	    !place_distance(a, b, &km) || km < NEAR ||
	    minutes_between(w) >= minutes_of_km(rules, km))
		return true;
	gather_add(g, w->last, w->item, w->timeline, minutes_of_km(rules, km));
	return false;
}

static void report_way(struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->first, *item = fact->second;
	struct check_run *run = g->run;
	struct diag *diag;

	diag = diag_add(run->diags, PB303, item_span(item),
			N_("%1$s: from \"%2$s\" (%3$s) to \"%4$s\" (%5$s) the way takes about %6$s, and "
			   "there is %7$s"),
			gather_names(g, fact), item_name(last, run->lang),
			check_place(run, place_of_end(last)), item_name(item, run->lang),
			check_place(run, place_of_begin(item)), check_minutes(run, fact->value),
			check_minutes(run, (item->start - last->end) / 60));
	diag_add_related(run->diags, diag, item_span(last), N_("the item before it is here"));
	gather_finish(g, diag, fact, item);
}

/* minutes that a leg needs after what comes before it; 0 if it needs none */
static int64_t minutes_needed(const struct rules *rules, const struct item *item, bool from_abroad)
{
	int64_t control = from_abroad ? duration_minutes(&rules->border_control) : 0;
	int64_t check_in;

	if (item->kind != ITEM_FLIGHT)
		return control;
	if (item->check_in.unit)
		check_in = duration_minutes(&item->check_in);
	else
		check_in = duration_minutes(&rules->check_in) / (item->charter == YES ? 2 : 1);
	return check_in > control ? check_in : control;
}

static bool check_connection(struct ways *ways, const struct walk *w)
{
	struct gather *g = &ways->connections;
	int64_t needed;

	if (!item_is_leg(w->item) || w->item->kind == ITEM_CROSSING ||
	    w->last->kind == ITEM_CROSSING)
		return true;
	needed = minutes_needed(&g->run->plan->rules, w->item, ways->from_abroad);
	if (minutes_between(w) >= needed)
		return true;
	gather_add(g, w->last, w->item, w->timeline, needed);
	return false;
}

static void report_connection(struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->first, *item = fact->second;
	struct check_run *run = g->run;
	const char *names = gather_names(g, fact);
	const char *needed = check_minutes(run, fact->value);
	const char *between = check_minutes(run, (item->start - last->end) / 60);
	struct diag *diag;

	if (item->kind == ITEM_FLIGHT)
		diag = diag_add(run->diags, PB306, item_span(item),
				N_("%1$s: the flight \"%2$s\" leaves %3$s after \"%4$s\", and check-in takes "
				   "%5$s"),
				names, item_name(item, run->lang), between,
				item_name(last, run->lang), needed);
	else
		diag = diag_add(run->diags, PB306, item_span(item),
				N_("%1$s: \"%2$s\" begins %3$s after the arrival from abroad, \"%4$s\", and "
				   "border control takes %5$s"),
				names, item_name(item, run->lang), between,
				item_name(last, run->lang), needed);
	diag_add_related(run->diags, diag, item_span(last), N_("the item before it is here"));
	gather_finish(g, diag, fact, item);
}

void ways_init(struct ways *ways, struct check_run *run)
{
	*ways = (struct ways){ .tight = GATHER_INIT(run), .connections = GATHER_INIT(run) };
}

void ways_begin(struct ways *ways)
{
	ways->from_abroad = false;
}

bool ways_judge(struct ways *ways, const struct walk *w)
{
	/* who has no time for check-in has none for the way either */
	return !follows(w) || (check_connection(ways, w) && check_way(&ways->tight, w));
}

void ways_step(struct ways *ways, const struct walk *w)
{
	ways->from_abroad = w->entered && (w->item->kind == ITEM_FLIGHT || w->item->kind == ITEM_BOAT);
}

void ways_report(struct ways *ways)
{
	struct check_run *run = ways->tight.run;

	for (size_t i = 0; i < ways->connections.list.n && !run->diags->full; i++)
		report_connection(&ways->connections, ways->connections.list.v[i]);
	for (size_t i = 0; i < ways->tight.list.n && !run->diags->full; i++)
		report_way(&ways->tight, ways->tight.list.v[i]);
}

void ways_release(struct ways *ways)
{
	gather_release(&ways->tight);
	gather_release(&ways->connections);
}

/* km/h that no leg of a kind exceeds; 0: any */
static int fastest(const struct item *item)
{
	switch (item->kind) {
	case ITEM_FLIGHT:
		return 1000;
	case ITEM_TRAIN:
		return 350;
	case ITEM_BUS:
	case ITEM_TRANSFER:
		return 130;
	case ITEM_BOAT:
		return 90;
	default:
		return 0;
	}
}

#define SLOWEST_FLIGHT 250 /* km/h, of one beyond an hour */

/* the coordinates of a place, or those of its city, if that lies far off */
static const struct place *located(const struct place *place)
{
	return place->has_geo ? place : place_city(place);
}

void check_impossible_leg(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		int most = fastest(item);
		double hours, km;
		struct diag *diag;

		if (!most || !item_is_ahead(item) || !item_has_span(item) || !item->from ||
		    !item->to || check_is_blamed(run, item, NULL) ||
		    !place_distance(located(item->from), located(item->to), &km))
			continue;
		hours = (double)(item->end - item->start) / 3600;
		/* within a city its own coordinates say nothing */
		if (place_city(item->from) == place_city(item->to) &&
		    (!item->from->has_geo || !item->to->has_geo))
			continue;
		if (km > most * hours)
			diag = diag_add(run->diags, PB304, node_span_of(item->at, "time"),
					N_("\"%1$s\" would cover %2$.0f km in %3$s, at %4$.0f km/h; at most %5$d "
					   "is possible"),
					item_name(item, run->lang), km,
					check_minutes(run, (item->end - item->start) / 60), km / hours, most);
		else if (item->kind == ITEM_FLIGHT && hours > 1 && km < SLOWEST_FLIGHT * hours)
			diag = diag_add(run->diags, PB304, node_span_of(item->at, "time"),
					N_("the flight \"%1$s\" would need %3$s for %2$.0f km; a time, a zone or an "
					   "airport is mistaken"),
					item_name(item, run->lang), km,
					check_minutes(run, (item->end - item->start) / 60));
		else
			continue;
		diag_add_related(run->diags, diag, node_span_of(item->at, "from"),
				 N_("from here"));
		diag_add_related(run->diags, diag, node_span_of(item->at, "to"), N_("to here"));
		check_blame(run, diag, item, NULL);
	}
}
