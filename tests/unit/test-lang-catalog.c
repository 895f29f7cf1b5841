#include "lang/catalog.h"

#include <errno.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/xalloc.h"
#include "lang/plural.h"
#include "tap.h"

#include "base/banned.h"

#define HEADER                                      \
	"Content-Type: text/plain; charset=UTF-8\n" \
	"Plural-Forms: nplurals=2; plural=(n > 1);\n"

/* sorted by id, as msgfmt leaves them */
struct message {
	const char *id, *text;
	size_t id_len, text_len;
};
#define MESSAGE(id, text)                                      \
	{                                                      \
		(id), (text), sizeof(id) - 1, sizeof(text) - 1 \
	}

static const struct message messages[] = {
	MESSAGE("", HEADER),
	MESSAGE("%lu file\0%lu files", "%lu ֆայլ\0%lu ֆայլեր"),
	MESSAGE("few\0fews", "մի հատ"),
	MESSAGE("half\0halves", "կես\0"),
	MESSAGE("line", "տող"),
	MESSAGE("not translated", ""),
	MESSAGE("visit", "այց"),
	MESSAGE("visit\004draft", "նախագիծ"),
	MESSAGE("visit\004line", "այցի տող"),
};

static void add_number(struct strbuf *out, size_t number)
{
	for (int shift = 0; shift < 32; shift += 8)
		strbuf_addch(out, (char)(number >> shift & 0xFF));
}

/* a .mo file; its strings stand behind the tables, first all ids */
static void make_mo(struct strbuf *out, const struct message *m, size_t n)
{
	size_t at = 28 + n * 16;

	add_number(out, 0x950412DE);
	add_number(out, 0);
	add_number(out, n);
	add_number(out, 28);
	add_number(out, 28 + n * 8);
	add_number(out, 0);
	add_number(out, 0);
	for (size_t i = 0; i < n; at += m[i++].id_len + 1) {
		add_number(out, m[i].id_len);
		add_number(out, at);
	}
	for (size_t i = 0; i < n; at += m[i++].text_len + 1) {
		add_number(out, m[i].text_len);
		add_number(out, at);
	}
	for (size_t i = 0; i < n; i++)
		strbuf_add(out, m[i].id, m[i].id_len + 1);
	for (size_t i = 0; i < n; i++)
		strbuf_add(out, m[i].text, m[i].text_len + 1);
}

/* asks for everything; what comes back must be readable to its NUL */
static size_t ask_all(const struct catalog *c)
{
	static const unsigned long numbers[] = { 0, 1, 2, 5, 100, (unsigned long)-1 };
	size_t total = 0;

	for (size_t i = 0; i < ARRAY_SIZE(messages); i++) {
		const char *id = messages[i].id, *many = id + strlen(id) + 1;

		total += strlen(catalog_get(c, id));
		total += strlen(catalog_get_in(c, "visit", id));
		if (strlen(id) == messages[i].id_len)
			many = "not a plural message";
		for (size_t k = 0; k < ARRAY_SIZE(numbers); k++)
			total += strlen(catalog_get_plural(c, id, many, numbers[k]));
	}
	return total;
}

static void test_messages(const struct strbuf *mo)
{
	struct catalog c;

	is_int(catalog_init_bytes(&c, LANG_HY, mo->text, mo->len), 0, "a sound catalogue");
	is_str(catalog_get(&c, "visit"), "այց", "a message");
	is_str(catalog_get(&c, "line"), "տող", "another");
	is_str(catalog_get(&c, "lin"), "lin", "only the start of an id");
	is_str(catalog_get(&c, "zzz"), "zzz", "behind the last");
	is_str(catalog_get(&c, "not translated"), "not translated", "an empty translation is none");
	is_str(catalog_get(&c, ""), "", "the header is no message");
	is_str(catalog_get_in(&c, "visit", "line"), "այցի տող", "in a context");
	is_str(catalog_get_in(&c, "visit", "draft"), "նախագիծ", "another");
	is_str(catalog_get_in(&c, "visi", "line"), "line", "only the start of a context");
	is_str(catalog_get_in(&c, "visits", "line"), "line", "more than a context");
	is_str(catalog_get_in(&c, "line", "visit"), "visit", "a message without the context");
	is_str(catalog_get_in(&c, "", "line"), "line", "an empty context is one, too");
	catalog_release(&c);
	is_str(catalog_get(&c, "visit"), "visit", "English after release");
	catalog_release(&c);
	catalog_release(NULL);
}

