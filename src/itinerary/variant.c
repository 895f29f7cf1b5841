/*
 * What each alternative makes of the timelines: the legs and stays that
 * name the same list instead of those in it.
 */
#include <stdlib.h>

#include "base/vec.h"
#include "itinerary/timeline.h"

#include "base/banned.h"

/* the items of a meeting that replace the same others, and these */
struct replacement {
	const struct meeting *meeting;
	const struct item_refs *replaced; /* as the first of them has it */
	size_t first;			  /* in the meeting's items */
};

struct variants {
	struct timelines *t;
	VEC(struct timeline) list;
	bool *done; /* by timeline */
	VEC(const struct item *) alternatives; /* of the group at hand, by start */
};

static bool same_items(const struct item_refs *a, const struct item_refs *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i] != b->v[i])
			return false;
	return true;
}

static int compare_items(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	if ((*x)->start != (*y)->start)
		return (*x)->start < (*y)->start ? -1 : 1;
	return node_compare((*x)->at, (*y)->at);
}

static bool is_replaced(const struct replacement *g, const struct item *item)
{
	for (size_t i = 0; i < g->replaced->n; i++)
		if (g->replaced->v[i] == item)
			return true;
	return false;
}

/* takes in an alternative for those who have a timeline, if they take part in it */
static const struct item *next_alternative(const struct variants *v, const struct timeline *of,
					   size_t *i)
{
	const struct itinerary *it = v->t->it;

	for (; *i < v->alternatives.n; (*i)++) {
		const struct item *item = v->alternatives.v[*i];

		if (person_set_has(itinerary_all(it, item), of->people->v[0]))
			return item;
	}
	return NULL;
}

static void make_variant(struct variants *v, const struct replacement *g, const struct timeline *of)
{
	struct timeline variant = *of;
	size_t most = of->n + v->alternatives.n, n = 0, next = 0;
	struct stop *stops;

	v->t->exhausted = v->t->exhausted || most > v->t->budget;
	if (v->t->exhausted)
		return;
	v->t->budget -= most;
	stops = arena_array(v->t->arena, most, sizeof(*stops));
	for (size_t i = 0; i < of->n; i++) {
		const struct item *item = of->v[i].item, *other;

		if (item->meeting != g->meeting || is_replaced(g, item))
			continue;
		while ((other = next_alternative(v, of, &next)) && other->start < item->start) {
			stops[n++] = stop_of_item(other);
			next++;
		}
		stops[n++] = of->v[i];
	}
	for (const struct item *other; (other = next_alternative(v, of, &next)); next++)
		stops[n++] = stop_of_item(other);
	variant.v = stops;
	variant.n = n;
	VEC_PUSH(&v->list, variant);
}

/* one for each timeline of those who take part in an item */
static void make_for_item(struct variants *v, const struct replacement *g, const struct item *item)
{
	struct itinerary *it = v->t->it;
	const struct person_set *set = itinerary_all(it, item);

	v->t->exhausted = v->t->exhausted || set->n > v->t->budget;
	if (v->t->exhausted)
		return;
	v->t->budget -= set->n;
	for (size_t i = 0; i < set->n; i++) {
		const struct timeline *timeline = it->people[set->v[i]->index];
		bool *done = &v->done[timeline - it->timelines];

		if (!*done)
			make_variant(v, g, timeline);
		*done = true;
	}
}

static void forget_item(struct variants *v, const struct item *item)
{
	const struct itinerary *it = v->t->it;
	const struct person_set *set = itinerary_all(it, item);

	for (size_t i = 0; i < set->n; i++)
		v->done[it->people[set->v[i]->index] - it->timelines] = false;
}

static void make_replacement(struct variants *v, const struct replacement *g)
{
	const struct items *items = g->meeting->items;

	v->alternatives.n = 0;
	for (size_t i = g->first; i < items->n; i++) {
		const struct item *item = &items->v[i];

		if (item->is_alternative && item->alternative && item->start != INSTANT_NONE &&
		    item->status != STATUS_CANCELLED && same_items(item->alternative, g->replaced))
			VEC_PUSH(&v->alternatives, item);
	}
	if (v->alternatives.n)
		qsort(v->alternatives.v, v->alternatives.n, sizeof(*v->alternatives.v),
		      compare_items);
	for (size_t i = 0; i < v->alternatives.n; i++)
		make_for_item(v, g, v->alternatives.v[i]);
	for (size_t i = 0; i < g->replaced->n; i++)
		make_for_item(v, g, g->replaced->v[i]);
	for (size_t i = 0; i < v->alternatives.n; i++)
		forget_item(v, v->alternatives.v[i]);
	for (size_t i = 0; i < g->replaced->n; i++)
		forget_item(v, g->replaced->v[i]);
}

/* more ways than that to do one visit are not looked at */
#define REPLACEMENTS_MAX 64

static void make_meeting(struct variants *v, const struct meeting *meeting)
{
	struct replacement known[REPLACEMENTS_MAX];
	const struct items *items = meeting->items;
	size_t n = 0;

	for (size_t i = 0; i < LIST_N(items) && n < REPLACEMENTS_MAX; i++) {
		const struct item *item = &items->v[i];
		size_t j = 0;

		if (!item->is_alternative || !item->alternative)
			continue;
		while (j < n && !same_items(known[j].replaced, item->alternative))
			j++;
		if (j < n)
			continue;
		known[n] = (struct replacement){ meeting, item->alternative, i };
		make_replacement(v, &known[n++]);
	}
}

void variants_make(struct timelines *t)
{
	const struct plan *plan = t->it->plan;
	struct variants v = { .t = t };
	struct timeline *list;

	v.done = xcalloc(t->it->n_timelines, sizeof(*v.done));
	for (size_t i = 0; i < LIST_N(plan->meetings) && !t->exhausted; i++)
		make_meeting(&v, &plan->meetings->v[i]);
	list = arena_array(t->arena, v.list.n, sizeof(*list));
	for (size_t i = 0; i < v.list.n; i++)
		list[i] = v.list.v[i];
	t->it->variants = list;
	t->it->n_variants = v.list.n;
	VEC_RELEASE(&v.list);
	VEC_RELEASE(&v.alternatives);
	free(v.done);
}
