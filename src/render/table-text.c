#include "render/table.h"

#include <stdlib.h>
#include <string.h>

#include "lang/text.h"
#include "render/text-cell.h"

#include "base/banned.h"

#define MARGIN 2
#define GAP 2
/* a column is not narrower than its longest word, up to so much; one with much text, than that */
#define FLOOR 24

#define BOLD "1"
#define DIM "2"

struct page {
	struct strbuf *out;
	const struct table *table;
	const struct table_style *style;
	size_t n;		 /* columns of the table */
	size_t *widths;		 /* of each that is shown in it; 0: it is not */
	size_t *floors;		 /* below which it does not get */
	bool blocks;		 /* rows are paragraphs */
	struct text_cell *cells; /* of a row */
};

/* ------------------------------------------------------------------------ the widths */

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* of the widest line, and the widest word, of a text in a column */
static void measure_text(struct page *p, size_t column, const char *text, struct strbuf *scratch)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		strbuf_reset(scratch);
		text_add_visible(scratch, text, len);
		p->widths[column] = larger(p->widths[column],
					   text_width(scratch->text, scratch->len));
		for (const char *s = scratch->text; *s;) {
			size_t word = strcspn(s, " ");

			p->floors[column] = larger(p->floors[column], text_width(s, word));
			s += word + strspn(s + word, " ");
		}
		text += len;
		text += *text == '\n';
	}
}

/* as wide as everything in them, and 0 where there is nothing, or in a heading */
static void measure(struct page *p)
{
	const struct table *t = p->table;
	struct strbuf scratch = STRBUF_INIT;

	for (size_t row = 0; row < t->n_rows; row++)
		for (size_t i = 0; i < p->n; i++)
			if (!t->info->columns[i].level)
				measure_text(p, i, table_cell(t, row, i)->text, &scratch);
	for (size_t i = 0; i < p->n; i++) {
		if (p->widths[i])
			measure_text(p, i, t->titles[i], &scratch);
		if (p->floors[i] > FLOOR || t->info->columns[i].flags & COLUMN_WIDE)
			p->floors[i] = FLOOR;
	}
	strbuf_release(&scratch);
}

/* how wide a column gets if none may be wider than a measure */
static size_t capped(const struct page *p, size_t i, size_t cap)
{
	cap = larger(cap, p->floors[i]);
	return p->widths[i] < cap ? p->widths[i] : cap;
}

static size_t all_capped(const struct page *p, size_t cap)
{
	size_t sum = MARGIN, n = 0;

	for (size_t i = 0; i < p->n; i++) {
		sum += capped(p, i, cap);
		n += p->widths[i] != 0;
	}
	return sum + (n ? (n - 1) * GAP : 0);
}

/* makes the widest columns narrower until all have room, or gives up */
static void lay_out(struct page *p)
{
	size_t width = p->style->width, cap = width, used;

	measure(p);
	while (cap > 1 && all_capped(p, cap) > width)
		cap--;
	used = all_capped(p, cap);
	p->blocks = used > width;
	for (size_t i = 0; !p->blocks && i < p->n; i++) {
		size_t w = capped(p, i, cap);

		/* what is left over goes to the first that can use it */
		if (w < p->widths[i] && used < width) {
			size_t more = p->widths[i] - w < width - used ? p->widths[i] - w
								      : width - used;

			w += more;
			used += more;
		}
		p->widths[i] = w;
	}
}

/* -------------------------------------------------------------------------- painting */

static void paint_line(struct page *p, const struct text_cell *cell, size_t i)
{
	text_cell_paint_line(p->out, cell, i, p->style->colour);
}

/* a text over the whole width, from a column on; its widest line */
static size_t put_text(struct page *p, const char *text, size_t indent, const char *sgr)
{
	size_t width = p->style->width > indent ? p->style->width - indent : 1, widest = 0;
	struct text_cell cell = TEXT_CELL_INIT(width);

	text_cell_add(&cell, text, sgr);
	for (size_t i = 0; i < cell.lines.n; i++) {
		size_t w = text_cell_line_width(&cell, i);

		strbuf_addchars(p->out, ' ', indent);
		paint_line(p, &cell, i);
		strbuf_addch(p->out, '\n');
		widest = w > widest ? w : widest;
	}
	text_cell_release(&cell);
	return widest;
}

/* ---------------------------------------------------------------------- aligned rows */

/* one line of all cells; blanks only before what follows */
static void put_line(struct page *p, size_t line)
{
	size_t owed = MARGIN;

	for (size_t i = 0; i < p->n; i++) {
		const struct text_cell *cell = &p->cells[i];
		size_t w = 0, before;

		if (!p->widths[i])
			continue;
		if (line < cell->lines.n) {
			w = text_cell_line_width(cell, line);
			before = 0;
			if (p->table->info->columns[i].flags & COLUMN_NUMBER && w < p->widths[i])
				before = p->widths[i] - w;
			strbuf_addchars(p->out, ' ', owed + before);
			paint_line(p, cell, line);
			w += before;
			owed = 0;
		}
		owed += (p->widths[i] > w ? p->widths[i] - w : 0) + GAP;
	}
	strbuf_addch(p->out, '\n');
}

