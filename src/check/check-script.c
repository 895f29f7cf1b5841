#include "check/check-script.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/xalloc.h"

#include "base/banned.h"

struct range {
	uint32_t first, last;
	enum script script;
};

/* letters beyond ASCII, in order */
static const struct range ranges[] = {
	{ 0xC0, 0xD6, SCRIPT_LATIN },	    { 0xD8, 0xF6, SCRIPT_LATIN },
	{ 0xF8, 0x2AF, SCRIPT_LATIN },	    { 0x370, 0x373, SCRIPT_GREEK },
	{ 0x376, 0x377, SCRIPT_GREEK },	    { 0x37B, 0x37D, SCRIPT_GREEK },
	{ 0x37F, 0x37F, SCRIPT_GREEK },	    { 0x386, 0x386, SCRIPT_GREEK },
	{ 0x388, 0x3FF, SCRIPT_GREEK },	    { 0x400, 0x481, SCRIPT_CYRILLIC },
	{ 0x48A, 0x52F, SCRIPT_CYRILLIC },  { 0x531, 0x556, SCRIPT_ARMENIAN },
	{ 0x560, 0x588, SCRIPT_ARMENIAN },  { 0x5D0, 0x5F2, SCRIPT_OTHER },
	{ 0x620, 0x64A, SCRIPT_OTHER },	    { 0x66E, 0x6D3, SCRIPT_OTHER },
	{ 0x700, 0x10FA, SCRIPT_OTHER },    { 0x10FC, 0x1AAF, SCRIPT_OTHER },
	{ 0x1B00, 0x1C7F, SCRIPT_OTHER },   { 0x1C80, 0x1C8F, SCRIPT_CYRILLIC },
	{ 0x1C90, 0x1CCF, SCRIPT_OTHER },   { 0x1E00, 0x1EFF, SCRIPT_LATIN },
	{ 0x1F00, 0x1FBC, SCRIPT_GREEK },   { 0x1FC2, 0x1FCC, SCRIPT_GREEK },
	{ 0x1FD0, 0x1FDB, SCRIPT_GREEK },   { 0x1FE0, 0x1FEC, SCRIPT_GREEK },
	{ 0x1FF2, 0x1FFC, SCRIPT_GREEK },   { 0x2C00, 0x2C5F, SCRIPT_OTHER },
	{ 0x2C60, 0x2C7F, SCRIPT_LATIN },   { 0x2C80, 0x2CE4, SCRIPT_OTHER },
	{ 0x2D00, 0x2DDF, SCRIPT_OTHER },   { 0x3041, 0x30FF, SCRIPT_OTHER },
	{ 0x3105, 0x318E, SCRIPT_OTHER },   { 0x3400, 0x9FFF, SCRIPT_OTHER },
	{ 0xA000, 0xA4FF, SCRIPT_OTHER },   { 0xA640, 0xA69D, SCRIPT_CYRILLIC },
	{ 0xA722, 0xA7FF, SCRIPT_LATIN },   { 0xA800, 0xAB2F, SCRIPT_OTHER },
	{ 0xAB30, 0xAB64, SCRIPT_LATIN },   { 0xAB70, 0xD7FF, SCRIPT_OTHER },
	{ 0xF900, 0xFAFF, SCRIPT_OTHER },   { 0xFB00, 0xFB06, SCRIPT_LATIN },
	{ 0xFB13, 0xFB17, SCRIPT_ARMENIAN }, { 0xFB1D, 0xFDFB, SCRIPT_OTHER },
	{ 0xFE70, 0xFEFC, SCRIPT_OTHER },   { 0xFF21, 0xFF3A, SCRIPT_LATIN },
	{ 0xFF41, 0xFF5A, SCRIPT_LATIN },   { 0x10000, 0x1CFFF, SCRIPT_OTHER },
	{ 0x20000, 0x3FFFF, SCRIPT_OTHER },
};

enum script script_of(uint32_t c)
{
	size_t low = 0, high = ARRAY_SIZE(ranges);

