#include "itinerary/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"

#include "base/banned.h"

/*
 * People begin in one class for each home, and every set of participants
 * splits the classes that are only partly in it.  In the end the people of
 * a class are in the same sets, and so in the same items.
 */
struct classes {
	const struct people *people;
	size_t n_people, n;
	uint32_t *of;	   /* by person */
	uint32_t *sizes;   /* by class, as all below */
	uint32_t *touched; /* members in the set at hand */
	uint32_t *split;   /* the class that those in the set move to */
	uint32_t *counts;  /* stops */
	uint32_t *list;	   /* classes of the set at hand */
};

/* without looking at the person, who is not in the cache */
static size_t index_of(const struct classes *c, const struct person *person)
{
	return (size_t)(person - c->people->v);
}

static void classes_init(struct classes *c, const struct people *people)
{
	size_t n_people = LIST_N(people);

	*c = (struct classes){ .people = people, .n_people = n_people };
	c->of = xcalloc(n_people, sizeof(*c->of));
	/* no class is empty, so there are no more than people */
	c->sizes = xcalloc(n_people, sizeof(*c->sizes));
	c->touched = xcalloc(n_people, sizeof(*c->touched));
	c->split = xcalloc(n_people, sizeof(*c->split));
	c->counts = xcalloc(n_people, sizeof(*c->counts));
	c->list = xcalloc(n_people, sizeof(*c->list));
}

static void classes_release(struct classes *c)
{
	free(c->of);
	free(c->sizes);
	free(c->touched);
	free(c->split);
	free(c->counts);
	free(c->list);
}

static const struct place *home_of(const struct person *person)
{
	return person->home ? place_city(person->home) : NULL;
}

static struct country home_country(const struct person *person)
{
	if (person->home)
		return place_city(person->home)->country;
	return person->side ? person->side->country : (struct country){ { 0 } };
}

static void classes_by_home(struct classes *c, const struct people *people)
{
	struct {
		const struct place *home;
		struct country country;
	} *keys = xcalloc(c->n_people, sizeof(*keys));
	struct hash homes = HASH_INIT;

	for (size_t i = 0; i < c->n_people; i++) {
		void **slot;

		keys[i].home = home_of(&people->v[i]);
		keys[i].country = home_country(&people->v[i]);
		slot = hash_slot(&homes, (const char *)&keys[i], sizeof(keys[i]));
		if (!*slot)
			*slot = (void *)(uintptr_t)++c->n;
		c->of[i] = (uint32_t)((uintptr_t)*slot - 1);
		c->sizes[c->of[i]]++;
	}
	hash_release(&homes);
	free(keys);
}

#define KEEP UINT32_MAX

static void classes_split(struct classes *c, const struct person_set *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++) {
		uint32_t of = c->of[index_of(c, set->v[i])];

		if (!c->touched[of]++)
			c->list[n++] = of;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t old = c->list[i];

		c->split[old] = KEEP;
		if (c->touched[old] < c->sizes[old]) {
			c->split[old] = (uint32_t)c->n++;
			c->sizes[c->split[old]] = c->touched[old];
			c->sizes[old] -= c->touched[old];
		}
		c->touched[old] = 0;
	}
	for (size_t i = 0; i < set->n; i++) {
		uint32_t *of = &c->of[index_of(c, set->v[i])];

		if (c->split[*of] != KEEP)
			*of = c->split[*of];
	}
}

/* one item of all meetings, to be sorted */
struct event {
	instant start, end;
	const struct item *item;
};

static int compare_events(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return node_compare(x->item->at, y->item->at);
}

static size_t list_events(const struct plan *plan, struct event **ret_events)
{
	struct event *events;
	size_t n = 0;

	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		n += LIST_N(plan->meetings->v[i].items);
	events = xcalloc(n, sizeof(*events));
	n = 0;
	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		const struct meeting *meeting = &plan->meetings->v[i];

		for (size_t j = 0; j < LIST_N(meeting->items); j++) {
			const struct item *item = &meeting->items->v[j];

			if (item_stands(item) && item->start != INSTANT_NONE)
				events[n++] = (struct event){ item->start, item->end, item };
		}
	}
	qsort(events, n, sizeof(*events), compare_events);
	*ret_events = events;
	return n;
}

struct stop stop_of_item(const struct item *item)
{
	const struct place *place = item_is_leg(item) ? item->from : item->place;

