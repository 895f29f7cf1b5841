#include "cmd/issue.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/errors.h"
#include "ledger/ledger-issued.h"
#include "ledger/since.h"
#include "publish/sendmail.h"
#include "render/ics-invitation.h"
#include "render/letter.h"
#include "render/mail.h"

#include "base/banned.h"

/* after so many failures one after another no more is tried */
#define FAILURES_MAX 3

static const char *reason(const struct run *run, int error)
{
	return error_text(&run->catalogs[run->ui], error);
}

/* -------------------------------------------------------------------- the messages */

/* what changed since an instant by which some were told */
struct told_by {
	instant at;
	struct events told, now; /* how everything stood, and stands */
	struct changes changes;
	struct notices notices;
};

/* so many are kept: as a rule all were told at once */
#define TOLD_MAX 8

/* what every message is made with */
struct composing {
	struct issuing *is;
	struct ics ics;
	struct issued issued; /* as it will be */
	struct told_by told[TOLD_MAX];
	size_t n_told;
	struct strbuf calendar, attachment, subject, letter, mail;
};

static enum letter_kind letter_kind(const struct message *m)
{
	if (m->why & WHY_CANCELLED)
		return LETTER_CANCELLED;
	if (m->why & WHY_LEFT)
		return LETTER_WITHDRAWN;
	if (m->why & WHY_NEW)
		return LETTER_INVITATION;
	if (m->why & (WHY_TIME | WHY_PLACE | WHY_STATUS | WHY_BRANCHES))
		return LETTER_UPDATE;
	return m->why & WHY_PROGRAMME ? LETTER_PROGRAMME : LETTER_WORDING;
}

/* is the address still that of somebody in the plan? */
static bool is_current(const struct message *m)
{
	return m->person && m->person->email &&
	       ledger_same_address(m->person->email, m->issue.email);
}

static void compose_calendar(struct composing *c, const struct message *m)
{
	struct ics_invitation invitation = {
		.event = m->event,
		.person = m->person,
		.recipient = { .email = m->issue.email,
			       .name = is_current(m) ? text_in(m->person->name, m->issue.lang) : NULL,
			       .partstat = partstat_name(m->partstat),
			       .lang = m->issue.lang },
		.sequence = m->issue.sequence,
		.is_cancelled = (m->why & WHY_CANCELLED) != 0,
		.stamp = m->issue.at,
	};

	strbuf_reset(&c->calendar);
	if (m->issue.is_cancel)
		ics_add_cancellation(&c->calendar, &c->ics, &invitation);
	else
		ics_add_invitation(&c->calendar, &c->ics, &invitation);
}

/* the person's own calendar; false, and nothing, if nothing is in it */
static bool compose_attachment(struct composing *c, const struct message *m)
{
	struct ics_request request = { .view = { .kind = VIEW_PERSON, .person = m->person },
				       .langs = &m->issue.lang,
				       .n_langs = 1 };

	strbuf_reset(&c->attachment);
	return is_current(m) && ics_add_view(&c->attachment, &c->ics, &request);
}

static void told_release(struct told_by *t)
{
	notices_release(&t->notices);
	changes_release(&t->changes);
	events_release(&t->told);
	events_release(&t->now);
}

/* what is news to those who were told last at an instant; until the next call */
static const struct notices *news_since(struct composing *c, instant at)
{
	struct loaded *loaded = c->is->loaded;
	struct run *run = c->is->run;
	struct changes_state old = { NULL, NULL, &run->gazetteer };
	struct changes_state new = { NULL, &loaded->itinerary, NULL };
	struct told_by *t;

	for (size_t i = 0; i < c->n_told && i < TOLD_MAX; i++)
		if (c->told[i].at == at)
			return &c->told[i].notices;
	t = &c->told[c->n_told % TOLD_MAX];
	if (c->n_told++ >= TOLD_MAX)
		told_release(t);
	t->at = at;
	since_issue(&t->told, &t->now, loaded->ledger, &loaded->itinerary, at, run->now,
		    &run->arena);
	old.events = &t->told;
	new.events = &t->now;
	changes_init(&t->changes, &old, &new, NULL, &run->arena);
	notices_init(&t->notices, &t->changes, NULL, NULL, &run->zones);
	return &t->notices;
}

