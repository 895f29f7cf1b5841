/*
 * PB401 to PB406, without PB403: counterparts, heads, and what is equal
 * between the sides.
 */
#include "check/people.h"

#include "base/banned.h"

void check_no_counterpart(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		struct diag *diag;

		if (item->kind != ITEM_APPOINTMENT || LIST_N(item->with) || !item_is_ahead(item) ||
		    item->meeting->status == STATUS_DRAFT || check_is_blamed(run, item, NULL))
			continue;
		diag = diag_add(run->diags, PB401, item_span(item),
				N_("the appointment \"%s\" does not say with whom; name in \"with\" who "
				   "receives the delegation"),
				item_name(item, run->lang));
		check_blame(run, diag, item, NULL);
	}
}

/* its name for messages: that of its side */
static const char *delegation_name(const struct check_run *run, const struct delegation *d)
{
	return d->side && d->side->name ? check_name(run, d->side->name) : d->id;
}

static bool is_member(const struct delegation *d, const struct person *person)
{
	for (size_t i = 0; i < LIST_N(d->members); i++)
		if (d->members->v[i].person == person)
			return true;
	return false;
}

static void check_head(struct check_run *run, const struct delegation *d)
{
	struct diag *diag;

	/* of one member it is plain who leads */
	if (!d->head && LIST_N(d->members) > 1) {
		diag = diag_add(run->diags, PB402, key_span_of(d->at),
				N_("no head is named for \"%s\"; write in \"head\" which of the members "
				   "leads"),
				delegation_name(run, d));
		diag_add_related(run->diags, diag, node_span(d->members->v[0].at),
				 N_("the first of the members is here"));
	} else if (d->head && LIST_N(d->members) && !is_member(d, d->head)) {
		diag = diag_add(run->diags, PB402, node_span_of(d->at, "head"),
				N_("%1$s: head of \"%2$s\" and not among its \"members\", so not expected "
				   "in any item of the delegation"),
				check_people(run, (const struct person *[]){ d->head }, 1),
				delegation_name(run, d));
		diag_add_related(run->diags, diag, node_span_of(d->at, "members"),
				 N_("its members are here"));
		check_set_people(run, diag, (const struct person *[]){ d->head }, 1);
	}
}

void check_no_head(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct delegations *ds = meetings->v[i].delegations;

		if (!meeting_goes_out(&meetings->v[i]))
			continue;
		for (size_t j = 0; j < LIST_N(ds); j++)
			if (!check_is_blamed(run, &ds->v[j], NULL))
				check_head(run, &ds->v[j]);
	}
}

static void report_both_sides(struct check_run *run, const struct roster_entry *first,
			      const struct delegation *second, const struct node *at,
			      const struct person *person)
{
	struct diag *diag;

	diag = diag_add(run->diags, PB404, node_span(at),
			N_("%1$s: in two delegations of one meeting, \"%2$s\" and \"%3$s\"; whoever "
			   "works for both sides stands in \"others\""),
			check_people(run, &person, 1), delegation_name(run, first->delegation),
			delegation_name(run, second));
	diag_add_related(run->diags, diag, node_span(first->at), N_("the other delegation is here"));
	check_set_people(run, diag, &person, 1);
	check_blame(run, diag, second, NULL);
	check_blame(run, diag, person, NULL);
}

static void check_list(struct check_run *run, struct roster *r, const struct delegation *d,
		       const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct person *person = members->v[i].person;
		const struct roster_entry *first = person ? roster_find(r, person) : NULL;

		if (first && first->delegation != d && roster_tell(r, person))
			report_both_sides(run, first, d, members->v[i].at, person);
	}
}

void check_both_sides(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct roster r;

	roster_init(&r, run->plan);
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct delegations *ds = meetings->v[i].delegations;

		if (!meeting_is_ahead(&meetings->v[i]) || LIST_N(ds) < 2)
			continue;
		roster_fill(&r, &meetings->v[i]);
		for (size_t j = 0; j < LIST_N(ds); j++) {
			check_list(run, &r, &ds->v[j], ds->v[j].members);
			check_list(run, &r, &ds->v[j], ds->v[j].staff);
		}
	}
	roster_release(&r);
}

/* two delegations and a number of each, the one that stands first in the plan before */
struct unequal {
	const struct delegation *a, *b;
	size_t n_a, n_b;
};

