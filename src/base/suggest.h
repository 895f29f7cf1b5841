/*
 * "Did you mean": the nearest of some known words.
 */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

struct suggest {
	const char *word;	/* what was written */
	const char *best;	/* the nearest so far, or NULL */
	unsigned int distance;	/* of the nearest */
};

void suggest_init(struct suggest *s, const char *word);
/* offers a known word, which must outlive the search */
void suggest_offer(struct suggest *s, const char *known);

#endif