	if (c < 0x80)
		return ascii_isalpha((char)c) ? SCRIPT_LATIN : SCRIPT_NONE;
	if (c >= 0x561 && c < 0x588) /* what there is most of */
		return SCRIPT_ARMENIAN;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (ranges[middle].last < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ARRAY_SIZE(ranges) && ranges[low].first <= c ? ranges[low].script : SCRIPT_NONE;
}

/* of U+0100 to U+017E, where small and capital letters stand in turn */
static bool is_capital_in_turn(uint32_t c)
{
	if ((c >= 0x139 && c <= 0x148) || c >= 0x179)
		return c & 1;
	return !(c & 1) && c != 0x138;
}

bool script_is_capital(uint32_t c)
{
	if (c < 0x80)
		return ascii_isupper((char)c);
	if (c < 0x100)
		return c >= 0xC0 && c <= 0xDE && c != 0xD7;
	if (c < 0x17F)
		return is_capital_in_turn(c);
	return c == 0x18F || (c >= 0x400 && c < 0x430) || (c >= 0x531 && c <= 0x556);
}

uint32_t script_fold(uint32_t c)
{
	if (c == 0x130 || c == 0x131) /* İ ı */
		return 'i';
	if (c == 0x178) /* Ÿ */
		return 0xFF;
	if (c == 0x18F) /* Ə */
		return 0x259;
	if (!script_is_capital(c))
		return c;
	if (c < 0x100)
		return c + 0x20;
	if (c < 0x17F)
		return c + 1;
	if (c < 0x410)
		return c + 0x50;
	return c + (c < 0x430 ? 0x20 : 0x30);
}

/* what does not end a word: combining marks, and those of Armenian that stand on a vowel */
static bool is_within_words(uint32_t c)
{
	return (c >= 0x300 && c < 0x370) || (c >= 0x483 && c < 0x488) ||
	       (c >= 0x55A && c < 0x560 && c != 0x55D) || c == 0xAD || c == 0x200C || c == 0x200D;
}

/* by the first byte of each character; what follows it says nothing of its own */
static const unsigned char seen_in[256] = {
	[0x00 ... 0x08] = SEEN_ODD,
	[0x0B ... 0x1F] = SEEN_ODD,
	['0' ... '9'] = SEEN_DIGIT,
	['A' ... 'Z'] = SEEN_LATIN,
	['a' ... 'z'] = SEEN_LATIN,
	[0x7F] = SEEN_ODD,
	[0xC2] = SEEN_ODD,
	[0xC3 ... 0xCA] = SEEN_LATIN,
	[0xCC] = SEEN_ODD,
	[0xCD ... 0xCE] = SEEN_GREEK | SEEN_ODD,
	[0xCF] = SEEN_GREEK,
	[0xD0 ... 0xD1] = SEEN_CYRILLIC,
	[0xD2] = SEEN_CYRILLIC | SEEN_ODD,
	[0xD3] = SEEN_CYRILLIC,
	[0xD4 ... 0xD6] = SEEN_ARMENIAN, /* and rare Cyrillic letters, and Hebrew ones */
	[0xD7] = SEEN_OTHER,
	[0xD8] = SEEN_OTHER | SEEN_ODD,
	[0xD9 ... 0xDF] = SEEN_OTHER,
	[0xE0] = SEEN_OTHER | SEEN_ODD,
	[0xE1] = SEEN_LATIN | SEEN_GREEK | SEEN_CYRILLIC | SEEN_OTHER | SEEN_ODD,
	[0xE2] = SEEN_ODD, /* dashes and quotes; the letters are Glagolitic and the like */
	[0xE3 ... 0xE9] = SEEN_OTHER | SEEN_ODD,
	[0xEA] = SEEN_LATIN | SEEN_CYRILLIC | SEEN_OTHER | SEEN_ODD,
	[0xEB ... 0xEE] = SEEN_OTHER | SEEN_ODD,
	[0xEF] = SEEN_LATIN | SEEN_ARMENIAN | SEEN_OTHER | SEEN_ODD,
	[0xF0 ... 0xF4] = SEEN_OTHER | SEEN_ODD,
};

unsigned int script_scan(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + len;
	unsigned char seen = 0;

	for (; end - p >= 8; p += 8) {
		seen |= seen_in[p[0]];
		seen |= seen_in[p[1]];
		seen |= seen_in[p[2]];
		seen |= seen_in[p[3]];
		seen |= seen_in[p[4]];
		seen |= seen_in[p[5]];
		seen |= seen_in[p[6]];
		seen |= seen_in[p[7]];
	}
	while (p < end)
		seen |= seen_in[*p++];
	return seen;
}

/* letters of one shape */
struct shape {
	uint16_t in[SCRIPT_COUNT]; /* 0: no letter of that script */
};

#define SHAPE(latin, greek, cyrillic, armenian) { { 0, latin, greek, cyrillic, armenian, 0 } }

static const struct shape shapes[] = {
	SHAPE('a', 0x3B1, 0x430, 0),	 SHAPE('c', 0x3F2, 0x441, 0),
	SHAPE('d', 0, 0x501, 0),	 SHAPE('e', 0, 0x435, 0),
	SHAPE('g', 0, 0, 0x581),	 SHAPE('h', 0, 0x4BB, 0x570),
	SHAPE('i', 0x3B9, 0x456, 0),	 SHAPE('j', 0x3F3, 0x458, 0),
	SHAPE('k', 0x3BA, 0x43A, 0),	 SHAPE('n', 0, 0, 0x578),
	SHAPE('o', 0x3BF, 0x43E, 0x585), SHAPE('p', 0x3C1, 0x440, 0),
	SHAPE('q', 0, 0x51B, 0),	 SHAPE('s', 0, 0x455, 0),
	SHAPE('u', 0, 0, 0x57D),	 SHAPE('v', 0x3BD, 0x475, 0),
	SHAPE('w', 0, 0x51D, 0),	 SHAPE('x', 0, 0x445, 0),
	SHAPE('y', 0, 0x443, 0),	 SHAPE('A', 0x391, 0x410, 0),
	SHAPE('B', 0x392, 0x412, 0),	 SHAPE('C', 0x3F9, 0x421, 0),
	SHAPE('E', 0x395, 0x415, 0),	 SHAPE('H', 0x397, 0x41D, 0),
	SHAPE('I', 0x399, 0x406, 0),	 SHAPE('J', 0, 0x408, 0),
	SHAPE('K', 0x39A, 0x41A, 0),	 SHAPE('L', 0, 0, 0x53C),
	SHAPE('M', 0x39C, 0x41C, 0),	 SHAPE('N', 0x39D, 0, 0),
	SHAPE('O', 0x39F, 0x41E, 0x555), SHAPE('P', 0x3A1, 0x420, 0),
	SHAPE('Q', 0, 0x51A, 0),	 SHAPE('S', 0, 0x405, 0x54F),
	SHAPE('T', 0x3A4, 0x422, 0),	 SHAPE('U', 0, 0, 0x54D),
	SHAPE('W', 0, 0x51C, 0),	 SHAPE('X', 0x3A7, 0x425, 0),
	SHAPE('Y', 0x3A5, 0x4AE, 0),	 SHAPE('Z', 0x396, 0, 0),
	SHAPE(0x259, 0, 0x4D9, 0),	 SHAPE(0x18F, 0, 0x4D8, 0),
};

/* the letter of a script that looks the same; 0 if there is none */
static uint32_t look_alike(uint32_t c, enum script from, enum script to)
{
	for (size_t i = 0; i < ARRAY_SIZE(shapes); i++)
		if (shapes[i].in[from] == c)
			return shapes[i].in[to];
	return 0;
}

/* a run of letters, and how many there are of each script */
struct run_of_letters {
	const char *text, *end;
	size_t n[SCRIPT_COUNT];
	bool mixed;
};

static bool next_run(const char **s, const char *end, struct run_of_letters *ret)
{
	enum script first = SCRIPT_NONE;
	const char *p = *s;

	*ret = (struct run_of_letters){ 0 };
	while (p < end) {
		const char *at = p;
		uint32_t c = utf8_next(&p);
		enum script script = script_of(c);

		if (script == SCRIPT_NONE) {
			if (first == SCRIPT_NONE)
				continue;
			if (!is_within_words(c))
				break;
		} else if (first == SCRIPT_NONE) {
			first = script;
			ret->text = at;
		}
		ret->end = p;
		ret->n[script]++;
		if (script != SCRIPT_NONE && script != first)
			ret->mixed = true;
	}
	*s = p;
	return first != SCRIPT_NONE;
}

/* the first letter of another script, and whether each of them has a look-alike in this one */
static bool can_be(const char *text, const char *end, enum script wanted, uint32_t *ret_letter)
{
	bool all = true;

	*ret_letter = 0;
	for (const char *p = text; p < end;) {
		uint32_t c = utf8_next(&p);
		enum script script = script_of(c);

		if (script == SCRIPT_NONE || script == wanted)
			continue;
		if (!*ret_letter)
			*ret_letter = c;
		all = all && look_alike(c, script, wanted);
	}
	return all;
}

/*
 * The script that a word is meant to be in: the language's, if all that is
 * in it can be read so; else the one of most letters.
 */
static enum script meant_script(const struct run_of_letters *run, enum script expected,
				uint32_t *ret_letter)
{
	enum script most = SCRIPT_LATIN;

	if (run->n[expected] && can_be(run->text, run->end, expected, ret_letter))
		return expected;
	for (int i = SCRIPT_LATIN; i < SCRIPT_COUNT; i++)
		if (run->n[i] > run->n[most] || (run->n[i] == run->n[most] && (int)expected == i))
			most = (enum script)i;
	can_be(run->text, run->end, most, ret_letter);
	return most;
}

bool script_next_mixed(const char **s, const char *end, enum script expected,
		       struct mixed_word *ret)
{
	struct run_of_letters run;

