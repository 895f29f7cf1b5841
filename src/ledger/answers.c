#include "ledger/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

/* while they are gathered; arrays are by person's index */
struct gathering {
	struct answers *answers;
	const struct plan *plan;
	const struct ledger *ledger;
	struct arena *arena;
	instant now;
	struct hash ids; /* struct person, by id */
	const struct ledger_recipient **best; /* of the event at hand: of those with the person's id */
	struct hash strays; /* of the event at hand: those whose id is nobody's now, by address */
	size_t *ranks; /* of the meeting at hand, from 1; 0: none */
	VEC(size_t) ranked; /* whose rank is set */
};

/* ----------------------------------------------------------------------- precedence */

static void rank(struct gathering *g, const struct person *person)
{
	if (!person || g->ranks[person->index])
		return;
	VEC_PUSH(&g->ranked, person->index);
	g->ranks[person->index] = g->ranked.n;
}

static void rank_members(struct gathering *g, const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		rank(g, members->v[i].person);
}

static int compare_delegations(const void *a, const void *b)
{
	const struct delegation *x = *(const struct delegation *const *)a;
	const struct delegation *y = *(const struct delegation *const *)b;

	return strcmp(x->id, y->id);
}

static void rank_all(struct gathering *g, const struct meeting *meeting)
{
	VEC(const struct delegation *) order = { 0 };

	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		if (meeting->delegations->v[i].id)
			VEC_PUSH(&order, &meeting->delegations->v[i]);
	if (order.n)
		qsort(order.v, order.n, sizeof(order.v[0]), compare_delegations);
	for (size_t i = 0; i < order.n; i++) {
		rank(g, order.v[i]->head);
		rank_members(g, order.v[i]->members);
		rank_members(g, order.v[i]->staff);
	}
	rank_members(g, meeting->others);
	VEC_RELEASE(&order);
}

static void unrank_all(struct gathering *g)
{
	for (size_t i = 0; i < g->ranked.n; i++)
		g->ranks[g->ranked.v[i]] = 0;
	g->ranked.n = 0;
}

static int compare_invitees(const void *a, const void *b)
{
	const struct invitee *x = a, *y = b;

	return (x->rank > y->rank) - (x->rank < y->rank);
}

/* ------------------------------------------------------------- what they were sent */

static const char *address_key(const struct gathering *g, const char *email, size_t *ret_len)
{
	char *key;

	*ret_len = strlen(email);
	key = arena_strndup(g->arena, email, *ret_len);
	for (char *p = key; *p; p++)
		*p = ascii_tolower(*p);
	return key;
}

static const struct person *find_person(const struct gathering *g, const char *id)
{
	return hash_get(&g->ids, id, strlen(id));
}

static bool is_at_home(const struct ledger_recipient *r, const struct person *person)
{
	return person->email && ledger_same_address(r->last->email, person->email);
}

/* what stands before what was withdrawn, at the present address before another */
static bool is_better(const struct ledger_recipient *a, const struct ledger_recipient *b,
		      const struct person *person)
{
	if (!b || a->last->is_cancel != b->last->is_cancel)
		return !b || b->last->is_cancel;
	return is_at_home(a, person) && !is_at_home(b, person);
}

static void find_recipients(struct gathering *g, const struct ledger_event *known)
{
	EACH_RECIPIENT (r, g->ledger, known) {
		const struct person *person = find_person(g, r->last->to);

		if (person) {
			if (is_better(r, g->best[person->index], person))
				g->best[person->index] = r;
		} else if (!r->last->is_cancel) {
			size_t len;
			const char *key = address_key(g, r->last->email, &len);

			*hash_slot(&g->strays, key, len) = (void *)r;
		}
	}
}

static void forget_recipients(struct gathering *g, const struct ledger_event *known)
{
	EACH_RECIPIENT (r, g->ledger, known) {
		const struct person *person = find_person(g, r->last->to);

		if (person)
			g->best[person->index] = NULL;
	}
	hash_release(&g->strays);
	g->strays = (struct hash)HASH_INIT;
}

static const struct ledger_recipient *recipient_of(const struct gathering *g,
						   const struct person *person)
{
	const struct ledger_recipient *r = g->best[person->index];

	if (!r && g->strays.n && person->email) { /* under an older id */
		size_t len;
		const char *key = address_key(g, person->email, &len);

		r = hash_get(&g->strays, key, len);
		if (r && !ledger_is_person(r->last, person))
			r = NULL;
	}
	return r && !r->last->is_cancel ? r : NULL;
}

/* ---------------------------------------------------------------------- the events */

