#include "cmd/outlook.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "diag/diag-format.h"
#include "lang/intervals.h"
#include "lang/text.h"

#include "base/banned.h"

static void add_heading(struct strbuf *out, const char *heading)
{
	strbuf_addf(out, "%s%s\n", out->len ? "\n" : "", heading);
}

/* a day and how far off it is, and blanks up to the widest */
static void add_when(struct strbuf *out, struct run *run, civil_day day, int days, size_t widths[2])
{
	for (int column = 0; column < 2; column++) {
		struct strbuf cell = STRBUF_INIT;
		size_t width;

		if (column)
			interval_add_days(&cell, &run->catalogs[run->ui], days);
		else
			dates_add(&cell, &run->dates, run->ui, DATE_PLAIN, day);
		width = text_width(cell.text, cell.len);
		if (!out) {
			widths[column] = width > widths[column] ? width : widths[column];
		} else {
			strbuf_addstr(out, cell.text);
			strbuf_addchars(out, ' ', widths[column] - width + 2);
		}
		strbuf_release(&cell);
	}
}

static void add_deadlines(struct strbuf *out, struct outlook *s)
{
	size_t widths[2] = { 0, 0 };

	if (!s->deadlines.n)
		return;
	add_heading(out, tr(s->run, N_("Deadlines")));
	for (size_t i = 0; i < s->deadlines.n; i++)
		add_when(NULL, s->run, s->deadlines.v[i].day, s->deadlines.v[i].days, widths);
	for (size_t i = 0; i < s->deadlines.n; i++) {
		const struct deadline *d = &s->deadlines.v[i];

		strbuf_addstr(out, "  ");
		add_when(out, s->run, d->day, d->days, widths);
		strbuf_addf(out, "%s\n", d->what);
	}
}

static const char *status_word(const struct meeting *meeting)
{
	switch (meeting->status) {
	case STATUS_DRAFT:
		return N_("draft");
	case STATUS_TENTATIVE:
		return N_("tentative");
	default:
		return N_("confirmed");
	}
}

static void add_meeting(struct strbuf *out, struct outlook *s, const struct upcoming *u)
{
	struct run *run = s->run;
	struct strbuf line = STRBUF_INIT;
	bool open = false; /* is a clearance to be waited for? */

	strbuf_addf(&line, "  %s", text_in(u->meeting->title, run->ui));
	if (u->first != CIVIL_NONE) {
		strbuf_addstr(&line, "  ");
		dates_add_range(&line, &run->dates, run->ui, u->first, u->last);
		strbuf_addstr(&line, "  ");
		interval_add_days(&line, &run->catalogs[run->ui], u->days);
	}
	strbuf_addf(out, "%s  %s\n", line.text, tr(run, status_word(u->meeting)));
	for (size_t i = 0; i < u->findings.n; i++) {
		const struct diag *diag = u->findings.v[i];

		/* TRANSLATORS: between a label, such as "error[PB301]", and what it introduces */
		strbuf_addf(out, "    %s[PB%03d]%s%s\n", tr(run, severity_name(diag->severity)),
			    (int)diag->code, tr(run, N_(": ")), diag->message);
	}
	for (size_t i = 0; i < s->deadlines.n; i++) {
		const struct deadline *d = &s->deadlines.v[i];

		if (d->meeting != u->meeting || d->kind > DEADLINE_GRANT)
			continue;
		strbuf_addf(out, "    %s\n", d->what);
		open = true;
	}
	if (!u->findings.n && u->meeting->dates.first == CIVIL_NONE)
		strbuf_addf(out, "    %s\n", tr(run, N_("the dates are not settled yet")));
	else if (!u->findings.n && !open)
		/* TRANSLATORS: of a meeting in which no check finds anything */
		strbuf_addf(out, "    %s\n", tr(run, N_("nothing is missing")));
	strbuf_release(&line);
}

