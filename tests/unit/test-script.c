/*
 * Scripts, words with letters of two of them, and what is not seen.
 */
#include "check/check-script.h"

#include <string.h>

#include "base/utf8.h"

#include "tap.h"

/* the mixed words of a text as "word letter mended", with "; " between; mended "-" if it cannot be */
static void mixed(struct strbuf *out, const char *text, enum script expected)
{
	const char *p = text, *end = text + strlen(text);
	struct mixed_word word;

	strbuf_reset(out);
	while (script_next_mixed(&p, end, expected, &word)) {
		strbuf_addf(out, "%s%.*s %04X ", out->len ? "; " : "", (int)word.len, word.text,
			    (unsigned int)word.letter);
		if (!script_mend(out, &word, expected))
			strbuf_addch(out, '-');
	}
}

static void test_mixed(void)
{
	static const struct {
		const char *text;
		enum script expected;
		const char *found;
	} cases[] = {
		/* one word, one script */
		{ "Round table", SCRIPT_LATIN, "" },
		{ "Կլոր սեղան", SCRIPT_ARMENIAN, "" },
		{ "Ինչո՞ւ ոչ, ե՛կ", SCRIPT_ARMENIAN, "" },
		{ "Əkinçi Əliyev", SCRIPT_LATIN, "" },
		{ "Круглый стол", SCRIPT_ARMENIAN, "" },
		{ "Zoë Müller naïve Ağdam Xınalıq", SCRIPT_LATIN, "" },
		/* words of two alphabets side by side */
		{ "NATO-ի նիստ", SCRIPT_ARMENIAN, "" },
		{ "2-ci zal, II-րդ նիստ, COVID19ի, IT-ի", SCRIPT_ARMENIAN, "" },
		{ "«NATO»ի, (BBC)ի, YouTube’ում, J2 8045, 5°C, 20 °C-ում", SCRIPT_ARMENIAN, "" },
		{ "Ագենդա/Agenda, Baku–Բաքու", SCRIPT_ARMENIAN, "" },
		{ "5 µm, 10 Ω, x² + y₁, № 3, €", SCRIPT_LATIN, "" },
		{ "5 μm", SCRIPT_LATIN, "μm 03BC -" },
		/* look-alikes */
		{ "Mәmmədova", SCRIPT_LATIN, "Mәmmədova 04D9 Məmmədova" },
		{ "Bаku", SCRIPT_LATIN, "Bаku 0430 Baku" },
		{ "Rοund", SCRIPT_LATIN, "Rοund 03BF Round" },
		{ "oրակարգ", SCRIPT_ARMENIAN, "oրակարգ 006F օրակարգ" },
		{ "uեղան, hայ, Oրն, Տuն", SCRIPT_ARMENIAN,
		  "uեղան 0075 սեղան; hայ 0068 հայ; Oրն 004F Օրն; Տuն 0075 Տսն" },
		{ "Οրն", SCRIPT_ARMENIAN, "Οրն 039F Օրն" },
		{ "Reցional", SCRIPT_LATIN, "Reցional 0581 Regional" },
		{ "Сарrис", SCRIPT_LATIN, "Сарrис 0072 -" },
		/* most of it looks right in the language's own script */
		{ "Ваku", SCRIPT_LATIN, "Ваku 0412 Baku" },
		{ "НАTO", SCRIPT_LATIN, "НАTO 041D HATO" },
		{ "РАСЕ", SCRIPT_LATIN, "" },
		/* an ending without a hyphen */
		{ "YouTubeում", SCRIPT_ARMENIAN, "YouTubeում 0578 -" },
		{ "Tbilisiი", SCRIPT_LATIN, "Tbilisiი 10D8 -" },
		/* a letter and a mark is a letter */
		{ "Ma\xCC\x81ria", SCRIPT_LATIN, "" },
		{ "Ma\xCC\x81r\xD1\x96" "a", SCRIPT_LATIN, "Ma\xCC\x81r\xD1\x96" "a 0456 Ma\xCC\x81ria" },
		{ "", SCRIPT_LATIN, "" },
	};
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		mixed(&out, cases[i].text, cases[i].expected);
		is_str(out.text, cases[i].found, "mixed: %s", cases[i].text);
	}
	strbuf_release(&out);
}

