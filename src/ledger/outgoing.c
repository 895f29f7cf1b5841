#include "ledger/outgoing.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "render/ics-invitation.h"

#include "base/banned.h"

/* --------------------------------------------------------------------- the programme */

static void add_id(struct strbuf *out, const char *id)
{
	strbuf_addf(out, "%s\n", id ? id : "");
}

static int sequence_of(const struct outgoing *out, const struct event *e);

/*
 * What of an event a traveller must know: when, where, whether, with which
 * flight.  By its SEQUENCE also whether the house of an id is another one.
 */
static struct digest event_digest(const struct outgoing *out, const struct event *e)
{
	struct strbuf text = STRBUF_INIT;
	struct digest digest;

	add_id(&text, e->uid);
	strbuf_addf(&text, "%d %" PRId64 " %" PRId64 " %d %d %d\n", sequence_of(out, e), e->start,
		    e->end, e->first, e->last, (int)e->status);
	add_id(&text, e->start_zone ? zone_id(e->start_zone) : NULL);
	add_id(&text, e->end_zone ? zone_id(e->end_zone) : NULL);
	add_id(&text, e->place);
	add_id(&text, e->to);
	add_id(&text, e->via);
	if (e->of_item && item_is_leg(e->of_item)) {
		add_id(&text, e->of_item->kind == ITEM_TRANSFER ? NULL : text_in(e->summary, LANG_EN));
		strbuf_addf(&text, "%d %d\n", (int)e->of_item->check_in.unit, e->of_item->check_in.n);
	}
	digest = digest_of(text.text, text.len);
	strbuf_release(&text);
	return digest;
}

static bool takes_place(const struct event *e)
{
	return event_goes_out(e) && e->status != STATUS_CANCELLED &&
	       e->of_meeting->status != STATUS_CANCELLED;
}

/*
 * The days of everybody, as the items of one meeting fill them: a sum, since it
 * does not matter in which order the plan has them.
 */
static void gather_days(struct outgoing *out, const struct event *items, size_t n)
{
	memset(out->days, 0, xmul(LIST_N(out->request.plan->people), sizeof(*out->days)));
	for (size_t i = 0; i < n; i++) {
		const struct person_set *all;
		struct digest digest;

		if (!takes_place(&items[i]))
			continue;
		digest = event_digest(out, &items[i]);
		all = itinerary_all(out->request.it, items[i].of_item);
		for (size_t k = 0; k < all->n; k++) {
			struct digest *sum = &out->days[all->v[k]->index];

			sum->a += digest.a;
			sum->b += digest.b;
		}
	}
}

static const char *digest_text(struct arena *arena, struct digest digest)
{
	return arena_printf(arena, "%016" PRIx64 "%016" PRIx64, digest.a, digest.b);
}

/* ----------------------------------------------------------------------- the messages */

static bool is_over(const struct outgoing *out, const struct event *e)
{
	instant end = event_end(e);

	return end != INSTANT_NONE && end <= out->request.now;
}

/* the SEQUENCE of an event as it is told now */
static int sequence_of(const struct outgoing *out, const struct event *e)
{
	const struct ledger_event *known = ledger_event(out->request.ledger, e->uid);

	if (!known)
		return 0;
	if (known->latest && !known->other &&
	    !(event_differences(&known->latest->event, e) & EVENT_MATERIAL))
		return known->latest->sequence;
	return known->sequence + 1;
}

static bool is_asked_for(const struct outgoing *out, const struct event *e,
			 const struct person *person)
{
	const struct view *view = out->request.view;

	if (out->request.meeting && strcmp(e->meeting, out->request.meeting->id) != 0)
		return false;
	if (!view)
		return true;
	return view->kind == VIEW_PERSON ? view->person == person
					 : person && view->side == person->side;
}