static void test_plurals(const struct strbuf *mo)
{
	struct catalog c;

	catalog_init_bytes(&c, LANG_HY, mo->text, mo->len);
	is_str(catalog_get_plural(&c, "%lu file", "%lu files", 0), "%lu ֆայլ",
	       "0, as n > 1 has it");
	is_str(catalog_get_plural(&c, "%lu file", "%lu files", 1), "%lu ֆայլ", "1");
	is_str(catalog_get_plural(&c, "%lu file", "%lu files", 2), "%lu ֆայլեր", "2");
	is_str(catalog_get_plural(&c, "few", "fews", 2), "մի հատ", "a form too few: the first");
	is_str(catalog_get_plural(&c, "half", "halves", 1), "կես", "the form that is there");
	is_str(catalog_get_plural(&c, "half", "halves", 2), "halves", "the form that is empty");
	is_str(catalog_get_plural(&c, "tree", "trees", 1), "tree", "not there, 1");
	is_str(catalog_get_plural(&c, "tree", "trees", 0), "trees", "not there, 0");
	is_str(catalog_get(&c, "%lu file"), "%lu ֆայլ", "the first form as a plain message");
	catalog_release(&c);
}

static void test_english(void)
{
	struct catalog c;

	catalog_init(&c, LANG_EN);
	ok(!c.mo && c.lang == LANG_EN, "English has no catalogue");
	is_str(catalog_get(&c, "visit"), "visit", "a message is its own translation");
	is_str(catalog_get_in(&c, "visit", "line"), "line", "in a context, too");
	is_str(catalog_get_plural(&c, "%lu file", "%lu files", 1), "%lu file", "one");
	is_str(catalog_get_plural(&c, "%lu file", "%lu files", 0), "%lu files", "many");
	catalog_release(&c);
}

/* whatever is embedded, every language can be asked */
static void test_embedded(void)
{
	struct catalog c;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		catalog_init(&c, (enum lang)lang);
		is_str(catalog_get(&c, "no such message"), "no such message", "built-in %s",
		       lang_code((enum lang)lang));
		catalog_release(&c);
	}
}

static bool is_refused(const void *bytes, size_t size)
{
	struct catalog c;
	bool refused = catalog_init_bytes(&c, LANG_AZ, bytes, size) == -EINVAL && !c.mo &&
		       c.lang == LANG_AZ && !strcmp(catalog_get(&c, "visit"), "visit");

	catalog_release(&c);
	return refused;
}

static bool changed_is_refused(const struct strbuf *mo, size_t offset, uint32_t number)
{
	struct strbuf changed = STRBUF_INIT;
	bool refused;

	strbuf_add(&changed, mo->text, offset);
	add_number(&changed, number);
	strbuf_add(&changed, mo->text + offset + 4, mo->len - offset - 4);
	refused = is_refused(changed.text, changed.len);
	strbuf_release(&changed);
	return refused;
}

static void test_broken(const struct strbuf *mo)
{
	static const struct message unsorted[] = { MESSAGE("b", "B"), MESSAGE("a", "A") };
	static const struct message twice[] = { MESSAGE("a", "A"), MESSAGE("a", "B") };
	struct strbuf other = STRBUF_INIT;
	struct catalog c;

	ok(is_refused(NULL, 0), "nothing at all");
	ok(changed_is_refused(mo, 0, 0xDE120495), "the bytes of numbers in the other order");
	ok(changed_is_refused(mo, 4, 2u << 16), "a revision of the future");
	ok(changed_is_refused(mo, 8, 0xFFFFFFFF), "too many messages");
	ok(changed_is_refused(mo, 8, 0x20000001), "so many that their size overflows");
	ok(changed_is_refused(mo, 12, 0xFFFFFFFF), "ids outside");
	ok(changed_is_refused(mo, 16, (uint32_t)mo->len - 4), "texts half outside");
	ok(changed_is_refused(mo, 28 + 8, 0xFFFFFFFF), "an id too long");
	ok(changed_is_refused(mo, 28 + 8, 3), "an id without a NUL at its end");
	ok(changed_is_refused(mo, 28 + 12, (uint32_t)mo->len), "an id outside");

	make_mo(&other, unsorted, 2);
	ok(is_refused(other.text, other.len), "ids not sorted");
	strbuf_reset(&other);
	make_mo(&other, twice, 2);
	ok(is_refused(other.text, other.len), "an id twice");
	strbuf_reset(&other);
	make_mo(&other, NULL, 0);
	is_int(catalog_init_bytes(&c, LANG_HY, other.text, other.len), 0, "no messages are sound");
	is_str(catalog_get(&c, "visit"), "visit", "and English");
	catalog_release(&c);
	strbuf_release(&other);
}

