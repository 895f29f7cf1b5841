#include "cmd/pictures.h"

#include <stdlib.h>

#include "check/debts.h"

#include "base/banned.h"

/* an item or a meeting, as it stands in the files */
struct spot {
	const struct node *at;
	const void *of;
};

/* none of which lies in another */
struct spots {
	VEC(struct spot) list;
};

static int compare_spots(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;

	return node_compare(x->at, y->at);
}

static void add_spot(struct spots *spots, const struct node *at, const void *of)
{
	if (at)
		VEC_PUSH(&spots->list, ((struct spot){ at, of }));
}

static void sort_spots(struct spots *spots)
{
	if (spots->list.n)
		qsort(spots->list.v, spots->list.n, sizeof(*spots->list.v), compare_spots);
}

/* that in which a span lies; NULL if there is none */
static const void *find_spot(const struct spots *spots, struct span span)
{
	size_t low = 0, high = spots->list.n;

	/* the last that begins before its end, as none lies in another */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct span at = node_span(spots->list.v[middle].at);

		if (at.file < span.file ||
		    (at.file == span.file &&
		     (at.line < span.line || (at.line == span.line && at.column <= span.column))))
			low = middle + 1;
		else
			high = middle;
	}
	if (low && span_is_within(span, node_span(spots->list.v[low - 1].at)))
		return spots->list.v[low - 1].of;
	return NULL;
}

static void add_findings(struct pictures *pictures, const struct run *run, const struct plan *plan)
{
	struct spots items = { 0 }, meetings = { 0 };

	EACH_ITEM (item, plan)
		add_spot(&items, item->at, item);
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		add_spot(&meetings, plan->meetings->v[i].at, &plan->meetings->v[i]);
	sort_spots(&items);
	sort_spots(&meetings);
	for (size_t i = 0; i < run->diags.list.n; i++) {
		const struct diag *diag = run->diags.list.v[i];
		struct timeline_finding found = { .diag = diag };

		if (diag->waived || diag_depends_on_today((int)diag->code))
			continue;
		found.item = find_spot(&items, diag->span);
		found.meeting = found.item ? found.item->meeting : find_spot(&meetings, diag->span);
		if (found.meeting)
			VEC_PUSH(&pictures->findings, found);
	}
	VEC_RELEASE(&items.list);
	VEC_RELEASE(&meetings.list);
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