static void add_owed(struct strbuf *out, struct outlook *s)
{
	struct run *run = s->run;

	if (!s->owed.n)
		return;
	add_heading(out, tr(run, N_("Visits owed")));
	for (size_t i = 0; i < s->owed.n; i++) {
		const struct owed *o = &s->owed.v[i];
		struct strbuf day = STRBUF_INIT;

		dates_add(&day, &run->dates, run->ui, DATE_PLAIN, o->debt.until);
		strbuf_addstr(out, "  ");
		if (o->debt.answer)
			strbuf_addf(out,
				    tr(run, N_("%1$s to: %2$s; for \"%3$s\", until %4$s; planned: \"%5$s\"")),
				    o->debtor, o->creditors, o->visit, day.text,
				    text_in(o->debt.answer->title, run->ui));
		else
			/* TRANSLATORS: a line of a list: who owes a visit; to whom; in answer to
			   which visit; until when */
			strbuf_addf(out, tr(run, N_("%1$s to: %2$s; for \"%3$s\", until %4$s")), o->debtor,
				    o->creditors, o->visit, day.text);
		strbuf_addch(out, '\n');
		strbuf_release(&day);
	}
}

static void add_invitations(struct strbuf *out, struct outlook *s)
{
	struct strbuf lines = STRBUF_INIT;

	for (size_t i = 0; i < s->meetings.n; i++)
		invitations_add_meeting(&lines, s->meetings.v[i].invitations, s->run,
					s->meetings.v[i].meeting);
	for (size_t i = 0; i < s->invitations.n; i++)
		invitations_add_due(&lines, s->invitations.v[i], s->run);
	if (lines.len) {
		add_heading(out, tr(s->run, N_("Invitations")));
		strbuf_add(out, lines.text, lines.len);
	}
	strbuf_release(&lines);
}

static void add_text(struct strbuf *out, struct outlook *s)
{
	add_deadlines(out, s);
	if (s->meetings.n)
		add_heading(out, tr(s->run, N_("Meetings")));
	for (size_t i = 0; i < s->meetings.n; i++)
		add_meeting(out, s, &s->meetings.v[i]);
	add_invitations(out, s);
	add_owed(out, s);
	if (!out->len)
		strbuf_addf(out, "%s\n", tr(s->run, N_("nothing is due, and no meeting is to come")));
}

static void put_deadline(struct json *json, const struct deadline *d)
{
	static const char *const kinds[] = {
		[DEADLINE_APPLY] = "apply",
		[DEADLINE_GRANT] = "grant",
		[DEADLINE_ACTION] = "action",
		[DEADLINE_VISIT] = "visit",
	};

	json_open(json, '{');
	json_put(json, "kind", kinds[d->kind]);
	json_put_day(json, "date", d->day);
	json_put_int(json, "days", d->days);
	json_put(json, "plan", d->plan);
	json_put(json, "meeting", d->meeting->id);
	json_put(json, "id", d->id);
	json_put(json, "message", d->what);
	json_close(json, '}');
}

