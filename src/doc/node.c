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

struct node *node_get(const struct node *map, const char *key)
{
	size_t len = strlen(key);

	if (!map || map->kind != NODE_MAP)
		return NULL;
	for NODE_EACH(c, map)
		if (c->key->n == len && !memcmp(c->key->text, key, len))
			return c;
	return NULL;
}

struct span node_span_of(const struct node *map, const char *key)
{
	const struct node *value = node_get(map, key);

	return node_span(value ? value : map);
}
