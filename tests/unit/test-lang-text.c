#include "lang/text.h"

#include "tap.h"

#include "base/banned.h"

typedef void (*adder)(struct strbuf *out, const char *s, size_t len);

static void is_added(adder add, const char *text, const char *expected, const char *what)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, "> ");
	add(&out, text, strlen(text));
	is_str(out.text + 2, expected, "%s of \"%s\"", what, text);
	ok(!strncmp(out.text, "> ", 2), "what was there stays");
	strbuf_release(&out);
}

static void test_width(void)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{ "", 0 },
		{ "Baku", 4 },
		{ "Երևան", 5 },
		{ "Gəncə", 5 },
		{ "Bakı\t\n\x1b", 4 },
		{ "\xc2\x85", 0 },  /* a control character of Latin-1 */
		{ "e\xcc\x81", 1 }, /* e and a combining acute */
		{ "\xd2\x88", 0 },  /* U+0488, Cyrillic combining */
		{ "«մայիս»", 7 },
		{ "11–12", 5 },
		{ "北京", 4 },
		{ "ｗ", 2 }, /* fullwidth */
		{ "한", 2 },
		{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2 }, /* the same in three jamo */
		{ "a\xe2\x80\x8b"
		  "b",
		  2 },                     /* a space of no width */
		{ "\xd7\xa9\xd6\xb8", 1 }, /* a Hebrew letter and its vowel */
		{ "\xf0\x9f\x98\x80", 2 }, /* a smiley */
		{ "a\xff"
		  "b",
		  3 },         /* not UTF-8 */
		{ "\xd5", 1 }, /* cut off */
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_int((long long)text_width(cases[i].text, strlen(cases[i].text)),
		       (long long)cases[i].width, "width %zu", i);
	is_int((long long)text_width("Երևան", 3), 2, "a character cut off by the length");
}

static void test_nfc(void)
{
	static const char *const composed[] = {
		"", "Baku", "Gəncə, Şəki", "Երևան", "«մայիս» – “may”", "Ἀθῆναι", "한", "a\xff",
	};

	for (size_t i = 0; i < sizeof(composed) / sizeof(composed[0]); i++) {
		ok(text_is_nfc(composed[i], strlen(composed[i])), "\"%s\" is in form C",
		   composed[i]);
		is_added(text_add_nfc, composed[i], composed[i], "form C");
	}
	ok(!text_is_nfc("S\xcc\xa7", 3), "S and a cedilla are not");
	is_added(text_add_nfc,
		 "S\xcc\xa7"
		 "eki, Go\xcc\x88yg\xc3\xb6l",
		 "Şeki, Göygöl", "form C");
	/* a character whose form C is longer than itself */
	is_added(text_add_nfc, "\xf0\x9d\x85\xa0",
		 "\xf0\x9d\x85\x98\xf0\x9d\x85\xa5\xf0\x9d\x85\xae", "form C");
	ok(!text_is_nfc("\xcd\xbe", 2), "the Greek question mark is not, it is a semicolon");
}

static void is_upper(const char *text, enum lang lang, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	text_add_upper(&out, text, strlen(text), lang);
	is_str(out.text, expected, "upper case of \"%s\" in %s", text, lang_code(lang));
	strbuf_release(&out);
}

static void test_upper(void)
{
	is_upper("Երևան", LANG_HY, "ԵՐԵՎԱՆ");
	is_upper("և", LANG_HY, "ԵՎ");
	is_upper("sədr: Qarışıq, iyul", LANG_AZ, "SƏDR: QARIŞIQ, İYUL");
	is_upper("iyul", LANG_EN, "IYUL");
	is_upper("straße", LANG_EN, "STRASSE");
	is_upper("\xce\x90", LANG_EN, "\xce\x99\xcc\x88\xcc\x81"); /* one becomes three */
	is_upper("", LANG_AZ, "");
}