	if (item->kind == ITEM_CROSSING)
		return (struct stop){ item, item->place };
	return (struct stop){ item, place_city(place) };
}

/* for each event the classes that take part, in order; each list behind its length */
struct lists {
	VEC(uint32_t) all;
	size_t *at; /* by event: where in all its list begins */
};

static void add_classes(struct classes *c, const struct person_set *set, struct lists *lists)
{
	size_t length = lists->all.n;
	uint32_t n = 0;

	VEC_PUSH(&lists->all, 0);
	for (size_t i = 0; i < set->n; i++) {
		uint32_t of = c->of[index_of(c, set->v[i])];

		if (c->touched[of])
			continue;
		c->touched[of] = 1;
		n++;
		VEC_PUSH(&lists->all, of);
	}
	lists->all.v[length] = n;
	for (uint32_t i = 1; i <= n; i++)
		c->touched[lists->all.v[length + i]] = 0;
}

/* counts the stops of each class, unless there are more than may be made */
static void list_classes(struct timelines *t, struct classes *c, const struct event *events,
			 size_t n, struct lists *lists)
{
	const struct person_set *last = NULL;
	size_t total = 0;

	for (size_t i = 0; i < n && !t->exhausted; i++) {
		const struct person_set *set = itinerary_all(t->it, events[i].item);
		const uint32_t *list;

		/* most items have the people of the one before */
		lists->at[i] = set == last ? lists->at[i - 1] : lists->all.n;
		if (set != last)
			add_classes(c, set, lists);
		last = set;
		list = lists->all.v + lists->at[i];
		total += list[0];
		for (uint32_t j = 1; j <= list[0]; j++)
			c->counts[list[j]]++;
		t->exhausted = total > t->budget;
	}
}

static void fill_people(struct timelines *t, struct classes *c, struct timeline *timelines)
{
	const struct people *people = t->it->plan->people;

	for (size_t i = 0; i < c->n; i++)
		timelines[i].people = arena_alloc(t->arena, sizeof(struct person_set) +
								    c->sizes[i] * sizeof(void *));
	for (size_t i = 0; i < c->n_people; i++) {
		struct timeline *timeline = &timelines[c->of[i]];
		struct person_set *set = (struct person_set *)(uintptr_t)timeline->people;

		set->v[set->n++] = &people->v[i];
		timeline->home = home_of(&people->v[i]);
		timeline->home_country = home_country(&people->v[i]);
		t->it->people[i] = timeline;
	}
}

static void fill(struct timelines *t, struct classes *c, const struct event *events, size_t n,
		 const struct lists *lists)
{
	struct timeline *timelines = arena_array(t->arena, c->n, sizeof(*timelines));
	struct stop **ends = xcalloc(c->n, sizeof(*ends));

	for (size_t i = 0; i < c->n; i++) {
		ends[i] = arena_array(t->arena, c->counts[i], sizeof(**ends));
		timelines[i].v = ends[i];
		timelines[i].n = c->counts[i];
	}
	for (size_t i = 0; i < n; i++) {
		const uint32_t *list = lists->all.v + lists->at[i];
		struct stop stop = stop_of_item(events[i].item);

		for (uint32_t j = 1; j <= list[0]; j++)
			*ends[list[j]]++ = stop;
	}
	free(ends);
	fill_people(t, c, timelines);
	t->it->timelines = timelines;
	t->it->n_timelines = c->n;
}

void timelines_make(struct timelines *t, const struct person_set *const *sets, size_t n)
{
	const struct plan *plan = t->it->plan;
	struct classes classes;
	struct lists lists = { 0 };
	struct event *events;
	size_t n_events;

	classes_init(&classes, plan->people);
	if (classes.n_people)
		classes_by_home(&classes, plan->people);
	for (size_t i = 0; i < n; i++)
		classes_split(&classes, sets[i]);
	n_events = list_events(plan, &events);
	lists.at = xcalloc(n_events, sizeof(*lists.at));
	list_classes(t, &classes, events, n_events, &lists);
	if (!t->exhausted)
		fill(t, &classes, events, n_events, &lists);
	VEC_RELEASE(&lists.all);
	free(lists.at);
	free(events);
	classes_release(&classes);
	if (!t->exhausted)
		variants_make(t);
}
