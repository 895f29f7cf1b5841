/*
 * PB3xx: where every person is, minute by minute.
 */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"

#include "base/banned.h"

/*
 * Every finding lists those concerned while all lists together are shorter
 * than this, as JSON; then only the first few. A thousand people who are
 * sent to thousands of items at once would else fill the memory.
 */
#define LISTED_MAX ((size_t)1024 * 1024)
#define LISTED_LEAST 16

/* the people of two items that overlap: those of some timelines */
struct overlap_people {
	struct overlap_people *next;
	const struct person_set *set;
};

/* two items that overlap, and for whom */
struct overlap {
	const struct item *first, *second;
	struct overlap_people *people; /* NULL: for a room or vehicle alone */
};

struct overlaps {
	VEC(struct overlap *) list;
	struct hash pairs; /* by the two items' addresses */
	VEC(const struct person *) people; /* of the overlap at hand, by index */
	size_t listed; /* bytes */
};

/* the overlap of two items; *ret_known: was it there already? */
static struct overlap *overlap_of(struct check_run *run, struct overlaps *o,
				  const struct item *first, const struct item *second,
				  bool *ret_known)
{
	const struct item *pair[2] = { first, second };
	struct overlap *overlap = hash_get(&o->pairs, (const char *)pair, sizeof(pair));
	void **slot;

	*ret_known = overlap != NULL;
	if (overlap)
		return overlap;
	overlap = arena_new(run->arena, struct overlap);
	overlap->first = first;
	overlap->second = second;
	VEC_PUSH(&o->list, overlap);
	slot = hash_slot(&o->pairs, arena_strndup(run->arena, (const char *)pair, sizeof(pair)),
			 sizeof(pair));
	*slot = overlap;
	return overlap;
}

static bool is_booked(const struct item *item)
{
	return item_has_span(item) && item_stands(item) && meeting_is_ahead(item->meeting) &&
	       !(kind_info((enum item_kind)item->kind)->traits & KIND_FREE);
}

/*
 * Of items by their start, each is compared with the one that ends last of
 * those before it: one finding for each item that comes too early.
 */
static void overlaps_of_people(struct check_run *run, struct overlaps *o,
			       const struct timeline *timeline)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < timeline->n; i++) {
		const struct item *item = timeline->v[i].item;
		struct overlap *overlap;
		bool known;

		if (!is_booked(item))
			continue;
		if (last && item->start < last->end) {
			struct overlap_people *people = arena_new(run->arena, struct overlap_people);

			overlap = overlap_of(run, o, last, item, &known);
			*people = (struct overlap_people){ overlap->people, timeline->people };
			overlap->people = people;
		}
		if (!last || item->end > last->end)
			last = item;
	}
}

static int compare_people(const void *a, const void *b)
{
	const struct person *const *x = a, *const *y = b;

	return ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

/* into o->people */
static void gather_people(struct overlaps *o, const struct overlap *overlap)
{
	o->people.n = 0;
	for (const struct overlap_people *p = overlap->people; p; p = p->next)
		for (size_t i = 0; i < p->set->n; i++)
			VEC_PUSH(&o->people, p->set->v[i]);
	/* a timeline's own people are in order */
	if (overlap->people->next)
		qsort(o->people.v, o->people.n, sizeof(*o->people.v), compare_people);
}

/* how many of o->people a finding lists */
static size_t listed_people(struct overlaps *o)
{
	size_t bytes = 0;

	for (size_t i = 0; i < o->people.n; i++) {
		bytes += strlen(o->people.v[i]->id) + sizeof("\"\",");
		if (o->listed + bytes > LISTED_MAX)
			return o->people.n < LISTED_LEAST ? o->people.n : LISTED_LEAST;
	}
	o->listed += bytes;
	return o->people.n;
}

static bool in_two_places(const struct overlap *o)
{
	const struct place *a = o->first->place, *b = o->second->place;

	return !a || !b || place_building(a) != place_building(b);
}

static struct diag *add_overlap(struct check_run *run, const struct overlap *o,
				const struct person *person, size_t others)
{
	const char *first = item_name(o->first, run->lang);
	const char *second = item_name(o->second, run->lang);
	const char *name = check_name(run, person->name);
	struct span span = item_span(o->second);

	if (!others && in_two_places(o))
		return diag_add(run->diags, PB301, span,
				N_("\"%1$s\" is at two places at once: \"%2$s\" and \"%3$s\""), name,
				first, second);
	if (!others)
		return diag_add(run->diags, PB301, span,
				N_("\"%1$s\" takes part in two items at once: \"%2$s\" and \"%3$s\""),
				name, first, second);
	if (in_two_places(o))
		return diag_add_n(
			run->diags, PB301, span,
			NP_("\"%1$s\" and %4$zu other are at two places at once: \"%2$s\" and \"%3$s\"",
			    "\"%1$s\" and %4$zu others are at two places at once: \"%2$s\" and "
			    "\"%3$s\""),
			others, name, first, second, others);
	return diag_add_n(run->diags, PB301, span,
			  NP_("\"%1$s\" and %4$zu other take part in two items at once: \"%2$s\" and "
			      "\"%3$s\"",
			      "\"%1$s\" and %4$zu others take part in two items at once: \"%2$s\" and "
			      "\"%3$s\""),
			  others, name, first, second, others);
}

static void report_people(struct check_run *run, struct overlaps *o, const struct overlap *overlap)
{
	struct diag *diag;

	gather_people(o, overlap);
	diag = add_overlap(run, overlap, o->people.v[0], o->people.n - 1);
	diag_add_related(run->diags, diag, item_span(overlap->first), N_("the other item is here"));
	check_set_people(run, diag, o->people.v, listed_people(o));
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

static void check_bookings(struct check_run *run, struct overlaps *o, const struct booking *v,
			   size_t n)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct item *item = v[i].item;
		bool known;

		if (i && v[i].what != v[i - 1].what)
			last = NULL;
		if (last && item->start < last->end && item != last) {
			/* the same two for the same people is the same fault */
			overlap_of(run, o, last, item, &known);
			if (!known)
				report_booking(run, &v[i], last);
		}
		if (!last || item->end > last->end)
			last = item;
	}
}

static void check_things(struct check_run *run, struct overlaps *o)
{
	const struct plan *plan = run->plan;
	VEC(struct booking) bookings = { 0 };

	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		const struct items *items = plan->meetings->v[i].items;

		for (size_t j = 0; j < LIST_N(items); j++) {
			const struct item *item = &items->v[j];

			if (!is_booked(item))
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
	check_bookings(run, o, bookings.v, bookings.n);
	VEC_RELEASE(&bookings);
}

void check_double_booked(struct check_run *run)
{
	struct overlaps o = { 0 };

	for (size_t i = 0; i < run->it->n_timelines; i++)
		overlaps_of_people(run, &o, &run->it->timelines[i]);
	/* what is beyond the most findings there may be is dropped in any case */
	for (size_t i = 0; i < o.list.n && !run->diags->full; i++)
		report_people(run, &o, o.list.v[i]);
	check_things(run, &o);
	VEC_RELEASE(&o.people);
	VEC_RELEASE(&o.list);
	hash_release(&o.pairs);
}
