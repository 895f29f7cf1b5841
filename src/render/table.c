#include "render/table.h"

#include <string.h>

#include "base/banned.h"

void table_init(struct table *table, const struct table_info *info, struct arena *arena,
		size_t max_bytes)
{
	*table = (struct table){ .info = info, .title = info->title, .max_bytes = max_bytes };
	table->titles = arena_array(arena, info->n_columns, sizeof(*table->titles));
	for (size_t i = 0; i < info->n_columns; i++)
		table->titles[i] = info->columns[i].title;
}

void table_release(struct table *table)
{
	if (table)
		VEC_RELEASE(&table->cells);
}

/* what a row costs where nothing stands in it */
static size_t row_bytes(const struct table *table)
{
	return table->info->n_columns * sizeof(struct cell);
}

void table_add_row(struct table *table)
{
	const struct cell empty = { "", "" };

	table->bytes += row_bytes(table);
	table->is_too_long = table->is_too_long || table->bytes > table->max_bytes;
	if (table->is_too_long)
		return;
	for (size_t i = 0; i < table->info->n_columns; i++)
		VEC_PUSH(&table->cells, empty);
	table->n_rows++;
}

void table_set_value(struct table *table, size_t column, const char *text, const char *value)
{
	if (!text)
		text = "";
	table->bytes += strlen(text);
	table->is_too_long = table->is_too_long || table->bytes > table->max_bytes;
	if (!table->is_too_long)
		table->cells.v[(table->n_rows - 1) * table->info->n_columns + column] =
			(struct cell){ text, value ? value : text };
}

void table_set(struct table *table, size_t column, const char *text)
{
	table_set_value(table, column, text, text);
}

size_t table_count_empty(const struct table *table, size_t column)
{
	size_t n = 0;

	for (size_t i = 0; i < table->n_rows; i++)
		n += !*table_cell(table, i, column)->text;
	return n;
}

int table_heading_level(const struct table *table, size_t row)
{
	const struct column *columns = table->info->columns;

	for (size_t i = 0; i < table->info->n_columns && columns[i].level; i++)
		if (!row || strcmp(table_cell(table, row, i)->text,
				   table_cell(table, row - 1, i)->text) != 0)
			return columns[i].level;
	return 0;
}

void table_add_heading(struct strbuf *out, const struct table *table, size_t row, int level)
{
	size_t from = out->len;

	for (size_t i = 0; i < table->info->n_columns; i++) {
		const char *text = table_cell(table, row, i)->text;

		if (table->info->columns[i].level == level && *text)
			strbuf_addf(out, "%s%s", out->len > from ? " · " : "", text);
	}
}
