#include "render/table.h"

#include <stdlib.h>

#include "base/json.h"

#include "base/banned.h"

static void put_columns(struct json *json, const struct table *table)
{
	json_key(json, "columns");
	json_open(json, '[');
	for (size_t i = 0; i < table->info->n_columns; i++) {
		json_open(json, '{');
		json_put(json, "key", table->info->columns[i].key);
		json_put(json, "title", table->titles[i]);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_cell(struct json *json, const struct column *column, const char *value)
{
	if (!*value)
		json_put(json, column->key, NULL);
	else if (column->flags & COLUMN_NUMBER)
		json_put_int(json, column->key, strtoll(value, NULL, 10));
	else
		json_put(json, column->key, value);
}

void table_put_json(struct json *json, const struct table *table)
{
	json_open(json, '{');
	json_put(json, "name", table->info->name);
	json_put(json, "title", table->title);
	put_columns(json, table);
	json_key(json, "rows");
	json_open(json, '[');
	for (size_t row = 0; row < table->n_rows; row++) {
		json_open(json, '{');
		for (size_t i = 0; i < table->info->n_columns; i++)
			put_cell(json, &table->info->columns[i], table_cell(table, row, i)->value);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}