static const struct meeting *find_meeting(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		if (plan->meetings->v[i].id && !strcmp(plan->meetings->v[i].id, id))
			return &plan->meetings->v[i];
	return NULL;
}

static void compose_letter(struct composing *c, const struct message *m)
{
	struct run *run = c->is->run;
	struct letter letter = { .kind = letter_kind(m),
				 .event = m->event,
				 .meeting = find_meeting(&c->is->loaded->plan, m->event->meeting),
				 .person = is_current(m) ? m->person : NULL,
				 .lang = m->issue.lang,
				 .answered = m->partstat != PARTSTAT_NEEDS_ACTION,
				 .notices = m->told ? news_since(c, m->told_at) : NULL,
				 .plan = &c->is->loaded->plan,
				 .it = &c->is->loaded->itinerary,
				 .catalogs = run->catalogs,
				 .dates = &run->dates };

	strbuf_reset(&c->subject);
	strbuf_reset(&c->letter);
	letter_add_subject(&c->subject, &letter);
	letter_add_text(&c->letter, &letter);
}

static int compose(struct composing *c, const struct message *m)
{
	const struct organizer *o = &c->is->loaded->plan.organizer;
	enum lang lang = m->issue.lang;
	struct mail mail = { .from_name = o->name ? text_in(o->name, lang) : NULL,
			     .from = o->email,
			     .to_name = is_current(m) ? text_in(m->person->name, lang) : NULL,
			     .to = m->issue.email,
			     .message_id = m->issue.message,
			     .date = m->issue.at,
			     .language = lang,
			     .method = m->issue.is_cancel ? "CANCEL" : "REQUEST" };

	compose_calendar(c, m);
	compose_letter(c, m);
	mail.subject = c->subject.text;
	mail.text = c->letter.text;
	mail.calendar = c->calendar.text;
	mail.calendar_len = c->calendar.len;
	if (compose_attachment(c, m)) {
		mail.attachment_name = arena_printf(&c->is->run->arena, "person-%s.ics",
						    m->person->id);
		mail.attachment = c->attachment.text;
		mail.attachment_len = c->attachment.len;
	}
	strbuf_reset(&c->mail);
	return mail_add(&c->mail, &mail);
}

static int put_messages(struct composing *c)
{
	const struct outgoing *out = &c->is->out;
	int r = 0;

	for (size_t i = 0; i < out->messages.n && !r; i++) {
		r = compose(c, &out->messages.v[i]);
		if (!r)
			r = outbox_put(&c->is->box, out->messages.v[i].file, c->mail.text, c->mail.len);
	}
	return r;
}

static int put_all(struct issuing *is)
{
	struct composing c = { .is = is,
			       .calendar = STRBUF_INIT,
			       .attachment = STRBUF_INIT,
			       .subject = STRBUF_INIT,
			       .letter = STRBUF_INIT,
			       .mail = STRBUF_INIT };
	struct loaded *loaded = is->loaded;
	int r;

	ledger_issued(loaded->ledger, &loaded->plan, &c.issued);
	outgoing_update(&c.issued, &is->out);
	ics_init(&c.ics, &loaded->plan, &loaded->itinerary, is->run->catalogs, &c.issued,
		 is->out.stamp);
	for (size_t i = 0; i < is->out.messages.n; i++)
		ics_widen(&c.ics, is->out.messages.v[i].event->start, is->out.messages.v[i].event->end);
	r = put_messages(&c);
	for (size_t i = 0; i < c.n_told && i < TOLD_MAX; i++)
		told_release(&c.told[i]);
	ics_release(&c.ics);
	issued_release(&c.issued);
	strbuf_release(&c.calendar);
	strbuf_release(&c.attachment);
	strbuf_release(&c.subject);
	strbuf_release(&c.letter);
	strbuf_release(&c.mail);
	return r;
}

/* --------------------------------------------------------------------- the issue */