/* of those who were sent something at the person's address: this one, under an older id too */
static const struct ledger_recipient *known_recipient(const struct outgoing *out, const char *uid,
						      const struct person *person)
{
	const struct ledger *ledger = out->request.ledger;
	const struct ledger_recipient *r =
		ledger_recipient(ledger, uid, person->email, person->id);

	if (r)
		return r;
	EACH_RECIPIENT (other, ledger, ledger_event(ledger, uid))
		if (ledger_same_address(other->last->email, person->email) &&
		    !hash_get(&out->ids, other->last->to, strlen(other->last->to)))
			return other;
	return NULL;
}

/* the calendar at an address drops what is below what it got, whoever that was sent to */
static int least_sequence(const struct outgoing *out, const char *uid, const char *email)
{
	const struct issue *there = ledger_at_address(out->request.ledger, uid, email);

	return there ? there->sequence + there->is_cancel : 0;
}

static void settle(struct outgoing *out, const struct ledger_recipient *r)
{
	if (r)
		out->settled[r - out->request.ledger->recipients.v] = true;
}

static unsigned int why_of(unsigned int differences)
{
	return (differences & EVENT_TIME ? WHY_TIME : 0) |
	       (differences & EVENT_PLACE ? WHY_PLACE : 0) |
	       (differences & EVENT_STATUS ? WHY_STATUS : 0);
}

