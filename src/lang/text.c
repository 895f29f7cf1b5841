#include "lang/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ulistformatter.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "lang/utf16.h"

static const char *const locales[LANG_COUNT] = {
	[LANG_EN] = "en_GB",
	[LANG_HY] = "hy_AM",
	[LANG_AZ] = "az_AZ",
};

/*
 * Characters that are in form C whatever stands around them: all Latin
 * ones, the Cyrillic and Armenian letters, dashes and quotes.
 */
static bool is_always_nfc(uint32_t c)
{
	return c < 0x300 || (c >= 0x400 && c < 0x483) || (c >= 0x48A && c < 0x590) ||
	       (c >= 0x2010 && c < 0x2028);
}

bool text_is_nfc(const char *s, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *p = s, *end = s + utf8_check(s, len);
	const UNormalizer2 *form;
	UChar *text;
	int32_t n;
	bool is_nfc;

	while (p < end) {
		const char *at = p;

		if (!is_always_nfc(utf8_next(&p))) {
			p = at;
			break;
		}
	}
	if (p == s + len)
		return true;
	form = unorm2_getNFCInstance(&status); /* ICU's own, not to be closed */
	text = utf16_from(s, len, &n);
	is_nfc = unorm2_isNormalized(form, text, n, &status);
	free(text);
	return U_FAILURE(status) || is_nfc;
}

void text_add_nfc(struct strbuf *out, const char *s, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form;
	UChar *text, *made;
	int32_t n, room;

	if (text_is_nfc(s, len)) {
		strbuf_add(out, s, len);
		return;
	}
	form = unorm2_getNFCInstance(&status);
	text = utf16_from(s, len, &n);
	room = 3 * n + 1; /* no character's form C is longer */
	made = xmalloc(xmul((size_t)room, sizeof(*made)));
	n = unorm2_normalize(form, text, n, made, room, &status);
	if (U_SUCCESS(status))
		utf16_add(out, made, n);
	else
		strbuf_add(out, s, len);
	free(made);
	free(text);
}

void text_add_upper(struct strbuf *out, const char *s, size_t len, enum lang lang)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n, room;
	UChar *text = utf16_from(s, len, &n), *made;

	room = 3 * n + 1; /* as Unicode promises */
	made = xmalloc(xmul((size_t)room, sizeof(*made)));
	n = u_strToUpper(made, room, text, n, locales[lang], &status);
	if (U_SUCCESS(status))
		utf16_add(out, made, n);
	else
		strbuf_add(out, s, len);
	free(made);
	free(text);
}

void text_collators_release(struct text_collators *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(c->collator); i++)
		ucol_close(c->collator[i]);
	*c = (struct text_collators)TEXT_COLLATORS_INIT;
}

int text_compare(struct text_collators *c, enum lang lang, const char *a, const char *b)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollationResult result = UCOL_EQUAL;

	if (!c->collator[lang])
		c->collator[lang] = ucol_open(locales[lang], &status);
	if (U_SUCCESS(status))
		result = ucol_strcollUTF8(c->collator[lang], a, -1, b, -1, &status);
	if (U_SUCCESS(status) && result != UCOL_EQUAL)
		return result == UCOL_LESS ? -1 : 1;
	/* so that what differs has an order, and the same one on every run */
	return strcmp(a, b);
}

static void add_with_commas(struct strbuf *out, const char *const *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			strbuf_addstr(out, ", ");
		strbuf_addstr(out, items[i]);
	}
}

void text_add_list(struct strbuf *out, enum lang lang, const char *const *items, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	UListFormatter *formatter = NULL;
	UChar **texts, *made = NULL;
	int32_t *lens, len = 0, room = 1;

	if (n < 2) {
		add_with_commas(out, items, n);
		return;
	}
	texts = xcalloc(n, sizeof(*texts));
	lens = xcalloc(n, sizeof(*lens));
	for (size_t i = 0; i < n; i++) {
		texts[i] = utf16_from(items[i], strlen(items[i]), &lens[i]);
		room += lens[i] + 16; /* and what stands between two */
	}
	formatter = ulistfmt_open(locales[lang], &status);
	if (U_FAILURE(status))
		goto out;
	made = xmalloc(xmul((size_t)room, sizeof(*made)));
	len = ulistfmt_format(formatter, (const UChar *const *)texts, lens, (int32_t)n, made, room,
			      &status);
out:
	if (U_SUCCESS(status))
		utf16_add(out, made, len);
	else
		add_with_commas(out, items, n);
	free(made);
	ulistfmt_close(formatter);
	for (size_t i = 0; i < n; i++)
		free(texts[i]);
	free(lens);
	free(texts);
}