	while (next_run(s, end, &run)) {
		if (!run.mixed)
			continue;
		*ret = (struct mixed_word){ .text = run.text, .len = (size_t)(run.end - run.text) };
		meant_script(&run, expected, &ret->letter);
		ret->script = script_of(ret->letter);
		return true;
	}
	return false;
}

bool script_mend(struct strbuf *out, const struct mixed_word *word, enum script expected)
{
	const char *p = word->text, *end = p + word->len;
	struct run_of_letters run;
	enum script meant;
	uint32_t letter;

	next_run(&p, end, &run);
	meant = meant_script(&run, expected, &letter);
	if (!can_be(word->text, end, meant, &letter))
		return false;
	for (p = word->text; p < end;) {
		uint32_t c = utf8_next(&p);
		enum script script = script_of(c);
		char utf8[4];

		if (script != SCRIPT_NONE && script != meant)
			c = look_alike(c, script, meant);
		strbuf_add(out, utf8, utf8_put(utf8, c));
	}
	return true;
}

size_t script_count_words(const char *s, size_t len, size_t most)
{
	const char *end = s + len;
	bool in_word = false;
	size_t n = 0;

	while (s < end && n < most) {
		uint32_t c = utf8_next(&s);

		if (c <= ' ' || c == 0xA0)
			in_word = false;
		else if (!in_word && script_of(c) != SCRIPT_NONE) {
			in_word = true;
			n++;
		}
	}
	return n;
}

size_t script_count_letters(const char *s, size_t len, enum script script)
{
	const char *end = s + len;
	size_t n = 0;

	while (s < end)
		n += script_of(utf8_next(&s)) == script;
	return n;
}

static bool is_hidden(uint32_t c)
{
	if (c < 0x20)
		return c != '\t' && c != '\n';
	return (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB);
}

bool script_find_hidden(const char *s, size_t len, size_t *ret_offset, uint32_t *ret_c)
{
	const char *end = s + len;

	for (const char *p = s; p < end;) {
		const char *at = p;
		uint32_t c = utf8_next(&p);

		if (!is_hidden(c))
			continue;
		*ret_offset = (size_t)(at - s);
		*ret_c = c;
		return true;
	}
	return false;
}

size_t script_count_chars(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += !utf8_continues(s[i]);
	return n;
}