/* the smallest and the largest number, of delegations that have members */
static struct unequal compare(const struct delegations *ds, const size_t *counts)
{
	const struct delegation *least = NULL, *most = NULL;
	size_t n_least = 0, n_most = 0;

	for (size_t i = 0; i < ds->n; i++) {
		if (!LIST_N(ds->v[i].members))
			continue;
		if (!least || counts[i] < n_least) {
			least = &ds->v[i];
			n_least = counts[i];
		}
		if (!most || counts[i] > n_most) {
			most = &ds->v[i];
			n_most = counts[i];
		}
	}
	if (least < most)
		return (struct unequal){ least, most, n_least, n_most };
	return (struct unequal){ most, least, n_most, n_least };
}

static size_t difference(const struct unequal *u)
{
	return u->n_a > u->n_b ? u->n_a - u->n_b : u->n_b - u->n_a;
}

static bool any_is_blamed(const struct check_run *run, const struct delegations *ds)
{
	for (size_t i = 0; i < LIST_N(ds); i++)
		if (check_is_blamed(run, &ds->v[i], NULL))
			return true;
	return false;
}

void check_unequal_delegations(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct delegations *ds = meetings->v[i].delegations;
		struct unequal u;
		size_t *counts;
		struct diag *diag;

		if (LIST_N(ds) < 2 || !meeting_goes_out(&meetings->v[i]) || any_is_blamed(run, ds))
			continue;
		counts = xcalloc(ds->n, sizeof(*counts));
		for (size_t j = 0; j < ds->n; j++)
			counts[j] = LIST_N(ds->v[j].members);
		u = compare(ds, counts);
		free(counts);
		if (difference(&u) <= (size_t)run->plan->rules.parity)
			continue;
		diag = diag_add(run->diags, PB405, key_span_of(u.b->at),
				N_("the delegations differ in size: \"%1$s\" (%2$zu) and \"%3$s\" (%4$zu)"),
				delegation_name(run, u.a), u.n_a, delegation_name(run, u.b), u.n_b);
		diag_add_related(run->diags, diag, key_span_of(u.a->at),
				 N_("the other delegation is here"));
	}
}

/* how many sessions somebody of each delegation chairs, and the last of them */
struct chairs {
	size_t *counts;
	const struct item **last;
};

static void count_chairs(struct chairs *c, const struct roster *r, const struct item *item)
{
	for (size_t i = 0; i < LIST_N(item->chair); i++) {
		const struct person *person = item->chair->v[i];
		const struct roster_entry *entry = person ? roster_find(r, person) : NULL;
		size_t j;

		if (!entry || !entry->delegation)
			continue;
		j = (size_t)(entry->delegation - item->meeting->delegations->v);
		/* two of one side chair a session once */
		c->counts[j] += c->last[j] != item;
		c->last[j] = item;
	}
}

static void check_chairs(struct check_run *run, const struct roster *r, const struct meeting *m)
{
	const struct delegations *ds = m->delegations;
	struct chairs c = { xcalloc(ds->n, sizeof(*c.counts)), xcalloc(ds->n, sizeof(*c.last)) };
	struct unequal u;
	struct diag *diag;

	for (size_t i = 0; i < LIST_N(m->items); i++) {
		const struct item *item = &m->items->v[i];

		if (item->kind == ITEM_SESSION && item->chair && item_stands(item))
			count_chairs(&c, r, item);
	}
	u = compare(ds, c.counts);
	if (u.a && difference(&u) > 1) {
		const struct delegation *more = u.n_a > u.n_b ? u.a : u.b;

		diag = diag_add(run->diags, PB406, node_span_of(m->at, "id"),
				N_("the sides do not chair equally many sessions: \"%1$s\" (%2$zu) and "
				   "\"%3$s\" (%4$zu)"),
				delegation_name(run, u.a), u.n_a, delegation_name(run, u.b), u.n_b);
		diag_add_related(run->diags, diag, item_span(c.last[more - ds->v]),
				 N_("the last session that the one side chairs is here"));
	}
	free(c.counts);
	free(c.last);
}

void check_unequal_chairs(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct roster r;

	roster_init(&r, run->plan);
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];

		if (LIST_N(m->delegations) < 2 || !meeting_goes_out(m) ||
		    check_is_blamed(run, m, NULL) || any_is_blamed(run, m->delegations))
			continue;
		roster_fill(&r, m);
		check_chairs(run, &r, m);
	}
	roster_release(&r);
}
