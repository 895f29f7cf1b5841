#include "cmd/cmd.h"

#include <string.h>

#include "base/out.h"
#include "lang/errors.h"
#include "ledger/ledger-issued.h"
#include "render/export.h"

#include "base/banned.h"

static const char *reason(const struct run *run, int error)
{
	return error_text(&run->catalogs[run->ui], error);
}

/* ------------------------------------------------------------- what was asked for */

static bool is_stdout(const struct options *o)
{
	return o->output && !strcmp(o->output, "-");
}

static int check_usage(const struct run *run)
{
	const struct options *o = &run->options;

	if (!o->output || !*o->output) {
		complain(run, N_("name the folder for the calendars with -o"));
		return EXIT_USAGE;
	}
	if (is_stdout(o) && !o->view) {
		complain(run, N_("standard output takes one calendar: name its view with --for"));
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}

/* ------------------------------------------------------------------ what was done */

static void add_change(struct strbuf *out, const struct run *run, const struct export_change *c)
{
	switch (c->kind) {
	case EXPORT_NEW:
		/* TRANSLATORS: the name of a file. */
		strbuf_addf(out, tr(run, N_("new: %s")), c->name);
		break;
	case EXPORT_CHANGED:
		/* TRANSLATORS: the name of a file. */
		strbuf_addf(out, tr(run, N_("changed: %s")), c->name);
		break;
	case EXPORT_REMOVED:
		/* TRANSLATORS: the name of a file. */
		strbuf_addf(out, tr(run, N_("removed: %s")), c->name);
		break;
	}
	strbuf_addch(out, '\n');
}

static int print_report(struct run *run, const struct export_report *report)
{
	struct strbuf sb = STRBUF_INIT;
	int status;

	for (size_t i = 0; i < report->changes.n; i++)
		add_change(&sb, run, &report->changes.v[i]);
	if (report->changes.n)
		strbuf_addf(&sb,
			    catalog_get_plural(&run->catalogs[run->ui],
					       NP_("%1$zu calendar; changes: %2$zu",
						   "%1$zu calendars; changes: %2$zu"),
					       report->n_files),
			    report->n_files, report->changes.n);
	else
		strbuf_addf(&sb,
			    catalog_get_plural(
				    &run->catalogs[run->ui],
				    NP_("%zu calendar, unchanged", "%zu calendars, unchanged"),
				    report->n_files),
			    report->n_files);
	strbuf_addch(&sb, '\n');
	status = print_out(run, sb.text, sb.len);
	strbuf_release(&sb);
	return status;
}

static int complain_of_failure(const struct run *run, const struct export_report *report, int error)
{
	const char *folder = run->options.output;

	if (!report->failed)
		complain(run, N_("cannot write to the folder \"%1$s\": %2$s"), folder,
			 reason(run, error));
	else
		complain(run, N_("cannot write \"%1$s/%2$s\": %3$s"), folder, report->failed,
			 reason(run, error));
	if (report->begun)
		complain(run,
			 N_("every calendar there is whole: some are new, the others as before"));
	else
		complain(run, N_("no calendar there was changed"));
	return EXIT_SYSTEM;
}

static int write_calendars(struct run *run, const struct export_request *request,
			   const struct export_plan *plan)
{
	struct export_report report;
	struct strbuf text = STRBUF_INIT;
	int r, status;

	if (is_stdout(&run->options)) {
		export_add_view(&text, request, plan);
		status = print_out(run, text.text, text.len);
		strbuf_release(&text);
		return status;
	}
	r = export_write(request, plan, &report);
	status = r ? complain_of_failure(run, &report, r) : print_report(run, &report);
	export_report_release(&report);
	return status;
}

/* ---------------------------------------------------------------------- the command */

static int export_plan(struct run *run, const struct export_request *request)
{
	struct loaded loaded;
	struct issued issued;
	struct view view;
	struct export_plan plan = { .plan = &loaded.plan,
				    .it = &loaded.itinerary,
				    .catalogs = run->catalogs,
				    .sources = &run->sources };
	int status = load_plan(run, request->plan_path, &loaded), written;

	if (status)
		return status;
	status = report_findings(run);
	if (!loaded.plan.at || diags_forbid_documents(&run->diags)) {
		complain(run,
			 N_("no calendar was written: the plan cannot be understood as it is"));
		return EXIT_PLAN;
	}
	plan.ledger_path = loaded.ledger->path;
	if (!select_view(run, &loaded.plan, &view))
		return refuse_view(run, &loaded.plan);
	if (run->options.view)
		plan.view = &view;
	if (!select_meeting(run, &loaded.plan, &plan.meeting))
		return refuse_meeting(run, &loaded.plan);
	plan.errors = status != EXIT_DONE;
	ledger_issued(loaded.ledger, &loaded.plan, &issued);
	plan.issued = &issued;
	written = write_calendars(run, request, &plan);
	issued_release(&issued);
	if (!written && status)
		complain(run, N_("the calendars were written although the plan has errors"));
	return written ? written : status;
}

static int export(struct run *run)
{
	const struct options *o = &run->options;
	struct export_request request = { .directory = o->output,
					  .plan_path = plan_path(run, 0),
					  .view = o->view,
					  .meeting = o->meeting,
					  .langs = o->langs,
					  .n_langs = o->n_langs,
					  .now = run->now };
	struct export_report report = { 0 };
	int status = check_usage(run);

	if (status)
		return status;
	if (!is_stdout(o) && export_is_current(&request, &report.n_files))
		return print_report(run, &report);
	return export_plan(run, &request);
}

const struct command cmd_export = {
	.name = "export",
	.arguments = "[PLAN]",
	.summary = N_("write calendars to keep or subscribe to"),
	.details = N_(
		"One calendar for the organizers, the participants, the public, each side and each "
		"person, in the reader's own language, and one for what was agreed. Only what changed "
		"is written; calendars of people who are no longer in the plan are removed, and nothing "
		"else in the folder is touched. \"-o -\" with --for writes one calendar to standard "
		"output."),
	.options = TAKES(OUTPUT) | TAKES(FOR) | TAKES(MEETING) | TAKES(LANG) | TAKES(NOW),
	.max_arguments = 1,
	.run = export,
};
