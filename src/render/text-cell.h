/*
 * A text that has been cut into lines of a width, for a terminal.
 */
#ifndef RENDER_TEXT_CELL_H
#define RENDER_TEXT_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "base/vec.h"

struct text_line {
	size_t from, len; /* in the cell's text */
	const char *sgr;  /* SGR parameters, "1;32"; NULL: plain */
};

struct text_cell {
	size_t width; /* columns */
	struct strbuf text;
	VEC(struct text_line) lines;
};

#define TEXT_CELL_INIT(width_)                                                                     \
	{                                                                                          \
		.width = (width_), .text = STRBUF_INIT                                             \
	}

/*
 * Everything of a plan that is shown comes this way: line by line, with
 * nothing in it that steers a terminal, wrapped.
 */
void text_cell_add(struct text_cell *cell, const char *text, const char *sgr);
/* empties it; the width stays */
void text_cell_reset(struct text_cell *cell);
void text_cell_release(struct text_cell *cell);

/* adds a text, in colour if there are SGR parameters for it */
void text_paint(struct strbuf *out, const char *text, size_t len, const char *sgr);
/* adds its i-th line, without a line end */
void text_cell_paint_line(struct strbuf *out, const struct text_cell *cell, size_t i, bool colour);

/* columns of its i-th line */
size_t text_cell_line_width(const struct text_cell *cell, size_t i);

#endif
