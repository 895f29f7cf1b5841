/*
 * PB312: people who are expected while they are somewhere else, by their
 * own `busy` days or in another meeting of the plan.
 */
#include "check/gather.h"

#include <stdlib.h>

#include "check/people.h"

#include "base/banned.h"

/* an item on the days on which somebody is in it */
struct day_span {
	civil_day first, last;
	const struct item *item;
};

/* the items of one timeline, to be asked for many ranges of days */
struct busy_days {
	VEC(struct day_span) spans; /* by first day, then place in the file */
	VEC(civil_day) latest;	    /* the last day of all spans up to this one */
	VEC(civil_day) ends;	    /* the last days of all, sorted */
};

static civil_day last_day_of(const struct item *item)
{
	/* midnight still belongs to the day that it ends */
	if (!item->has_time || item->time.end <= 0)
		return item->day;
	return item->day + (item->time.end - 1) / (24 * 60);
}

static bool has_own_waiver(const struct item *item)
{
	for (size_t i = 0; i < LIST_N(item->waive); i++)
		if (item->waive->v[i].check == PB312)
			return true;
	return false;
}

static int compare_spans(const void *a, const void *b)
{
	const struct day_span *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return span_compare(node_span(x->item->at), node_span(y->item->at));
}

static int compare_days(const void *a, const void *b)
{
	const civil_day *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* waived: those with a waiver of their own, or those without */
static void fill_days(struct busy_days *d, const struct timeline *t, bool waived)
{
	civil_day latest = CIVIL_NONE;

	d->spans.n = d->latest.n = d->ends.n = 0;
	for (size_t i = 0; i < t->n; i++) {
		const struct item *item = t->v[i].item;
		struct day_span span = { item->day, last_day_of(item), item };

		if (item_is_ahead(item) && item->day != CIVIL_NONE &&
		    !(kind_info((enum item_kind)item->kind)->traits & KIND_FREE) &&
		    has_own_waiver(item) == waived)
			VEC_PUSH(&d->spans, span);
	}
	if (!d->spans.n)
		return;
	qsort(d->spans.v, d->spans.n, sizeof(*d->spans.v), compare_spans);
	for (size_t i = 0; i < d->spans.n; i++) {
		if (d->spans.v[i].last > latest)
			latest = d->spans.v[i].last;
		VEC_PUSH(&d->latest, latest);
		VEC_PUSH(&d->ends, d->spans.v[i].last);
	}
	qsort(d->ends.v, d->ends.n, sizeof(*d->ends.v), compare_days);
}

static void release_days(struct busy_days *d)
{
	VEC_RELEASE(&d->spans);
	VEC_RELEASE(&d->latest);
	VEC_RELEASE(&d->ends);
}

/* how many of some sorted days lie before one */
static size_t count_before(const civil_day *days, size_t n, civil_day day)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (days[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t count_begun(const struct busy_days *d, civil_day day)
{
	size_t low = 0, high = d->spans.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (d->spans.v[middle].first <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void report_busy(struct check_run *run, const struct person *person, const struct node *at,
			const struct date_range *range, const struct day_span *span, size_t others)
{
	civil_day day = span->first > range->first ? span->first : range->first;
	const char *name = check_people(run, &person, 1);
	struct diag *diag;

	if (!others)
		diag = diag_add(run->diags, PB312, item_span(span->item),
				N_("%1$s: busy on %2$s, and expected in \"%3$s\""), name,
				check_day(run, day), item_name(span->item, run->lang));
	else
		diag = diag_add_n(run->diags, PB312, item_span(span->item),
				  NP_("%1$s: busy on %2$s, and expected in \"%3$s\" and %4$zu other item",
				      "%1$s: busy on %2$s, and expected in \"%3$s\" and %4$zu other items"),
				  (unsigned long)others, name, check_day(run, day),
				  item_name(span->item, run->lang), others);
	diag_add_related(run->diags, diag, node_span(at), N_("the busy days stand here"));
	check_set_people(run, diag, &person, 1);
}

/*
 * One finding for each range of a person's busy days, in the first item
 * of all; an item that has a waiver has a finding of its own, so that it
 * hides that only.
 */
static void check_range(struct check_run *run, const struct busy_days *d, bool waived,
			const struct person *person, const struct node *at,
			const struct date_range *range)
{
	size_t begun = count_begun(d, range->last);
	size_t n = begun - count_before(d->ends.v, d->ends.n, range->first);
	size_t first = count_before(d->latest.v, d->latest.n, range->first);

	if (!n)
		return;
	if (!waived) {
		report_busy(run, person, at, range, &d->spans.v[first], n - 1);
		return;
	}
	for (size_t i = first; i < begun && !run->diags->full; i++)
		if (d->spans.v[i].last >= range->first)
			report_busy(run, person, at, range, &d->spans.v[i], 0);
}

static void check_person(struct check_run *run, const struct busy_days *d, bool waived,
			 const struct person *person)
{
	const struct node *list = node_get(person->at, "busy");
	const struct node *at = list && list->kind != NODE_SCALAR ? list->first : NULL;

	if (!list || check_is_blamed(run, person, NULL))
		return;
	for (size_t i = 0; i < person->busy->n; i++) {
		const struct date_range *range = &person->busy->v[i];

		if (range->first != CIVIL_NONE)
			check_range(run, d, waived, person, at ? at : list, range);
		at = at ? at->next : NULL;
	}
}

static bool anybody_is_busy(const struct timeline *t)
{
	for (size_t i = 0; i < t->people->n; i++)
		if (t->people->v[i]->busy)
			return true;
	return false;
}

static void check_busy_days(struct check_run *run)
{
	struct busy_days days = { 0 };

	for (size_t i = 0; i < run->it->n_timelines; i++) {
		const struct timeline *t = &run->it->timelines[i];

		if (!t->n || !anybody_is_busy(t))
			continue;
		for (int waived = 0; waived <= 1; waived++) {
			fill_days(&days, t, waived);
			for (size_t j = 0; days.spans.n && j < t->people->n; j++)
				if (t->people->v[j]->busy && !run->diags->full)
					check_person(run, &days, waived, t->people->v[j]);
		}
	}
	release_days(&days);
}

/* when the last item of each meeting ends, by its index */
static instant *ends_of_meetings(const struct plan *plan)
{
	instant *ends = xcalloc(LIST_N(plan->meetings), sizeof(*ends));

	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		ends[i] = INSTANT_NONE;
	EACH_ITEM (item, plan)
		if (item->end > ends[item->meeting->index] && item_takes_time(item))
			ends[item->meeting->index] = item->end;
	return ends;
}

/* does a meeting begin before another one is over?  Most timelines need no more. */
static bool may_be_in_two(const struct timeline *t, const instant *ends)
{
	const struct meeting *meeting = NULL;
	instant latest = INSTANT_NONE;

	for (size_t i = 0; i < t->n; i++) {
		const struct item *item = t->v[i].item;

		if (item->meeting == meeting)
			continue;
		if (item->start < latest)
			return true;
		meeting = item->meeting;
		if (ends[meeting->index] > latest)
			latest = ends[meeting->index];
	}
	return false;
}

/* of some items the one that ends last, and the one of the other meetings */
struct latest {
	const struct item *last, *elsewhere;
};

static void note_latest(struct latest *l, const struct item *item)
{
	if (!l->last || item->end > l->last->end) {
		if (l->last && l->last->meeting != item->meeting)
			l->elsewhere = l->last;
		l->last = item;
	} else if (item->meeting != l->last->meeting &&
		   (!l->elsewhere || item->end > l->elsewhere->end)) {
		l->elsewhere = item;
	}
}

/* of each two meetings at once, for each timeline, the first two items */
static void meetings_of(struct gather *g, struct hash *told, const struct timeline *t)
{
	struct latest latest = { 0 };

	for (size_t i = 0; i < t->n; i++) {
		const struct item *item = t->v[i].item, *other;
		const struct meeting *m = item->meeting, *n;

		if (!item_takes_time(item))
			continue;
		other = latest.last && latest.last->meeting == m ? latest.elsewhere : latest.last;
		note_latest(&latest, item);
		if (!other || item->start >= other->end)
			continue;
		n = other->meeting;
		if (pair_get(told, m, n) == t || pair_get(told, n, m) == t)
			continue;
		pair_put(g->run, told, m, n, (void *)(uintptr_t)t);
		gather_add(g, other, item, t, 0);
	}
}

static void report_meetings(struct gather *g, const struct gathered *fact)
{
	const struct item *first = fact->first, *second = fact->second;
	struct check_run *run = g->run;
	struct diag *diag;

	diag = diag_add(run->diags, PB312, item_span(second),
			N_("%1$s: expected in two meetings at once, in \"%2$s\" for \"%3$s\" and in "
			   "\"%4$s\" for \"%5$s\""),
			gather_names(g, fact), check_name(run, first->meeting->title),
			item_name(first, run->lang), check_name(run, second->meeting->title),
			item_name(second, run->lang));
	/* what is being drafted may be meant to take the place of the other */
	if (first->meeting->status != STATUS_DRAFT && second->meeting->status != STATUS_DRAFT)
		diag->severity = SEVERITY_ERROR;
	diag_add_related(run->diags, diag, item_span(first), N_("the other item is here"));
	gather_finish(g, diag, fact, second);
}

void check_busy(struct check_run *run)
{
	instant *ends = ends_of_meetings(run->plan);
	struct gather g = GATHER_INIT(run);
	struct hash told = HASH_INIT;

	check_busy_days(run);
	for (size_t i = 0; i < run->it->n_timelines; i++)
		if (may_be_in_two(&run->it->timelines[i], ends))
			meetings_of(&g, &told, &run->it->timelines[i]);
	free(ends);
	for (size_t i = 0; i < g.list.n && !run->diags->full; i++)
		report_meetings(&g, g.list.v[i]);
	hash_release(&told);
	gather_release(&g);
}
