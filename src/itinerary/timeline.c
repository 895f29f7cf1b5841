#include "itinerary/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/xalloc.h"

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

/* the classes of a set, one after another, in c->list */
static size_t classes_of(struct classes *c, const struct person_set *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++) {
		uint32_t of = c->of[index_of(c, set->v[i])];

		if (!c->touched[of]) {
			c->touched[of] = 1;
			c->list[n++] = of;
		}
	}
	for (size_t i = 0; i < n; i++)
		c->touched[c->list[i]] = 0;
	return n;
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
	return span_compare(node_span(x->item->at), node_span(y->item->at));
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
	struct stop stop = { .item = item };

	if (item->kind == ITEM_CROSSING) {
		stop.begins = stop.ends = item->place;
	} else if (item_is_leg(item)) {
		stop.begins = place_city(item->from);
		stop.ends = place_city(item->to);
	} else {
		stop.begins = stop.ends = place_city(item->place);
	}
	return stop;
}

/* calls for each event and class in it, in order */
static void each_stop(struct timelines *t, struct classes *c, const struct event *events, size_t n,
		      void (*call)(struct classes *, uint32_t of, const struct item *, struct stop **),
		      struct stop **stops)
{
	const struct person_set *last = NULL;
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		const struct person_set *set = itinerary_all(t->it, events[i].item);

		/* most items have the people of the one before */
		if (set != last)
			m = classes_of(c, set);
		last = set;
		for (size_t j = 0; j < m; j++)
			call(c, c->list[j], events[i].item, stops);
	}
}

static void count_stop(struct classes *c, uint32_t of, const struct item *item,
		       struct stop **stops)
{
	(void)item;
	(void)stops;
	c->counts[of]++;
}

static void put_stop(struct classes *c, uint32_t of, const struct item *item, struct stop **stops)
{
	stops[of][c->counts[of]++] = stop_of_item(item);
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

static void fill(struct timelines *t, struct classes *c, const struct event *events, size_t n)
{
	struct timeline *timelines = arena_array(t->arena, c->n, sizeof(*timelines));
	struct stop **stops = xcalloc(c->n, sizeof(*stops));
	size_t total = 0;

	each_stop(t, c, events, n, count_stop, NULL);
	for (size_t i = 0; i < c->n; i++)
		total += c->counts[i];
	t->exhausted = total > t->budget;
	if (!t->exhausted) {
		for (size_t i = 0; i < c->n; i++) {
			stops[i] = arena_array(t->arena, c->counts[i], sizeof(**stops));
			timelines[i].v = stops[i];
			timelines[i].n = c->counts[i];
			c->counts[i] = 0;
		}
		each_stop(t, c, events, n, put_stop, stops);
		fill_people(t, c, timelines);
		t->it->timelines = timelines;
		t->it->n_timelines = c->n;
	}
	free(stops);
}

void timelines_make(struct timelines *t, const struct person_set *const *sets, size_t n)
{
	const struct plan *plan = t->it->plan;
	struct classes classes;
	struct event *events;
	size_t n_events;

	classes_init(&classes, plan->people);
	if (classes.n_people)
		classes_by_home(&classes, plan->people);
	for (size_t i = 0; i < n; i++)
		classes_split(&classes, sets[i]);
	n_events = list_events(plan, &events);
	fill(t, &classes, events, n_events);
	free(events);
	classes_release(&classes);
	if (!t->exhausted)
		variants_make(t);
}