static void put_meeting(struct json *json, const struct run *run, const struct upcoming *u)
{
	json_open(json, '{');
	json_put(json, "plan", u->plan);
	json_put(json, "id", u->meeting->id);
	json_put(json, "title", text_in(u->meeting->title, run->ui));
	json_put(json, "status", status_word(u->meeting));
	json_put_day(json, "first", u->first);
	json_put_day(json, "last", u->last);
	json_key(json, "days");
	if (u->first == CIVIL_NONE)
		json_string(json, NULL);
	else
		json_int(json, u->days);
	json_put_bool(json, "settled", u->meeting->dates.first != CIVIL_NONE);
	json_key(json, "missing");
	json_open(json, '[');
	for (size_t i = 0; i < u->findings.n; i++) {
		const struct diag *diag = u->findings.v[i];
		char code[16];

		snprintf(code, sizeof(code), "PB%03d", (int)diag->code);
		json_open(json, '{');
		json_put(json, "code", code);
		json_put(json, "severity", severity_name(diag->severity));
		json_put(json, "message", diag->message);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void put_owed(struct json *json, const struct owed *o)
{
	json_open(json, '{');
	json_put(json, "plan", o->plan);
	json_put(json, "by", o->debt.debtor->id);
	json_key(json, "to");
	json_open(json, '[');
	for (size_t i = 0; i < o->debt.creditors->n; i++)
		json_string(json, o->debt.creditors->v[i]->id);
	json_close(json, ']');
	json_put(json, "visit", o->debt.visit->id);
	json_put_day(json, "since", o->debt.since);
	json_put_day(json, "until", o->debt.until);
	json_put_bool(json, "overdue", o->debt.overdue);
	json_put(json, "planned", o->debt.answer ? o->debt.answer->id : NULL);
	json_close(json, '}');
}

static void add_json(struct strbuf *out, const struct outlook *s)
{
	struct json json;

	json_init(&json, out);
	json_open(&json, '{');
	json_key(&json, "deadlines");
	json_open(&json, '[');
	for (size_t i = 0; i < s->deadlines.n; i++)
		put_deadline(&json, &s->deadlines.v[i]);
	json_close(&json, ']');
	json_key(&json, "meetings");
	json_open(&json, '[');
	for (size_t i = 0; i < s->meetings.n; i++)
		put_meeting(&json, s->run, &s->meetings.v[i]);
	json_close(&json, ']');
	json_key(&json, "answers");
	json_open(&json, '[');
	for (size_t i = 0; i < s->meetings.n; i++)
		invitations_put_meeting(&json, s->meetings.v[i].invitations, s->run,
					s->meetings.v[i].meeting);
	json_close(&json, ']');
	json_key(&json, "messages");
	json_open(&json, '[');
	for (size_t i = 0; i < s->invitations.n; i++)
		invitations_put_due(&json, s->invitations.v[i]);
	json_close(&json, ']');
	json_key(&json, "visits_owed");
	json_open(&json, '[');
	for (size_t i = 0; i < s->owed.n; i++)
		put_owed(&json, &s->owed.v[i]);
	json_close(&json, ']');
	json_close(&json, '}');
}

static int print_status(struct outlook *s)
{
	struct strbuf sb = STRBUF_INIT;
	int r;

	outlook_sort(s);
	if (s->run->options.format == FORMAT_JSON)
		add_json(&sb, s);
	else
		add_text(&sb, s);
	r = print_out(s->run, sb.text, sb.len);
	strbuf_release(&sb);
	return r;
}

static int status(struct run *run)
{
	size_t n = run->options.n_arguments ? run->options.n_arguments : 1, read = 0;
	struct outlook s;

	outlook_init(&s, run);
	for (size_t i = 0; i < n; i++) {
		struct loaded *loaded = arena_new(&run->arena, struct loaded);
		size_t first = run->diags.list.n;

		if (load_plan(run, plan_path(run, i), loaded))
			continue;
		outlook_add_plan(&s, loaded, first);
		read++;
	}
	/* of what could not be read nothing can be said, not even that nothing is due */
	if (read && print_status(&s))
		read = 0;
	outlook_release(&s);
	if (read < n)
		return EXIT_SYSTEM;
	/* of what is broken more is to be said than the meetings show */
	if (diags_forbid_documents(&run->diags))
		return report_findings(run);
	return diags_count(&run->diags).n[SEVERITY_ERROR] ? EXIT_PLAN : EXIT_DONE;
}

const struct command cmd_status = {
	.name = "status",
	.arguments = "[PLAN…]",
	.summary = N_("show what is due, what is missing, who has answered, and who owes whom a visit"),
	.details = N_("Deadlines come soonest first: the last day to apply for each clearance, the day "
		      "on which one that was requested is needed, what was agreed, and visits to be "
		      "answered. Below each meeting to come stand the errors and warnings in it.\n\n"
		      "Of invitations it tells, from the ledger beside the plan, who has answered what "
		      "to the last message: for each visit to come, and for each item with \"rsvp: "
		      "true\"; and how many messages invite would issue now.\n\n"
		      "As JSON it is an object: deadlines (kind: apply, grant, action or visit; date, "
		      "days, plan, meeting, id, message), meetings (plan, id, title, status, first, "
		      "last, days, settled: whether it has dates, missing: code, severity, message), "
		      "answers (plan, meeting, item: null is the visit, title, person, name, answer: "
		      "accepted, declined, tentative, delegated or none, since: the day of the last "
		      "message, null if there is none, answered: the day of the answer, comment, "
		      "delegated_to, proposed: start and end of another time, days without the last), "
		      "messages (plan, due: to be issued now, null if the plan has errors, unsent: "
		      "issued and not sent, null if pbplan has never sent any) and visits_owed (plan, "
		      "by, to, visit, since, until, overdue, planned)."),
	.options = TAKES(FORMAT) | TAKES(NOW),
	.max_arguments = 1000,
	.run = status,
};
