#include "render/html.h"

#include "tap.h"

#include "base/banned.h"

static void is_written(const char *text, size_t len, const char *expected, const char *what)
{
	struct strbuf out = STRBUF_INIT;
	struct html h;

	html_init(&h, &out, LANG_EN);
	html_add_part(&h, text, len);
	html_finish(&h);
	is_str(out.text, expected, "%s", what);
	strbuf_release(&out);
}

static void test_text(void)
{
	static const struct {
		const char *text, *expected, *what;
	} cases[] = {
		{ "", "", "nothing" },
		{ "Round table I: media", "Round table I: media", "plain text" },
		{ "Երևան – Bakı, Şəki «»", "Երևան – Bakı, Şəki «»", "letters of three languages" },
		{ "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "a tag" },
		{ "\" onload='x'", "&quot; onload=&#39;x&#39;", "both quotes" },
		{ "a & b &amp; c", "a &amp; b &amp;amp; c", "ampersands, also of what looks escaped" },
		{ "<!-- --> ]]>", "&lt;!-- --&gt; ]]&gt;", "what ends comments and sections" },
		{ "one\ntwo\r\nthree\tfour", "one\ntwo\nthree four", "line ends and a tab" },
		{ "\x01\x08\x0b\x1b[31m\x7f", "[31m", "control characters" },
		{ "a\xc2\x80z\xc2\x85z\xc2\x9fz", "azzz", "control characters of Latin-1" },
		{ "\xc2\xa0\xc2\xad", "\xc2\xa0\xc2\xad", "a hard blank and a soft hyphen" },
		{ "\xe2\x80\xae"
		  "abc\xe2\x80\xac \xe2\x81\xa6x\xe2\x81\xa9 \xe2\x80\x8e\xe2\x80\x8f\xd8\x9c.",
		  "abc x .", "what sets directions" },
		{ "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
		  "letters that run to the left" },
		{ "\xe2\x80\xa8x\xe2\x80\xa9", "\nx\n", "separators of lines" },
		{ "\xef\xbb\xbfx\xef\xbf\xbb", "x", "a mark of byte order" },
		{ "\xef\xb7\x90\xef\xbf\xbe\xf0\x9f\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
		  "what is no character" },
		{ "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", "a smiley" },
		{ "a\xff\xd5", "a\xef\xbf\xbd\xef\xbf\xbd", "bytes that are not UTF-8" },
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", "a surrogate" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_written(cases[i].text, strlen(cases[i].text), cases[i].expected, cases[i].what);
	is_written("a\0b", 3, "ab", "a NUL");
	is_written("Երևան", 3, "Ե\xef\xbf\xbd", "a letter that is cut");
}

/* no byte but those of text comes through, whatever goes in */
static void test_all_bytes(void)
{
	struct strbuf in = STRBUF_INIT, out = STRBUF_INIT;
	struct html h;

	for (int a = 0; a < 256; a++) {
		strbuf_addch(&in, (char)a);
		strbuf_addch(&in, 'x');
	}
	html_init(&h, &out, LANG_EN);
	html_add_part(&h, in.text, in.len);
	ok(!strpbrk(out.text, "<>\"'\x01\x1f\x7f\r\t"), "every byte is escaped, dropped, or harmless");
	ok(strlen(out.text) == out.len, "there is no NUL in it");
	strbuf_release(&out);
	strbuf_release(&in);
}

static void test_elements(void)
{
	struct text both = { .in = { [LANG_EN] = "one & two", [LANG_AZ] = "bir" } };
	struct strbuf out = STRBUF_INIT;
	struct html h;

	html_init(&h, &out, LANG_HY);
	html_open_lang(&h, "div", NULL, LANG_HY);
	html_open(&h, "p", "class=\"x\"");
	html_put(&h, "b", NULL, "<");
	html_put_lang(&h, "span", "id=\"a\"", LANG_HY, "hy");
	html_put_lang(&h, "span", NULL, LANG_AZ, "az");
	html_void(&h, "br", "");
	html_close(&h);
	html_put_text(&h, "i", NULL, LANG_AZ, &both);
	html_put_text(&h, "i", NULL, LANG_HY, &both);
	html_put_text(&h, "i", NULL, LANG_HY, NULL);
	html_void_svg(&h, "rect", "x=\"1\"");
	html_close(&h);
	html_finish(&h);
	is_str(out.text,
	       "<div lang=\"hy\"><p class=\"x\"><b>&lt;</b><span id=\"a\">hy</span>"
	       "<span lang=\"az\">az</span><br></p>\n"
	       "<i lang=\"az\">bir</i><i lang=\"en\">one &amp; two</i><i></i>"
	       "<rect x=\"1\"/>\n</div>\n",
	       "elements say their language where it differs");
	strbuf_release(&out);
}

/* words of describe.h, in which a text may say that it is of another language */
static void is_marked(const char *text, const char *expected, const char *what)
{
	struct strbuf out = STRBUF_INIT;
	struct html h;

	html_init(&h, &out, LANG_HY);
	html_open_lang(&h, "p", NULL, LANG_HY);
	html_add_marked(&h, text, strlen(text));
	html_close(&h);
	html_finish(&h);
	is_str(out.text, expected, "marks: %s", what);
	strbuf_release(&out);
}

static void test_marks(void)
{
	is_marked("Anna, \x10" "Eva & Co\x0F, Ana", "<p lang=\"hy\">Anna, <bdi lang=\"en\">Eva &amp; Co</bdi>, Ana</p>\n",
		  "a name in another language");
	is_marked("\x12" "Eva\x0F\x11" "Anna\x0F", "<p lang=\"hy\"><bdi lang=\"az\">Eva</bdi><bdi>Anna</bdi></p>\n",
		  "two of them, one of the language at hand");
	is_marked("a\x0F" "b\x0F", "<p lang=\"hy\">ab</p>\n", "an end of nothing");
	is_marked("a\x10" "b", "<p lang=\"hy\">a<bdi lang=\"en\">b</bdi></p>\n", "without an end");
	is_marked("\x10" "b\x12" "c\x0F" "d\x0F" "e", "<p lang=\"hy\"><bdi lang=\"en\">bc</bdi>de</p>\n",
		  "one in another");
	is_marked("\x0E\x13" "a", "<p lang=\"hy\">a</p>\n", "what is next to them");
}

static void is_id(const char *id, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	html_add_id(&out, "m", id);
	is_str(out.text, expected, "the id of \"%s\"", id);
	strbuf_release(&out);
}

static void is_css(const char *text, const char *expected, const char *what)
{
	struct strbuf out = STRBUF_INIT;

	html_add_css_string(&out, text, 12);
	is_str(out.text, expected, "a string of CSS: %s", what);
	strbuf_release(&out);
}

int main(void)
{
	test_text();
	test_all_bytes();
	test_elements();
	test_marks();
	is_id("baku-2027-07", "m-baku-2027-07");
	is_id("a\" b<Ə", "m-a--b---");
	is_css("Peace 2027", "\"Peace 2027\"", "plain");
	is_css("\"}</style>\\", "\"\\22 \\7D \\3C \\2F style\\3E \\5C \"", "what could end it");
	is_css("Peace Bridge 2027", "\"Peace Bridge\\2026 \"", "too long");
	is_css("Peace Bridge", "\"Peace Bridge\"", "just as long");
	is_css("Նա 1\n2", "\"\\546 \\561  1 2\"", "letters and a line end");
	is_css("a\xe2\x80\xae\x01z\xff", "\"az\"", "what is dropped");
	return done_testing();
}
