/*
 * Reads YAML 1.2 through libyaml's events into a tree of nodes, and says
 * what is wrong with it in words of its own (PB101, PB102, PB103).
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/arena.h"
#include "diag/diag.h"
#include "doc/node.h"
#include "source/source.h"

#define DOC_MAX_DEPTH 64
#define DOC_MAX_EXPANSIONS 1000

struct doc {
	struct node *root; /* NULL if nothing could be read */
	bool truncated;	   /* an error ended it early: what follows is unknown */
};

/*
 * Never fails: errors are findings.  A source with an error gives what was
 * read before it.
 */
struct doc doc_read(struct arena *arena, struct diags *diags, const struct source *source);

/*
 * Adds what another document says to a map: maps merge key by key, lists
 * join, and a scalar given twice must be the same (PB103).  Both trees are
 * used up.
 */
void doc_merge(struct diags *diags, struct node *into, struct node *from);
/* The same for two values of a key that was refused as a duplicate: says nothing. */
void doc_absorb(struct arena *arena, struct node *into, struct node *from);

#endif