static void test_slug(void)
{
	static const struct {
		const char *text, *slug, *key;
	} cases[] = {
		{ "", "", "" },
		{ "Baku", "baku", "baku" },
		{ "  Round table, day 2!", "round-table-day-2", "round table day 2" },
		{ "a -- b", "a-b", "a b" },
		{ "O'Brien", "obrien", "obrien" },
		{ "Əliyev Çingiz", "eliyev-cingiz", "eliyev cingiz" },
		{ "GƏNCƏ", "gence", "gence" },
		{ "ığışöçü İI", "igisocu-ii", "igisocu ii" },
		{ "Гянджа", "gandza", "gandza" },
		{ "Գյանջա", "gyanja", "gyanja" },
		{ "Ուրբաթ, մարտի 5", "urbat-marti-5", "urbat marti 5" },
		{ "Թումանյան", "tumanyan", "tumanyan" },
		{ "ի՞նչ «է»։", "inc-e", "inc e" },
		{ "– “…” –", "", "" },
		{ "Łódź", "lodz", "lodz" },
		{ "S\xcc\xa7"
		  "eki",
		  "seki", "seki" },
		{ "北京", "bei-jing", "bei jing" },
		{ "\xf0\x9f\x98\x80", "", "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		is_added(text_add_slug, cases[i].text, cases[i].slug, "slug");
		is_added(text_add_search_key, cases[i].text, cases[i].key, "search key");
	}
}

/* a word of another script makes ICU do the whole text: the tables must agree with it */
static void test_tables_against_icu(void)
{
	static const char *const texts[] = {
		"Ա Բ Գ Դ Ե Զ Է Ը Թ Ժ Ի Լ Խ Ծ Կ Հ Ձ Ղ Ճ Մ Յ Ն Շ Ո Չ Պ Ջ Ռ Ս Վ Տ Ր Ց Ւ Փ Ք Օ Ֆ",
		"ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ և",
		"ոու ու Ու ՈՒ ոՒ ուու ո ւ եւ Եւ ևու մուտք Հովհաննես Սևան",
		"Aa Bb Cc Çç Dd Ee Əə Ff Gg Ğğ Hh Xx Iı İi Jj Kk Qq Ll Mm",
		"Nn Oo Öö Pp Rr Ss Şş Tt Uu Üü Vv Yy Zz",
		"é è ê ë ñ õ å ø æ ß ž č ş ţ ő ǘ ț «a» “b” a’b aʼb 5–6",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct strbuf both = STRBUF_INIT, table = STRBUF_INIT, icu = STRBUF_INIT;

		strbuf_addf(&both, "%s я", texts[i]);
		text_add_slug(&icu, both.text, both.len);
		text_add_slug(&table, texts[i], strlen(texts[i]));
		strbuf_addstr(&table, "-a");
		is_str(table.text, icu.text, "the tables agree with ICU, %zu", i);
		strbuf_release(&both);
		strbuf_release(&table);
		strbuf_release(&icu);
	}
}

static void test_compare(void)
{
	static const struct {
		enum lang lang;
		const char *a, *b;
	} ascending[] = {
		{ LANG_EN, "apple", "Banana" },  { LANG_EN, "resume", "résumé" },
		{ LANG_HY, "Արմեն", "Բագրատ" },  { LANG_HY, "շուն", "ոսկի" },
		{ LANG_AZ, "cümə", "çərşənbə" }, { LANG_AZ, "Eldar", "Əliyev" },
		{ LANG_AZ, "Həsən", "Xəyal" },   { LANG_AZ, "Xəyal", "Iraq" },
		{ LANG_AZ, "Kamal", "Qarabağ" }, { LANG_AZ, "Qala", "Lalə" },
	};
	struct text_collators c = TEXT_COLLATORS_INIT;

	for (size_t i = 0; i < sizeof(ascending) / sizeof(ascending[0]); i++) {
		const char *a = ascending[i].a, *b = ascending[i].b;

		ok(text_compare(&c, ascending[i].lang, a, b) < 0, "%s before %s", a, b);
		ok(text_compare(&c, ascending[i].lang, b, a) > 0, "%s behind %s", b, a);
		ok(!text_compare(&c, ascending[i].lang, a, a), "%s with itself", a);
	}
	ok(text_compare(&c, LANG_EN, "a\x01", "a") > 0, "never equal if they differ");
	text_collators_release(&c);
	ok(!c.collator[LANG_AZ], "release leaves it empty");
	text_collators_release(&c);
	text_collators_release(NULL);
}

static void test_list(void)
{
	static const char *const items[] = { "a", "b", "c", "d" };
	static const struct {
		enum lang lang;
		size_t n;
		const char *expected;
	} cases[] = {
		{ LANG_EN, 0, "" },        { LANG_EN, 1, "a" },
		{ LANG_EN, 2, "a and b" }, { LANG_EN, 3, "a, b and c" },
		{ LANG_HY, 2, "a և b" },   { LANG_HY, 4, "a, b, c և d" },
		{ LANG_AZ, 2, "a və b" },  { LANG_AZ, 3, "a, b və c" },
	};
	static const char *const empty[] = { "", "Երևան", "" };
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		strbuf_reset(&out);
		text_add_list(&out, cases[i].lang, items, cases[i].n);
		is_str(out.text, cases[i].expected, "list of %zu in %s", cases[i].n,
		       lang_code(cases[i].lang));
	}
	strbuf_reset(&out);
	text_add_list(&out, LANG_HY, empty, 3);
	is_str(out.text, ", Երևան և ", "empty items");
	strbuf_release(&out);
}

int main(void)
{
	test_width();
	test_nfc();
	test_upper();
	test_slug();
	test_tables_against_icu();
	test_compare();
	test_list();
	return done_testing();
}
