/*
 * Slugs and search keys: any text reduced to a-z, 0-9 and something between
 * the words.  What is Latin or Armenian is done here by tables, as opening
 * ICU's transliterator costs 35 ms at its first use in a process; the
 * results are the same and a test compares them.
 */
#include "lang/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "lang/utf16.h"

/* what one character becomes, if not letters */
static const char separator[] = " ", nothing[] = "";

/* ու, the one Armenian vowel of two letters; with ւ small or capital */
#define VO 0x578
#define YIWN 0x582
#define ARMENIAN_TO_LOWER 0x30

#define LETTERS_MAX 16

/* U+0561 to U+0587; aspiration, an apostrophe in scholars' use, is left out */
static const char armenian[][3] = {
	"a", "b", "g", "d", "e", "z", "e", "e", "t", "z", "i", "l", "x",
	"c", "k", "h", "j", "g", "c", "m", "y", "n", "s", "o", "c", "p",
	"j", "r", "s", "v", "t", "r", "c", "w", "p", "k", "o", "f", "ev",
};

static const char *fold_armenian(uint32_t c)
{
	if (c >= 0x531 && c <= 0x556)
		c += ARMENIAN_TO_LOWER;
	if (c >= 0x561 && c <= 0x587)
		return armenian[c - 0x561];
	/* marks of stress, exclamation, question and elision, which stand inside a word */
	if (c == 0x55A || c == 0x55B || c == 0x55C || c == 0x55E)
		return nothing;
	if ((c > 0x556 && c < 0x560) || c == 0x589 || c == 0x58A)
		return separator;
	return NULL;
}

/* letters that are no letter with a mark on it, and that ICU leaves alone or that are common */
static const char *fold_latin_special(uint32_t c)
{
	switch (c) {
	case 0x131: /* ı */ return "i";
	case 0x18F: /* Ə */
	case 0x259: /* ə */ return "e";
	case 0xDF: /* ß */ return "ss";
	case 0xE6: /* æ */
	case 0xC6: return "ae";
	case 0xD8: /* ø */
	case 0xF8: return "o";
	default: return NULL;
	}
}

/* The letter under the marks of é, ş or ǘ.  Into buffer, where the result stays. */
static const char *fold_latin(uint32_t c, char buffer[2])
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&status);
	UChar parts[8];

	while (U_SUCCESS(status) && c >= 0x80) {
		if (unorm2_getRawDecomposition(form, (UChar32)c, parts, ARRAY_SIZE(parts),
					       &status) < 1)
			return fold_latin_special(c);
		c = parts[0];
	}
	if (U_FAILURE(status) || !ascii_isalpha((char)c))
		return NULL;
	buffer[0] = ascii_tolower((char)c);
	buffer[1] = '\0';
	return buffer;
}

/* a letter, a separator, or '\0' for nothing */
static char fold_ascii(char c)
{
	if (ascii_isalnum(c))
		return ascii_tolower(c);
	return c == '\'' ? '\0' : separator[0];
}

/*
 * What a character becomes: letters, a separator, or nothing.  NULL: ask
 * ICU.  May use buffer for the result.
 */
static const char *fold(uint32_t c, char buffer[2])
{
	if (c < 0x80) {
		buffer[0] = fold_ascii((char)c);
		buffer[1] = '\0';
		return buffer;
	}
	if (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2B0)
		return fold_latin(c, buffer);
	if (c >= 0x300 && c < 0x370)
		return nothing;
	if (c >= 0x530 && c < 0x590)
		return fold_armenian(c);
	if (c == 0x2018 || c == 0x2019 || c == 0x2BC) /* ‘ ’ ʼ */
		return nothing;
	/* signs such as « », dashes, quotes */
	if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2070))
		return separator;
	return NULL;
}

