/*
 * PB1xx: what only the whole plan can tell about its form.
 */
#include "check/check.h"

#include "base/banned.h"

static struct span key_span(const struct node *node)
{
	return node_span(node->key ? node->key : node);
}

/* what could not be read in a meeting may be the reference that is missed */
static bool all_meetings_were_read(const struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;

	for (size_t i = 0; i < LIST_N(meetings); i++)
		if (check_is_blamed(run, &meetings->v[i], NULL))
			return false;
	return true;
}

void check_unused(struct check_run *run)
{
	const struct plan *plan = run->plan;

	if (!all_meetings_were_read(run))
		return;
	for (size_t i = 0; i < LIST_N(plan->people); i++) {
		const struct person *person = &plan->people->v[i];
		struct diag *diag;

		if (person->used || !person->at->key)
			continue;
		diag = diag_add(run->diags, PB112, key_span(person->at),
				N_("nothing refers to the person \"%s\""),
				person->name ? check_name(run, person->name) : person->id);
		check_set_people(run, diag, &person, 1);
	}
	for (size_t i = 0; i < LIST_N(plan->places); i++)
		if (!plan->places->v[i].used)
			diag_add(run->diags, PB112, key_span(plan->places->v[i].at),
				 N_("nothing refers to the place \"%s\""),
				 plan->places->v[i].name ? check_name(run, plan->places->v[i].name)
							 : plan->places->v[i].id);
	for (size_t i = 0; i < LIST_N(plan->vehicles); i++)
		if (!plan->vehicles->v[i].used)
			diag_add(run->diags, PB112, key_span(plan->vehicles->v[i].at),
				 N_("nothing refers to the vehicle \"%s\""),
				 plan->vehicles->v[i].name
					 ? check_name(run, plan->vehicles->v[i].name)
					 : plan->vehicles->v[i].id);
}
