#include "doc/node.h"

#include <string.h>

#include "base/banned.h"

struct span node_span(const struct node *node)
{
	return (struct span){ .line = node->line,
			      .column = node->column,
			      .end_line = node->end_line,
			      .end_column = node->end_column,
			      .file = node->file };
}

int node_compare(const struct node *a, const struct node *b)
{
	/* nearly all differ in this */
	if (a->file == b->file && a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return span_compare(node_span(a), node_span(b));
}

struct node *node_get(const struct node *map, const char *key)
{
	if (!map || map->kind != NODE_MAP)
		return NULL;
	for NODE_EACH(c, map)
		if (c->key->text[0] == key[0] && !strcmp(c->key->text, key))
			return c;
	return NULL;
}

struct span node_span_of(const struct node *map, const char *key)
{
	const struct node *value = node_get(map, key);

	return node_span(value ? value : map);
}
