/*
 * PB5xx: the papers of those who pass a border.
 */
#include "check/border.h"

#include <stdlib.h>

#include "base/banned.h"

/* what many border services ask of a passport, beyond the visit */
#define MONTHS_BEYOND 6

/* of each person, the visit for which a passport does not serve */
struct expiry {
	const struct passage *p;
	bool before_end; /* expires before that visit ends */
};

static civil_day end_of_visit(const struct passage *p)
{
	const struct meeting *meeting = p->item->meeting;

	return meeting->dates.last != CIVIL_NONE && meeting->dates.last > p->last
		       ? meeting->dates.last
		       : p->last;
}

/* a passage that takes place as far as is known */
static bool is_planned(struct check_run *run, const struct passage *p)
{
	return !p->item->is_alternative && meeting_is_settled(p->item->meeting) &&
	       passage_is_judged(run, p);
}

/* the first visit counts, but an error before all */
static void compare_expiry(struct expiry *worst, const struct passage *p,
			   const struct person *person)
{
	civil_day expires = person->private_data.passport.expires, end = end_of_visit(p);
	bool before_end = expires < end;

	/* of a person without private data nothing is filled in */
	if (!person->private_data.at || expires == CIVIL_NONE ||
	    expires >= civil_add_months(end, MONTHS_BEYOND) ||
	    (worst->p && (worst->before_end || !before_end)))
		return;
	*worst = (struct expiry){ p, before_end };
}

static void report_expiry(struct check_run *run, const struct person *person,
			  const struct expiry *e)
{
	const struct node *passport = node_get(person->private_data.at, "passport");
	struct span span = node_span_of(passport ? passport : person->at, "expires");
	const char *names = check_people(run, &person, 1);
	const char *expires = check_day(run, person->private_data.passport.expires);
	const char *end = check_day(run, end_of_visit(e->p));
	struct diag *diag;

	if (e->before_end)
		diag = diag_add(
			run->diags, PB507, span,
			N_("%1$s: the passport expires on %2$s, before the visit ends on %3$s"),
			names, expires, end);
	else
		diag = diag_add(
			run->diags, PB507, span,
			N_("%1$s: the passport expires on %2$s, within six months after the visit, "
			   "which ends on %3$s"),
			names, expires, end);
	if (e->before_end)
		diag->severity = SEVERITY_ERROR;
	diag_add_related(run->diags, diag, item_span(e->p->item), N_("a border is passed here"));
	check_set_people(run, diag, &person, 1);
}

void check_document_expiry(struct check_run *run)
{
	const struct people *people = run->plan->people;
	struct borders *b = check_borders(run);
	struct expiry *worst = xcalloc(LIST_N(people), sizeof(*worst));

	for (size_t i = 0; i < b->n; i++) {
		const struct passage *p = &b->v[i];

		if (!is_planned(run, p))
			continue;
		for (const struct nationals *g = p->people; g; g = g->next)
			for (size_t j = 0; j < g->n && borders_spend(b, 1); j++)
				compare_expiry(&worst[g->v[j]->index], p, g->v[j]);
	}
	for (size_t i = 0; i < LIST_N(people); i++)
		if (worst[i].p && !check_is_blamed(run, &people->v[i], NULL))
			report_expiry(run, &people->v[i], &worst[i]);
	free(worst);
}

/*
 * Without the file with the documents nobody has one: that it is absent
 * was told when the plan was read.
 */
static bool documents_are_absent(const struct check_run *run)
{
	for (size_t i = 0; i < run->diags->list.n; i++)
		if (run->diags->list.v[i]->code == PB110)
			return true;
	return false;
}

/* adds those of a passage of whom no document is known */
static void add_undocumented(struct check_run *run, struct concerned *c, const struct passage *p)
{
	for (const struct nationals *g = p->people; g; g = g->next)
		for (size_t i = 0; i < g->n && borders_spend(run->borders, 1); i++)
			if (!g->v[i]->private_data.passport.number)
				concerned_add(run, c, p, g->v[i]);
}

static void check_documents(struct check_run *run, const struct meeting *meeting,
			    struct concerned *c)
{
	const struct passage *first = NULL;
	const struct node *at;
	struct diag *diag;

	c->list.n = 0;
	EACH_PASSAGE (p, run->borders, meeting) {
		if (!is_planned(run, p))
			continue;
		if (c->list.n > c->enough)
			concerned_sort(c);
		add_undocumented(run, c, p);
		if (!first && c->list.n)
			first = p;
	}
	if (!first)
		return;
	diag = diag_add(
		run->diags, PB510, item_span(first->item),
		N_("%s: a border is passed and no passport is known; the list for the border "
		   "service is incomplete"),
		concerned_names(run, c));
	check_set_people(run, diag, c->list.v, c->list.n);
	at = c->list.v[0]->at;
	diag_add_related(run->diags, diag, node_span(at->key ? at->key : at),
			 N_("the passport belongs here, under private:"));
}

void check_no_document(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct concerned c = { 0 };

	check_borders(run);
	for (size_t i = 0; i < LIST_N(meetings) && !documents_are_absent(run); i++)
		if (meeting_is_settled(&meetings->v[i]) &&
		    !check_is_blamed(run, &meetings->v[i], NULL))
			check_documents(run, &meetings->v[i], &c);
	VEC_RELEASE(&c.list);
}
