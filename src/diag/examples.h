/*
 * The examples of the codes, from tests/codes, where they are tested.
 */
#ifndef DIAG_EXAMPLES_H
#define DIAG_EXAMPLES_H

#include <stdbool.h>

#include "base/strbuf.h"

enum example { EXAMPLE_BAD, EXAMPLE_GOOD };

/*
 * Adds a code's example, each line behind the prefix and with its end.
 * false, and nothing is added, if there is none.
 */
bool example_add(struct strbuf *out, int code, enum example which, const char *prefix);

/*
 * The same from a text such as src/diag/examples.awk writes, for tests; up
 * to its first byte that is not UTF-8.
 */
bool example_add_from(struct strbuf *out, const char *text, size_t len, int code,
		      enum example which, const char *prefix);

#endif
