#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/issue.h"
#include "lang/errors.h"
#include "lang/text.h"

#include "base/banned.h"

/* ------------------------------------------------------------- what was asked for */

/* two names of one folder could not both be locked */
static bool is_folder_of(const char *folder, const char *plan_path)
{
	const char *slash = strrchr(plan_path, '/');
	struct strbuf own = STRBUF_INIT;
	struct stat a, b;
	bool is;

	if (slash)
		strbuf_add(&own, plan_path, slash == plan_path ? 1 : (size_t)(slash - plan_path));
	else
		strbuf_addch(&own, '.');
	is = !stat(folder, &a) && !stat(own.text, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
	strbuf_release(&own);
	return is;
}

static int check_usage(const struct run *run)
{
	const struct options *o = &run->options;

	if (!strcmp(plan_path(run, 0), "-")) {
		complain(run, N_("a plan from standard input has no ledger beside it; name its file"));
		return EXIT_USAGE;
	}
	if (o->send && o->dry_run) {
		complain(run, N_("--dry-run sends nothing; leave out --send or --dry-run"));
		return EXIT_USAGE;
	}
	if (o->dry_run)
		return EXIT_DONE;
	if (!o->output || !*o->output || !strcmp(o->output, "-")) {
		complain(run, N_("name the folder for the messages with -o"));
		return EXIT_USAGE;
	}
	if (is_folder_of(o->output, plan_path(run, 0))) {
		complain(run, N_("\"%s\" is the plan's own folder; name another one for the messages"),
			 o->output);
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}

static int choose(const struct run *run, const struct plan *plan, struct outgoing_request *q,
		  struct view *view)
{
	if (run->options.view) {
		if (!select_view(run, plan, view))
			return refuse_view(run, plan);
		if (view->kind != VIEW_PERSON && view->kind != VIEW_SIDE) {
			complain(run, N_("invitations are for people: --for takes side:ID or person:ID here"));
			return EXIT_USAGE;
		}
		q->view = view;
	}
	return select_meeting(run, plan, &q->meeting) ? EXIT_DONE : refuse_meeting(run, plan);
}

/* ----------------------------------------------------------------------- what is said */

static const char *kind_word(const struct run *run, const struct message *m)
{
	if (m->issue.is_cancel)
		/* TRANSLATORS: the kind of a message, in a column of a list. */
		return tr(run, N_("cancellation"));
	if (m->why & WHY_NEW)
		/* TRANSLATORS: the kind of a message, in a column of a list. */
		return tr(run, N_("invitation"));
	/* TRANSLATORS: the kind of a message, in a column of a list. */
	return tr(run, N_("update"));
}

static void add_reasons(struct strbuf *out, const struct run *run, unsigned int why)
{
	/* TRANSLATORS: why a message is sent: what changed since the last one. */
	static const char *const words[WHY_COUNT] = {
		NULL,
		N_("time"),
		N_("place"),
		N_("status"),
		N_("programme"),
		N_("wording"),
		N_("two branches"),
		N_("cancelled"),
		N_("no longer invited"),
	};
	bool any = false;

	for (unsigned int i = 0; i < WHY_COUNT; i++) {
		if (!(why >> i & 1) || !words[i])
			continue;
		strbuf_addf(out, "%s%s", any ? ", " : " (", tr(run, words[i]));
		any = true;
	}
	strbuf_addstr(out, any ? ")" : "");
}

static void add_list(struct strbuf *out, const struct run *run, const struct outgoing *o)
{
	size_t widest = 0;

	for (size_t i = 0; i < o->messages.n; i++) {
		const char *word = kind_word(run, &o->messages.v[i]);
		size_t width = text_width(word, strlen(word));

		widest = width > widest ? width : widest;
	}
	for (size_t i = 0; i < o->messages.n; i++) {
		const struct message *m = &o->messages.v[i];
		const char *word = kind_word(run, m);

		strbuf_addstr(out, word);
		strbuf_addchars(out, ' ', widest - text_width(word, strlen(word)) + 2);
		/* TRANSLATORS: a recipient: name, address; the title of what is invited to */
		strbuf_addf(out, tr(run, N_("%1$s <%2$s>: \"%3$s\"")),
			    m->person ? text_in(m->person->name, run->ui) : m->issue.to,
			    m->issue.email, text_in(m->event->summary, run->ui));
		add_reasons(out, run, m->why);
		strbuf_addch(out, '\n');
	}
}

static void warn(const struct run *run, const struct outgoing *o, const struct ledger *ledger)
{
	if (ledger->torn.line)
		complain(run, N_("%1$s:%2$u: a record was cut off and is left out; what it said may be "
				 "issued again"),
			 ledger->path, (unsigned int)ledger->torn.line);
	if (ledger->has_marks)
		complain(run, N_("%s: it holds the marks of an unfinished merge; the records of both "
				 "branches are taken"),
			 ledger->path);
	if (ledger->is_blank)
		complain(run, N_("%s: nothing is recorded in it; if invitations were issued before, restore an "
				 "older copy of it first"),
			 ledger->path);
	for (size_t i = 0; i < o->branched.n; i++)
		complain(run, N_("two branches gave SEQUENCE %1$d to \"%2$s\"; this issue goes above both"),
			 o->branched.v[i]->latest->sequence,
			 text_in(o->branched.v[i]->latest->event.summary, run->ui));
	for (size_t i = 0; i < o->unreachable.n; i++)
		complain(run, N_("\"%s\" is to be told something and has no \"email\" in the plan"),
			 text_in(o->unreachable.v[i]->name, run->ui));
}

static void sum_up(const struct run *run, const struct outgoing *o)
{
	const struct catalog *catalog = &run->catalogs[run->ui];
	struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, "pbplan: ");
	if (!o->messages.n)
		strbuf_addstr(&line, o->request.ledger->issues.n
					     ? tr(run, N_("nothing has changed since the last issue"))
					     : tr(run, N_("there is nothing to issue")));
	else if (run->options.dry_run)
		strbuf_addf(&line,
			    catalog_get_plural(catalog,
					       NP_("%zu message would be issued; nothing was written",
						   "%zu messages would be issued; nothing was written"),
					       (unsigned long)o->messages.n),
			    o->messages.n);
	else
		strbuf_addf(&line,
			    catalog_get_plural(catalog,
					       NP_("%1$zu message was written to \"%2$s\"",
						   "%1$zu messages were written to \"%2$s\""),
					       (unsigned long)o->messages.n),
			    o->messages.n, run->options.output);
	strbuf_addch(&line, '\n');
	if (o->n_wording) {
		strbuf_addstr(&line, "pbplan: ");
		strbuf_addf(&line,
			    catalog_get_plural(catalog,
					       NP_("%zu message of changed wording alone is kept back; "
						   "--wording sends it too",
						   "%zu messages of changed wording alone are kept back; "
						   "--wording sends them too"),
					       (unsigned long)o->n_wording),
			    o->n_wording);
		strbuf_addch(&line, '\n');
	}
	fwrite(line.text, 1, line.len, stderr);
	strbuf_release(&line);
}

/* ---------------------------------------------------------------------- the command */

static bool is_recorded(void *context, const char *name)
{
	struct issuing *is = context;

	return hash_get(&is->files, name, strlen(name)) != NULL;
}

static void note_file(struct issuing *is, const char *name, const struct issue *issue)
{
	*hash_slot(&is->files, name, strlen(name)) = (void *)issue;
}

static int open_outbox(struct issuing *is)
{
	const struct run *run = is->run;
	const struct ledger *ledger = is->loaded->ledger;
	int r;

	for (size_t i = 0; i < ledger->issues.n; i++)
		note_file(is, ledger_file_name(ledger->arena, &ledger->issues.v[i]),
			  &ledger->issues.v[i]);
	r = outbox_open(&is->box, run->options.output, is_recorded, is);
	if (!r)
		return EXIT_DONE;
	complain(run, N_("cannot open the folder \"%1$s\": %2$s"), run->options.output,
		 error_text(&run->catalogs[run->ui], r));
	return EXIT_SYSTEM;
}

/* the plan is sound, and what is to be issued is known */
static int carry_out(struct issuing *is)
{
	struct run *run = is->run;
	struct strbuf list = STRBUF_INIT;
	int status = EXIT_DONE;

	warn(run, &is->out, is->loaded->ledger);
	add_list(&list, run, &is->out);
	if (!run->options.dry_run) {
		status = open_outbox(is);
		for (size_t i = 0; !status && i < is->out.messages.n; i++)
			note_file(is, is->out.messages.v[i].file, &is->out.messages.v[i].issue);
		if (!status)
			status = issue_write(is);
	}
	if (!status)
		status = print_out(run, list.text, list.len);
	if (!status)
		sum_up(run, &is->out);
	if (!status && run->options.send)
		status = issue_send(is);
	outbox_release(&is->box);
	strbuf_release(&list);
	return status;
}

static int issue_plan(struct issuing *is)
{
	struct run *run = is->run;
	struct loaded loaded;
	struct outgoing_request q = { .plan = &loaded.plan,
				      .it = &loaded.itinerary,
				      .arena = &run->arena,
				      .now = run->now,
				      .wording = run->options.wording };
	struct view view;
	struct ics ics;
	int status = load_plan(run, is->plan_path, &loaded);

	if (status)
		return status;
	is->loaded = &loaded;
	status = report_findings(run);
	if (status || !loaded.plan.at) {
		complain(run, N_("nothing was issued: the plan has errors"));
		return EXIT_PLAN;
	}
	status = choose(run, &loaded.plan, &q, &view);
	if (status)
		return status;
	q.ledger = loaded.ledger;
	q.ics = &ics;
	ics_init(&ics, &loaded.plan, &loaded.itinerary, run->catalogs, NULL, run->now);
	outgoing_init(&is->out, &q);
	status = carry_out(is);
	outgoing_release(&is->out);
	ics_release(&ics);
	return status;
}

static int invite(struct run *run)
{
	struct issuing is = { .run = run, .plan_path = plan_path(run, 0), .folder = OUT_INIT };
	int status = check_usage(run), r;

	if (status)
		return status;
	is.box.out = is.box.journal = (struct out)OUT_INIT;
	r = run->options.dry_run ? 0 : ledger_lock(is.plan_path, &is.folder);
	if (r && r != -ENOENT) { /* that there is no such folder will be said of the plan */
		complain(run, N_("cannot write \"%1$s\": %2$s"),
			 ledger_path(&run->arena, is.plan_path),
			 error_text(&run->catalogs[run->ui], r));
		status = EXIT_SYSTEM;
	}
	if (!status)
		status = issue_plan(&is);
	hash_release(&is.files);
	out_release(&is.folder);
	return status;
}

const struct command cmd_invite = {
	.name = "invite",
	.arguments = "[PLAN]",
	.summary = N_("write the invitations, updates and cancellations that are due"),
	.details = N_(
		"Each message (.eml) is for one person, in that person's language, and about one event: "
		"the visit, for the members of the delegations and the others, or an item with \"rsvp: "
		"true\", for all who take part in it. Only what changed since the last issue is "
		"written: invitations to what is new, updates where the time, the place or the status "
		"is another, cancellations to those whom it no longer concerns, and the visit also "
		"where anything else in that person's programme changed. A change of wording alone "
		"bothers nobody unless --wording is given. A plan with errors issues nothing.\n\n"
		"See first what is due, and why: --dry-run lists it and writes nothing. To invite some "
		"only, name them with --for side:ID or --for person:ID, or a meeting; what is due to "
		"the others stays due.\n\n"
		"Writing the messages to the folder is the issue: from then on they count as told. It "
		"is recorded in the ledger beside the plan (plan.ledger.yaml), which holds addresses "
		"and makes the next update an update on any computer. Keep it with the plan; after a "
		"merge keep the lines of both branches, or let git do it: \"*.ledger.yaml "
		"merge=union\" in .gitattributes.\n\n"
		"With --send, what stands in the folder and was not sent goes to a mail program that "
		"works like sendmail, one message at a time, and each is at once recorded as sent and "
		"moved to the folder \"sent\" in it. What the program does not take stays, and the "
		"same command sends it later. The program has no terminal, and so cannot ask for a "
		"password. Answers are recorded by the command reply."),
	.options = TAKES(OUTPUT) | TAKES(FOR) | TAKES(MEETING) | TAKES(NOW) | TAKES(DRY_RUN) |
		   TAKES(SEND) | TAKES(SENDMAIL) | TAKES(WORDING),
	.max_arguments = 1,
	.run = invite,
};
