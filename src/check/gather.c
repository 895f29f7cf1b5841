#include "check/gather.h"

#include <stdlib.h>

#include "base/banned.h"

void gather_release(struct gather *g)
{
	VEC_RELEASE(&g->list);
	VEC_RELEASE(&g->people);
	hash_release(&g->facts);
}

struct fact_key {
	const void *first, *second;
	int64_t value;
};

bool gather_has(const struct gather *g, const void *first, const void *second, int64_t value)
{
	struct fact_key key = { first, second, value };

	return hash_get(&g->facts, (const char *)&key, sizeof(key)) != NULL;
}

struct gathered *gather_add(struct gather *g, const void *first, const void *second,
			    const struct timeline *timeline, int64_t value)
{
	struct fact_key key = { first, second, value };
	struct arena *arena = g->run->arena;
	struct gathered *fact = hash_get(&g->facts, (const char *)&key, sizeof(key));

	if (!fact) {
		fact = arena_new(arena, struct gathered);
		*fact = (struct gathered){ .first = first, .second = second, .value = value };
		*hash_slot(&g->facts, arena_strndup(arena, (const char *)&key, sizeof(key)),
			   sizeof(key)) = fact;
		VEC_PUSH(&g->list, fact);
	}
	if (timeline) {
		struct gathered_set *set = arena_new(arena, struct gathered_set);

		*set = (struct gathered_set){ fact->sets, timeline, NULL };
		fact->sets = set;
	}
	return fact;
}

static int compare_people(const void *a, const void *b)
{
	const struct person *const *x = a, *const *y = b;

	return ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

void gather_people(struct gather *g, const struct gathered *fact)
{
	size_t n = 0;

	g->people.n = 0;
	for (const struct gathered_set *s = fact->sets; s; s = s->next)
		for (size_t i = 0; i < s->timeline->people->n; i++)
			VEC_PUSH(&g->people, s->timeline->people->v[i]);
	/* a timeline's own people are in order */
	if (!fact->sets || !fact->sets->next)
		return;
	qsort(g->people.v, g->people.n, sizeof(*g->people.v), compare_people);
	/* a variant of a timeline has the same people */
	for (size_t i = 0; i < g->people.n; i++)
		if (!n || g->people.v[n - 1] != g->people.v[i])
			g->people.v[n++] = g->people.v[i];
	g->people.n = n;
}

const char *gather_names(struct gather *g, const struct gathered *fact)
{
	gather_people(g, fact);
	return check_people(g->run, g->people.v, g->people.n);
}

/* the alternative for which alone it holds; NULL if it holds in any case */
static const struct item *alternative_of(const struct itinerary *it, const struct gathered *fact)
{
	const struct timeline *variant = fact->sets ? fact->sets->timeline : NULL;

	for (const struct gathered_set *s = fact->sets; s; s = s->next)
		if (s->timeline < it->variants || s->timeline >= it->variants + it->n_variants)
			return NULL;
	for (size_t i = 0; variant && i < variant->n; i++)
		if (variant->v[i].item->is_alternative)
			return variant->v[i].item;
	return NULL;
}

void gather_finish(struct gather *g, struct diag *diag, const struct gathered *fact,
		   const void *blamed)
{
	const struct item *alternative = alternative_of(g->run->it, fact);

	if (alternative)
		diag_add_related(g->run->diags, diag, node_span_of(alternative->at, "alternative"),
				 N_("this is so if this alternative is taken"));
	gather_people(g, fact);
	check_set_people(g->run, diag, g->people.v, g->people.n);
	for (const struct gathered_set *s = fact->sets; s; s = s->next)
		if (blamed || s->item)
			check_blame(g->run, diag, blamed ? blamed : s->item, s->timeline);
}
