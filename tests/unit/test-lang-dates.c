#include "lang/dates.h"

#include "tap.h"

#include "base/banned.h"

static const char *const codes[] = { "en", "hy", "az" };

static void test_styles(struct dates *dates)
{
	static const struct {
		int year, month, day;
		enum date_style style;
		const char *expected[LANG_COUNT];
	} cases[] = {
		{ 2027,
		  3,
		  11,
		  DATE_LONG,
		  { "Thursday, 11 March 2027", "2027 թ. մարտի 11, հինգշաբթի",
		    "11 mart 2027, cümə axşamı" } },
		{ 2027,
		  3,
		  11,
		  DATE_PLAIN,
		  { "11 March 2027", "2027 թ. մարտի 11", "11 mart 2027" } },
		{ 2027, 3, 11, DATE_SHORT, { "Thu 11 Mar", "մրտ 11, հնգ", "11 mar, C.A" } },
		{ 2027,
		  1,
		  3,
		  DATE_LONG,
		  { "Sunday, 3 January 2027", "2027 թ. հունվարի 3, կիրակի",
		    "3 yanvar 2027, bazar" } },
		{ 2027, 12, 27, DATE_SHORT, { "Mon 27 Dec", "դեկ 27, երկ", "27 dek, B.E" } },
		{ 2028,
		  2,
		  29,
		  DATE_PLAIN,
		  { "29 February 2028", "2028 թ. փետրվարի 29", "29 fevral 2028" } },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			struct strbuf out = STRBUF_INIT;

			dates_add(&out, dates, (enum lang)lang, cases[i].style,
				  civil_to_day(cases[i].year, cases[i].month, cases[i].day));
			is_str(out.text, cases[i].expected[lang], "%04d-%02d-%02d, style %d, %s",
			       cases[i].year, cases[i].month, cases[i].day, (int)cases[i].style,
			       codes[lang]);
			strbuf_release(&out);
		}
	}
}

/* the names of all months and days: the same from ICU 72 to 78 */
static void test_names(struct dates *dates)
{
	static const char *const expected[LANG_COUNT] = {
		"January February March April May June July August September October November "
		"December | Monday Tuesday Wednesday Thursday Friday Saturday Sunday ",
		"հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի "
		"հոկտեմբերի նոյեմբերի դեկտեմբերի | երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի "
		"ուրբաթ շաբաթ կիրակի ",
		"yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr | "
		"bazar ertəsi çərşənbə axşamı çərşənbə cümə axşamı cümə şənbə bazar ",
	};

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct strbuf all = STRBUF_INIT, one = STRBUF_INIT;

		for (int month = 1; month <= 12; month++) {
			strbuf_reset(&one);
			dates_add(&one, dates, (enum lang)lang, DATE_PLAIN,
				  civil_to_day(2027, month, 5));
			/* what is left without "2027 թ." and "5" is the name */
			for (char *word = one.text, *end; *word; word = end) {
				size_t len = strcspn(word, " ");

				end = word + len + (word[len] == ' ');
				if (word[0] < '0' || word[0] > '9')
					if (strncmp(word, "թ.", len) != 0)
						strbuf_addf(&all, "%.*s ", (int)len, word);
			}
		}
		strbuf_addstr(&all, "| ");
		for (int day = 1; day <= 7; day++) {
			/* 2027-02-01 is a Monday; the weekday stands first or last */
			char *comma;

			strbuf_reset(&one);
			dates_add(&one, dates, (enum lang)lang, DATE_LONG,
				  civil_to_day(2027, 2, day));
			comma = strchr(one.text, ',');
			if (lang == LANG_EN)
				*comma = '\0';
			strbuf_addf(&all, "%s ", lang == LANG_EN ? one.text : comma + 2);
		}
		is_str(all.text, expected[lang], "all names, %s", codes[lang]);
		strbuf_release(&one);
		strbuf_release(&all);
	}
}

static void test_ranges(struct dates *dates)
{
	static const struct {
		int from[3], to[3];
		const char *expected[LANG_COUNT];
	} cases[] = {
		{ { 2027, 3, 11 },
		  { 2027, 3, 11 },
		  { "11 March 2027", "2027 թ. մարտի 11", "11 mart 2027" } },
		{ { 2027, 3, 11 },
		  { 2027, 3, 12 },
		  { "11–12 March 2027", "2027 թ. մարտի 11–12", "11–12 mart 2027" } },
		{ { 2027, 4, 30 },
		  { 2027, 5, 2 },
		  { "30 April – 2 May 2027", "2027 թ. ապրիլի 30 – մայիսի 2",
		    "30 aprel – 2 may 2027" } },
		{ { 2027, 12, 30 },
		  { 2028, 1, 2 },
		  { "30 December 2027 – 2 January 2028",
		    "2027 թ. դեկտեմբերի 30 – 2028 թ. հունվարի 2",
		    "30 dekabr 2027 – 2 yanvar 2028" } },
		{ { 2027, 3, 11 },
		  { 2028, 3, 12 },
		  { "11 March 2027 – 12 March 2028", "2027 թ. մարտի 11 – 2028 թ. մարտի 12",
		    "11 mart 2027 – 12 mart 2028" } },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const int *from = cases[i].from, *to = cases[i].to;

		for (int lang = 0; lang < LANG_COUNT; lang++) {
			struct strbuf out = STRBUF_INIT;

			dates_add_range(&out, dates, (enum lang)lang,
					civil_to_day(from[0], from[1], from[2]),
					civil_to_day(to[0], to[1], to[2]));
			is_str(out.text, cases[i].expected[lang], "range %zu, %s", i, codes[lang]);
			strbuf_release(&out);
		}
	}
}

int main(void)
{
	struct dates dates = DATES_INIT;
	struct strbuf out = STRBUF_INIT;

	test_styles(&dates);
	test_names(&dates);
	test_ranges(&dates);
	dates_release(&dates);
	ok(!dates.names[LANG_HY], "release leaves it empty");
	dates_release(&dates);
	dates_release(NULL);
	strbuf_addstr(&out, "from ");
	dates_add(&out, &dates, LANG_AZ, DATE_PLAIN, civil_to_day(2027, 8, 1));
	is_str(out.text, "from 1 avqust 2027", "usable after release, and adds");
	dates_release(&dates);
	strbuf_release(&out);
	return done_testing();
}
