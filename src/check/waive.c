/*
 * Waivers (PB113): which finding each hides, and which do not hold.
 */
#include <string.h>

#include "base/vec.h"
#include "check/check.h"

#include "base/banned.h"

/* a waiver and what it is for */
struct scope {
	const struct waiver *waiver;
	const struct node *at;	     /* findings within; NULL: the whole plan */
	const struct person *person; /* or findings about a person */
	bool expired, hit;
};

struct scopes {
	VEC(struct scope) list;
};

static void add_waivers(struct scopes *s, const struct waivers *waivers, const struct node *at,
			const struct person *person)
{
	for (size_t i = 0; i < LIST_N(waivers); i++) {
		struct scope scope = { .waiver = &waivers->v[i], .at = at, .person = person };

		/* one without a reason, or of what cannot be waived, has its error */
		if (scope.waiver->check && scope.waiver->reason &&
		    diag_can_be_waived(scope.waiver->check))
			VEC_PUSH(&s->list, scope);
	}
}

static void collect(struct scopes *s, const struct plan *plan)
{
	add_waivers(s, plan->waive, NULL, NULL);
	for (size_t i = 0; i < LIST_N(plan->people); i++)
		add_waivers(s, plan->people->v[i].waive, plan->people->v[i].at, &plan->people->v[i]);
	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		const struct meeting *m = &plan->meetings->v[i];

		add_waivers(s, m->waive, m->at, NULL);
		for (size_t j = 0; j < LIST_N(m->items); j++)
			add_waivers(s, m->items->v[j].waive, m->items->v[j].at, NULL);
		for (size_t j = 0; j < LIST_N(m->actions); j++)
			add_waivers(s, m->actions->v[j].waive, m->actions->v[j].at, NULL);
	}
}

static bool covers(const struct scope *s, const struct diag *diag)
{
	if (s->expired || s->waiver->check != (int)diag->code)
		return false;
	return !s->at || span_is_within(diag->span, node_span(s->at));
}

/* the waiver of one of the people a finding is about */
static struct scope *scope_of_person(struct scopes *s, const struct diag *diag, const char *id)
{
	for (size_t i = 0; i < s->list.n; i++) {
		struct scope *scope = &s->list.v[i];

		if (scope->person && !scope->expired && scope->waiver->check == (int)diag->code &&
		    !strcmp(scope->person->id, id))
			return scope;
	}
	return NULL;
}

/* hidden by people's own waivers only if each of them has one */
static void waive_by_people(struct scopes *s, struct diag *diag)
{
	const char *reason = NULL;

	for (size_t i = 0; i < diag->n_people; i++) {
		struct scope *scope = scope_of_person(s, diag, diag->people[i]);

		if (!scope)
			return;
		reason = scope->waiver->reason;
	}
	for (size_t i = 0; i < diag->n_people; i++)
		scope_of_person(s, diag, diag->people[i])->hit = true;
	if (reason)
		diag->waived = reason;
}

static void waive(struct scopes *s, struct diag *diag)
{
	for (size_t i = 0; i < s->list.n; i++) {
		struct scope *scope = &s->list.v[i];

		if (!covers(scope, diag))
			continue;
		scope->hit = true;
		diag->waived = scope->waiver->reason;
	}
	if (!diag->waived)
		waive_by_people(s, diag);
}

static void report(struct check_run *run, const struct scope *s)
{
	struct span span = node_span_of(s->waiver->at, s->expired ? "until" : "check");
	struct diag *diag;

	/* findings that come and go with the day cannot be told to be gone for good */
	if (s->expired)
		diag = diag_add(run->diags, PB113, span, N_("this waiver of PB%d has expired; remove it"),
				s->waiver->check);
	else if (!s->hit && !diag_depends_on_today(s->waiver->check) && !run->misread)
		diag = diag_add(run->diags, PB113, span,
				N_("this waiver hides nothing: there is no PB%d here; remove it"),
				s->waiver->check);
	else
		return;
	diag->severity = SEVERITY_WARNING;
}

void check_waivers(struct check_run *run, size_t first)
{
	civil_day today = (civil_day)(run->now / 86400);
	size_t last = run->diags->list.n;
	struct scopes s = { 0 };

	if (!run->plan->complete)
		return;
	collect(&s, run->plan);
	for (size_t i = 0; i < s.list.n; i++)
		s.list.v[i].expired = s.list.v[i].waiver->until != CIVIL_NONE &&
				      s.list.v[i].waiver->until < today;
	if (s.list.n)
		for (size_t i = first; i < last; i++)
			waive(&s, run->diags->list.v[i]);
	for (size_t i = 0; i < s.list.n; i++)
		report(run, &s.list.v[i]);
	VEC_RELEASE(&s.list);
}
