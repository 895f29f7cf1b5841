#include "cmd/cmd.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "diag/diag-format.h"

#include "base/banned.h"

/* takes out what --ignore names */
static void drop_ignored(struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->diags.list.n; i++)
		if (!run->options.ignored[run->diags.list.v[i]->code])
			run->diags.list.v[n++] = run->diags.list.v[i];
	run->diags.list.n = n;
}

static int print_findings(struct run *run, bool all_read)
{
	const struct options *o = &run->options;
	struct strbuf sb = STRBUF_INIT;
	int status;

	switch (o->format) {
	case FORMAT_JSON:
		diags_add_json(&sb, &run->diags, o->least);
		break;
	case FORMAT_SARIF:
		diags_add_sarif(&sb, &run->diags, o->least, all_read);
		break;
	default:
		diags_add_text(&sb, &run->diags, o->least, o->colour);
		diags_add_summary(&sb, &run->diags);
	}
	status = print_out(run, sb.text, sb.len);
	strbuf_release(&sb);
	return status;
}

static int validate(struct run *run)
{
	size_t n = run->options.n_arguments ? run->options.n_arguments : 1;
	struct diag_counts counts;
	int status = EXIT_DONE;

	for (size_t i = 0; i < n; i++) {
		struct loaded loaded;

		if (load_plan(run, plan_path(run, i), &loaded))
			status = EXIT_SYSTEM;
	}
	drop_ignored(run);
	diags_sort(&run->diags);
	/* of a file that could not be read there is nothing more to say */
	if (status && !run->diags.list.n)
		return status;
	if (print_findings(run, status == EXIT_DONE) || status)
		return EXIT_SYSTEM;
	counts = diags_count(&run->diags);
	if (counts.n[SEVERITY_ERROR] || (run->options.strict && counts.n[SEVERITY_WARNING]))
		return EXIT_PLAN;
	return EXIT_DONE;
}

const struct command cmd_validate = {
	.name = "validate",
	.arguments = "[PLAN…]",
	.summary = N_("find everything that would go wrong"),
	.details = N_("Every finding of one run is shown at its line, with what was expected and, where "
		      "it is certain, what to write instead. The exit status is 1 if the plan has "
		      "errors, or with --strict warnings. What --severity hides counts all the "
		      "same; what --ignore names does not, nor does what is waived."),
	.formats = WRITES(TEXT) | WRITES(JSON) | WRITES(SARIF),
	.options = TAKES(FORMAT) | TAKES(STRICT) | TAKES(IGNORE) | TAKES(SEVERITY) | TAKES(NOW),
	.max_arguments = 1000,
	.run = validate,
};
