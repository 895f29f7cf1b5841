#include "cmd/cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/reply.h"
#include "lang/errors.h"
#include "plan/read.h"

#include "base/banned.h"

/* ---------------------------------------------------------------------- the outcome */

static int record(struct reply *reply, struct out *folder)
{
	struct strbuf lines = STRBUF_INIT;
	int r = 0;

	for (size_t i = 0; i < reply->counted.n; i++)
		if (reply->counted.v[i].is_new)
			ledger_add_answer(&lines, reply->counted.v[i].answer);
	if (lines.len && !reply->run->options.dry_run)
		r = ledger_append(reply->ledger, folder, lines.text, lines.len);
	strbuf_release(&lines);
	if (!r)
		return EXIT_DONE;
	complain(reply->run, N_("cannot write \"%1$s\": %2$s; no answer was recorded"),
		 reply->ledger->path, error_text(&reply->run->catalogs[reply->run->ui], r));
	return EXIT_SYSTEM;
}

static int print_counted(struct reply *reply)
{
	struct run *run = reply->run;
	struct strbuf sb = STRBUF_INIT;
	bool any_new = false;
	int status;

	for (size_t i = 0; i < reply->counted.n; i++) {
		const struct reply_counted *c = &reply->counted.v[i];

		reply_add_line(&sb, reply, c->event, c->answer);
		any_new |= c->is_new;
		if (!c->is_new)
			strbuf_addf(&sb, "    %s\n", tr(run, N_("was recorded before")));
	}
	if (any_new && run->options.dry_run)
		strbuf_addf(&sb, "%s\n", tr(run, N_("nothing was recorded: --dry-run")));
	status = print_out(run, sb.text, sb.len);
	strbuf_release(&sb);
	return status;
}

static int judge_and_record(struct reply *reply, struct out *folder)
{
	int status;

	reply_judge(reply);
	status = record(reply, folder);
	if (!status)
		status = print_counted(reply);
	if (status)
		return status;
	if (reply->failed)
		return EXIT_SYSTEM;
	return reply->refused ? EXIT_PLAN : EXIT_DONE;
}

/* ---------------------------------------------------------------------- the command */

static bool is_plan(const char *path)
{
	size_t len = strlen(path);

	return (len > 5 && !strcmp(path + len - 5, ".yaml")) ||
	       (len > 4 && !strcmp(path + len - 4, ".yml"));
}

/* for names and titles; what is wrong with it is not asked here */
static int read_plan(struct reply *reply)
{
	struct run *run = reply->run;
	struct plan_reader reader = { &run->arena, NULL, &run->sources, &run->zones,
				      &run->gazetteer };
	struct diags diags;
	int r;

	diags_init(&diags, &run->arena, &run->catalogs[run->ui], &run->sources);
	reader.diags = &diags;
	r = plan_read(&reader, reply->plan_path, &reply->plan);
	if (r)
		reply->plan = (struct plan){ 0 };
	diags_release(&diags);
	return r;
}

/* is there a ledger, or else a plan?  EXIT_DONE, or a status after a complaint */
static int check_ledger(struct reply *reply)
{
	struct run *run = reply->run;
	const char *path = ledger_path(&run->arena, reply->plan_path);

	if (!zones_are_installed()) {
		complain(run, N_("the system has no time zones; install the package tzdata"));
		return EXIT_SYSTEM;
	}
	if (!access(path, F_OK) || errno != ENOENT)
		return EXIT_DONE;
	if (access(reply->plan_path, F_OK)) {
		complain(run, N_("cannot read \"%1$s\": %2$s"), reply->plan_path,
			 error_text(&run->catalogs[run->ui], errno));
		return EXIT_SYSTEM;
	}
	complain(run,
		 N_("nothing of \"%1$s\" was issued yet, so nothing can be answered: there is no "
		    "\"%2$s\"; name the right plan first"),
		 reply->plan_path, path);
	return EXIT_PLAN;
}

static int read_ledger(struct reply *reply)
{
	struct run *run = reply->run;
	struct ledger_reader reader = { &run->arena, &run->diags, &run->sources, &run->zones };
	int r = ledger_read(&reader, reply->plan_path, reply->ledger);

	if (r) {
		complain(run, N_("cannot read \"%1$s\": %2$s"), reply->ledger->path,
			 error_text(&run->catalogs[run->ui], r));
		return EXIT_SYSTEM;
	}
	if (!reply->ledger->is_broken)
		return EXIT_DONE;
	report_findings(run);
	complain(run, N_("no answer was recorded: the ledger has errors"));
	return EXIT_PLAN;
}

/* with the ledger, which no other run may write to until this one has */
static int judge_with_ledger(struct reply *reply)
{
	struct run *run = reply->run;
	struct out folder = OUT_INIT;
	int status, r = 0;

	if (!run->options.dry_run)
		r = ledger_lock(reply->plan_path, &folder);
	if (r) {
		complain(run, N_("cannot open the folder of \"%1$s\": %2$s"), reply->plan_path,
			 error_text(&run->catalogs[run->ui], r));
		return EXIT_SYSTEM;
	}
	status = read_ledger(reply);
	if (!status) {
		read_plan(reply);
		status = judge_and_record(reply, &folder);
	}
	out_release(&folder);
	return status;
}

static int run_reply(struct reply *reply, size_t first)
{
	const struct options *o = &reply->run->options;
	int status = check_ledger(reply);

	if (status)
		return status;
	/* all of them before the lock: standard input may take its time */
	for (size_t i = first; i < o->n_arguments; i++)
		reply_read_file(reply, o->arguments[i]);
	return judge_with_ledger(reply);
}

static int reply(struct run *run)
{
	const struct options *o = &run->options;
	bool has_plan = o->n_arguments && is_plan(o->arguments[0]);
	struct ledger ledger = { 0 };
	struct reply reply = { .run = run,
			       .plan_path = has_plan ? o->arguments[0] : "plan.yaml",
			       .ledger = &ledger };
	int status;

	if (o->n_arguments == (has_plan ? 1 : 0)) {
		complain(run, N_("name the files with the answers, for example: pbplan reply plan.yaml "
				 "answer.eml"));
		return EXIT_USAGE;
	}
	status = run_reply(&reply, has_plan ? 1 : 0);
	VEC_RELEASE(&reply.answers);
	VEC_RELEASE(&reply.counted);
	ledger_release(&ledger);
	return status;
}

const struct command cmd_reply = {
	.name = "reply",
	.arguments = "[PLAN] FILE...",
	.summary = N_("record who accepted, declined or proposed another time"),
	.details = N_("Reads answers to invitations as calendar programs send them: messages (.eml), or "
		      "the calendars in them (.ics); \"-\" is standard input, so that a mail filter can "
		      "hand them over. A first FILE that ends in .yaml or .yml is the plan.\n\n"
		      "An answer counts if it is about the last issue that its address was sent, as "
		      "the ledger has it, and comes from that address. It is added to the ledger; an "
		      "answer that is there already is not added again. Each that does not count is "
		      "named, with the reason and with what to do, and the exit status is 1.\n\n"
		      "Errors in the plan are not asked about here, and keep no answer from being "
		      "recorded."),
	.options = TAKES(DRY_RUN) | TAKES(NOW),
	.max_arguments = 1000000,
	.run = reply,
};
