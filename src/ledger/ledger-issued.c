#include "ledger/ledger-issued.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* the people of a plan by id and by address, for those whose ids have changed */
struct lookup {
	struct arena *arena;
	const struct people *people;
	struct hash ids;
	struct hash addresses; /* the index + 1 of the first who has it */
	size_t *next;	       /* of each, that of the next */
	struct hash done;      /* UIDs and addresses of those whose ids have changed */
};

static void lookup_init(struct lookup *l, struct arena *arena, const struct plan *plan)
{
	*l = (struct lookup){ .arena = arena, .people = plan->people };
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
		key = ledger_address_key(arena, "", p->email);
		slot = hash_slot(&l->addresses, key, strlen(key));
		l->next[i] = (size_t)*slot;
		*slot = (void *)(i + 1);
	}
}

static void lookup_release(struct lookup *l)
{
	hash_release(&l->ids);
	hash_release(&l->addresses);
	hash_release(&l->done);
	free(l->next);
}

static void set_invited(struct issued *issued, struct lookup *l, const struct issue *last)
{
	const char *address, *key;
	void **done;

	if (hash_get(&l->ids, last->to, strlen(last->to))) {
		issued_set_invited(issued, last->uid, last->to, true);
		return;
	}
	key = ledger_address_key(l->arena, last->uid, last->email);
	done = hash_slot(&l->done, key, strlen(key));
	if (*done)
		return;
	*done = l;
	address = ledger_address_key(l->arena, "", last->email);
	for (size_t i = (size_t)hash_get(&l->addresses, address, strlen(address)); i; i = l->next[i - 1])
		issued_set_invited(issued, last->uid, l->people->v[i - 1].id, true);
}

void ledger_issued(const struct ledger *ledger, const struct plan *plan, struct issued *ret)
{
	struct lookup l;

	issued_init(ret, ledger->arena);
	lookup_init(&l, ledger->arena, plan);
	for (size_t i = 0; i < ledger->events.n; i++)
		if (ledger->events.v[i].latest)
			issued_set_sequence(ret, ledger->events.v[i].uid,
					    ledger->events.v[i].latest->sequence);
	for (size_t i = 0; i < ledger->recipients.n; i++)
		if (!ledger->recipients.v[i].last->is_cancel)
			set_invited(ret, &l, ledger->recipients.v[i].last);
	lookup_release(&l);
}
