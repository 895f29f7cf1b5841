#include "ledger/outgoing-parts.h"

#include <stdlib.h>

#include "render/ics-invitation.h"

#include "base/banned.h"

static bool is_over(const struct outgoing *out, const struct event *e)
{
	instant end = event_end(e);

	return end != INSTANT_NONE && end <= out->request.now;
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

static const char *person_key(const struct outgoing *out, const char *uid, const char *id)
{
	return arena_printf(out->request.arena, "%s %s", uid, id);
}

/* who was sent something: by people, and by addresses those whom the plan no longer has */
static void index_recipients(struct outgoing *out)
{
	const struct ledger *ledger = out->request.ledger;

	for (size_t i = 0; i < ledger->recipients.n; i++) {
		const struct ledger_recipient *r = &ledger->recipients.v[i], *other;
		const struct issue *last = r->last;
		const void **slot = slot_of(&out->highest, person_key(out, last->uid, last->to));

		other = *slot;
		if (!other || last->sequence >= other->last->sequence)
			*slot = r;
		if (hash_get(&out->ids, last->to, strlen(last->to)))
			continue;
		slot = slot_of(&out->elder, ledger_address_key(out->request.arena, last->uid, last->email));
		other = *slot;
		if (!other || last->at >= other->last->at)
			*slot = r;
	}
}

/* whoever was sent something at the person's address under an id that the plan no longer has */
static const struct ledger_recipient *find_elder(const struct outgoing *out, const char *uid,
						 const struct person *person)
{
	const char *key = ledger_address_key(out->request.arena, uid, person->email);
	const struct ledger_recipient *elder = hash_get(&out->elder, key, strlen(key));

	return elder && ledger_is_person(elder->last, person) ? elder : NULL;
}

/*
 * Not below what the calendar at the address got, whoever it was sent to,
 * and above a CANCEL that the person got elsewhere.
 */
static int next_sequence(const struct outgoing *out, const struct event *e,
			 const struct person *person)
{
	const struct issue *there = ledger_at_address(out->request.ledger, e->uid, person->email);
	const char *key = person_key(out, e->uid, person->id);
	const struct ledger_recipient *own = hash_get(&out->highest, key, strlen(key));
	int sequence = outgoing_sequence(out, e);

	if (there && sequence < there->sequence + there->is_cancel)
		sequence = there->sequence + there->is_cancel;
	if (own && own->last->is_cancel && sequence <= own->last->sequence)
		sequence = own->last->sequence + 1;
	return sequence;
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
static bool compare(const struct outgoing *out, struct message *m, const struct ledger_recipient *r,
		    const struct answer *answer)
{
	const struct revision *told = ledger_told(out->request.ledger, r);

	m->told = told;
	m->told_at = r->last->at;
	m->why = told ? why_of(event_differences(&told->event, m->event)) : WHY_TIME;
	if (told && told->is_disputed)
		m->why |= WHY_BRANCHES;
	if (m->why) {
		m->issue.sequence = outgoing_sequence(out, m->event);
		if (m->issue.sequence <= r->last->sequence)
			m->issue.sequence = r->event->sequence + 1;
		return true;
	}
	m->issue.sequence = r->last->sequence;
	if (answer)
		m->partstat = answer->partstat;
	if (!same_word(m->issue.programme, r->last->programme))
		m->why = WHY_PROGRAMME;
	else if (out->request.ics && !same_word(m->issue.said, r->last->said))
		m->why = WHY_WORDING;
	return m->why != 0;
}

static struct message make_request(const struct outgoing *out, const struct event *e,
				   const struct person *person)
{
	const struct outgoing_request *q = &out->request;
	struct message m = { .event = e, .person = person, .partstat = PARTSTAT_NEEDS_ACTION };

	m.issue = (struct issue){ .uid = e->uid,
				  .to = person->id,
				  .email = person->email,
				  .name = text_in(person->name, LANG_EN),
				  .lang = person->language,
				  .sent = INSTANT_NONE };
	if (q->ics)
		m.issue.said = digest_text(q->arena, ics_invitation_digest(q->ics, e, person,
									   person->language));
	if (!e->of_item)
		m.issue.programme = digest_text(q->arena, out->days[person->index]);
	return m;
}

/* is an answer asked for to it?  To the visit, and to what says so. */
static bool asks(const struct event *e)
{
	return !e->of_item || e->of_item->rsvp == YES;
}

/* did the calendar at the address get a CANCEL since, as it was somebody else's? */
static bool is_withdrawn(const struct outgoing *out, const struct ledger_recipient *r)
{
	const struct issue *there =
		ledger_at_address(out->request.ledger, r->last->uid, r->last->email);

	return there && there->is_cancel;
}

/*
 * Whom r knows by an older id is the same person as long as nothing that is
 * said has changed, as the names of those who take part would have.
 */
static bool is_new(const struct outgoing *out, const struct ledger_recipient *r,
		   const struct ledger_recipient *elder, const struct message *m)
{
	return !r || r->last->is_cancel || is_withdrawn(out, r) ||
	       (r == elder && m->issue.said && !same_word(m->issue.said, r->last->said));
}

static void invite(struct outgoing *out, const struct event *e, const struct person *person)
{
	const struct ledger_recipient *r, *elder = find_elder(out, e->uid, person);
	const struct answer *answer;
	struct message m;

	r = ledger_recipient(out->request.ledger, e->uid, person->email, person->id);
	answer = r ? r->answer : NULL;
	if (elder && (!r || (!answer && elder->last->sequence == r->last->sequence)))
		answer = elder->answer;
	if (!r)
		r = elder;
	/* who was asked once is told of changes also if nobody is asked any more */
	if (!asks(e) && (!r || r->last->is_cancel))
		return;
	settle(out, r);
	settle(out, elder);
	*slot_of(&out->invited, ledger_address_key(out->request.arena, e->uid, person->email)) = e;
	if (!is_asked_for(out, e, person))
		return;
	m = make_request(out, e, person);
	if (is_new(out, r, elder, &m)) {
		m.why = WHY_NEW;
		m.issue.sequence = next_sequence(out, e, person);
	} else if (!compare(out, &m, r, answer)) {
		return;
	}
	if (m.why == WHY_WORDING && !out->request.wording) {
		out->n_wording++;
		return;
	}
	VEC_PUSH(&out->messages, m);
}

/* those whom the plan gives no address */
static void miss(struct outgoing *out, const struct event *e, const struct person *person)
{
	if (!asks(e) || out->missed[person->index] || !is_asked_for(out, e, person))
		return;
	out->missed[person->index] = true;
	VEC_PUSH(&out->unreachable, person);
}

static bool is_invitation(const struct event *e)
{
	const struct meeting *meeting = e->of_meeting;

	return outgoing_takes_place(e) &&
	       (meeting->status == STATUS_TENTATIVE || meeting->status == STATUS_CONFIRMED);
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

	if (!is_invitation(e) || !(asks(e) || ledger_event(ledger, e->uid)))
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

/* is nothing to be said to a recipient of an event (NULL: gone) who is not invited at the address? */
static bool is_let_be(const struct outgoing *out, const struct event *e,
		      const struct ledger_recipient *r, const struct person *person)
{
	const char *key = ledger_address_key(out->request.arena, r->last->uid, r->last->email);

	/* somebody else at the address stays invited */
	if (hash_get(&out->invited, key, strlen(key)) || is_superseded(out, r, person))
		return true;
	/* only the address was taken out of the plan */
	return e && is_invitation(e) && person && !person->email && event_has(e, person->id);
}

static void withdraw(struct outgoing *out, const struct ledger_recipient *r)
{
	const struct outgoing_request *q = &out->request;
	const struct event *e = events_find(&out->events, r->last->uid);
	const struct revision *told = ledger_told(q->ledger, r);
	const struct person *person = hash_get(&out->ids, r->last->to, strlen(r->last->to));
	const struct ledger_event *known = r->event;
	bool stands = e && outgoing_takes_place(e);
	struct message m = { .told = told, .person = person };

	if (!told || is_over(out, &told->event) || (e && e->of_meeting->status == STATUS_HELD) ||
	    !is_asked_for(out, &told->event, person) || is_let_be(out, e, r, person))
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

/* ------------------------------------------------------------------------- the whole */

/*
 * Who has another address gets a CANCEL at the old one and an invitation at
 * the new one.  Both may lead to one calendar, so the invitation goes above.
 */
static void raise_above_cancels(struct outgoing *out)
{
	struct hash cancels = HASH_INIT;

	for (size_t i = 0; i < out->messages.n; i++) {
		const struct issue *issue = &out->messages.v[i].issue;
		const void **slot;

		if (!issue->is_cancel)
			continue;
		slot = slot_of(&cancels, person_key(out, issue->uid, issue->to));
		if (!*slot || issue->sequence > ((const struct issue *)*slot)->sequence)
			*slot = issue;
	}
	for (size_t i = 0; i < out->messages.n && cancels.n; i++) {
		struct issue *issue = &out->messages.v[i].issue;
		const char *key = person_key(out, issue->uid, issue->to);
		const struct issue *cancel = hash_get(&cancels, key, strlen(key));

		if (!issue->is_cancel && cancel && issue->sequence <= cancel->sequence)
			issue->sequence = cancel->sequence + 1;
	}
	hash_release(&cancels);
}

void outgoing_init(struct outgoing *out, const struct outgoing_request *request)
{
	const struct people *people = request->plan->people;
	const struct event *all;
	size_t n, next;

	*out = (struct outgoing){ .request = *request };
	events_init(&out->events, request->it, request->arena);
	all = out->events.list.v;
	n = out->events.list.n;
	for (size_t i = 0; i < LIST_N(people); i++)
		if (people->v[i].id)
			*hash_slot(&out->ids, people->v[i].id, strlen(people->v[i].id)) =
				(void *)&people->v[i];
	index_recipients(out);
	out->settled = xcalloc(request->ledger->recipients.n + 1, sizeof(*out->settled));
	out->missed = xcalloc(LIST_N(people) + 1, sizeof(*out->missed));
	out->days = xcalloc(LIST_N(people) + 1, sizeof(*out->days));
	for (size_t i = 0; i < n; i = next) {
		for (next = i + 1; next < n && all[next].of_item;)
			next++;
		outgoing_gather_days(out, all + i + 1, next - i - 1);
		for (size_t k = i; k < next; k++)
			invite_all(out, &all[k]);
	}
	withdraw_all(out);
	raise_above_cancels(out);
	outgoing_tell(out);
	outgoing_finish(out);
}

void outgoing_release(struct outgoing *out)
{
	events_release(&out->events);
	VEC_RELEASE(&out->messages);
	VEC_RELEASE(&out->tellings);
	VEC_RELEASE(&out->unreachable);
	VEC_RELEASE(&out->branched);
	hash_release(&out->ids);
	hash_release(&out->elder);
	hash_release(&out->highest);
	hash_release(&out->invited);
	free(out->settled);
	free(out->missed);
	free(out->days);
}
