/*
 * Legs as parts of journeys: every timeline is gone through once for all
 * meetings.
 */
#include "render/list-make.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* of the timeline at hand in one meeting */
struct stretch {
	size_t serial; /* of the timeline; else it is an older one's */
	size_t first, last; /* stops by which they are there first and last; first SIZE_MAX: never */
	const struct item *before; /* the last leg, if nothing came after it */
};

struct linking {
	struct list_maker *m;
	struct stretch *stretches; /* by meeting's index */
	size_t serial;
};

struct borders *list_borders(struct list_maker *m)
{
	if (!m->borders) {
		m->borders = arena_new(m->arena, struct borders);
		borders_init(m->borders, m->q->it, m->arena);
	}
	return m->borders;
}

static struct leg *leg_of(struct list_maker *m, const struct item *item)
{
	return &m->legs[item->meeting->index][item - item->meeting->items->v];
}

static struct stretch *stretch_of(struct linking *l, const struct item *item)
{
	struct stretch *s = &l->stretches[item->meeting->index];

	if (s->serial != l->serial)
		*s = (struct stretch){ .serial = l->serial, .first = SIZE_MAX };
	return s;
}

static void find_stretch(struct linking *l, const struct item *item, size_t i)
{
	const struct place *city = place_city(item->meeting->place);
	struct stretch *s = stretch_of(l, item);
	bool moves = item_is_leg(item);
	const struct place *ends = moves ? item->to : item->place;
	const struct place *begins = moves ? item->from : item->place;

	/* a night says nothing of when on its day they came */
	if (!city || !item->has_time)
		return;
	if (ends && place_city(ends) == city && s->first == SIZE_MAX)
		s->first = i;
	if (begins && place_city(begins) == city)
		s->last = i;
}

static void add_link(const struct item **links, size_t *n, const struct item *item)
{
	for (size_t i = 0; i < *n; i++)
		if (links[i] == item)
			return;
	if (*n < LEG_LINKS)
		links[(*n)++] = item;
}

static void link_leg(struct linking *l, const struct item *item, size_t i)
{
	struct stretch *s = stretch_of(l, item);
	struct leg *leg = leg_of(l->m, item);

	leg->comes = leg->comes || i <= s->first;
	leg->goes = leg->goes || s->first == SIZE_MAX || i >= s->last;
	if (s->before && item->day - s->before->day <= 1) {
		struct leg *before = leg_of(l->m, s->before);

		add_link(before->after, &before->n_after, item);
		add_link(leg->before, &leg->n_before, s->before);
	}
	s->before = item;
}

/* is it somebody's for whom the list is? */
static bool concerns(const struct list_maker *m, const struct timeline *timeline)
{
	const struct view *view = &m->q->view;

	if (view->kind == VIEW_PERSON)
		return person_set_has(timeline->people, view->person);
	if (view->kind != VIEW_SIDE)
		return true;
	/* a member need not say its side */
	for (size_t i = 0; i < timeline->people->n; i++) {
		const struct person *person = timeline->people->v[i];
		const struct delegation *delegation = NULL;

		meeting_membership(m->meeting, person, &delegation);
		if ((delegation ? delegation->side : person->side) == view->side)
			return true;
	}
	return false;
}

static void link_timeline(struct linking *l, const struct timeline *timeline)
{
	l->serial++;
	for (size_t i = 0; i < timeline->n; i++)
		find_stretch(l, timeline->v[i].item, i);
	for (size_t i = 0; i < timeline->n; i++) {
		const struct item *item = timeline->v[i].item;

		if (item_is_leg(item))
			link_leg(l, item, i);
		else if (item->has_time && item->kind != ITEM_FREE)
			/* who has dined does not go on */
			stretch_of(l, item)->before = NULL;
	}
}

static void make_legs(struct list_maker *m)
{
	const struct plan *plan = m->q->plan;
	const struct itinerary *it = m->q->it;
	struct linking l = { .m = m };

	m->legs = arena_array(m->arena, LIST_N(plan->meetings) + 1, sizeof(*m->legs));
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		m->legs[i] = arena_array(m->arena, LIST_N(plan->meetings->v[i].items),
					 sizeof(**m->legs));
	l.stretches = xcalloc(LIST_N(plan->meetings) + 1, sizeof(*l.stretches));
	for (size_t i = 0; i < it->n_timelines; i++)
		if (concerns(m, &it->timelines[i]))
			link_timeline(&l, &it->timelines[i]);
	free(l.stretches);
}

const struct leg *list_leg(struct list_maker *m, const struct item *item)
{
	if (!m->legs)
		make_legs(m);
	return leg_of(m, item);
}
