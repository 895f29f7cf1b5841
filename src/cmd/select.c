#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"

#include "base/banned.h"

bool select_view(const struct run *run, const struct plan *plan, struct view *ret)
{
	char *near = NULL;

	if (!run->options.view || view_parse(plan, run->options.view, ret, &near))
		return true;
	free(near);
	return false;
}

int refuse_view(const struct run *run, const struct plan *plan)
{
	const char *name = run->options.view;
	struct view view;
	char *near = NULL;

	view_parse(plan, name, &view, &near);
	if (near)
		complain(run, N_("there is no view \"%1$s\"; did you mean \"%2$s\"?"), name, near);
	else
		complain(run,
			 N_("there is no view \"%s\"; there are participants, organizers, public, "
			    "side:ID and person:ID"),
			 name);
	free(near);
	return EXIT_USAGE;
}

bool select_meeting(const struct run *run, const struct plan *plan, const struct meeting **ret)
{
	const char *id = run->options.meeting;

	for (size_t i = 0; id && i < LIST_N(plan->meetings); i++) {
		const struct meeting *meeting = &plan->meetings->v[i];

		if (meeting->id && !strcmp(meeting->id, id)) {
			*ret = meeting;
			return true;
		}
	}
	return !id;
}

int refuse_meeting(const struct run *run, const struct plan *plan)
{
	const char *id = run->options.meeting;
	struct suggest near;

	suggest_init(&near, id);
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		if (plan->meetings->v[i].id)
			suggest_offer(&near, plan->meetings->v[i].id);
	if (near.best)
		complain(run, N_("there is no meeting \"%1$s\"; did you mean \"%2$s\"?"), id,
			 near.best);
	else
		complain(run, N_("there is no meeting \"%s\" in this plan"), id);
	return EXIT_USAGE;
}