static int complain_of_outbox(const struct issuing *is, int error)
{
	const struct run *run = is->run;
	const char *failed = outbox_failed(&is->box);

	if (failed)
		complain(run, N_("cannot write \"%1$s/%2$s\": %3$s"), run->options.output, failed,
			 reason(run, error));
	else
		complain(run, N_("cannot write into the folder \"%1$s\": %2$s"), run->options.output,
			 reason(run, error));
	return EXIT_SYSTEM;
}

static int record(struct issuing *is)
{
	struct strbuf lines = STRBUF_INIT;
	int r;

	outgoing_add_records(&lines, &is->out);
	r = ledger_append(is->loaded->ledger, &is->folder, lines.text, lines.len);
	strbuf_release(&lines);
	return r;
}

int issue_write(struct issuing *is)
{
	const struct run *run = is->run;
	int r;

	if (!is->out.messages.n)
		return EXIT_DONE;
	r = put_all(is);
	if (!r)
		r = outbox_commit(&is->box);
	if (r) {
		int status = complain_of_outbox(is, r);

		outbox_take_back(&is->box);
		complain(run, N_("nothing was issued, and nothing was recorded"));
		return status;
	}
	r = record(is);
	if (r) {
		complain(run, N_("cannot write \"%1$s\": %2$s"), is->loaded->ledger->path,
			 reason(run, r));
		/* if the ledger may have been written, the next run will find out */
		if (is->folder.begun)
			return EXIT_SYSTEM;
		outbox_take_back(&is->box);
		complain(run, N_("nothing was issued, and nothing was recorded"));
		return EXIT_SYSTEM;
	}
	r = outbox_settle(&is->box);
	return r ? complain_of_outbox(is, r) : EXIT_DONE;
}

/* ---------------------------------------------------------------------- the sending */

/* one message while it is sent */
struct sending {
	struct issuing *is;
	const char *name;
	const struct issue *issue;
	struct strbuf text;
};

/* called in the process that has sent it */
static int sent(void *context)
{
	struct sending *s = context;
	struct strbuf line = STRBUF_INIT;
	int r;

	ledger_add_sent(&line, s->issue->message, s->is->run->now);
	r = ledger_append(s->is->loaded->ledger, &s->is->folder, line.text, line.len);
	strbuf_release(&line);
	return r ? r : outbox_move_to_sent(&s->is->box, s->name);
}

static int complain_of_program(const struct sending *s, const struct sendmail *program,
			       const struct sendmail_result *result)
{
	const struct run *run = s->is->run;
	const char *to = s->issue->email, *command = program->argv.v[0];

	switch (result->outcome) {
	case SENDMAIL_REFUSED:
		complain(run, N_("not sent to %1$s: \"%2$s\" ended with status %3$d: %4$s"), to, command,
			 result->code, result->said);
		break;
	case SENDMAIL_UNREAD:
		complain(run, N_("not sent to %1$s: \"%2$s\" did not read the message: %3$s"), to,
			 command, result->said);
		break;
	case SENDMAIL_KILLED:
		complain(run, N_("not sent to %1$s: \"%2$s\" was ended by signal %3$d"), to, command,
			 result->code);
		break;
	case SENDMAIL_UNRECORDED:
		complain(run, N_("sent to %1$s, but this could not be recorded: %2$s"), to,
			 reason(run, result->code));
		break;
	case SENDMAIL_LOST:
		complain(run, N_("it is not known whether the message to %1$s was sent: \"%2$s\" was ended; "
				 "it will be sent again"), to, command);
		break;
	default:
		complain(run, N_("not sent to %1$s: cannot run \"%2$s\": %3$s"), to, command,
			 reason(run, result->code));
	}
	return EXIT_SYSTEM;
}

static int send_one(struct sending *s, const struct sendmail *program)
{
	struct run *run = s->is->run;
	struct sendmail_result result;
	struct strbuf line = STRBUF_INIT;
	int r;

	strbuf_reset(&s->text);
	r = outbox_read(&s->is->box, s->name, &s->text);
	if (r) {
		complain(run, N_("cannot read \"%1$s/%2$s\": %3$s"), run->options.output, s->name,
			 reason(run, r));
		return EXIT_SYSTEM;
	}
	sendmail_deliver(program, s->is->loaded->plan.organizer.email, s->issue->email,
			 s->text.text, s->text.len, sent, s, &result);
	if (result.outcome != SENDMAIL_TAKEN)
		return complain_of_program(s, program, &result);
	strbuf_addf(&line, tr(run, N_("sent to %1$s: %2$s")), s->issue->email, s->name);
	strbuf_addch(&line, '\n');
	r = print_out(run, line.text, line.len);
	strbuf_release(&line);
	return r;
}

