/*
 * What was asked for, in a plan that was read: --for and --meeting.
 */
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "cmd/cmd.h"

#include "base/banned.h"

int choose_view(const struct run *run, const struct plan *plan, struct view *ret_view)
{
	char *near = NULL;

	if (view_parse(plan, run->options.view, ret_view, &near))
		return EXIT_DONE;
	if (near)
		complain(run, N_("there is no view \"%1$s\"; did you mean \"%2$s\"?"),
			 run->options.view, near);
	else
		complain(run,
			 N_("there is no view \"%s\"; there are participants, organizers, public, "
			    "side:ID and person:ID"),
			 run->options.view);
	free(near);
	return EXIT_USAGE;
}

int choose_meeting(const struct run *run, const struct plan *plan,
		   const struct meeting **ret_meeting)
{
	const char *id = run->options.meeting;
	struct suggest near;

	suggest_init(&near, id);
	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		const struct meeting *meeting = &plan->meetings->v[i];

		if (!meeting->id)
			continue;
		if (!strcmp(meeting->id, id)) {
			*ret_meeting = meeting;
			return EXIT_DONE;
		}
		suggest_offer(&near, meeting->id);
	}
	if (near.best)
		complain(run, N_("there is no meeting \"%1$s\"; did you mean \"%2$s\"?"), id,
			 near.best);
	else
		complain(run, N_("there is no meeting \"%s\" in this plan"), id);
	return EXIT_USAGE;
}
