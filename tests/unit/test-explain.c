/*
 * What `pbplan explain` is made of: examples as they are built in, and text
 * in lines of a width.
 */
#include "diag/examples.h"
#include "diag/explain.h"
#include "lang/text.h"

#include "tap.h"

#include "base/banned.h"

static void test_examples(void)
{
	static const char text[] = "PB201 bad\n\tfirst\n\t\n\t  second\nPB201 good\n\tright\n"
				   "PB202 bad\nPB203 good\n\tlast";
	static const struct {
		int code;
		enum example which;
		const char *expected; /* NULL: there is none */
	} cases[] = {
		{ 201, EXAMPLE_BAD, "> first\n\n>   second\n" },
		{ 201, EXAMPLE_GOOD, "> right\n" },
		{ 202, EXAMPLE_BAD, NULL },
		{ 202, EXAMPLE_GOOD, NULL },
		{ 203, EXAMPLE_GOOD, "> last\n" },
		{ 203, EXAMPLE_BAD, NULL },
		{ 20, EXAMPLE_BAD, NULL },
		{ 301, EXAMPLE_GOOD, NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct strbuf out = STRBUF_INIT;
		bool found = example_add_from(&out, text, sizeof(text) - 1, cases[i].code,
					      cases[i].which, "> ");

		ok(found == (cases[i].expected != NULL), "%s example of PB%d is found or not",
		   cases[i].which == EXAMPLE_BAD ? "the bad" : "the good", cases[i].code);
		is_str(out.text, cases[i].expected ? cases[i].expected : "", "and its text");
		strbuf_release(&out);
	}
}

static void test_no_examples(void)
{
	static const char broken[] = "PB201 bad\n\tgood \xff\n\tlost\n";
	struct strbuf out = STRBUF_INIT;

	ok(!example_add_from(&out, "", 0, 201, EXAMPLE_BAD, ""), "nothing in nothing");
	ok(!example_add_from(&out, "\tstray\n", 7, 201, EXAMPLE_BAD, ""), "lines of no code");
	example_add_from(&out, broken, sizeof(broken) - 1, 201, EXAMPLE_BAD, "");
	is_str(out.text, "good \n", "up to what is not UTF-8");
	strbuf_release(&out);
}

static void wraps(const char *text, size_t width, size_t indent, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	text_add_wrapped(&out, text, width, indent);
	is_str(out.text, expected, "\"%s\" at %zu", text, width);
	strbuf_release(&out);
}

static void test_wrapped(void)
{
	wraps("", 10, 0, "");
	wraps("one two three", 0, 0, "one two three");
	wraps("one two three", 7, 0, "one two\nthree");
	wraps("one two three", 6, 0, "one\ntwo\nthree");
	wraps("one two three", 4, 0, "one\ntwo\nthre\ne");
	wraps("one two", 1, 0, "o\nn\ne\nt\nw\no");
	wraps("a onetwothree b", 5, 2, "a\n  one\n  two\n  thr\n  ee\n  b");
	wraps("call +374 00 000000 now", 15, 0, "call\n+374 00 000000\nnow");
	wraps("1 2 3 4", 4, 0, "1 2 \n3 4");
	wraps("1 ", 1, 0, "1");
	wraps("ab", 2, 4, "a\n    b");
	wraps("  one \n\n two ", 80, 0, "one two");
	wraps("one two three", 11, 4, "one two\n    three");
	wraps("one two three", 10, 4, "one\n    two\n    three");
	wraps("մեկ երկու երեք", 9, 0, "մեկ երկու\nերեք");
	wraps("北京 北京 a", 9, 0, "北京 北京\na");
	wraps("a 北京北京", 7, 0, "a 北京\n北京");
	wraps("北京。「北京」", 5, 0, "北\n京。\n「北\n京」");
	wraps("北", 1, 0, "北");
	wraps("x\xCC\x81x\xCC\x81x\xCC\x81", 2, 0, "x\xCC\x81x\xCC\x81\nx\xCC\x81");
	wraps("\xFF\xFE\xFD", 2, 0, "\xFF\xFE\n\xFD");
}

static void test_visible(void)
{
	static const char text[] = "a\tb\x1b[1m\xE2\x80\xAE\xD8\x9C\xC2\x9B\xEF\xBB\xBFə\n\xE2\x80\xA8";
	struct strbuf out = STRBUF_INIT;

	text_add_visible(&out, text, sizeof(text) - 1);
	is_str(out.text,
	       "a b\xEF\xBF\xBD[1m\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDə\xEF\xBF\xBD\xEF\xBF\xBD",
	       "nothing steers a terminal");
	strbuf_release(&out);
}

static void test_codes(void)
{
	int last = 0;
	bool rising = true, named = true;

	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		int code = (int)diag_infos[i].code;

		rising &= code > last;
		named &= diag_info_find(diag_code_name(code).text) == &diag_infos[i];
		last = code;
	}
	ok(rising, "codes stand in their order");
	ok(named, "each is found by its name");
	is_str(diag_code_name(101).text, "PB101", "the name of a code");
	ok(!diag_can_be_waived(PB101) && !diag_can_be_waived(PB901) && diag_can_be_waived(PB201),
	   "what can be waived");
	ok(diag_depends_on_today(PB504) && !diag_depends_on_today(PB501), "what depends on today");
}

int main(void)
{
	test_examples();
	test_no_examples();
	test_wrapped();
	test_visible();
	test_codes();
	return done_testing();
}
