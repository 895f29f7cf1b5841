#include "render/programme-parts.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/list.h"

#include "base/banned.h"

/* letters: no word of ours is longer */
#define WORD_MAX 24

/* the columns that are shown: those of no heading in which there is anything */
struct shape {
	const struct table *table;
	bool *shown;
	size_t n;
};

static void find_columns(struct shape *s, const struct table *table, struct arena *arena)
{
	*s = (struct shape){ .table = table,
			     .shown = arena_array(arena, table->info->n_columns, sizeof(bool)) };
	for (size_t i = 0; i < table->info->n_columns; i++) {
		s->shown[i] = !table->info->columns[i].level &&
			      table_count_empty(table, i) < table->n_rows;
		s->n += s->shown[i];
	}
}

static const char *cell_class(const struct column *column)
{
	if (column->flags & COLUMN_NUMBER)
		return "class=\"number\"";
	return column->flags & COLUMN_WIDE ? "class=\"much\"" : NULL;
}

static void put_heads(struct html *h, const struct shape *s)
{
	html_open(h, "thead", NULL);
	html_open(h, "tr", NULL);
	for (size_t i = 0; i < s->table->info->n_columns; i++) {
		const struct column *column = &s->table->info->columns[i];

		if (s->shown[i])
			html_put(h, "th",
				 column->flags & COLUMN_NUMBER ? "class=\"number\" scope=\"col\""
							       : "scope=\"col\"",
				 s->table->titles[i]);
	}
	html_close(h);
	html_close(h);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* a mark on the letter before it */
static bool is_combining(const char *s)
{
	uint32_t c = utf8_next(&s);

	return (c >= 0x300 && c < 0x370) || c == 0x200D || (c >= 0xFE00 && c < 0xFE10);
}

/*
 * Columns are as wide as their longest word, so that none is broken; those
 * that are longer than words are may be: an address at its signs, what has
 * none anywhere.
 */
static void put_breakable(struct html *h, const char *text)
{
	const char *begin = text;
	size_t letters = 0; /* since a line could end */

	html_open(h, "bdi", NULL);
	for (const char *s = text; *s; utf8_next(&s)) {
		bool after_sign = s > text && strchr("@._-/", s[-1]);

		if (is_blank(*s)) {
			letters = 0;
			continue;
		}
		if ((letters >= WORD_MAX || (after_sign && letters >= WORD_MAX / 2)) &&
		    !is_combining(s)) {
			html_add_part(h, begin, (size_t)(s - begin));
			html_void(h, "wbr", NULL);
			begin = s;
			letters = 0;
		}
		letters++;
	}
	html_add(h, begin);
	html_close(h);
}

/* what is the same for the rows below it */
static void put_group(struct html *h, const struct shape *s, size_t row)
{
	struct strbuf heading = STRBUF_INIT;
	char attributes[60];

	snprintf(attributes, sizeof(attributes), "scope=\"rowgroup\" colspan=\"%zu\"", s->n);
	table_add_heading(&heading, s->table, row, 2);
	if (heading.len) {
		html_open(h, "tr", "class=\"group\"");
		html_open(h, "th", attributes);
		put_breakable(h, heading.text);
		html_close(h);
		html_close(h);
	}
	strbuf_release(&heading);
}

/* where cells stand below each other, each is told by its column's title */
static void put_cell(struct html *h, const struct shape *s, size_t row, size_t i)
{
	const struct column *column = &s->table->info->columns[i];
	const char *text = table_cell(s->table, row, i)->text;
	/* a run without a name is known by its other cells */
	bool names = column->flags & COLUMN_NAMES && *text;

	html_open(h, names ? "th" : "td", names ? "scope=\"row\"" : cell_class(column));
	if (*text && !names) {
		html_open(h, "span", "class=\"label\"");
		html_add(h, s->table->titles[i]);
		html_add(h, ": ");
		html_close(h);
	}
	put_breakable(h, text);
	html_close(h);
}

static void put_rows(struct html *h, const struct shape *s)
{
	for (size_t row = 0; row < s->table->n_rows; row++) {
		bool begins = table_heading_level(s->table, row) > 0;

		if (begins && row)
			html_close(h);
		if (begins || !row) {
			html_open(h, "tbody", NULL);
			put_group(h, s, row);
		}
		html_open(h, "tr", NULL);
		for (size_t i = 0; i < s->table->info->n_columns; i++)
			if (s->shown[i])
				put_cell(h, s, row, i);
		html_close(h);
	}
	html_close(h);
}

static void put_table(struct paper *paper, const struct table *table, struct arena *arena,
		      const char *part)
{
	struct html *h = &paper->h;
	struct strbuf attributes = STRBUF_INIT;
	struct shape s;

	find_columns(&s, table, arena);
	if (!s.n)
		return;
	html_open(h, "section", "class=\"list\"");
	strbuf_addstr(&attributes, "id=\"");
	paper_add_id(&attributes, paper, part);
	strbuf_addch(&attributes, '"');
	html_put(h, "h3", attributes.text, table->title);
	strbuf_reset(&attributes);
	strbuf_addstr(&attributes, "class=\"list\" aria-labelledby=\"");
	paper_add_id(&attributes, paper, part);
	strbuf_addch(&attributes, '"');
	html_open(h, "table", attributes.text);
	put_heads(h, &s);
	put_rows(h, &s);
	html_close(h);
	html_close(h);
	strbuf_release(&attributes);
}

static bool put_list(struct paper *paper, enum list_kind kind)
{
	const struct programme *p = paper->p;
	const struct list_request request = { .plan = p->plan,
					      .it = p->it,
					      .catalogs = p->catalogs,
					      .dates = p->dates,
					      .langs = { paper->langs[0] },
					      .n_langs = 1,
					      .only = paper->m->meeting,
					      .now = p->now,
					      .view = { .kind = VIEW_ORGANIZERS } };
	struct list list;
	size_t before = paper->h.out->len;
	char part[40];
	bool fits;

	list_make(&list, kind, &request);
	fits = !list.is_too_long;
	for (size_t i = 0; fits && i < list.n; i++) {
		snprintf(part, sizeof(part), "%s-%zu", list_kinds[kind].name, i);
		put_table(paper, &list.tables[i], &list.arena, part);
	}
	list_release(&list);
	paper->appended += paper->h.out->len - before;
	return fits && paper->appended <= APPENDED_MAX;
}

bool programme_put_lists(struct paper *paper)
{
	for (int i = 0; i < LIST_COUNT; i++)
		if (paper->p->lists >> i & 1 && !put_list(paper, (enum list_kind)i))
			return false;
	return true;
}
