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
}

void issued_set_sequence(struct issued *issued, const char *uid, int sequence)
{
	*hash_slot(&issued->sequences, uid, strlen(uid)) = (void *)((size_t)sequence + 1);
}

void issued_set_invited(struct issued *issued, const char *uid, const char *person_id, bool is)
{
	const char *key = arena_printf(issued->arena, "%s %s", uid, person_id);

	*hash_slot(&issued->invited, key, strlen(key)) = is ? issued : NULL;
}

int issued_sequence(const struct issued *issued, const char *uid)
{
	size_t found = issued ? (size_t)hash_get(&issued->sequences, uid, strlen(uid)) : 0;

	return found ? (int)(found - 1) : 0;
}

bool issued_has_invited(const struct issued *issued, const char *uid, const struct person *person)
{
	struct strbuf key = STRBUF_INIT;
	bool has;

	if (!issued || !issued->invited.n)
		return false;
	strbuf_addf(&key, "%s %s", uid, person->id);
	has = hash_get(&issued->invited, key.text, key.len);
	strbuf_release(&key);
	return has;
}
