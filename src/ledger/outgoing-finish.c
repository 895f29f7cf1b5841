#include "ledger/outgoing-parts.h"

#include <stdlib.h>

#include "base/banned.h"

/* later than all that was told of the same events, even by a clock that was ahead */
static instant find_stamp(const struct outgoing *out)
{
	instant stamp = out->request.now;

	for (size_t i = 0; i < out->messages.n + out->tellings.n; i++) {
		const char *uid = i < out->messages.n
					  ? out->messages.v[i].issue.uid
					  : out->tellings.v[i - out->messages.n].event->uid;
		const struct ledger_event *known = ledger_event(out->request.ledger, uid);

		if (known && known->at >= stamp)
			stamp = known->at + 1;
	}
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

/* what is called as a file of this issue may be */
static void gather_files(const struct outgoing *out, struct hash *files)
{
	const struct ledger *ledger = out->request.ledger;

	for (size_t i = 0; i < ledger->issues.n; i++)
		if (ledger->issues.v[i].at >= out->stamp)
			*slot_of(files, ledger_file_name(out->request.arena, &ledger->issues.v[i])) = out;
}

static const void **name(const struct outgoing *out, struct message *m, struct hash *files)
{
	m->file = ledger_file_name(out->request.arena, &m->issue);
	return slot_of(files, m->file);
}

static void name_messages(struct outgoing *out)
{
	struct hash files = HASH_INIT;

	gather_files(out, &files);
	for (size_t i = 0; i < out->messages.n; i++) {
		struct message *m = &out->messages.v[i];
		const void **slot;

		/* two of one person and event, at two addresses, are told apart by a second */
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
	qsort(out->messages.v, out->messages.n, sizeof(out->messages.v[0]), compare_messages);
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

void outgoing_update(struct issued *issued, const struct outgoing *out)
{
	for (size_t i = 0; i < out->tellings.n; i++)
		issued_set_sequence(issued, out->tellings.v[i].event->uid,
				    out->tellings.v[i].sequence);
	/* who has a new address is withdrawn at the old one, and is invited */
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < out->messages.n; i++) {
			const struct issue *issue = &out->messages.v[i].issue;

			if (issue->is_cancel == !pass)
				issued_set_invited(issued, issue->uid, issue->to, !issue->is_cancel);
		}
}
