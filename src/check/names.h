/*
 * The names of a plan's people, to be found again where they are spelled in
 * another way: Sargsyan for Sarkisian, Mamedov for Mammadov, or mistyped.
 */
#ifndef CHECK_NAMES_H
#define CHECK_NAMES_H

#include "plan/plan.h"

#define NAME_WORDS_MAX 3
#define NAME_LETTERS_MAX 60

/* a whole name, word by word, in small letters */
struct spelling {
	uint32_t letters[NAME_LETTERS_MAX];
	size_t n_words, n_letters;
	size_t ends[NAME_WORDS_MAX]; /* behind the last letter of each word */
};

/*
 * Two or three words of two letters or more, each with a capital, and
 * nothing else; false if it is anything else.
 */
bool spelling_read(struct spelling *ret, const char *s, size_t len);

enum likeness {
	LIKENESS_NONE,
	LIKENESS_NEAR,	/* the same name in another spelling, as far as can be told */
	LIKENESS_SAME,	/* the name, or the name with an ending */
};

enum likeness spelling_compare(const struct spelling *known, const struct spelling *other);

struct known_name {
	const struct person *person;
	enum lang lang;
};

struct name_slot; /* internal */

struct names {
	struct known_name *list;
	size_t n;
	struct name_slot *slots; /* n_slots of them, a power of two */
	size_t n_slots;
};

/*
 * By what its words begin with, a name can be told from most others at no
 * cost: no two are like each other if their initials are not.
 */
struct initials {
	uint16_t pairs[LANG_COUNT][9]; /* by the first word's; a bit for the last word's */
};

void initials_add(struct initials *initials, enum lang lang, const struct spelling *spelling);

/* the names of people that have the initials of one that is looked for */
void names_init(struct names *names, const struct people *people, const struct initials *wanted);
void names_release(struct names *names);

/*
 * The person whose name in a language is spelled so in another way.  NULL
 * if there is none, or if it is the name of one, with an ending or without.
 */
const struct person *names_find_near(const struct names *names, enum lang lang,
				     const struct spelling *other);

#endif
