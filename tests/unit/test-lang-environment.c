#include "lang/lang.h"

#include <stdlib.h>

#include "tap.h"

#include "base/banned.h"

/* what the functions below give to lang_from_environment() */
static const char *lc_all, *lc_messages, *lang_variable, *language;

static char *fake_getenv(const char *name)
{
	const char *value = NULL;

	if (!strcmp(name, "LC_ALL"))
		value = lc_all;
	else if (!strcmp(name, "LC_MESSAGES"))
		value = lc_messages;
	else if (!strcmp(name, "LANG"))
		value = lang_variable;
	else if (!strcmp(name, "LANGUAGE"))
		value = language;
	else
		ok(false, "asks for %s", name);
	return (char *)value;
}

static void test_environment(void)
{
	static const struct {
		const char *language, *lc_all, *lc_messages, *lang, *expected, *what;
	} cases[] = {
		{ NULL, NULL, NULL, NULL, "en", "nothing set" },
		{ "", "", "", "", "en", "all empty" },
		{ NULL, NULL, NULL, "hy_AM.UTF-8", "hy", "LANG" },
		{ NULL, NULL, "az_AZ.UTF-8", "hy_AM.UTF-8", "az", "LC_MESSAGES before LANG" },
		{ NULL, "az_AZ", "en_GB", "hy_AM", "az", "LC_ALL before both" },
		{ NULL, "", "", "hy", "hy", "empty ones are as not set" },
		{ NULL, "C", "hy_AM", "hy_AM", "en", "LC_ALL=C silences the rest" },
		{ NULL, "ru_RU.UTF-8", NULL, "hy_AM", "en", "a language that is not ours" },
		{ "hy", NULL, NULL, "en_US.UTF-8", "hy", "LANGUAGE before LANG" },
		{ "hy", "en_US.UTF-8", NULL, NULL, "hy", "LANGUAGE before LC_ALL" },
		{ "hy", "C", NULL, NULL, "en", "LANGUAGE is ignored in C" },
		{ "hy", "POSIX", NULL, NULL, "en", "LANGUAGE is ignored in POSIX" },
		{ "hy", NULL, NULL, NULL, "en", "LANGUAGE is ignored without a locale" },
		{ "hy", NULL, NULL, "C.UTF-8", "hy", "LANGUAGE counts in C.UTF-8" },
		{ NULL, NULL, NULL, "C.UTF-8", "en", "C.UTF-8 alone" },
		{ "ru:az:hy", NULL, NULL, "en_US", "az", "the first of LANGUAGE that is ours" },
		{ ":ru::hy_AM:", NULL, NULL, "en_US", "hy", "empty entries of LANGUAGE" },
		{ "en:hy", NULL, NULL, "hy_AM", "en", "English ends LANGUAGE" },
		{ "ru:C:hy", NULL, NULL, "hy_AM", "en", "C ends LANGUAGE" },
		{ "ru", NULL, NULL, "hy_AM", "en", "LANGUAGE replaces the locale" },
		{ "", NULL, NULL, "hy_AM", "hy", "an empty LANGUAGE does not" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		language = cases[i].language;
		lc_all = cases[i].lc_all;
		lc_messages = cases[i].lc_messages;
		lang_variable = cases[i].lang;
		is_str(lang_code(lang_from_environment(fake_getenv)), cases[i].expected, "%s",
		       cases[i].what);
	}
}

static void test_parse(void)
{
	static const struct {
		const char *text, *code;
	} cases[] = {
		{ "hy", "hy" }, { "hy_AM", "hy" },    { "hy_AM.UTF-8", "hy" }, { "az-AZ", "az" },
		{ "AZ", "az" }, { "az@latin", "az" }, { "en.UTF-8", "en" },    { "en_US", "en" },
		{ "", NULL },   { "h", NULL },        { "hye", NULL },         { "english", NULL },
		{ "ru", NULL }, { " hy", NULL },      { "hy ", NULL },         { "C", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum lang lang = LANG_COUNT;
		bool parsed = lang_parse(cases[i].text, strlen(cases[i].text), &lang);

		is_str(parsed ? lang_code(lang) : NULL, cases[i].code, "parse \"%s\"",
		       cases[i].text);
		ok(parsed == (lang != LANG_COUNT), "result only on success");
	}
}

static void test_length(void)
{
	enum lang lang;

	ok(lang_parse("hyena", 2, &lang) && lang == LANG_HY, "no more than len bytes are read");
}

int main(void)
{
	test_environment();
	test_parse();
	test_length();
	is_str(lang_name(LANG_HY), "հայերեն", "a language's own name");
	return done_testing();
}
