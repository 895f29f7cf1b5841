/*
 * The bytes of a plan's files, and places in them.
 */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"

/*
 * A range of characters.  Lines and columns count from 1, columns in
 * characters (not bytes), the end is the column behind the last one.
 * line 0: nowhere.
 */
struct span {
	uint32_t line, column, end_line, end_column;
	uint16_t file; /* index into struct sources */
};

#define SPAN_NONE ((struct span){ 0 })

struct source {
	const char *path; /* as it is shown to people */
	const char *text; /* len bytes, and a NUL behind them */
	size_t len;
	size_t valid; /* bytes that are UTF-8: len, or fewer if it is not all */
	uint32_t *lines; /* offset of each line's first byte; SOURCE_LINE_CUT */
	uint32_t n_lines;
	bool is_cut; /* does any line have SOURCE_LINE_CUT? */
	uint16_t file; /* index of this one in struct sources */
	char *owned;   /* of a file that was read: what text lies in, for free() */
	/*
	 * For lines that are longer than SOURCE_STEP: how many characters of
	 * its line stand before the byte at each multiple of it; NULL if
	 * there is no such line.
	 */
	uint32_t *columns;
};

#define SOURCE_STEP 4096

/*
 * Set in a line's offset if it holds a blank and "#" with no blank behind
 * it, which YAML reads as a comment and people mean as text.
 */
#define SOURCE_LINE_CUT UINT32_C(0x80000000)
#define SOURCE_MAX_SIZE ((size_t)64 * 1024 * 1024)

struct sources {
	struct arena *arena;
	VEC(struct source *) list;
};

void sources_init(struct sources *sources, struct arena *arena);
void sources_release(struct sources *sources);

/*
 * Reads a file, "-" for standard input, without a byte order mark.  0, a negative errno, or -EFBIG
 * for more than SOURCE_MAX_SIZE bytes; the source then holds none, so that
 * a finding can name it.
 */
int sources_read(struct sources *sources, const char *path, const char *shown,
		 struct source **ret_source);

/* Takes text that outlives the sources; len <= SOURCE_MAX_SIZE. */
struct source *sources_add(struct sources *sources, const char *shown, const char *text,
			   size_t len);

const struct source *sources_at(const struct sources *sources, struct span span);

/* a line without its end; empty if there is none such */
void source_line(const struct source *source, uint32_t line, const char **ret_text,
		 size_t *ret_len);
static inline bool source_line_is_cut(const struct source *source, uint32_t line)
{
	return source->is_cut && line >= 1 && line <= source->n_lines &&
	       (source->lines[line - 1] & SOURCE_LINE_CUT) != 0;
}

/* the offset of the character at a line and column, both from 1 */
size_t source_offset(const struct source *source, uint32_t line, uint32_t column);

/* the text from the beginning of a span to its end; not NUL-terminated */
void source_text(const struct source *source, struct span span, const char **ret_text,
		 size_t *ret_len);

/* line, then column, then length; files in the order they were read */
int span_compare(struct span a, struct span b);
/* does it lie in the other, from its first character to its last? */
bool span_is_within(struct span inner, struct span outer);

#endif