/* every character: what the bytes alone say must allow for what it is */
static void test_scan(void)
{
	unsigned int wrong = 0, wrong_nfc = 0;

	for (uint32_t c = 1; c < 0x110000; c++) {
		char utf8[4];
		size_t len, offset;
		unsigned int seen;
		uint32_t hidden;

		if (c >= 0xD800 && c < 0xE000)
			continue;
		len = utf8_put(utf8, c);
		seen = script_scan(utf8, len);
		/* Hebrew and Glagolitic, and rare Cyrillic letters, are not cared for */
		if (script_of(c) != SCRIPT_NONE && !(seen & 1u << script_of(c)) &&
		    !(utf8[0] >= '\xD4' && utf8[0] <= '\xD6') && utf8[0] != '\xE2') {
			printf("# U+%04X\n", (unsigned int)c);
			wrong++;
		}
		if (script_find_hidden(utf8, len, &offset, &hidden) &&
		    (!(seen & SEEN_ODD) || hidden != c || offset))
			wrong_nfc++;
	}
	is_int(wrong, 0, "no letter is missed by a look at bytes");
	is_int(wrong_nfc, 0, "no hidden character is missed by a look at bytes");
	is_int(script_scan("abc 123 abc", 11), SEEN_LATIN | SEEN_DIGIT, "Latin letters and digits");
	is_int(script_scan("", 0), 0, "nothing");
	is_int(script_scan("12345678\0", 9), SEEN_DIGIT | SEEN_ODD, "a NUL at the end");
}

static void test_words(void)
{
	static const struct {
		const char *text;
		int n;
	} cases[] = {
		{ "", 0 },
		{ "one", 1 },
		{ " one  two\t", 2 },
		{ "12 34 56", 0 },
		{ "one – two", 2 },
		{ "(one) «երկու» 3", 2 },
		{ "a b c d e", 4 },
		{ "https://a.example/b/c", 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_int((long long)script_count_words(cases[i].text, strlen(cases[i].text), 4),
		       cases[i].n, "words: %s", cases[i].text);
	is_int((long long)script_count_chars("Բաքու, Əli", strlen("Բաքու, Əli")), 10, "characters");
}

static void test_hidden(void)
{
	size_t offset = 0;
	uint32_t c = 0;

	ok(!script_find_hidden("a\tb\nc", 5, &offset, &c), "tabs and ends of lines are not hidden");
	ok(!script_find_hidden("ab\xC2\xADyz «–»", 13, &offset, &c), "nor are soft hyphens and quotes");
	ok(script_find_hidden("ab\xE2\x80\x8F", 5, &offset, &c) && offset == 2 && c == 0x200F,
	   "a mark of direction is");
	ok(script_find_hidden("a\0b", 3, &offset, &c) && offset == 1 && c == 0, "a NUL is");
}

static void test_fold(void)
{
	static const char *const pairs[][2] = {
		{ "A", "a" }, { "Z", "z" }, { "Ə", "ə" }, { "Ç", "ç" }, { "Ğ", "ğ" }, { "Ş", "ş" },
		{ "Ö", "ö" }, { "Ü", "ü" }, { "İ", "i" }, { "I", "i" }, { "Ա", "ա" }, { "Ֆ", "ֆ" },
		{ "Я", "я" }, { "Ё", "ё" }, { "Ž", "ž" }, { "Ÿ", "ÿ" }, { "Ĺ", "ĺ" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const char *large = pairs[i][0], *small = pairs[i][1];
		uint32_t a = utf8_next(&large), b = utf8_next(&small);

		ok(script_fold(a) == b && script_is_capital(a) && !script_is_capital(b) &&
			   script_fold(b) == b,
		   "%s and %s", pairs[i][0], pairs[i][1]);
	}
	ok(script_fold(0x131) == 'i' && !script_is_capital(0x131), "ı is small");
}

int main(void)
{
	test_mixed();
	test_scan();
	test_words();
	test_hidden();
	test_fold();
	return done_testing();
}
