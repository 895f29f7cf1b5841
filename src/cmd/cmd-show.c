#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"
#include "diag/diag-format.h"
#include "lang/text.h"
#include "ledger/ledger-issued.h"
#include "render/agenda-format.h"

#include "base/banned.h"

#define WIDTH_MIN 20
/* text is never wider than can be read */
#define WIDTH_MAX 120

/* what was asked for, and what became of it */
struct showing {
	struct run *run;
	struct agenda agenda;
	unsigned int flags;
	VEC(struct loaded *) plans;
	VEC(struct issued *) issued; /* of those that are in the agenda */
	VEC(const char *) refused; /* paths of plans of which no document can be made */
	VEC(const char *) wrong;   /* of plans that have errors and are shown */
	bool unread;		   /* some file cannot be read */
};

/* ------------------------------------------------------------------------- the plans */

/* the errors of a plan that is not shown */
static void report_errors(const struct run *run, struct diags *own)
{
	struct strbuf text = STRBUF_INIT;

	diags_sort(own);
	diags_add_text(&text, own, SEVERITY_ERROR, run->options.colour);
	fwrite(text.text, 1, text.len, stderr);
	strbuf_release(&text);
}

/* a plan that was read, whose findings are those from first on */
static void take_plan(struct showing *s, struct loaded *loaded, const char *path, size_t first)
{
	struct diags own = s->run->diags;

	if (own.list.v)
		own.list.v += first;
	own.list.n -= first;
	/* what is wrong in this one may not have been kept, after too many findings in others */
	if (!loaded->plan.at || own.full || diags_forbid_documents(&own)) {
		report_errors(s->run, &own);
		VEC_PUSH(&s->refused, path);
		return;
	}
	VEC_PUSH(&s->plans, loaded);
	if (diags_count(&own).n[SEVERITY_ERROR])
		VEC_PUSH(&s->wrong, path);
}

static void read_plans(struct showing *s)
{
	struct run *run = s->run;
	size_t n = run->options.n_arguments ? run->options.n_arguments : 1;

	for (size_t i = 0; i < n; i++) {
		struct loaded *loaded = arena_new(&run->arena, struct loaded);
		size_t first = run->diags.list.n;
		const char *path = plan_path(run, i);

		if (load_plan(run, path, loaded))
			s->unread = true;
		else
			take_plan(s, loaded, path, first);
	}
}

/* false if it has not the view or the meeting */
static bool add_plan(struct showing *s, const struct loaded *loaded)
{
	struct agenda_source source = { .plan = &loaded->plan,
					.it = &loaded->itinerary,
					.view = { .kind = VIEW_PARTICIPANTS } };
	struct issued *issued;

	if (!select_view(s->run, &loaded->plan, &source.view) ||
	    !select_meeting(s->run, &loaded->plan, &source.only))
		return false;
	issued = arena_new(&s->run->arena, struct issued);
	ledger_issued(loaded->ledger, &loaded->plan, issued);
	VEC_PUSH(&s->issued, issued);
	source.issued = issued;
	agenda_add_plan(&s->agenda, &source, s->flags);
	return true;
}

/* of several plans, those that have the view and the meeting are enough */
static int fill_agenda(struct showing *s)
{
	struct view view;
	bool any = false;

	for (size_t i = 0; i < s->plans.n; i++)
		any |= add_plan(s, s->plans.v[i]);
	/* if there is none, the first says what is near */
	if (!any && s->plans.n) {
		const struct plan *first = &s->plans.v[0]->plan;

		return select_view(s->run, first, &view) ? refuse_meeting(s->run, first)
							  : refuse_view(s->run, first);
	}
	agenda_finish(&s->agenda, s->flags);
	return EXIT_DONE;
}

/* ------------------------------------------------------------------------- the output */

static const char *nothing(const struct showing *s)
{
	if (s->run->options.next)
		return tr(s->run, N_("nothing is going on, and nothing is to come"));
	if (s->run->options.upcoming)
		return tr(s->run, N_("no meeting is to come"));
	return tr(s->run, N_("there is nothing to show"));
}

