#include "ledger/ledger-issued.h"

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

/*
 * Only what is at the address that a person has now; the people of a plan by
 * their addresses, for those whose ids have changed.
 */
static void set_invited(struct issued *issued, const struct hash *ids, const struct plan *plan,
			const struct ledger_recipient *r)
{
	const struct issue *last = r->last;
	const struct person *person = hash_get(ids, last->to, strlen(last->to));

	if (person) {
		if (!person->email || ledger_same_address(person->email, last->email))
			set_one(issued, last->to, r);
		return;
	}
	for (size_t i = 0; i < LIST_N(plan->people); i++) {
		const struct person *p = &plan->people->v[i];

		if (p->id && p->email && ledger_same_address(p->email, last->email))
			set_one(issued, p->id, r);
	}
}

void ledger_issued(const struct ledger *ledger, const struct plan *plan, struct issued *ret)
{
	struct hash ids = HASH_INIT;

	issued_init(ret, ledger->arena);
	for (size_t i = 0; i < LIST_N(plan->people); i++)
		if (plan->people->v[i].id)
			*hash_slot(&ids, plan->people->v[i].id, strlen(plan->people->v[i].id)) =
				(void *)&plan->people->v[i];
	/* the highest that anybody got: a program that knows that one drops what is below */
	for (size_t i = 0; i < ledger->events.n; i++)
		if (ledger->events.v[i].sequence > 0)
			issued_set_sequence(ret, ledger->events.v[i].uid, ledger->events.v[i].sequence);
	for (size_t i = 0; i < ledger->recipients.n; i++)
		if (!ledger->recipients.v[i].last->is_cancel)
			set_invited(ret, &ids, plan, &ledger->recipients.v[i]);
	hash_release(&ids);
}