/* each cut in memory of its own, for a sanitizer to see what is read behind it */
static void test_truncated(const struct strbuf *mo)
{
	size_t accepted = 0;

	for (size_t len = 0; len < mo->len; len++) {
		char *cut = xmalloc(len + !len);

		memcpy(cut, mo->text, len);
		accepted += !is_refused(cut, len);
		free(cut);
	}
	is_int((long long)accepted, 0, "refused when cut at any of %zu bytes", mo->len);
}

/* a generator of our own: the same bytes on every machine */
static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void test_flipped(const struct strbuf *mo)
{
	uint32_t state = 2027;
	size_t sound = 0, total = 0;
	const size_t rounds = 20000;

	for (size_t round = 0; round < rounds; round++) {
		char *bytes = xmalloc(mo->len);
		/* half of the flips in the numbers, which matter most */
		size_t within = round % 2 ? mo->len : 28 + ARRAY_SIZE(messages) * 16;
		size_t flips = 1 + next_random(&state) % 4;
		struct catalog c;

		memcpy(bytes, mo->text, mo->len);
		while (flips--)
			bytes[next_random(&state) % within] ^= (char)(1 << next_random(&state) % 8);
		sound += !catalog_init_bytes(&c, LANG_HY, bytes, mo->len);
		total += ask_all(&c);
		catalog_release(&c);
		free(bytes);
	}
	ok(total > 0, "%zu flipped files read without a crash", rounds);
	ok(sound > 0 && sound < rounds, "%zu of them sound", sound);
}

static void is_plural(const char *expression, unsigned long n, unsigned long expected)
{
	struct strbuf line = STRBUF_INIT;
	unsigned int nplurals = 0;
	struct plural *plural;

	strbuf_addf(&line, " nplurals=6; plural=%s;\n", expression);
	plural = plural_parse(line.text, &nplurals);
	ok(plural && nplurals == 6 && plural_eval(plural, n) == expected, "%s is %lu for %lu",
	   expression, expected, n);
	free(plural);
	strbuf_release(&line);
}

static void test_expressions(void)
{
	is_plural("0", 7, 0);
	is_plural("n", 7, 7);
	is_plural("n != 1", 1, 0);
	is_plural("(n != 1)", 2, 1);
	is_plural("1 + 2 * 3", 0, 7);
	is_plural("(1 + 2) * 3", 0, 9);
	is_plural("10 - 4 - 3", 0, 3);
	is_plural("100 / 5 / 2", 0, 10);
	is_plural("n % 10 == 1 && n % 100 != 11", 21, 1);
	is_plural("n % 10 == 1 && n % 100 != 11", 111, 0);
	is_plural("1 || 0 && 0", 0, 1);
	is_plural("2 < 3 == 1", 0, 1);
	is_plural("!n", 0, 1);
	is_plural("!!n", 5, 1);
	is_plural("!n == 0", 5, 1);
	is_plural("n <= 2 ? 1 : n >= 9 ? 2 : 3", 2, 1);
	is_plural("n <= 2 ? 1 : n >= 9 ? 2 : 3", 9, 2);
	is_plural("n <= 2 ? 1 : n >= 9 ? 2 : 3", 5, 3);
	is_plural("n ? n > 1 ? 4 : 5 : 6", 0, 6);
	is_plural("n ? n > 1 ? 4 : 5 : 6", 1, 5);
	is_plural("n==0?0:n==1?1:n==2?2:n%100>=3&&n%100<=10?3:n%100>=11?4:5", 103, 3);
	is_plural("n / 0", 5, 0);
	is_plural("n % (n - n)", 5, 0);
	is_plural("n && 10 / n > 3", 0, 0);
	is_plural("\tn\t!=\t1\t", 1, 0);
}

