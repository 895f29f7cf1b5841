#include "doc/doc.h"

#include <string.h>

#include "base/hash.h"

#include "base/banned.h"

/*
 * Gives a list or map children that no alias shows too.  What they hold is
 * still shared, and marked so.
 */
static void own_children(struct arena *arena, struct node *node)
{
	if (!(node->flags & NODE_SHARED))
		return;
	for (struct node **at = &node->first; *at; at = &(*at)->next) {
		struct node *copy = arena_new(arena, struct node);

		*copy = **at;
		if (copy->kind != NODE_SCALAR)
			copy->flags |= NODE_SHARED;
		*at = copy;
	}
	node->flags &= (uint8_t)~NODE_SHARED;
}

static void append(struct arena *arena, struct node *into, struct node *from)
{
	struct node **last = &into->first;

	own_children(arena, into);
	own_children(arena, from);
	while (*last)
		last = &(*last)->next;
	*last = from->first;
	into->n += from->n;
}

static bool same_scalar(const struct node *a, const struct node *b)
{
	return a->kind == NODE_SCALAR && b->kind == NODE_SCALAR && a->n == b->n &&
	       !memcmp(a->text, b->text, a->n);
}

static void merge(struct arena *arena, struct diags *diags, struct node *into, struct node *from);

/* two values of one key; without diags, the first counts */
static void merge_values(struct arena *arena, struct diags *diags, struct node *into,
			 struct node *from)
{
	struct diag *diag;

	if (into->kind == NODE_MAP && from->kind == NODE_MAP) {
		merge(arena, diags, into, from);
		return;
	}
	if (into->kind == NODE_LIST && from->kind == NODE_LIST) {
		append(arena, into, from);
		return;
	}
	if (!diags || same_scalar(into, from))
		return;
	diag = diag_add(diags, PB103, node_span(from->key),
			N_("another file gives \"%s\" a different value"), from->key->text);
	diag_add_related(diags, diag, node_span(into->key), N_("it is given here first"));
}

static void merge(struct arena *arena, struct diags *diags, struct node *into, struct node *from)
{
	struct node **last = &into->first, *next;
	struct hash known = HASH_INIT;

	own_children(arena, into);
	own_children(arena, from);
	for NODE_EACH(c, into) {
		*hash_slot(&known, c->key->text, c->key->n) = c;
		last = &c->next;
	}
	for (struct node *c = from->first; c; c = next) {
		struct node *old = hash_get(&known, c->key->text, c->key->n);

		next = c->next;
		if (old) {
			merge_values(arena, diags, old, c);
			continue;
		}
		c->next = NULL;
		*last = c;
		last = &c->next;
		into->n++;
	}
	hash_release(&known);
}

void doc_merge(struct diags *diags, struct node *into, struct node *from)
{
	merge(diags->arena, diags, into, from);
}

void doc_absorb(struct arena *arena, struct node *into, struct node *from)
{
	merge_values(arena, NULL, into, from);
}
