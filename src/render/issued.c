#include "render/issued.h"

#include <string.h>

#include "base/strbuf.h"

#include "base/banned.h"

void issued_init(struct issued *issued, struct arena *arena)
{
	*issued = (struct issued){ .arena = arena };
}

void issued_release(struct issued *issued)
{
	hash_release(&issued->sequences);
	hash_release(&issued->invited);
	hash_release(&issued->answers);
}

void issued_set_sequence(struct issued *issued, const char *uid, int sequence)
{
	*hash_slot(&issued->sequences, uid, strlen(uid)) = (void *)((size_t)sequence + 1);
}

static const char *key_of(struct issued *issued, const char *uid, const char *person_id)
{
	return arena_printf(issued->arena, "%s %s", uid, person_id);
}

void issued_set_invited(struct issued *issued, const char *uid, const char *person_id, bool is)
{
	const char *key = key_of(issued, uid, person_id);

	*hash_slot(&issued->invited, key, strlen(key)) = is ? issued : NULL;
}

void issued_set_answer(struct issued *issued, const char *uid, const char *person_id,
		       const struct issued_answer *answer)
{
	const char *key = key_of(issued, uid, person_id);
	struct issued_answer *known = hash_get(&issued->answers, key, strlen(key));

	if (known && known->invited > answer->invited)
		return;
	if (!known)
		known = arena_new(issued->arena, struct issued_answer);
	*known = *answer;
	*hash_slot(&issued->answers, key, strlen(key)) = known;
}

int issued_sequence(const struct issued *issued, const char *uid)
{
	size_t found = issued ? (size_t)hash_get(&issued->sequences, uid, strlen(uid)) : 0;

	return found ? (int)(found - 1) : 0;
}

/* of a table by UID and person */
static void *find(const struct hash *table, const char *uid, const struct person *person)
{
	struct strbuf key = STRBUF_INIT;
	void *found;

	strbuf_addf(&key, "%s %s", uid, person->id);
	found = hash_get(table, key.text, key.len);
	strbuf_release(&key);
	return found;
}

bool issued_has_invited(const struct issued *issued, const char *uid, const struct person *person)
{
	return issued && issued->invited.n && find(&issued->invited, uid, person);
}

const struct issued_answer *issued_answer(const struct issued *issued, const char *uid,
					  const struct person *person)
{
	return issued && issued->answers.n ? find(&issued->answers, uid, person) : NULL;
}
