/*
 * What the pictures have in common: numbers, texts that fit their boxes,
 * and the shapes that stand for something.  Pictures are written through
 * html.h, as SVG within HTML.
 *
 * All lengths are in tenths of a pixel, so that nothing depends on how a
 * locale writes fractions and a picture is the same everywhere.
 */
#ifndef RENDER_SVG_H
#define RENDER_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "render/html.h"

/* the width of every picture: with a margin, of A4 across; 10 tenths a pixel */
#define SVG_WIDTH 10000

struct svg_box {
	int x, y, width, height;
};

/* adds "12.5" for 125 */
void svg_add_number(struct strbuf *out, int tenths);
/* adds ` name="12.5"` */
void svg_add_attribute(struct strbuf *out, const char *name, int tenths);
/* adds ` x="…" y="…" width="…" height="…"` */
void svg_add_box(struct strbuf *out, const struct svg_box *box);

/* opens a picture of that height; close it */
void svg_open(struct html *h, const char *class, int height, enum lang lang);

/*
 * Opens what holds pictures; close it.  It can be moved by keys too, as on
 * a narrow screen it is wider than that.  heading: the id of its heading.
 */
void svg_open_figure(struct html *h, const char *heading, enum lang lang);

/* d is a path of straight lines, "M%d %dh%d", with lengths in tenths; class may be NULL */
void svg_put_path(struct html *h, const char *class, const char *d, ...)
	__attribute__((format(printf, 3, 4)));

/* of lengths in tenths, too */
void svg_put_circle(struct html *h, const char *class, int x, int y, int r);
/* a rectangle that fills its <svg> if box is NULL */
void svg_put_rect(struct html *h, const char *class, const struct svg_box *box);

/*
 * How wide a text is, in a typeface that is rather wide.  size: of the type,
 * in tenths.
 */
int svg_text_width(const char *text, size_t len, int size);

/* a part of a text on a line of its own */
struct svg_line {
	const char *text;
	size_t len;
	const char *mark; /* behind it: that a word, or all of it, goes on; "" */
};

enum svg_break {
	SVG_WORDS,   /* only between words */
	SVG_LETTERS, /* also within a word that is too long for a line */
};

/*
 * Sets a text in at most n lines of a width.  The number of lines; 0 if not
 * even some letters, or not a word, fit.
 */
size_t svg_fit(const char *text, int width, int size, enum svg_break at, struct svg_line *lines,
	       size_t n);

/* a line of text; attributes beside x and y, or NULL */
void svg_put_text(struct html *h, const char *attributes, int x, int y, enum lang lang,
		  const char *text);
void svg_put_line(struct html *h, const char *attributes, int x, int y, enum lang lang,
		  const struct svg_line *line);

/* adds a text, or so many of its characters and what says that it goes on */
void svg_add_beginning(struct strbuf *out, const char *text, size_t n);
/* a text as <title> of what is open, the beginning of a very long one */
void svg_put_title(struct html *h, enum lang lang, const char *text);

#endif
