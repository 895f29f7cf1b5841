/*
 * A table of cells, and the forms in which it is written.  Nothing in the
 * table itself belongs to a form: text, CSV, JSON and sections of a
 * programme are made of the same one.
 *
 *	table_init(&t, &info, &arena, max);
 *	t.titles[COLUMN] = …;		as they are in the reader's language
 *	table_add_row(&t);
 *	table_set(&t, COLUMN, "Ani Sargsyan");
 */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "lang/catalog.h"

enum {
	COLUMN_NUMBER = 1 << 0, /* its cells are counts, or empty; aligned to the right */
	COLUMN_NAMES = 1 << 1,	/* its rows are known by it */
	COLUMN_WIDE = 1 << 2,	/* holds much text */
	COLUMN_WANTED = 1 << 3, /* who receives the list asks for it: an empty cell is missing */
};

/*
 * A column of level 0 stands in the table.  One of level 1 or more is the
 * same for many rows and may be told once above them, as a heading: of
 * level 1 the outermost; those of one level make one heading.
 */
struct column {
	const char *key;   /* in JSON */
	const char *title; /* msgid */
	unsigned int flags;
	int level;
};

#define COLUMN_LEVELS 2

struct table_info {
	const char *name;  /* in JSON */
	const char *title; /* msgid */
	const struct column *columns; /* those with a level first, by rising level */
	size_t n_columns;
};

struct cell {
	const char *text;  /* for people; may hold line ends; never NULL */
	const char *value; /* for programs: days as 2027-04-15, countries as codes.  It may stand
			      alone: people then read of it in another column. */
};

struct table {
	const struct table_info *info;
	const char *title;   /* for people */
	const char **titles; /* of the columns, likewise */
	VEC(struct cell) cells; /* n_columns for each row */
	size_t n_rows;
	size_t bytes, max_bytes; /* of all cells, and as much as there may be */
	bool is_too_long;	 /* there is more; nothing was added since then */
};

/* titles are in the arena, and the msgids until they are set */
void table_init(struct table *table, const struct table_info *info, struct arena *arena,
		size_t max_bytes);
void table_release(struct table *table);

/* texts must outlive the table; NULL leaves a cell empty */
void table_add_row(struct table *table);
void table_set(struct table *table, size_t column, const char *text);
void table_set_value(struct table *table, size_t column, const char *text, const char *value);

static inline const struct cell *table_cell(const struct table *table, size_t row, size_t column)
{
	return &table->cells.v[row * table->info->n_columns + column];
}

/* rows in which a column is empty */
size_t table_count_empty(const struct table *table, size_t column);
/* the first level whose heading differs from that of the row before; 0: none does */
int table_heading_level(const struct table *table, size_t row);
/* the heading of a level, its parts joined with a middle dot */
void table_add_heading(struct strbuf *out, const struct table *table, size_t row, int level);

struct table_style {
	const struct catalog *catalog;
	size_t width; /* columns of the terminal */
	bool colour;
};

/*
 * For a terminal: aligned columns, wrapped, with headings above them; where
 * the width does not allow that, each row as a paragraph.  Columns without
 * any text are left out.  Controls are shown as U+FFFD.
 */
void table_add_text(struct strbuf *out, const struct table *table, const struct table_style *style);

/*
 * RFC 4180: all columns, a head line, CRLF, UTF-8 without a byte order mark.
 *
 * Spreadsheets take for a formula what begins with = + - @; there, and
 * behind what some of them take for the end of a field (; tab, line end), an
 * apostrophe is put before it.  A telephone number is none, but may be
 * reckoned with: in it blanks stand for - . and /, and one is put before the
 * last four digits if there is none, so that it stays as it is dialled.
 */
void table_add_csv(struct strbuf *out, const struct table *table);

/* an object: name, title, columns (key, title), rows (a member for each key) */
struct json;
void table_put_json(struct json *json, const struct table *table);

#endif
