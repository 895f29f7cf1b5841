/*
 * The languages that pbplan speaks.  A language is always an argument;
 * the environment is read in one place, for the interface alone.
 */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include <stdbool.h>
#include <stddef.h>

enum lang {
	LANG_EN, /* first: what the sources are written in */
	LANG_HY,
	LANG_AZ,
	LANG_COUNT
};

struct lang_info {
	char code[3];	  /* of BCP 47 */
	const char *name; /* in itself */
};
extern const struct lang_info lang_infos[LANG_COUNT];

/* "en", "hy", "az" */
static inline const char *lang_code(enum lang lang)
{
	return lang_infos[lang].code;
}

/* "English", "հայերեն", "azərbaycanca" */
static inline const char *lang_name(enum lang lang)
{
	return lang_infos[lang].name;
}

/*
 * Reads a code, or a locale's name that begins with one ("hy",
 * "hy_AM.UTF-8", "az-AZ").  False if it names none of ours.
 */
bool lang_parse(const char *s, size_t len, enum lang *ret_lang);

/*
 * The interface language by gettext's order of precedence: LANGUAGE (a
 * list, ignored in the C locale), LC_ALL, LC_MESSAGES, LANG.  getenv is
 * passed so that a test can pass its own; English if nothing else fits.
 */
enum lang lang_from_environment(char *(*get)(const char *name));

#endif