static bool same_word(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* fills in what is to be told to somebody who was told before; does it differ? */
static bool compare(const struct outgoing *out, struct message *m, const struct ledger_recipient *r)
{
	const struct ledger_event *known = r->event;
	const struct revision *told = ledger_told(out->request.ledger, r);

	m->told = told;
	m->why = told ? why_of(event_differences(&told->event, m->event)) : WHY_TIME;
	if (known->other && r->last->sequence <= known->latest->sequence)
		m->why |= WHY_BRANCHES;
	if (m->why) {
		m->issue.sequence = sequence_of(out, m->event);
		if (m->issue.sequence <= r->last->sequence)
			m->issue.sequence = known->sequence + 1;
		return true;
	}
	m->issue.sequence = r->last->sequence;
	if (r->answer)
		m->partstat = r->answer->partstat;
	if (!same_word(m->issue.programme, r->last->programme))
		m->why = WHY_PROGRAMME;
	else if (out->request.ics && !same_word(m->issue.said, r->last->said))
		m->why = WHY_WORDING;
	return m->why != 0;
}

static void invite(struct outgoing *out, const struct event *e, const struct person *person)
{
	const struct outgoing_request *q = &out->request;
	const struct ledger_recipient *r = known_recipient(out, e->uid, person);
	struct message m = { .event = e, .person = person, .partstat = PARTSTAT_NEEDS_ACTION };

	settle(out, r);
	if (!is_asked_for(out, e, person))
		return;
	m.issue = (struct issue){ .uid = e->uid,
				  .to = person->id,
				  .email = person->email,
				  .lang = person->language,
				  .sent = INSTANT_NONE };
	if (q->ics)
		m.issue.said = digest_text(q->arena, ics_invitation_digest(q->ics, e, person,
									   person->language));
	if (!e->of_item)
		m.issue.programme = digest_text(q->arena, out->days[person->index]);
	if (!r || r->last->is_cancel) {
		int least = least_sequence(out, e->uid, person->email);

		m.why = WHY_NEW;
		m.issue.sequence = sequence_of(out, e);
		if (m.issue.sequence < least)
			m.issue.sequence = least;
	} else if (!compare(out, &m, r)) {
		return;
	}
	if (m.why == WHY_WORDING && !q->wording) {
		out->n_wording++;
		return;
	}
	VEC_PUSH(&out->messages, m);
}

/* those whom the plan gives no address, at whatever they were invited before */
static void miss(struct outgoing *out, const struct event *e, const struct person *person)
{
	const struct ledger *ledger = out->request.ledger;

	EACH_RECIPIENT (r, ledger, ledger_event(ledger, e->uid))
		if (!strcmp(r->last->to, person->id))
			settle(out, r);
	if (!is_asked_for(out, e, person))
		return;
	for (size_t i = out->unreachable.n; i--;)
		if (out->unreachable.v[i] == person)
			return;
	VEC_PUSH(&out->unreachable, person);
}

static bool is_invitation(const struct event *e)
{
	const struct meeting *meeting = e->of_meeting;

	return takes_place(e) &&
	       (meeting->status == STATUS_TENTATIVE || meeting->status == STATUS_CONFIRMED) &&
	       (!e->of_item || e->of_item->rsvp == YES);
}

/* is it too late to tell anything of it? */
static bool is_past(const struct outgoing *out, const struct event *e)
{
	const struct ledger_event *known = ledger_event(out->request.ledger, e->uid);

	return is_over(out, e) && (!known || !known->latest || is_over(out, &known->latest->event));
}

static void invite_all(struct outgoing *out, const struct event *e)
{
	const struct ledger *ledger = out->request.ledger;

	if (!is_invitation(e))
		return;
	if (is_past(out, e)) {
		EACH_RECIPIENT (r, ledger, ledger_event(ledger, e->uid))
			settle(out, r);
		return;
	}
	for (size_t i = 0; i < LIST_N(e->people); i++) {
		const char *id = e->people->v[i];
		const struct person *person = hash_get(&out->ids, id, strlen(id));

		if (person->email)
			invite(out, e, person);
		else
			miss(out, e, person);
	}
}

/* --------------------------------------------------------------- who is told no more */

/* does somebody else at the address stay invited? */
static bool has_company(const struct outgoing *out, const struct event *e,
			const struct ledger_recipient *r)
{
	for (size_t i = 0; e && is_invitation(e) && i < LIST_N(e->people); i++) {
		const struct person *p =
			hash_get(&out->ids, e->people->v[i], strlen(e->people->v[i]));

		if (p->email && ledger_same_address(p->email, r->last->email))
			return true;
	}
	return false;
}

/* has the address gone over to somebody else, who was told of the event after r? */
static bool is_superseded(const struct outgoing *out, const struct ledger_recipient *r,
			  const struct person *person)
{
	const struct issue *there =
		ledger_at_address(out->request.ledger, r->last->uid, r->last->email);

	if (person && person->email && ledger_same_address(person->email, r->last->email))
		return false;
	return strcmp(there->to, r->last->to) != 0;
}

static void withdraw(struct outgoing *out, const struct ledger_recipient *r)
{
	const struct outgoing_request *q = &out->request;
	const struct event *e = events_find(&out->events, r->last->uid);
	const struct revision *told = ledger_told(q->ledger, r);
	const struct person *person = hash_get(&out->ids, r->last->to, strlen(r->last->to));
	const struct ledger_event *known = r->event;
	bool stands = e && takes_place(e);
	struct message m = { .told = told, .person = person };

	if (!told || is_over(out, &told->event) || (e && e->of_meeting->status == STATUS_HELD) ||
	    !is_asked_for(out, &told->event, person) || has_company(out, e, r) ||
	    is_superseded(out, r, person))
		return;
	m.event = &told->event;
	m.why = stands ? WHY_LEFT : WHY_CANCELLED;
	m.issue = (struct issue){ .is_cancel = true,
				  .uid = r->last->uid,
				  .sequence = r->last->sequence + 1,
				  .to = r->last->to,
				  .email = r->last->email,
				  .lang = person ? person->language : r->last->lang,
				  .sent = INSTANT_NONE };
	if (!stands && !ledger_stands(known) && !known->other &&
	    known->latest->sequence > r->last->sequence)
		m.issue.sequence = known->latest->sequence; /* it was cancelled for others before */
	else if (!stands)
		m.issue.sequence = known->sequence + 1;
	VEC_PUSH(&out->messages, m);
}

static void withdraw_all(struct outgoing *out)
{
	const struct ledger *ledger = out->request.ledger;

	for (size_t i = 0; i < ledger->recipients.n; i++)
		if (!out->settled[i] && !ledger->recipients.v[i].last->is_cancel)
			withdraw(out, &ledger->recipients.v[i]);
}

/* ---------------------------------------------------------- how events stand from now on */

static void tell(struct outgoing *out, const struct event *e)
{
	const struct ledger_event *known = ledger_event(out->request.ledger, e->uid);
	struct telling t = { e, sequence_of(out, e) };

	if (known && known->latest && !known->other && !event_differences(&known->latest->event, e))
		return;
	if (known && known->other)
		VEC_PUSH(&out->branched, known);
	VEC_PUSH(&out->tellings, t);
}

static void tell_gone(struct outgoing *out, const struct ledger_event *known)
{
	struct event *e = arena_new(out->request.arena, struct event);
	struct telling t = { e, known->sequence + 1 };

	*e = known->latest->event;
	e->status = STATUS_CANCELLED;
	if (known->other)
		VEC_PUSH(&out->branched, known);
	VEC_PUSH(&out->tellings, t);
}

/* of each meeting of which something is told, all that changed in it */
static void tell_all(struct outgoing *out)
{
	const struct ledger *ledger = out->request.ledger;
	struct hash told = HASH_INIT;

	for (size_t i = 0; i < out->messages.n; i++) {
		const char *id = out->messages.v[i].event->meeting;

		*hash_slot(&told, id, strlen(id)) = out;
	}
	for (size_t i = 0; i < out->events.list.n; i++) {
		const struct event *e = &out->events.list.v[i];

		if (event_goes_out(e) && hash_get(&told, e->meeting, strlen(e->meeting)) &&
		    (e->status != STATUS_CANCELLED || ledger_event(ledger, e->uid)))
			tell(out, e);
	}
	for (size_t i = 0; i < ledger->events.n; i++) {
		const struct ledger_event *known = &ledger->events.v[i];
		const struct event *e = events_find(&out->events, known->uid);

		if (ledger_stands(known) && (!e || !event_goes_out(e)) &&
		    hash_get(&told, known->latest->event.meeting,
			     strlen(known->latest->event.meeting)))
			tell_gone(out, known);
	}
	hash_release(&told);
}

/* ------------------------------------------------------------------------- the whole */

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

/*
 * Its stamp and names.  Who has left two addresses gets two messages about one
 * event; the second has a later stamp, so that its file has another name.
 */
static void finish(const struct outgoing *out, struct message *m, struct hash *files)
{
	void **slot;

	m->issue.at = out->stamp;
	m->file = ledger_file_name(out->request.arena, &m->issue);
	while (*(slot = hash_slot(files, m->file, strlen(m->file)))) {
		m->issue.at++;
		m->file = ledger_file_name(out->request.arena, &m->issue);
	}
	*slot = m;
	m->issue.message = message_id(out, &m->issue);
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

void outgoing_init(struct outgoing *out, const struct outgoing_request *request)
{
	const struct people *people = request->plan->people;
	const struct event *all;
	struct hash files = HASH_INIT;
	size_t n, next;

	*out = (struct outgoing){ .request = *request };
	events_init(&out->events, request->it, request->arena);
	all = out->events.list.v;
	n = out->events.list.n;
	for (size_t i = 0; i < LIST_N(people); i++)
		if (people->v[i].id)
			*hash_slot(&out->ids, people->v[i].id, strlen(people->v[i].id)) =
				(void *)&people->v[i];
	out->settled = xcalloc(request->ledger->recipients.n + 1, sizeof(*out->settled));
	out->days = xcalloc(LIST_N(people) + 1, sizeof(*out->days));
	for (size_t i = 0; i < n; i = next) {
		for (next = i + 1; next < n && all[next].of_item;)
			next++;
		gather_days(out, all + i + 1, next - i - 1);
		for (size_t k = i; k < next; k++)
			invite_all(out, &all[k]);
	}
	withdraw_all(out);
	tell_all(out);
	out->stamp = find_stamp(out);
	for (size_t i = 0; i < out->messages.n; i++)
		finish(out, &out->messages.v[i], &files);
	hash_release(&files);
	sort_messages(out);
}

void outgoing_release(struct outgoing *out)
{
	events_release(&out->events);
	VEC_RELEASE(&out->messages);
	VEC_RELEASE(&out->tellings);
	VEC_RELEASE(&out->unreachable);
	VEC_RELEASE(&out->branched);
	hash_release(&out->ids);
	free(out->settled);
	free(out->days);
}

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
