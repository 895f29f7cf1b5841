/*
 * PB3xx: where every person is, minute by minute.
 */
#include "check/gather.h"

#include <stdlib.h>

#include "base/banned.h"

/* the item of a meeting that ends last, of those of a timeline that were seen */
struct latest {
	const struct timeline *timeline;
	const struct item *item;
};

/*
 * Of items by their start, each is compared with the one that ends last of
 * those before it: one finding for each item that comes too early.  Two
 * meetings at once are PB312's.
 */
static void overlaps_of_people(struct gather *g, struct latest *latest,
			       const struct timeline *timeline)
{
	for (size_t i = 0; i < timeline->n; i++) {
		const struct item *item = timeline->v[i].item;
		struct latest *last = &latest[item->meeting->index];

		if (!item_takes_time(item))
			continue;
		if (last->timeline != timeline)
			*last = (struct latest){ timeline, item };
		else if (item->start < last->item->end)
			gather_add(g, last->item, item, timeline, 0);
		if (item->end > last->item->end)
			last->item = item;
	}
}

static bool in_two_places(const struct item *first, const struct item *second)
{
	const struct place *a = first->place, *b = second->place;

	return !a || !b || place_building(a) != place_building(b);
}

static void report_people(struct gather *g, const struct gathered *fact)
{
	const struct item *first = fact->first, *second = fact->second;
	struct check_run *run = g->run;
	const char *names = gather_names(g, fact);
	struct diag *diag;

	if (in_two_places(first, second))
		diag = diag_add(run->diags, PB301, item_span(second),
				N_("%1$s: at two places at once, for \"%2$s\" and for \"%3$s\"; move one of them, "
				   "or change who takes part"),
				names,
				item_name(first, run->lang), item_name(second, run->lang));
	else
		diag = diag_add(run->diags, PB301, item_span(second),
				N_("%1$s: in two items at once, \"%2$s\" and \"%3$s\"; move one of them, or "
				   "change who takes part"),
				names,
				item_name(first, run->lang), item_name(second, run->lang));
	diag_add_related(run->diags, diag, item_span(first), N_("the other item is here"));
	gather_finish(g, diag, fact, second);
}

/* a vehicle or room in an item */
struct booking {
	const void *what; /* struct vehicle or struct place */
	const struct item *item;
	bool room;
};

static int compare_bookings(const void *a, const void *b)
{
	const struct booking *x = a, *y = b;

	if (x->what != y->what)
		return (uintptr_t)x->what < (uintptr_t)y->what ? -1 : 1;
	if (x->item->start != y->item->start)
		return x->item->start < y->item->start ? -1 : 1;
	return span_compare(node_span(x->item->at), node_span(y->item->at));
}

static void report_booking(struct check_run *run, const struct booking *b, const struct item *first)
{
	const struct place *room = b->room ? b->what : NULL;
	const struct vehicle *vehicle = b->room ? NULL : b->what;
	const char *name = check_name(run, room ? room->name : vehicle->name);
	struct diag *diag;

	if (room)
		diag = diag_add(run->diags, PB301, item_span(b->item),
				N_("the room \"%1$s\" is taken twice at once: for \"%2$s\" and for "
				   "\"%3$s\""),
				name, item_name(first, run->lang), item_name(b->item, run->lang));
	else
		diag = diag_add(run->diags, PB301, item_span(b->item),
				N_("the vehicle \"%1$s\" is taken twice at once: for \"%2$s\" and for "
				   "\"%3$s\""),
				*name ? name : vehicle->id, item_name(first, run->lang),
				item_name(b->item, run->lang));
	diag_add_related(run->diags, diag, item_span(first), N_("the other item is here"));
}

static void check_bookings(struct gather *g, const struct booking *v, size_t n)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct item *item = v[i].item;

		if (i && v[i].what != v[i - 1].what)
			last = NULL;
		/* the same two for the same people is the same fault */
		if (last && item->start < last->end && item != last && !gather_has(g, last, item, 0)) {
			gather_add(g, last, item, NULL, 0);
			report_booking(g->run, &v[i], last);
		}
		if (!last || item->end > last->end)
			last = item;
	}
}

static void check_things(struct gather *g)
{
	const struct plan *plan = g->run->plan;
	VEC(struct booking) bookings = { 0 };

	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		const struct items *items = plan->meetings->v[i].items;

		for (size_t j = 0; j < LIST_N(items); j++) {
			const struct item *item = &items->v[j];

			if (!item_takes_time(item) || !item_stands(item))
				continue;
			if (item->place && item->place->kind == PLACE_ROOM) {
				struct booking b = { item->place, item, true };

				VEC_PUSH(&bookings, b);
			}
			for (size_t k = 0; k < LIST_N(item->vehicles); k++) {
				struct booking b = { item->vehicles->v[k], item, false };

				VEC_PUSH(&bookings, b);
			}
		}
	}
	if (bookings.n)
		qsort(bookings.v, bookings.n, sizeof(*bookings.v), compare_bookings);
	check_bookings(g, bookings.v, bookings.n);
	VEC_RELEASE(&bookings);
}

void check_double_booked(struct check_run *run)
{
	struct latest *latest = xcalloc(LIST_N(run->plan->meetings), sizeof(*latest));
	struct gather g = GATHER_INIT(run);

	EACH_TIMELINE (i, timeline, run->it)
		if (!check_is_blamed(run, timeline->people->v[0], NULL))
			overlaps_of_people(&g, latest, timeline);
	free(latest);
	/* what is beyond the most findings there may be is dropped in any case */
	for (size_t i = 0; i < g.list.n && !run->diags->full; i++)
		report_people(&g, g.list.v[i]);
	check_things(&g);
	gather_release(&g);
}
