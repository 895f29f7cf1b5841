#include "lang/lang.h"

#include <string.h>

#include "base/ascii.h"
#include "base/xalloc.h"

const struct lang_info lang_infos[LANG_COUNT] = {
	[LANG_EN] = { "en", "English" },
	[LANG_HY] = { "hy", "հայերեն" },
	[LANG_AZ] = { "az", "azərbaycanca" },
};

bool lang_parse(const char *s, size_t len, enum lang *ret_lang)
{
	if (len < 2 || (len > 2 && !memchr("_-.@", s[2], 4)))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(lang_infos); i++) {
		const char *code = lang_infos[i].code;

		if (ascii_tolower(s[0]) == code[0] && ascii_tolower(s[1]) == code[1]) {
			*ret_lang = (enum lang)i;
			return true;
		}
	}
	return false;
}

static bool is_c_locale(const char *s, size_t len)
{
	return (len == 1 && s[0] == 'C') || (len == 5 && !memcmp(s, "POSIX", 5));
}

/* the first of a colon-separated list that is ours; English ends the list, as in gettext */
static enum lang from_list(const char *list)
{
	enum lang lang;

	for (;;) {
		size_t len = strcspn(list, ":");

		if (is_c_locale(list, len))
			return LANG_EN;
		if (lang_parse(list, len, &lang))
			return lang;
		list += len;
		if (!*list)
			return LANG_EN;
		list++;
	}
}

enum lang lang_from_environment(char *(*get)(const char *name))
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		locale = get(names[i]);
		if (locale && *locale)
			break;
	}
	if (!locale || !*locale || is_c_locale(locale, strlen(locale)))
		return LANG_EN;
	/*
	 * LANGUAGE counts under C.UTF-8 too: glibc has gone back and forth
	 * on that, but who sets it in a bare container means it.
	 */
	list = get("LANGUAGE");
	return from_list(list && *list ? list : locale);
}