/* of a row, or of the head if cells is NULL */
static void put_cells(struct page *p, const struct cell *cells)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct text_cell *cell = &p->cells[i];

		text_cell_reset(cell);
		if (!p->widths[i])
			continue;
		cell->width = p->widths[i];
		text_cell_add(cell, cells ? cells[i].text : p->table->titles[i],
			      cells ? NULL : DIM);
		n = cell->lines.n > n ? cell->lines.n : n;
	}
	for (size_t line = 0; line < n; line++)
		put_line(p, line);
}

/* ---------------------------------------------------------------------------- blocks */

static void add_labelled(struct strbuf *out, const struct page *p, size_t i, const char *text)
{
	/* TRANSLATORS: a label, and what it introduces. */
	strbuf_addf(out, catalog_get(p->style->catalog, N_("%1$s: %2$s")), p->table->titles[i],
		    text);
}

/* by which the row is known */
static void put_names(struct page *p, const struct cell *cells)
{
	struct strbuf names = STRBUF_INIT;

	for (size_t i = 0; i < p->n; i++)
		if (p->table->info->columns[i].flags & COLUMN_NAMES && *cells[i].text)
			strbuf_addf(&names, "%s%s", names.len ? " · " : "", cells[i].text);
	put_text(p, names.text, MARGIN, NULL);
	strbuf_release(&names);
}

/* that on a line, the rest below it; texts of several lines by themselves */
static void put_block(struct page *p, const struct cell *cells)
{
	const struct column *columns = p->table->info->columns;
	struct strbuf rest = STRBUF_INIT, first = STRBUF_INIT;

	put_names(p, cells);
	for (size_t i = 0; i < p->n; i++) {
		const char *text = cells[i].text;

		if (columns[i].level || columns[i].flags & COLUMN_NAMES || !*text ||
		    strchr(text, '\n'))
			continue;
		strbuf_addstr(&rest, rest.len ? "; " : "");
		add_labelled(&rest, p, i, text);
	}
	put_text(p, rest.text, MARGIN + 2, NULL);
	for (size_t i = 0; i < p->n; i++) {
		const char *text = cells[i].text, *end = strchr(text, '\n');

		if (columns[i].level || columns[i].flags & COLUMN_NAMES || !end)
			continue;
		strbuf_reset(&rest);
		strbuf_reset(&first);
		strbuf_add(&first, text, (size_t)(end - text));
		add_labelled(&rest, p, i, first.text);
		put_text(p, rest.text, MARGIN + 2, NULL);
		put_text(p, end + 1, MARGIN + 4, NULL);
	}
	strbuf_release(&first);
	strbuf_release(&rest);
}

/* --------------------------------------------------------------------------- the whole */

static void put_underlined(struct page *p, const char *text)
{
	size_t width = put_text(p, text, 0, BOLD);

	for (size_t i = 0; i < width; i++)
		strbuf_addstr(p->out, "─");
	strbuf_addch(p->out, '\n');
}

/* from the first level that is another on; the columns' titles after the outermost */
static void put_headings(struct page *p, size_t row)
{
	int from = table_heading_level(p->table, row);
	struct strbuf heading = STRBUF_INIT;

	for (int level = from; from && level <= COLUMN_LEVELS; level++) {
		strbuf_reset(&heading);
		table_add_heading(&heading, p->table, row, level);
		if (level == 1) {
			strbuf_addch(p->out, '\n');
			put_underlined(p, heading.text);
			if (!p->blocks)
				put_cells(p, NULL);
		} else if (heading.len) {
			strbuf_addch(p->out, '\n');
			put_text(p, heading.text, 0, BOLD);
		}
	}
	strbuf_release(&heading);
}

void table_add_text(struct strbuf *out, const struct table *table, const struct table_style *style)
{
	struct page p = { .out = out, .table = table, .style = style, .n = table->info->n_columns };

	p.widths = xcalloc(p.n + 1, sizeof(*p.widths));
	p.floors = xcalloc(p.n + 1, sizeof(*p.floors));
	p.cells = xcalloc(p.n + 1, sizeof(*p.cells));
	for (size_t i = 0; i < p.n; i++)
		p.cells[i] = (struct text_cell)TEXT_CELL_INIT(0);
	lay_out(&p);
	put_text(&p, table->title, 0, BOLD);
	for (size_t row = 0; row < table->n_rows; row++) {
		put_headings(&p, row);
		if (p.blocks)
			put_block(&p, table_cell(table, row, 0));
		else
			put_cells(&p, table_cell(table, row, 0));
	}
	for (size_t i = 0; i < p.n; i++)
		text_cell_release(&p.cells[i]);
	free(p.cells);
	free(p.widths);
	free(p.floors);
}
