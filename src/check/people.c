#include "check/people.h"

#include <stdlib.h>

#include "base/xalloc.h"

#include "base/banned.h"

void roster_init(struct roster *r, const struct plan *plan)
{
	*r = (struct roster){ .v = xcalloc(LIST_N(plan->people), sizeof(*r->v)) };
}

void roster_release(struct roster *r)
{
	free(r->v);
	*r = (struct roster){ 0 };
}

static void enter(struct roster *r, const struct person *person, struct roster_entry entry)
{
	struct roster_entry *slot = &r->v[person->index];

	if (slot->stamp == r->stamp)
		return;
	entry.stamp = r->stamp;
	*slot = entry;
	r->n++;
}

static void enter_members(struct roster *r, const struct members *members,
			  enum membership membership, const struct delegation *delegation)
{
	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct member *m = &members->v[i];

		if (m->person)
			enter(r, m->person,
			      (struct roster_entry){ .membership = membership,
						     .delegation = delegation,
						     .at = m->at });
	}
}

void roster_fill(struct roster *r, const struct meeting *meeting)
{
	r->stamp++;
	r->n = 0;
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		const struct delegation *d = &meeting->delegations->v[i];

		enter_members(r, d->members, MEMBERSHIP_MEMBER, d);
		if (d->head)
			enter(r, d->head,
			      (struct roster_entry){ .membership = MEMBERSHIP_MEMBER,
						     .delegation = d,
						     .at = d->at });
		enter_members(r, d->staff, MEMBERSHIP_STAFF, d);
	}
	enter_members(r, meeting->others, MEMBERSHIP_OTHER, NULL);
}

const struct roster_entry *roster_find(const struct roster *r, const struct person *person)
{
	const struct roster_entry *entry = &r->v[person->index];

	return entry->stamp == r->stamp ? entry : NULL;
}

bool roster_tell(struct roster *r, const struct person *person)
{
	uint32_t *told = &r->v[person->index].told;

	if (*told == r->stamp)
		return false;
	*told = r->stamp;
	return true;
}

void *pair_get(const struct hash *table, const void *first, const void *second)
{
	const void *pair[2] = { first, second };

	return table->n ? hash_get(table, (const char *)pair, sizeof(pair)) : NULL;
}

void pair_put(struct check_run *run, struct hash *table, const void *first, const void *second,
	      void *value)
{
	const void *pair[2] = { first, second };
	const char *key = arena_strndup(run->arena, (const char *)pair, sizeof(pair));

	*hash_slot(table, key, sizeof(pair)) = value;
}
