#include "render/text-cell.h"

#include <string.h>

#include "lang/text.h"

#include "base/banned.h"

void text_cell_reset(struct text_cell *cell)
{
	strbuf_reset(&cell->text);
	cell->lines.n = 0;
}

void text_cell_release(struct text_cell *cell)
{
	if (!cell)
		return;
	strbuf_release(&cell->text);
	VEC_RELEASE(&cell->lines);
}

static void add_lines(struct text_cell *cell, size_t from, const char *sgr)
{
	while (from < cell->text.len) {
		const char *s = cell->text.text + from, *end = strchr(s, '\n');
		struct text_line line = { from, end ? (size_t)(end - s) : cell->text.len - from,
					  sgr };

		VEC_PUSH(&cell->lines, line);
		from += line.len + 1;
	}
}

void text_cell_add(struct text_cell *cell, const char *text, const char *sgr)
{
	struct strbuf visible = STRBUF_INIT;

	while (*text) {
		size_t len = strcspn(text, "\n"), from = cell->text.len;

		strbuf_reset(&visible);
		text_add_visible(&visible, text, len);
		text_add_wrapped(&cell->text, visible.text, cell->width, 0);
		add_lines(cell, from, sgr);
		if (cell->text.len > from)
			strbuf_addch(&cell->text, '\n');
		text += len;
		text += *text == '\n';
	}
	strbuf_release(&visible);
}

void text_paint(struct strbuf *out, const char *text, size_t len, const char *sgr)
{
	bool paints = sgr && len;

	if (paints)
		strbuf_addf(out, "\033[%sm", sgr);
	strbuf_add(out, text, len);
	if (paints)
		strbuf_addstr(out, "\033[0m");
}

void text_cell_paint_line(struct strbuf *out, const struct text_cell *cell, size_t i, bool colour)
{
	const struct text_line *line = &cell->lines.v[i];

	text_paint(out, cell->text.text + line->from, line->len, colour ? line->sgr : NULL);
}

size_t text_cell_line_width(const struct text_cell *cell, size_t i)
{
	return text_width(cell->text.text + cell->lines.v[i].from, cell->lines.v[i].len);
}