static int send_each(struct issuing *is, const struct sendmail *program,
		     const struct outbox_names *names)
{
	struct sending s = { .is = is, .text = STRBUF_INIT };
	int status = EXIT_DONE, failures = 0;

	for (size_t i = 0; i < names->list.n; i++) {
		int r;

		s.name = names->list.v[i];
		s.issue = hash_get(&is->files, s.name, strlen(s.name));
		if (!s.issue) {
			complain(is->run, N_("\"%s\" was not issued of this plan, and is not sent"),
				 s.name);
			continue;
		}
		if (s.issue->sent != INSTANT_NONE) { /* a run was ended before it moved it */
			r = outbox_move_to_sent(&is->box, s.name);
			if (r)
				status = complain_of_outbox(is, r);
			continue;
		}
		r = send_one(&s, program);
		failures = r ? failures + 1 : 0;
		status = r ? r : status;
		if (failures == FAILURES_MAX && i + 1 < names->list.n) {
			complain(is->run, N_("nothing more is tried; what was not sent stays in \"%s\", and "
					     "the same command sends it later"),
				 is->run->options.output);
			break;
		}
	}
	strbuf_release(&s.text);
	return status;
}

/*
 * Of messages that were issued and stand nowhere any more: they may have been
 * sent by hand, or be lost.  Who never sent one with pbplan knows that.
 */
static void tell_missing(struct issuing *is, const struct outbox_names *names)
{
	const struct ledger *ledger = is->loaded->ledger;
	const struct catalog *catalog = &is->run->catalogs[is->run->ui];
	struct strbuf line = STRBUF_INIT;
	struct hash here = HASH_INIT;
	bool any_sent = false;
	size_t n = 0;

	for (size_t i = 0; i < names->list.n; i++)
		*hash_slot(&here, names->list.v[i], strlen(names->list.v[i])) = is;
	for (size_t i = 0; i < ledger->issues.n; i++) {
		const struct issue *issue = &ledger->issues.v[i];
		const char *name = ledger_file_name(ledger->arena, issue);

		any_sent |= issue->sent != INSTANT_NONE;
		n += issue->sent == INSTANT_NONE && !hash_get(&here, name, strlen(name));
	}
	if (n && any_sent) {
		strbuf_addstr(&line, "pbplan: ");
		strbuf_addf(&line,
			    catalog_get_plural(catalog,
					       NP_("%1$zu message that was issued before is not recorded as "
						   "sent and does not stand in \"%2$s\" as a file; if it was not "
						   "sent otherwise, tell its recipient",
						   "%1$zu messages that were issued before are not recorded as "
						   "sent and do not stand in \"%2$s\" as files; if they were not "
						   "sent otherwise, tell their recipients"),
					       (unsigned long)n),
			    n, is->run->options.output);
		strbuf_addch(&line, '\n');
		fwrite(line.text, 1, line.len, stderr);
	}
	strbuf_release(&line);
	hash_release(&here);
}

int issue_send(struct issuing *is)
{
	struct run *run = is->run;
	struct outbox_names names = { 0 };
	struct sendmail program;
	int r = sendmail_find(&program, run->options.sendmail, getenv), status;

	if (r) {
		complain(run, N_("cannot find the mail program (%1$s): %2$s; name it with --sendmail"),
			 program.looked_for, reason(run, r));
		sendmail_release(&program);
		return EXIT_SYSTEM;
	}
	r = outbox_list(&is->box, &names);
	if (!r)
		tell_missing(is, &names);
	status = r ? complain_of_outbox(is, r) : send_each(is, &program, &names);
	outbox_names_release(&names);
	sendmail_release(&program);
	return status;
}
