#include "base/suggest.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

#define WORD_MAX 64

/*
 * The number of insertions, deletions, replacements and swaps of
 * neighbours that make b of a; case and "_" for "-" count half as little
 * as another letter would, as one.  At least limit + 1 if there are more.
 */
static unsigned int edit_distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned int rows[3][WORD_MAX + 1];
	unsigned int *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= m; j++)
		last[j] = (unsigned int)j * 2;
	for (size_t i = 1; i <= n; i++) {
		unsigned int *spare = before;

		now[0] = (unsigned int)i * 2;
		for (size_t j = 1; j <= m; j++) {
			char x = a[i - 1], y = b[j - 1];
			unsigned int cost = 2, d;

			if (x == y)
				cost = 0;
			else if (ascii_tolower(x) == ascii_tolower(y) || (x == '_' && y == '-') ||
				 (x == '-' && y == '_'))
				cost = 1;
			d = last[j - 1] + cost;
			if (last[j] + 2 < d)
				d = last[j] + 2;
			if (now[j - 1] + 2 < d)
				d = now[j - 1] + 2;
			if (i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y && before[j - 2] + 2 < d)
				d = before[j - 2] + 2;
			now[j] = d;
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

void suggest_init(struct suggest *s, const char *word)
{
	size_t len = strlen(word);

	s->word = word;
	s->best = NULL;
	/* a third of the letters may differ, at least one, at most three */
	s->distance = 2 * (len < 5 ? 1 : len < 9 ? 2 : 3) + 1;
}

/*
 * Two codes of two letters are always near each other; one is meant by the
 * other only if its letters are swapped, or of another case.
 */
static bool is_other_code(const char *a, const char *b)
{
	bool same = ascii_tolower(a[0]) == ascii_tolower(b[0]) &&
		    ascii_tolower(a[1]) == ascii_tolower(b[1]);

	return !same && (a[0] != b[1] || a[1] != b[0]);
}

void suggest_offer(struct suggest *s, const char *known)
{
	size_t n = strlen(s->word), m = strlen(known);
	unsigned int d;

	if (n > WORD_MAX || m > WORD_MAX || (n > m ? n - m : m - n) * 2 >= s->distance)
		return;
	if (n == 2 && m == 2 && is_other_code(s->word, known))
		return;
	/* however many letters are written large */
	if (!ascii_casecmp(s->word, known))
		d = strcmp(s->word, known) != 0;
	else
		d = edit_distance(s->word, n, known, m);
	if (d < s->distance && d < 2 * (n > m ? n : m)) {
		s->distance = d;
		s->best = known;
	}
}