static void test_garbage(void)
{
	static const char *const lines[] = {
		"",
		"nplurals=2;",
		"plural=n != 1;",
		"nplurals=; plural=n;",
		"nplurals=0; plural=n;",
		"nplurals=17; plural=n;",
		"nplurals=99999999999999999999; plural=n;",
		"nplurals=-1; plural=n;",
		"nplurals=EXPRESSION; plural=INTEGER;",
		"nplurals=2; plural=;",
		"nplurals=2; plural=n n;",
		"nplurals=2; plural=(n;",
		"nplurals=2; plural=n);",
		"nplurals=2; plural=n ? 1;",
		"nplurals=2; plural=n = 1;",
		"nplurals=2; plural=n & 1;",
		"nplurals=2; plural=n !;",
		"nplurals=2; plural=m;",
		"nplurals=2; plural=1 +;",
		"nplurals=2; plural=+1;",
		"nplurals=2; plural=n ? : 1;",
		"nplurals=2; plural=99999999999999999999;",
		"nplurals=2;\nplural=n;",
	};

	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		unsigned int nplurals = 77;

		ok(!plural_parse(lines[i], &nplurals) && nplurals == 77, "no expression: %s",
		   i == ARRAY_SIZE(lines) - 1 ? "on two lines" : lines[i]);
	}
}

/* what would need much room to parse, to keep or to evaluate */
static void test_excess(void)
{
	static const struct {
		const char *start, *middle, *end, *what;
	} parts[] = {
		{ "((((((((", "n", "))))))))", "parentheses" },
		{ "!!!!!!!!", "n", "", "negations" },
		{ "n+n+n+n+", "n", "", "sums" },
		{ "n?1:n?2:", "n", "", "choices" },
		{ "n?n?n?n?", "n", ":1:1:1:1", "choices in choices" },
		{ "n==(n==(", "n", "))", "operands that wait" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		for (int few = 0; few < 2; few++) {
			struct strbuf line = STRBUF_INIT;
			unsigned int nplurals;
			struct plural *plural;

			strbuf_addstr(&line, "nplurals=2; plural=");
			for (int k = 0; k < (few ? 2 : 10000); k++)
				strbuf_addstr(&line, parts[i].start);
			strbuf_addstr(&line, parts[i].middle);
			for (int k = 0; k < (few ? 2 : 10000); k++)
				strbuf_addstr(&line, parts[i].end);
			plural = plural_parse(line.text, &nplurals);
			ok(!plural == !few, "%s %s", few ? "some" : "too many", parts[i].what);
			free(plural);
			strbuf_release(&line);
		}
	}
}

/* a catalogue whose expression is of no use counts as English does */
static void test_fallback(void)
{
	static const struct message broken[] = {
		MESSAGE("", "Plural-Forms: nplurals=2; plural=n ? ;\n"),
		MESSAGE("tree\0trees", "ağac\0ağaclar"),
	};
	static const struct message beyond[] = {
		MESSAGE("", "X: y\nPlural-Forms: nplurals=2; plural=n;"),
		MESSAGE("tree\0trees", "ağac\0ağaclar\0meşə"),
	};
	struct strbuf mo = STRBUF_INIT;
	struct catalog c;

	make_mo(&mo, broken, 2);
	catalog_init_bytes(&c, LANG_AZ, mo.text, mo.len);
	is_str(catalog_get_plural(&c, "tree", "trees", 1), "ağac", "fallback, 1");
	is_str(catalog_get_plural(&c, "tree", "trees", 0), "ağaclar", "fallback, 0");
	catalog_release(&c);

	strbuf_reset(&mo);
	make_mo(&mo, beyond, 2);
	catalog_init_bytes(&c, LANG_AZ, mo.text, mo.len);
	is_str(catalog_get_plural(&c, "tree", "trees", 1), "ağaclar", "the second form");
	is_str(catalog_get_plural(&c, "tree", "trees", 2), "ağac", "beyond nplurals: the first");
	catalog_release(&c);
	strbuf_release(&mo);
}

int main(void)
{
	struct strbuf mo = STRBUF_INIT;

	make_mo(&mo, messages, ARRAY_SIZE(messages));
	test_messages(&mo);
	test_plurals(&mo);
	test_english();
	test_embedded();
	test_broken(&mo);
	test_truncated(&mo);
	test_flipped(&mo);
	test_expressions();
	test_garbage();
	test_excess();
	test_fallback();
	strbuf_release(&mo);
	return done_testing();
}