/* what is ASCII from s on, most of ids and names of rooms; returns where it ends */
static const char *fold_run(struct strbuf *out, const char *s, const char *end)
{
	char *to;

	strbuf_grow(out, (size_t)(end - s));
	to = out->text + out->len;
	for (; s < end && (unsigned char)*s < 0x80; s++) {
		*to = fold_ascii(*s);
		to += *to != '\0';
	}
	out->len = (size_t)(to - out->text);
	return s;
}

/* false, with nothing of use added, if ICU has to be asked */
static bool fold_by_table(struct strbuf *out, const char *s, const char *end)
{
	char buffer[2];

	while ((s = fold_run(out, s, end)) < end) {
		const char *folded, *next;
		uint32_t c, lower;

		c = utf8_next(&s);
		folded = fold(c, buffer);
		next = s;
		if (!folded)
			return false;
		strbuf_addstr(out, folded);
		if ((c == VO || c == VO - ARMENIAN_TO_LOWER) && s < end) {
			lower = utf8_next(&next);
			if (lower == YIWN || lower == YIWN - ARMENIAN_TO_LOWER) {
				out->text[out->len - 1] = 'u';
				s = next;
			}
		}
	}
	return true;
}

/* Latin letters for any script, into out; false if ICU cannot */
static bool transliterate(struct strbuf *out, const char *s, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *latin = NULL;
	int32_t n, limit, room;
	UChar *text = utf16_from(s, len, &n);

	/* lower case first: it knows ու and ՈՒ, but makes Ow of Ու */
	latin = utrans_openU(u"Any-Lower; Any-Latin; Latin-ASCII", -1, UTRANS_FORWARD, NULL, 0,
			     NULL, &status);
	if (U_FAILURE(status))
		goto out;
	/* no sign of a script that ICU knows needs more letters */
	if (n > INT32_MAX / LETTERS_MAX - 1) {
		status = U_BUFFER_OVERFLOW_ERROR;
		goto out;
	}
	room = LETTERS_MAX * n + 1;
	text = xrealloc(text, xmul((size_t)room, sizeof(*text)));
	limit = n;
	utrans_transUChars(latin, text, &n, room, 0, &limit, &status);
	if (U_SUCCESS(status))
		utf16_add(out, text, n);
out:
	utrans_close(latin);
	free(text);
	return U_SUCCESS(status);
}

/* what ICU leaves over, as a table would have it; other signs separate */
static void fold_rest(struct strbuf *out, const char *s, const char *end)
{
	char buffer[2];

	while (s < end) {
		const char *folded = fold(utf8_next(&s), buffer);

		strbuf_addstr(out, folded ? folded : separator);
	}
}

/* from start on, leaves one "between" between two words, and nothing at the ends */
static void join_words(struct strbuf *out, size_t start, char between)
{
	bool in_word = true; /* no separator before the first */
	size_t n = start;

	for (size_t i = start; i < out->len; i++) {
		if (out->text[i] == separator[0]) {
			in_word = false;
			continue;
		}
		if (!in_word && n > start)
			out->text[n++] = between;
		in_word = true;
		out->text[n++] = out->text[i];
	}
	strbuf_cut(out, n);
}

static void add_words(struct strbuf *out, const char *s, size_t len, char between)
{
	const char *end = s + utf8_check(s, len);
	size_t start = out->len;

	if (!fold_by_table(out, s, end)) {
		struct strbuf latin = STRBUF_INIT;

		strbuf_cut(out, start);
		if (!transliterate(&latin, s, (size_t)(end - s)))
			strbuf_add(&latin, s, (size_t)(end - s));
		fold_rest(out, latin.text, latin.text + latin.len);
		strbuf_release(&latin);
	}
	join_words(out, start, between);
}

void text_add_slug(struct strbuf *out, const char *s, size_t len)
{
	add_words(out, s, len, '-');
}

void text_add_search_key(struct strbuf *out, const char *s, size_t len)
{
	add_words(out, s, len, ' ');
}
