/*
 * Names in another spelling, names with an ending, and other names.
 */
#include "check/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "tap.h"

static const char *likeness(const char *known, const char *other)
{
	struct spelling a, b;

	if (!spelling_read(&a, known, strlen(known)) || !spelling_read(&b, other, strlen(other)))
		return "no name";
	switch (spelling_compare(&a, &b)) {
	case LIKENESS_SAME: return "same";
	case LIKENESS_NEAR: return "near";
	default: return "none";
	}
}

static void test_likeness(void)
{
	static const struct {
		const char *known, *other, *likeness;
	} cases[] = {
		{ "Ani Sarkisian", "Ani Sarkisian", "same" },
		{ "Ani Sarkisian", "ANI SARKISIAN", "same" },
		{ "Leyla Məmmədova", "Leyla Məmmədovanın", "same" },
		{ "Anar Əliyev", "Anar Əliyevə", "same" },
		{ "Անի Սարգսյան", "Անի Սարգսյանի", "same" },
		{ "Անի Սարգսյան", "Անի Սարգսյանը", "same" },
		/* other transcriptions */
		{ "Ani Sarkisian", "Ani Sargsyan", "near" },
		{ "Ani Sarkisian", "Ani Sarkissian", "near" },
		{ "Farhad Mammadov", "Farhad Mamedov", "near" },
		{ "Farhad Mammadov", "Ferhad Mamedov", "near" },
		{ "Rusif Huseynov", "Rusif Guseynov", "near" },
		{ "Rusif Huseynov", "Rusif Huseinov", "near" },
		{ "Leyla Məmmədova", "Leyla Mammadova", "near" },
		{ "Fuad Abdullayev", "Fuad Abdulaev", "near" },
		{ "Elvin Guliyev", "Elvin Kuliev", "near" },
		{ "Boris Navasardyan", "Boris Navasartyan", "near" },
		{ "Rafael Tsaturyan", "Rafael Caturyan", "near" },
		{ "Hayk Khachatryan", "Hayk Hachatryan", "near" },
		{ "Ֆարհադ Մամեդով", "Ֆարհադ Մամմադով", "near" },
		{ "Աննա Սարգսյան", "Աննա Սարկիսյան", "near" },
		/* slips */
		{ "Ani Sarkisian", "Ani Sarkisina", "near" },
		{ "Ani Sarkisian", "Ani Sarmisian", "near" },
		{ "Mir Ali Huseynov", "Mir Ali Huseyonv", "near" },
		/* others */
		{ "Ani Sargsyan", "Ani Sahakyan", "none" },
		{ "Ani Sargsyan", "Anna Sargsyan", "none" },
		{ "Ani Sargsyan", "Ali Sargsyan", "none" },
		{ "Elnur Aliyev", "Elnur Valiyev", "none" },
		{ "Anar Mammadov", "Anar Mammadli", "none" },
		{ "Tigran Petrosyan", "Tigran Poghosyan", "none" },
		{ "Leyla Mammadova", "Maiden Tower", "none" },
		{ "Leyla Mammadova", "Leyla Ali Mammadova", "none" },
		/* no names */
		{ "Ani Sarkisian", "Ani", "no name" },
		{ "Ani Sarkisian", "ani sarkisian", "no name" },
		{ "Ani Sarkisian", "Ani S", "no name" },
		{ "Ani Sarkisian", "Interpreter 1", "no name" },
		{ "Ani Sarkisian", "Ani Van Der Sarkisian", "no name" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_str(likeness(cases[i].known, cases[i].other), cases[i].likeness, "%s, %s",
		       cases[i].known, cases[i].other);
}

enum { PEOPLE = 6 };

static void test_find(void)
{
	static struct text names[PEOPLE] = {
		{ .in = { "Ani Sarkisian", "Անի Սարգսյան", "Ani Sarkisyan" } },
		{ .in = { "Ani Sargsian", NULL, NULL } },
		{ .in = { "Leyla Mammadova", "Լեյլա Մամեդովա", "Leyla Məmmədova" } },
		{ .in = { "Interpreter 1", NULL, NULL } },
		{ .in = { "Leyla Mammadova", NULL, NULL } },
		{ .in = { NULL, NULL, "Rəşad Əliyev" } },
	};
	static const struct {
		const char *text;
		enum lang lang;
		int found; /* index; -1: none */
	} cases[] = {
		{ "Ani Sarkisian", LANG_EN, -1 },
		{ "Ani Sargsian", LANG_EN, -1 }, /* another one's name */
		{ "Ani Sarkisyan", LANG_EN, 0 },
		{ "Ani Sarkisyan", LANG_AZ, -1 },
		{ "Ani Sarkisyanın", LANG_AZ, -1 },
		{ "Անի Սարկիսյան", LANG_HY, 0 },
		{ "Անի Սարգսյանի", LANG_HY, -1 },
		{ "Leila Mamedova", LANG_EN, 2 },
		{ "Leyla Mammadava", LANG_EN, 2 },
		{ "Leyla Mammadova", LANG_AZ, 2 },
		{ "Rəşad Əliyevə", LANG_AZ, -1 },
		{ "Reşad Eliyev", LANG_AZ, 5 },
		{ "Round Table", LANG_EN, -1 },
		{ "Leyla Mammadov", LANG_HY, -1 },
	};
	struct people *people = xcalloc(1, sizeof(*people) + PEOPLE * sizeof(struct person));
	struct names known;

	people->n = PEOPLE;
	for (size_t i = 0; i < PEOPLE; i++)
		people->v[i].name = &names[i];
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct initials initials = { { { 0 } } };
		const struct person *found;
		struct spelling spelling;

		spelling_read(&spelling, cases[i].text, strlen(cases[i].text));
		initials_add(&initials, cases[i].lang, &spelling);
		names_init(&known, people, &initials);
		found = names_find_near(&known, cases[i].lang, &spelling);
		is_int(found ? found - people->v : -1, cases[i].found, "find %s", cases[i].text);
		names_release(&known);
	}
	free(people);
}

int main(void)
{
	test_likeness();
	test_find();
	return done_testing();
}