static void add_event(struct gathering *g, const struct event *e)
{
	const struct ledger_event *known = ledger_event(g->ledger, e->uid);
	struct invited invited = { .event = e };

	invited.v = arena_array(g->arena, LIST_N(e->people) + 1, sizeof(*invited.v));
	find_recipients(g, known);
	for (size_t i = 0; i < LIST_N(e->people); i++) {
		const struct person *person = find_person(g, e->people->v[i]);
		struct invitee *one = &invited.v[invited.n];

		if (!person)
			continue;
		one->person = person;
		one->recipient = recipient_of(g, person);
		one->rank = g->ranks[person->index];
		if (!one->rank)
			one->rank = g->ranked.n + 1 + person->index;
		invited.n++;
	}
	forget_recipients(g, known);
	qsort(invited.v, invited.n, sizeof(invited.v[0]), compare_invitees);
	if (invited.n)
		VEC_PUSH(&g->answers->list, invited);
}

static instant begin_of(const struct event *e)
{
	return e->of_item ? e->of_item->start : INSTANT_NONE;
}

/* the visit first, then by time, then as in the plan */
static int compare_events(const void *a, const void *b)
{
	const struct event *x = ((const struct invited *)a)->event;
	const struct event *y = ((const struct invited *)b)->event;

	if (!x->of_item || !y->of_item)
		return !y->of_item - !x->of_item;
	if (begin_of(x) != begin_of(y))
		return begin_of(x) > begin_of(y) ? 1 : -1;
	return (x > y) - (x < y);
}

/* does it take place, is it not over, and is an answer to it asked for? */
static bool is_asked(const struct gathering *g, const struct event *e)
{
	instant end = event_end(e);

	return event_goes_out(e) && e->status != STATUS_CANCELLED &&
	       (!e->of_item || e->of_item->rsvp == YES) && (end == INSTANT_NONE || end > g->now);
}

/* events [from, to) of one meeting */
static void add_meeting(struct gathering *g, const struct event *from, const struct event *to)
{
	struct answers *answers = g->answers;
	size_t first = answers->list.n;

	rank_all(g, from->of_meeting);
	for (const struct event *e = from; e < to; e++)
		if (is_asked(g, e))
			add_event(g, e);
	unrank_all(g);
	if (answers->list.n > first + 1)
		qsort(answers->list.v + first, answers->list.n - first, sizeof(answers->list.v[0]),
		      compare_events);
}

static void add_all(struct gathering *g)
{
	const struct event *e = g->answers->events.list.v, *end = e + g->answers->events.list.n;
	size_t n = LIST_N(g->plan->meetings), index = 0;

	while (e < end) {
		const struct event *next = e + 1;

		while (next < end && next->of_meeting == e->of_meeting)
			next++;
		while (index <= e->of_meeting->index)
			g->answers->first[index++] = g->answers->list.n;
		if (e->of_meeting->status == STATUS_TENTATIVE ||
		    e->of_meeting->status == STATUS_CONFIRMED)
			add_meeting(g, e, next);
		e = next;
	}
	while (index <= n)
		g->answers->first[index++] = g->answers->list.n;
}

/* ----------------------------------------------------------------------- the whole */

void answers_init(struct answers *answers, const struct itinerary *it, const struct ledger *ledger,
		  struct arena *arena, instant now)
{
	const struct people *people = it->plan->people;
	struct gathering g = { .answers = answers,
			       .plan = it->plan,
			       .ledger = ledger,
			       .arena = arena,
			       .now = now };

	*answers = (struct answers){ 0 };
	answers->first = xcalloc(LIST_N(it->plan->meetings) + 1, sizeof(*answers->first));
	events_init(&answers->events, it, arena);
	g.best = xcalloc(LIST_N(people) + 1, sizeof(*g.best));
	g.ranks = xcalloc(LIST_N(people) + 1, sizeof(*g.ranks));
	for (size_t i = 0; i < LIST_N(people); i++)
		if (people->v[i].id)
			*hash_slot(&g.ids, people->v[i].id, strlen(people->v[i].id)) =
				(void *)&people->v[i];
	if (!ledger->is_broken)
		add_all(&g);
	VEC_RELEASE(&g.ranked);
	hash_release(&g.ids);
	hash_release(&g.strays);
	free(g.ranks);
	free(g.best);
}

void answers_release(struct answers *answers)
{
	events_release(&answers->events);
	VEC_RELEASE(&answers->list);
	free(answers->first);
}

const struct invited *answers_of(const struct answers *answers, const struct meeting *meeting,
				 size_t *ret_n)
{
	size_t first = answers->first[meeting->index];

	*ret_n = answers->first[meeting->index + 1] - first;
	return *ret_n ? answers->list.v + first : NULL;
}

enum partstat invitee_partstat(const struct invitee *invitee)
{
	const struct ledger_recipient *r = invitee->recipient;

	return r && r->answer ? r->answer->partstat : PARTSTAT_NEEDS_ACTION;
}

const struct answer *invitee_proposal(const struct invitee *invitee)
{
	const struct answer *answer = invitee->recipient ? invitee->recipient->answer : NULL;

	return answer && answer->is_counter ? answer : NULL;
}
