#include "cmd/cmd.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/invitations.h"
#include "ledger/since.h"
#include "render/changes-text.h"

#include "base/banned.h"

/* two states of one programme, read and compared */
struct comparing {
	struct run *run;
	struct loaded *old, *new; /* old NULL: it is what was last issued */
	struct events before, now;
	struct view old_view, new_view;
	bool has_old_view, has_new_view;
	struct changes changes;
};

/* --------------------------------------------------------------------- what is read */

static bool is_file(const char *path)
{
	struct stat st;

	return strcmp(path, "-") && !stat(path, &st) && S_ISREG(st.st_mode);
}

static int check_usage(const struct run *run)
{
	const struct options *o = &run->options;

	if (o->since_issue && o->n_arguments > 1) {
		complain(run, N_("--since-issue takes one plan, and compares it with what was last issued"));
		return EXIT_USAGE;
	}
	if (o->since_issue && !strcmp(plan_path(run, 0), "-")) {
		complain(run, N_("a plan from standard input has no ledger beside it; name its file"));
		return EXIT_USAGE;
	}
	if (!o->since_issue && o->n_arguments < 2) {
		complain(run, N_("name two plans, the old one first; or --since-issue, to compare with "
				 "what was last issued"));
		return EXIT_USAGE;
	}
	if (!o->since_issue && !strcmp(o->arguments[0], "-") && !strcmp(o->arguments[1], "-")) {
		complain(run, N_("only one of the two plans can be standard input"));
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}

/*
 * A plan of its own file has its includes beside it.  One from a pipe, such
 * as an older revision, is read with those of the other plan, as they are now.
 */
static int load(struct run *run, size_t n, struct loaded **ret)
{
	const char *path = plan_path(run, n), *other = plan_path(run, 1 - n);
	struct loaded *loaded = arena_new(&run->arena, struct loaded);
	bool beside = !is_file(path) && is_file(other);
	int status = load_plan_beside(run, path, beside ? other : path, loaded);

	if (status)
		return status;
	if (beside && (loaded->plan.include || loaded->plan.private_include))
		complain(run,
			 N_("the files that \"%1$s\" includes were read beside \"%2$s\", as they are "
			    "there; what was changed in them is not seen"),
			 path, other);
	*ret = loaded;
	return EXIT_DONE;
}

static int load_both(struct comparing *x)
{
	struct run *run = x->run;
	int status;

	if (run->options.since_issue) {
		x->new = arena_new(&run->arena, struct loaded);
		return load_plan(run, plan_path(run, 0), x->new);
	}
	status = load(run, 0, &x->old);
	return status ? status : load(run, 1, &x->new);
}

/*
 * Are there errors by which it is not known what a plan says, or by which
 * nothing of it may leave?  That a waiver does not hold (PB113), or that
 * what was issued has another id (PB114), is none of these.
 */
static bool forbids_comparing(const struct diags *diags)
{
	for (size_t i = 0; i < diags->list.n; i++) {
		const struct diag *diag = diags->list.v[i];

		if (diag->severity == SEVERITY_ERROR && !diag->waived &&
		    !diag_can_be_waived((int)diag->code) && diag->code != PB113 && diag->code != PB114)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------- what was asked for */

/* of a person or side that one of the plans has */
static int find_views(struct comparing *x)
{
	if (!x->run->options.view)
		return EXIT_DONE;
	x->has_new_view = select_view(x->run, &x->new->plan, &x->new_view);
	x->has_old_view = x->old && select_view(x->run, &x->old->plan, &x->old_view);
	if (x->has_new_view && !x->old && x->new_view.kind == VIEW_PUBLIC) {
		complain(x->run, N_("nothing is issued to the public; --since-issue goes with another view"));
		return EXIT_USAGE;
	}
	if (x->has_new_view && !x->old) {
		x->old_view = x->new_view;
		x->has_old_view = true;
	}
	if (x->has_new_view || x->has_old_view)
		return EXIT_DONE;
	return refuse_view(x->run, &x->new->plan);
}

static bool has_meeting(const struct events *events, const char *id)
{
	for (size_t i = 0; i < events->list.n; i++)
		if (!strcmp(events->list.v[i].meeting, id))
			return true;
	return false;
}

static int find_meeting(const struct comparing *x)
{
	const char *id = x->run->options.meeting;

	if (!id || has_meeting(&x->before, id) || has_meeting(&x->now, id))
		return EXIT_DONE;
	return refuse_meeting(x->run, &x->new->plan);
}

/* ------------------------------------------------------------------------- the words */

/* asked for, else the person's own, else that of messages */
static size_t find_langs(const struct comparing *x, enum lang ret[LANG_COUNT])
{
	const struct options *o = &x->run->options;
	const struct view *view = x->has_new_view ? &x->new_view : &x->old_view;
	bool is_person = (x->has_new_view || x->has_old_view) && view->kind == VIEW_PERSON;

	ret[0] = is_person ? view->person->language : x->run->ui;
	for (size_t i = 0; i < o->n_langs; i++)
		ret[i] = o->langs[i];
	return o->n_langs ? o->n_langs : 1;
}

static int print_changes(struct comparing *x, const struct notices *notices,
			 const struct notices *for_organizers)
{
	struct run *run = x->run;
	bool json = run->options.format == FORMAT_JSON;
	struct strbuf out = STRBUF_INIT;
	enum lang langs[LANG_COUNT];
	size_t n = find_langs(x, langs);
	int status;

	for (size_t i = 0; i < (json ? 1 : n); i++) {
		struct change_words words = { .notices = notices,
					      .catalog = &run->catalogs[langs[i]],
					      .dates = &run->dates,
					      .lang = langs[i],
					      .own = notices->reader > AUDIENCE_ORGANIZERS &&
						     !for_organizers };
		struct strbuf text = STRBUF_INIT;

		if (json)
			changes_add_json(&text, &words, for_organizers);
		else
			changes_add_text(&text, &words, for_organizers);
		if (!text.len)
			/* TRANSLATORS: of two plans that say the same. */
			strbuf_addf(&text, "%s\n", catalog_get(words.catalog, N_("no difference")));
		strbuf_addf(&out, "%s%s", out.len ? "\n" : "", text.text);
		strbuf_release(&text);
	}
	status = print_out(run, out.text, out.len);
	strbuf_release(&out);
	return status;
}

static int tell(struct comparing *x)
{
	static const struct view organizers = { .kind = VIEW_ORGANIZERS };
	const struct view *old_view = x->has_old_view ? &x->old_view : NULL;
	const struct view *new_view = x->has_new_view ? &x->new_view : NULL;
	struct notices readers, others;
	int status;

	notices_init(&readers, &x->changes, old_view, new_view, &x->run->zones);
	if (old_view || new_view) {
		status = print_changes(x, &readers, NULL);
	} else {
		notices_init(&others, &x->changes, &organizers, &organizers, &x->run->zones);
		status = print_changes(x, &readers, &others);
		notices_release(&others);
	}
	notices_release(&readers);
	return status;
}

/* ---------------------------------------------------------------------- the command */

static void find_events(struct comparing *x)
{
	struct run *run = x->run;

	if (x->old) {
		events_init(&x->before, &x->old->itinerary, &run->arena);
		events_init(&x->now, &x->new->itinerary, &run->arena);
		return;
	}
	since_issue(&x->before, &x->now, x->new->ledger, &x->new->itinerary, INSTANT_NONE,
		    run->now, &run->arena);
	if (!x->new->ledger->events.n)
		complain(run, N_("nothing was issued of this plan yet"));
}

/*
 * What was issued to some is no longer a difference, and may be still to be
 * told to others.
 */
static void tell_due(struct comparing *x)
{
	struct strbuf line = STRBUF_INIT;
	struct invitations invitations;

	invitations_init(&invitations, x->run, x->new, 0);
	invitations.unsent = -1;
	invitations_add_due(&line, &invitations, x->run);
	if (line.len) {
		fputs("pbplan:", stderr);
		fwrite(line.text + 1, 1, line.len - 1, stderr);
	}
	invitations_release(&invitations);
	strbuf_release(&line);
}

static int compare(struct comparing *x)
{
	struct changes_state old = { &x->before, x->old ? &x->old->itinerary : NULL,
				     &x->run->gazetteer };
	struct changes_state new = { &x->now, &x->new->itinerary, NULL };
	int status = find_meeting(x);

	if (status)
		return status;
	changes_init(&x->changes, &old, &new, x->run->options.meeting, &x->run->arena);
	if (x->changes.uids_change)
		complain(x->run, N_("the plans differ in \"id\" or \"uid_domain\": every calendar that has "
				    "an entry of the one would show that of the other beside it"));
	status = tell(x);
	if (!x->old && !status && x->new->ledger->events.n)
		tell_due(x);
	changes_release(&x->changes);
	return status;
}

static int diff(struct run *run)
{
	struct comparing x = { .run = run };
	int status = check_usage(run), told;

	if (!status)
		status = load_both(&x);
	if (status)
		return status;
	status = report_findings(run);
	if (!x.new->plan.at || (x.old && !x.old->plan.at) || forbids_comparing(&run->diags)) {
		complain(run, N_("nothing was compared: a plan cannot be understood as it is"));
		return EXIT_PLAN;
	}
	if (find_views(&x))
		return EXIT_USAGE;
	find_events(&x);
	told = compare(&x);
	events_release(&x.before);
	events_release(&x.now);
	if (!told && status)
		complain(run, N_("the differences are shown although there are errors"));
	return told ? told : status;
}

const struct command cmd_diff = {
	.name = "diff",
	.arguments = "OLD NEW",
	.summary = N_("show what changed between two plans, or since the last issue, by person"),
	.details = N_(
		"For each person, what is new, moved, cancelled or otherwise changed in their own "
		"programme; people with the same changes share a heading. Changes of wording alone come "
		"last, and behind all, for organizers, what concerns nobody's programme. With --for, "
		"nothing is shown that this view does not show, neither as it was nor as it is: a person "
		"or side by person, other views as one list. The language is that of --lang, else the "
		"person's own, else that of messages. --since-issue takes one plan and compares it with "
		"what was last issued.\n\n"
		"A revision from a pipe, <(git show HEAD:plan.yaml), is read with the files that the other "
		"plan includes; to see changes in those too, compare with a copy of the whole folder (git "
		"worktree).\n\n"
		"As JSON it is an object: changes (uid, meeting, item, kind, title, change: added, "
		"removed, cancelled, revived, changed or renamed; material: whether time, place, status, "
		"participation or the way to travel changed; aspects: time, place, status, people, title, "
		"kind, and keys of the plan; before and after: uid, start, end in UTC, or days with the "
		"last not included, start_zone, end_zone, place, to, via, status, title, people; people), "
		"records (record, change, fields: what else of the plan changed) and people (person, "
		"changes: the uids, records)."),
	.options = TAKES(FOR) | TAKES(MEETING) | TAKES(LANG) | TAKES(FORMAT) | TAKES(NOW) |
		   TAKES(SINCE_ISSUE),
	.max_arguments = 2,
	.run = diff,
};