static int print_agenda(struct showing *s)
{
	struct run *run = s->run;
	const struct options *o = &run->options;
	struct agenda_style style = { .catalog = &run->catalogs[o->n_langs ? o->langs[0] : run->ui],
				      .dates = &run->dates,
				      .view = o->view ? o->view : "participants",
				      .width = text_columns(WIDTH_MIN, WIDTH_MAX),
				      .colour = o->colour };
	struct strbuf text = STRBUF_INIT;
	int status;

	if (o->format == FORMAT_JSON && o->next)
		agenda_add_next_json(&text, &s->agenda, &style);
	else if (o->format == FORMAT_JSON)
		agenda_add_json(&text, &s->agenda, &style);
	else if (o->next)
		agenda_add_next_text(&text, &s->agenda, &style);
	else
		agenda_add_text(&text, &s->agenda, &style);
	if (!text.len) {
		text_add_wrapped(&text, nothing(s), style.width, 0);
		strbuf_addch(&text, '\n');
	}
	status = print_out(run, text.text, text.len);
	strbuf_release(&text);
	return status;
}

/* ------------------------------------------------------------------------ the command */

/* of plans that are not right */
static int complain_of_plans(struct showing *s)
{
	struct run *run = s->run;

	for (size_t i = 0; i < s->refused.n; i++)
		complain(run, N_("\"%s\" is not shown: the plan cannot be understood as it is"),
			 s->refused.v[i]);
	for (size_t i = 0; i < s->wrong.n; i++)
		complain(run, N_("\"%s\" has errors; pbplan validate shows them"), s->wrong.v[i]);
	return s->refused.n || s->wrong.n ? EXIT_PLAN : EXIT_DONE;
}

static int show_plans(struct showing *s)
{
	int status;

	read_plans(s);
	status = fill_agenda(s);
	if (status)
		return status;
	/* of what could not be read nothing can be said, not even that nothing is to come */
	if (s->plans.n && print_agenda(s))
		return EXIT_SYSTEM;
	status = complain_of_plans(s);
	return s->unread ? EXIT_SYSTEM : status;
}

static int show(struct run *run)
{
	struct showing s = { .run = run };
	int status;

	if (run->options.n_langs > 1) {
		complain(run, N_("an agenda is in one language; name one with --lang"));
		return EXIT_USAGE;
	}
	/* what is over can neither be going on nor be next */
	if (run->options.upcoming || run->options.next)
		s.flags = AGENDA_UPCOMING;
	agenda_init(&s.agenda, run->now);
	status = show_plans(&s);
	agenda_release(&s.agenda);
	for (size_t i = 0; i < s.issued.n; i++)
		issued_release(s.issued.v[i]);
	VEC_RELEASE(&s.issued);
	VEC_RELEASE(&s.plans);
	VEC_RELEASE(&s.refused);
	VEC_RELEASE(&s.wrong);
	return status;
}

const struct command cmd_show = {
	.name = "show",
	.arguments = "[PLAN…]",
	.summary = N_("show the agenda, or what is next"),
	.details = N_(
		"Meetings in the order of their dates, day by day, with local times, people and "
		"places, as the participants may know them; --for shows what another reader may "
		"know, to organizers also what was answered to invitations, to a person the own "
		"answers. It is in the language of messages unless --lang names another, as wide as "
		"the terminal, else as COLUMNS says, else 80 columns wide.\n\n"
		"With --next: what is going on, and what begins next, in all plans that are named. "
		"With --upcoming: meetings that are not over, soonest first.\n\n"
		"As JSON it is an object: for, language, now, and meetings, each with its days and "
		"their items; instants are in UTC, and local with their zone. With --next it has, "
		"instead of meetings, going_on and next (each with meeting and item), next_at and "
		"minutes_left."),
	.options = TAKES(FOR) | TAKES(MEETING) | TAKES(LANG) | TAKES(NEXT) | TAKES(UPCOMING) |
		   TAKES(FORMAT) | TAKES(NOW),
	.max_arguments = 1000,
	.run = show,
};
