#include "doc/doc.h"

#include <string.h>

#include "base/hash.h"

#include "base/banned.h"

static void append(struct node *into, struct node *from)
{
	struct node **last = &into->first;

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

/* two values of one key */
static void merge_values(struct diags *diags, struct node *into, struct node *from)
{
	struct diag *diag;

	if (into->kind == NODE_MAP && from->kind == NODE_MAP) {
		doc_merge(diags, into, from);
		return;
	}
	if (into->kind == NODE_LIST && from->kind == NODE_LIST) {
		append(into, from);
		return;
	}
	if (same_scalar(into, from))
		return;
	diag = diag_add(diags, PB103, node_span(from->key),
			N_("another file gives \"%s\" a different value"), from->key->text);
	diag_add_related(diags, diag, node_span(into->key), N_("it is given here first"));
}

void doc_merge(struct diags *diags, struct node *into, struct node *from)
{
	struct node **last = &into->first, *next;
	struct hash known = HASH_INIT;

	for NODE_EACH(c, into) {
		*hash_slot(&known, c->key->text, c->key->n) = c;
		last = &c->next;
	}
	for (struct node *c = from->first; c; c = next) {
		struct node *old = hash_get(&known, c->key->text, c->key->n);

		next = c->next;
		if (old) {
			merge_values(diags, old, c);
			continue;
		}
		c->next = NULL;
		*last = c;
		last = &c->next;
		into->n++;
	}
	hash_release(&known);
}
