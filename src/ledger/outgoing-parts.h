/*
 * The parts of struct outgoing that its own files share.
 */
#ifndef LEDGER_OUTGOING_PARTS_H
#define LEDGER_OUTGOING_PARTS_H

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "ledger/outgoing.h"
#include "render/manifest.h"

/* outgoing-events.c: how events stand */

/* does it take place, as far as those who take part may know? */
bool outgoing_takes_place(const struct event *e);
/* the SEQUENCE of an event as it is told now */
int outgoing_sequence(const struct outgoing *out, const struct event *e);
/* fills out->days by the items of one meeting, in whatever order they stand */
void outgoing_gather_days(struct outgoing *out, const struct event *items, size_t n);
/* fills out->tellings: of each meeting of which something is told, all that changed in it */
void outgoing_tell(struct outgoing *out);

/* outgoing-finish.c: the moment of the issue, the order of the messages, their names and ids */
void outgoing_finish(struct outgoing *out);

static inline const char *digest_text(struct arena *arena, struct digest digest)
{
	return arena_printf(arena, "%016" PRIx64 "%016" PRIx64, digest.a, digest.b);
}

static inline const void **slot_of(struct hash *hash, const char *key)
{
	return (const void **)hash_slot(hash, key, strlen(key));
}

#endif
