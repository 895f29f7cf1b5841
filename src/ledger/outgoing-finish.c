#include "ledger/outgoing-parts.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Later than all that was told before, even by a clock that was ahead: the
 * calendar beside an invitation tells of every event of a person.
 */
static instant find_stamp(const struct outgoing *out)
{
	const struct ledger *ledger = out->request.ledger;
	instant stamp = out->request.now;

	for (size_t i = 0; i < ledger->events.n; i++)
		if (ledger->events.v[i].at >= stamp)
			stamp = ledger->events.v[i].at + 1;
	return stamp;
}

/* unique, and the same for the same message */
static const char *message_id(const struct outgoing *out, const struct issue *issue)
{
	struct strbuf text = STRBUF_INIT;
	struct digest digest;
	const char *id;

	strbuf_addf(&text, "%s\n%s\n%s\n%d\n%d\n%" PRId64 "\n", issue->uid, issue->to, issue->email,
		    issue->sequence, issue->is_cancel, issue->at);
	digest = digest_of(text.text, text.len);
	id = arena_printf(out->request.arena, "%s@%s", digest_text(out->request.arena, digest),
			  out->request.plan->uid_domain);
	strbuf_release(&text);
	return id;
}

static const void **name(const struct outgoing *out, struct message *m, struct hash *files)
{
	m->file = ledger_file_name(out->request.arena, &m->issue);
	return slot_of(files, m->file);
}

/*
 * Who has left two addresses gets two messages about one event, and ids may
 * run into each other: the second has a later stamp, so that its file has
 * another name.
 */
static void name_messages(struct outgoing *out)
{
	struct hash files = HASH_INIT;

	for (size_t i = 0; i < out->messages.n; i++) {
		struct message *m = &out->messages.v[i];
		const void **slot;

		m->issue.at = out->stamp;
		while (*(slot = name(out, m, &files)))
			m->issue.at++;
		*slot = m;
		m->issue.message = message_id(out, &m->issue);
	}
	hash_release(&files);
}

/* by person; those who are no longer in the plan last, by id */
static int compare_messages(const void *a, const void *b)
{
	const struct message *x = a, *y = b;

	if (x->person != y->person)
		return !x->person   ? 1
		       : !y->person ? -1
				    : (x->person->index > y->person->index) -
					      (x->person->index < y->person->index);
	if (!x->person && strcmp(x->issue.to, y->issue.to) != 0)
		return strcmp(x->issue.to, y->issue.to);
	return (x->why > y->why) - (x->why < y->why); /* set to the order for the while */
}

static void sort_messages(struct outgoing *out)
{
	unsigned int *why = xcalloc(out->messages.n + 1, sizeof(*why));

	for (size_t i = 0; i < out->messages.n; i++) {
		why[i] = out->messages.v[i].why;
		out->messages.v[i].why = (unsigned int)i;
	}
	if (out->messages.n)
		qsort(out->messages.v, out->messages.n, sizeof(out->messages.v[0]),
		      compare_messages);
	for (size_t i = 0; i < out->messages.n; i++)
		out->messages.v[i].why = why[out->messages.v[i].why];
	free(why);
}

void outgoing_finish(struct outgoing *out)
{
	out->stamp = find_stamp(out);
	sort_messages(out);
	name_messages(out);
}

/* ---------------------------------------------------------------------- afterwards */

void outgoing_add_records(struct strbuf *lines, const struct outgoing *out)
{
	for (size_t i = 0; i < out->tellings.n; i++)
		ledger_add_revision(lines, out->tellings.v[i].event, out->tellings.v[i].sequence,
				    out->stamp);
	for (size_t i = 0; i < out->messages.n; i++)
		ledger_add_issue(lines, &out->messages.v[i].issue);
}

static void raise_sequence(struct issued *issued, const char *uid, int sequence)
{
	if (sequence > issued_sequence(issued, uid))
		issued_set_sequence(issued, uid, sequence);
}

void outgoing_update(struct issued *issued, const struct outgoing *out)
{
	for (size_t i = 0; i < out->tellings.n; i++)
		raise_sequence(issued, out->tellings.v[i].event->uid, out->tellings.v[i].sequence);
	for (size_t i = 0; i < out->messages.n; i++)
		raise_sequence(issued, out->messages.v[i].issue.uid,
			       out->messages.v[i].issue.sequence);
	for (size_t i = 0; i < out->messages.n; i++) {
		const struct message *m = &out->messages.v[i];

		/* what is called off at an older address is not at the present one */
		if (!m->issue.is_cancel || !m->person || !m->person->email ||
		    ledger_same_address(m->person->email, m->issue.email))
			issued_set_invited(issued, m->issue.uid, m->issue.to, !m->issue.is_cancel);
	}
}
