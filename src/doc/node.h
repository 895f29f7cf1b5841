/*
 * A tree of located, untyped values: what YAML says, before anything is
 * known of plans.  Scalars stay text: "09:30", "no" and "1" are what was
 * written.
 *
 * Nodes live in the run's arena and do not change once the document is
 * read and merged.  They are kept small (48 bytes), as a large plan has
 * millions.
 */
#ifndef DOC_NODE_H
#define DOC_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/source.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

enum {
	NODE_PLAIN = 1 << 0, /* a scalar without quotes */
	NODE_FLOW = 1 << 1,  /* a list or map in [ ] or { } */
	NODE_CUT = 1 << 2,   /* a plain scalar ended by "#" and a letter */
	NODE_SHARED = 1 << 3, /* others may have the same list of children */
};

struct node {
	uint32_t line, column, end_line, end_column; /* as in struct span */
	uint16_t file;
	uint8_t kind, flags;
	uint32_t n; /* bytes of a scalar's text, elements of a list or map */
	union {
		const char *text;   /* of a scalar, with a NUL behind it */
		struct node *first; /* of a list or map */
	};
	struct node *next; /* in the list or map it belongs to */
	struct node *key;  /* in a map: the scalar that names this value */
};

/* for NODE_EACH(c, parent): each element or value c of a list or map */
#define NODE_EACH(c, parent) (struct node *c = (parent)->first; c; c = c->next)

struct span node_span(const struct node *node);
/* as span_compare() of their spans */
int node_compare(const struct node *a, const struct node *b);

/* a plain scalar with no text: nothing was given */
static inline bool node_is_empty(const struct node *node)
{
	return node->kind == NODE_SCALAR && !node->n && (node->flags & NODE_PLAIN);
}

/* the value of a key in a map; NULL if there is none, or no map */
struct node *node_get(const struct node *map, const char *key);
/* where a key's value is, or the map itself without it */
struct span node_span_of(const struct node *map, const char *key);

#endif
