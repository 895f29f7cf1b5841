#include "cmd/pictures.h"

#include <stdlib.h>

#include "check/debts.h"

#include "base/banned.h"

static int compare_items(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	return node_compare((*x)->at, (*y)->at);
}

/* all items, as they stand in the files */
static const struct item **sort_items(const struct plan *plan, size_t *ret_n)
{
	const struct item **items;
	size_t n = 0;

	EACH_ITEM (item, plan)
		n++;
	items = xcalloc(n + 1, sizeof(*items));
	n = 0;
	EACH_ITEM (item, plan)
		if (item->at)
			items[n++] = item;
	qsort(items, n, sizeof(*items), compare_items);
	*ret_n = n;
	return items;
}

/* the item in which a span lies; NULL if there is none */
static const struct item *item_at(const struct item *const *items, size_t n, struct span span)
{
	size_t low = 0, high = n;

	/* the last that begins before its end, as none lies in another */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct span at = node_span(items[middle]->at);

		if (at.file < span.file ||
		    (at.file == span.file &&
		     (at.line < span.line || (at.line == span.line && at.column <= span.column))))
			low = middle + 1;
		else
			high = middle;
	}
	if (low && span_is_within(span, node_span(items[low - 1]->at)))
		return items[low - 1];
	return NULL;
}

static void add_findings(struct pictures *pictures, const struct run *run, const struct plan *plan)
{
	size_t n;
	const struct item **items = sort_items(plan, &n);

	for (size_t i = 0; i < run->diags.list.n; i++) {
		const struct diag *diag = run->diags.list.v[i];
		const struct item *item = item_at(items, n, diag->span);

		if (item && !diag->waived && !diag_depends_on_today((int)diag->code))
			VEC_PUSH(&pictures->findings, ((struct timeline_finding){ item, diag }));
	}
	free(items);
}

static void add_owed(struct pictures *pictures, struct run *run, const struct plan *plan)
{
	struct debts debts;

	debts_find(&debts, plan, &run->arena, run->now);
	for (size_t i = 0; i < debts.n; i++) {
		const struct debt *debt = &debts.v[i];
		const struct owed_visit owed = { .visit = debt->visit,
						 .debtor = debt->debtor,
						 .creditors = debt->creditors->v,
						 .n_creditors = debt->creditors->n,
						 .until = debt->until };

		VEC_PUSH(&pictures->owed, owed);
	}
}

void pictures_init(struct pictures *pictures, struct run *run, const struct loaded *loaded)
{
	*pictures = (struct pictures){ 0 };
	add_findings(pictures, run, &loaded->plan);
	/* of a plan that was not read to its end nothing certain can be said */
	if (loaded->plan.complete)
		add_owed(pictures, run, &loaded->plan);
}

void pictures_release(struct pictures *pictures)
{
	VEC_RELEASE(&pictures->findings);
	VEC_RELEASE(&pictures->owed);
}
