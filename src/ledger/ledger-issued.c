#include "ledger/ledger-issued.h"

#include <string.h>

#include "base/banned.h"

/* the people of a plan by their addresses, for those whose ids have changed */
static void set_invited(struct issued *issued, const struct hash *ids, const struct plan *plan,
			const struct issue *last)
{
	if (hash_get(ids, last->to, strlen(last->to))) {
		issued_set_invited(issued, last->uid, last->to, true);
		return;
	}
	for (size_t i = 0; i < LIST_N(plan->people); i++) {
		const struct person *p = &plan->people->v[i];

		if (p->id && p->email && ledger_same_address(p->email, last->email))
			issued_set_invited(issued, last->uid, p->id, true);
	}
}

void ledger_issued(const struct ledger *ledger, const struct plan *plan, struct issued *ret)
{
	struct hash ids = HASH_INIT;

	issued_init(ret, ledger->arena);
	for (size_t i = 0; i < LIST_N(plan->people); i++)
		if (plan->people->v[i].id)
			*hash_slot(&ids, plan->people->v[i].id, strlen(plan->people->v[i].id)) = ret;
	for (size_t i = 0; i < ledger->events.n; i++)
		if (ledger->events.v[i].latest)
			issued_set_sequence(ret, ledger->events.v[i].uid,
					    ledger->events.v[i].latest->sequence);
	for (size_t i = 0; i < ledger->recipients.n; i++)
		if (!ledger->recipients.v[i].last->is_cancel)
			set_invited(ret, &ids, plan, ledger->recipients.v[i].last);
	hash_release(&ids);
}
