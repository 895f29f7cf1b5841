#include "render/timeline-rows.h"

#include <stdlib.h>
#include <string.h>

#include "itinerary/walk.h"

#include "base/banned.h"

/* minutes of the day */
#define DEEP_NIGHT (3 * 60) /* somebody is in bed then, if ever */
#define MORNING (9 * 60)
#define EVENING (18 * 60)

/* more days between two items are a mistaken date, or no part of the visit */
#define NIGHTS_BETWEEN 14

static void add_run(struct timelines_drawn *t, struct timeline_run **last,
		    const struct timeline *timeline, size_t first, size_t n)
{
	size_t at = timeline->v[first].item->meeting->index;
	struct timeline_run *run = arena_new(&t->arena, struct timeline_run);

	*run = (struct timeline_run){ NULL, timeline, first, n };
	if (last[at])
		last[at]->next = run;
	else
		t->runs[at] = run;
	last[at] = run;
}

static void cut_into_runs(struct timelines_drawn *t)
{
	struct timeline_run **last =
		arena_array(&t->arena, LIST_N(t->it->plan->meetings), sizeof(struct timeline_run *));

	for (size_t i = 0; i < t->it->n_timelines; i++) {
		const struct timeline *timeline = &t->it->timelines[i];
		size_t first = 0;

		for (size_t k = 1; k <= timeline->n; k++)
			if (k == timeline->n ||
			    timeline->v[k].item->meeting != timeline->v[first].item->meeting) {
				add_run(t, last, timeline, first, k - first);
				first = k;
			}
	}
}

/* the morning that ends the first night after an item */
static civil_day first_morning(const struct item *item)
{
	int minute;
	civil_day day = zone_local(item->end_zone, item->end, &minute);

	return day + (minute > DEEP_NIGHT);
}

/* nights of one timeline between two of its items */
struct between {
	struct timelines_drawn *t;
	struct timeline_night ***ends; /* by meeting: where its next is put */
	const struct timeline *timeline;
	const struct item *last, *next;
	civil_day morning; /* of the first that nothing is known of */
};

/* those before a morning are spent nowhere */
static void add_nights(struct between *b, civil_day before)
{
	for (; b->morning < before; b->morning++) {
		struct timeline_night *night = arena_new(&b->t->arena, struct timeline_night);
		struct timeline_night ***end = &b->ends[b->next->meeting->index];
		instant from = zone_instant(b->last->end_zone, b->morning - 1, EVENING, NULL);
		instant to = zone_instant(b->last->end_zone, b->morning, MORNING, NULL);

		night->timeline = b->timeline;
		night->gap.from = b->last->end > from ? b->last->end : from;
		night->gap.to = b->next->start < to ? b->next->start : to;
		**end = night;
		*end = &night->next;
	}
}

/* is where somebody is between two steps known, and abroad? */
static bool is_abroad(const struct walk *w, const struct item *last, const struct item *next)
{
	return last && next && last->meeting == next->meeting && last->has_time &&
	       next->has_time && walk_is_abroad(w, &w->before) &&
	       next->day - last->day <= NIGHTS_BETWEEN;
}

/* walks over one timeline; nights that a stay covers are steps of it */
static void find_nights(struct timelines_drawn *t, const struct timeline *timeline,
			struct timeline_night ***ends)
{
	struct between b = { .t = t, .ends = ends, .timeline = timeline };
	struct walk w;

	walk_init(&w, timeline);
	while (walk_next(&w)) {
		const struct item *next = w.night ? w.next : w.item;

		if (!is_abroad(&w, w.last, next))
			continue;
		if (b.last != w.last || b.next != next) {
			b.last = w.last;
			b.next = next;
			b.morning = first_morning(w.last);
		}
		add_nights(&b, w.night ? w.day : next->day + (next->time.start >= DEEP_NIGHT));
		if (w.night)
			b.morning = w.day + 1;
	}
}

static void find_all_nights(struct timelines_drawn *t)
{
	size_t n = LIST_N(t->it->plan->meetings);
	struct timeline_night ***ends = arena_array(&t->arena, n, sizeof(*ends));

	for (size_t i = 0; i < n; i++)
		ends[i] = &t->nights[i];
	for (size_t i = 0; i < t->it->n_timelines; i++)
		find_nights(t, &t->it->timelines[i], ends);
}

static int compare_findings(const void *a, const void *b)
{
	const struct timeline_finding *x = a, *y = b;
	int order = timelines_compare(x, y);

	if (order)
		return order;
	/* the graver first */
	if (x->diag->severity != y->diag->severity)
		return x->diag->severity > y->diag->severity ? -1 : 1;
	if (x->diag->code != y->diag->code)
		return x->diag->code < y->diag->code ? -1 : 1;
	return span_compare(x->diag->span, y->diag->span);
}

static void take_findings(struct timelines_drawn *t, const struct timeline_finding *findings,
			  size_t n)
{
	t->findings = arena_array(&t->arena, n, sizeof(*t->findings));
	t->marked = arena_array(&t->arena, n, sizeof(*t->marked));
	t->n_findings = n;
	if (!n)
		return;
	memcpy(t->findings, findings, n * sizeof(*findings));
	qsort(t->findings, n, sizeof(*t->findings), compare_findings);
}

void timelines_init(struct timelines_drawn *t, const struct itinerary *it, const struct view *view,
		    const struct timeline_finding *findings, size_t n_findings)
{
	size_t n = LIST_N(it->plan->meetings), n_people = LIST_N(it->plan->people);

	*t = (struct timelines_drawn){ .it = it, .view = view };
	t->is_office = view->kind == VIEW_ORGANIZERS;
	t->runs = arena_array(&t->arena, n, sizeof(*t->runs));
	t->nights = arena_array(&t->arena, n, sizeof(*t->nights));
	t->ranks = arena_array(&t->arena, n_people, sizeof(*t->ranks));
	t->stamps = arena_array(&t->arena, n_people, sizeof(*t->stamps));
	cut_into_runs(t);
	borders_init(&t->borders, it, &t->arena);
	if (!t->is_office)
		return;
	take_findings(t, findings, n_findings);
	find_all_nights(t);
	for (size_t i = 0; i < n_people; i++) {
		const struct person *person = &it->plan->people->v[i];

		*hash_slot(&t->people, person->id, strlen(person->id)) = (void *)(uintptr_t)person;
	}
}

void timelines_release(struct timelines_drawn *t)
{
	if (!t)
		return;
	hash_release(&t->people);
	arena_release(&t->arena);
}
