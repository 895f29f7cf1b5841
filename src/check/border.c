#include "check/border.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

struct borders *check_borders(struct check_run *run)
{
	if (!run->borders) {
		run->borders = arena_new(run->arena, struct borders);
		borders_init(run->borders, run->it, run->arena);
	}
	run->borders->steps = BORDERS_STEPS;
	return run->borders;
}

bool meeting_is_settled(const struct meeting *meeting)
{
	return meeting_is_ahead(meeting) && meeting->status != STATUS_DRAFT;
}

bool passage_is_judged(struct check_run *run, const struct passage *p)
{
	return meeting_is_ahead(p->item->meeting) && p->people &&
	       !check_is_blamed(run, p->item, NULL) &&
	       !(p->crossing && check_is_blamed(run, p->crossing, NULL));
}

/* is a passage wrong for somebody?  In an alternative, in what becomes of their timeline. */
static bool is_wrong_for(struct check_run *run, const struct passage *p,
			 const struct person *person)
{
	const struct itinerary *it = run->it;
	const struct timeline *timeline = itinerary_timeline(it, person);

	if (!p->item->is_alternative)
		return check_is_blamed(run, p->item, timeline);
	if (!run->blamed.n || !borders_spend(run->borders, it->n_variants))
		return false;
	for (size_t i = 0; i < it->n_variants; i++)
		if (it->variants[i].people == timeline->people &&
		    check_is_blamed(run, p->item, &it->variants[i]))
			return true;
	return false;
}

void concerned_add(struct check_run *run, struct concerned *c, const struct passage *p,
		   const struct person *person)
{
	if (!check_is_blamed(run, person, NULL) && !is_wrong_for(run, p, person))
		VEC_PUSH(&c->list, person);
}

void concerned_add_all(struct check_run *run, struct concerned *c, const struct passage *p,
		       const struct nationals *g)
{
	if (!borders_spend(run->borders, g->n))
		return;
	/* the same people may be added for each of many items */
	if (c->list.n > c->enough)
		concerned_sort(c);
	for (size_t i = 0; i < g->n; i++)
		concerned_add(run, c, p, g->v[i]);
}

static int compare_people(const void *a, const void *b)
{
	const struct person *const *x = a, *const *y = b;

	return ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

void concerned_sort(struct concerned *c)
{
	size_t n = 0;

	if (c->list.n)
		qsort(c->list.v, c->list.n, sizeof(*c->list.v), compare_people);
	for (size_t i = 0; i < c->list.n; i++)
		if (!n || c->list.v[n - 1] != c->list.v[i])
			c->list.v[n++] = c->list.v[i];
	c->list.n = n;
	c->enough = 2 * n + 100000;
}

const char *concerned_names(struct check_run *run, struct concerned *c)
{
	concerned_sort(c);
	return check_people(run, c->list.v, c->list.n);
}

bool clearance_is_requested(const struct check_run *run, const struct meeting *meeting,
			    const struct clearance *clearance)
{
	return clearance->requested != CIVIL_NONE &&
	       clearance->requested <= check_today(run, meeting);
}

bool clearance_is_granted(const struct check_run *run, const struct meeting *meeting,
			  const struct clearance *clearance)
{
	return clearance->granted != CIVIL_NONE && clearance->granted <= check_today(run, meeting);
}

const char *check_clearance(const struct check_run *run, const struct meeting *meeting,
			    const struct clearance *clearance)
{
	const struct catalog *catalog = run->diags->catalog;
	const char *country = clearance_country(meeting, clearance);
	const char *kind;

	if (clearance->kind == CLEARANCE_NONE)
		return "";
	kind = catalog_get(catalog, clearance_title(clearance->kind));
	if (!*country)
		return kind;
	/* TRANSLATORS: a kind of clearance, and the country that grants it in parentheses */
	return arena_printf(run->arena, catalog_get(catalog, N_("%1$s (%2$s)")), kind,
			    check_country(run, country));
}
