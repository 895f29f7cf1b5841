#include "ledger/ledger-issued.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static struct issued_answer answer_of(const struct ledger_recipient *r)
{
	static const enum answer_kind kinds[PARTSTAT_COUNT] = {
		[PARTSTAT_NEEDS_ACTION] = ANSWER_NONE,
		[PARTSTAT_ACCEPTED] = ANSWER_ACCEPTED,
		[PARTSTAT_DECLINED] = ANSWER_DECLINED,
		[PARTSTAT_TENTATIVE] = ANSWER_TENTATIVE,
		[PARTSTAT_DELEGATED] = ANSWER_DELEGATED,
	};
	const struct answer *a = r->answer;
	struct issued_answer answer = { .start = INSTANT_NONE,
					.end = INSTANT_NONE,
					.first = CIVIL_NONE,
					.last = CIVIL_NONE,
					.invited = r->last->at };

	if (!a)
		return answer;
	answer.kind = kinds[a->partstat];
	answer.comment = a->comment;
	/* a proposal is settled by a reply that comes after it */
	if (a->is_counter) {
		answer.proposes = true;
		answer.start = a->start;
		answer.end = a->end;
		answer.first = a->first;
		answer.last = a->last;
	}
	return answer;
}

static void set_one(struct issued *issued, const char *person_id, const struct ledger_recipient *r)
{
	struct issued_answer answer = answer_of(r);

	issued_set_invited(issued, r->last->uid, person_id, true);
	issued_set_answer(issued, r->last->uid, person_id, &answer);
}

/* the people of a plan by id, and by address for those whose ids have changed */
struct lookup {
	const struct ledger *ledger;
	const struct people *people;
	struct hash ids;       /* struct person */
	struct hash addresses; /* the index + 1 of the first who has it */
	size_t *next;	       /* of each, that of the next */
};

static void lookup_init(struct lookup *l, const struct ledger *ledger, const struct plan *plan)
{
	*l = (struct lookup){ .ledger = ledger, .people = plan->people };
	l->next = xcalloc(LIST_N(plan->people) + 1, sizeof(*l->next));
	for (size_t i = LIST_N(plan->people); i--;) {
		const struct person *p = &plan->people->v[i];
		const char *key;
		void **slot;

		if (!p->id)
			continue;
		*hash_slot(&l->ids, p->id, strlen(p->id)) = (void *)p;
		if (!p->email)
			continue;
		key = ledger_address_key(ledger->arena, "", p->email);
		slot = hash_slot(&l->addresses, key, strlen(key));
		l->next[i] = (size_t)*slot;
		*slot = (void *)(i + 1);
	}
}

static void lookup_release(struct lookup *l)
{
	hash_release(&l->ids);
	hash_release(&l->addresses);
	free(l->next);
}

/* only what is at the address that a person has now */
static void set_invited(struct issued *issued, const struct lookup *l,
			const struct ledger_recipient *r)
{
	const struct issue *last = r->last;
	const struct person *person = hash_get(&l->ids, last->to, strlen(last->to));
	const char *key;

	if (person) {
		if (!person->email || ledger_same_address(person->email, last->email))
			set_one(issued, last->to, r);
		return;
	}
	/* whoever of the plan is at the address, if nobody was told of it there later */
	if (ledger_at_address(l->ledger, last->uid, last->email) != last)
		return;
	key = ledger_address_key(l->ledger->arena, "", last->email);
	for (size_t i = (size_t)hash_get(&l->addresses, key, strlen(key)); i; i = l->next[i - 1])
		if (ledger_is_person(last, &l->people->v[i - 1]))
			set_one(issued, l->people->v[i - 1].id, r);
}

void ledger_issued(const struct ledger *ledger, const struct plan *plan, struct issued *ret)
{
	struct lookup l;

	issued_init(ret, ledger->arena);
	lookup_init(&l, ledger, plan);
	/* the highest that anybody got: a program that knows that one drops what is below */
	for (size_t i = 0; i < ledger->events.n; i++)
		if (ledger->events.v[i].sequence > 0)
			issued_set_sequence(ret, ledger->events.v[i].uid, ledger->events.v[i].sequence);
	for (size_t i = 0; i < ledger->recipients.n; i++)
		if (!ledger->recipients.v[i].last->is_cancel)
			set_invited(ret, &l, &ledger->recipients.v[i]);
	lookup_release(&l);
}
