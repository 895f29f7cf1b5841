/*
 * What everything stands on: UTF-8, memory, strings, tables, days, words
 * that are near each other, and JSON.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/civil.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "tap.h"

/* RFC 3629: every character there and back, and what is none */
static void test_utf8(void)
{
	static const struct {
		const char *bytes;
		size_t valid;
	} bad[] = {
		{ "\x80", 0 },		      { "a\xBF", 1 },
		{ "\xC0\xAF", 0 },	      { "\xC1\xBF", 0 },
		{ "\xE0\x80\xAF", 0 },	      { "\xE0\x9F\xBF", 0 },
		{ "\xF0\x80\x80\xAF", 0 },    { "\xF0\x8F\xBF\xBF", 0 },
		{ "\xED\xA0\x80", 0 },	      { "\xED\xBF\xBF", 0 },
		{ "\xF4\x90\x80\x80", 0 },    { "\xF5\x80\x80\x80", 0 },
		{ "\xFE", 0 },		      { "\xFF", 0 },
		{ "\xD5", 0 },		      { "ab\xE2\x80", 2 },
		{ "\xF0\x9F\x95", 0 },	      { "12345678\xD5", 8 },
		{ "1234567\xD5\x8A\xD5z", 9 }, { "\xE2\x28\xA1", 0 },
	};
	uint32_t wrong = 0, n = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[5] = "";
		const char *p = bytes;
		size_t len;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		len = utf8_put(bytes, c);
		n++;
		wrong += utf8_check(bytes, len) != len || utf8_next(&p) != c || p != bytes + len ||
			 (len > 1 && utf8_check(bytes, len - 1) != 0);
	}
	is_int(n, 0x110000 - 0x800, "every character was tried");
	is_int(wrong, 0, "every character comes back");
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		is_int((long long)utf8_check(bad[i].bytes, strlen(bad[i].bytes)), (long long)bad[i].valid,
		       "not UTF-8 (%zu)", i);
	/* eight bytes are looked at together, so it matters how many stand before */
	wrong = 0;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		for (size_t before = 0; before < 24; before++) {
			char bytes[64] = "";
			size_t len = 0;

			while (len < before)
				len += utf8_put(bytes + len, len % 5 && len + 1 < before ? 0x259 : 'e');
			memcpy(bytes + len, bad[i].bytes, strlen(bad[i].bytes));
			wrong += utf8_check(bytes, strlen(bytes)) != before + bad[i].valid;
			memcpy(bytes + strlen(bytes), "more than eight", 16);
			wrong += utf8_check(bytes, strlen(bytes)) != before + bad[i].valid;
		}
	}
	is_int(wrong, 0, "what is not UTF-8 is found wherever it stands");
	is_int((long long)utf8_check("", 0), 0, "nothing is UTF-8");
	is_int((long long)utf8_check("a\0b", 3), 3, "so is NUL");
	ok(utf8_continues('\x80') && utf8_continues('\xBF') && !utf8_continues('a') &&
		   !utf8_continues('\xC3'),
	   "what continues a character");
}

static void test_arena(void)
{
	struct arena arena = ARENA_INIT;
	unsigned int not_zero = 0, not_aligned = 0, overlapped = 0;
	char *all[500];

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		size_t size = 1 + (i * 7919) % 3000;

		all[i] = arena_alloc(&arena, size);
		for (size_t j = 0; j < size; j++)
			not_zero += all[i][j] != 0;
		not_aligned += (uintptr_t)all[i] % sizeof(void *) != 0;
		memset(all[i], (int)(i % 255 + 1), size);
		/* text of any length between, which is not aligned */
		arena_strndup(&arena, "abcdefg", i % 7);
	}
	for (size_t i = 0; i < ARRAY_SIZE(all); i++)
		for (size_t j = 0; j < 1 + (i * 7919) % 3000; j++)
			overlapped += (unsigned char)all[i][j] != i % 255 + 1;
	is_int(not_zero, 0, "memory is zeroed");
	is_int(not_aligned, 0, "and aligned");
	is_int(overlapped, 0, "and each piece is its own");
	all[0] = arena_alloc(&arena, 10 * 1024 * 1024);
	all[0][10 * 1024 * 1024 - 1] = 1;
	is_str(arena_strdup(&arena, "after a large piece"), "after a large piece", "a large piece");
	is_str(arena_strndup(&arena, "Ani Sarkisian", 3), "Ani", "a part of a text");
	is_str(arena_strndup(&arena, "", 0), "", "an empty text");
	ok(!memcmp(arena_strndup(&arena, "a\0b", 3), "a\0b", 4), "a text with NUL");
	is_str(arena_printf(&arena, "%d %s", 42, "things"), "42 things", "a formatted text");
	ok(arena_alloc(&arena, 0) != NULL, "nothing at all");
	ok(arena_array(&arena, 0, 0) != NULL, "no elements");
	arena_release(&arena);
	arena_release(&arena);
	arena_release(NULL);
	is_str(arena_strdup(&arena, "again"), "again", "released, it can be used again");
	arena_release(&arena);
}

static void test_strbuf(void)
{
	struct strbuf sb = STRBUF_INIT;
	size_t len;
	char *text;

	is_str(sb.text, "", "empty at first");
	strbuf_add(&sb, "", 0);
	strbuf_reset(&sb);
	is_str(sb.text, "", "and after a reset");
	strbuf_addstr(&sb, "Ani");
	strbuf_addch(&sb, ' ');
	strbuf_add(&sb, "Sarkisian of", 9);
	is_str(sb.text, "Ani Sarkisian", "texts are joined");
	strbuf_addf(&sb, ", %04d, %s", 7, "Երևան");
	is_str(sb.text, "Ani Sarkisian, 0007, Երևան", "and formatted ones");
	strbuf_addchars(&sb, '-', 3);
	strbuf_addchars(&sb, '+', 0);
	is_str(sb.text, "Ani Sarkisian, 0007, Երևան---", "and characters");
	strbuf_reset(&sb);
	for (int i = 0; i < 10000; i++)
		strbuf_addf(&sb, "%d,", i);
	is_int((long long)sb.len, 48890, "it grows");
	ok(!sb.text[sb.len], "and ends with NUL");
	strbuf_reset(&sb);
	strbuf_add(&sb, "a\0b", 3);
	ok(sb.len == 3 && !memcmp(sb.text, "a\0b", 4), "NUL is a character");
	text = strbuf_detach(&sb, &len);
	ok(len == 3 && text[2] == 'b', "handed over");
	is_str(sb.text, "", "and empty then");
	free(text);
	text = strbuf_detach(&sb, NULL);
	is_str(text, "", "an empty one can be handed over");
	free(text);
	strbuf_release(&sb);
	strbuf_release(NULL);
}

static void test_hash(void)
{
	static char keys[20000][12];
	struct hash hash = HASH_INIT;
	unsigned int wrong = 0;

	ok(!hash_get(&hash, "a", 1), "nothing in an empty table");
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		void **slot;

		snprintf(keys[i], sizeof(keys[i]), "key-%zu", i);
		slot = hash_slot(&hash, keys[i], strlen(keys[i]));
		wrong += *slot != NULL;
		*slot = keys[i];
	}
	is_int(wrong, 0, "each key is new");
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		char copy[12];

		memcpy(copy, keys[i], sizeof(copy));
		wrong += hash_get(&hash, copy, strlen(copy)) != keys[i];
		wrong += *hash_slot(&hash, copy, strlen(copy)) != keys[i];
	}
	is_int(wrong, 0, "each is found");
	is_int((long long)hash.n, ARRAY_SIZE(keys), "none twice");
	ok(!hash_get(&hash, "key-20000", 9), "another is not");
	ok(!hash_get(&hash, "key-1", 4), "nor a part of one");
	ok(!hash_get(&hash, "", 0), "nor nothing");
	*hash_slot(&hash, "", 0) = keys[0];
	ok(hash_get(&hash, "", 0) == keys[0], "nothing can be a key");
	*hash_slot(&hash, "a\0b", 3) = keys[1];
	ok(hash_get(&hash, "a\0b", 3) == keys[1] && !hash_get(&hash, "a\0c", 3), "so can NUL");
	hash_release(&hash);
	hash_release(&hash);
	hash_release(NULL);
	ok(!hash_get(&hash, "key-1", 5), "empty when released");
	for (size_t len = 0; len < 40; len++)
		for (size_t i = 0; i < len; i++) {
			char a[40] = { 0 }, b[40] = { 0 };

			b[i] = 1;
			wrong += hash_bytes(a, len) == hash_bytes(b, len);
		}
	is_int(wrong, 0, "every byte counts");
}

static void test_civil(void)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	civil_day day = civil_to_day(1899, 12, 31);
	unsigned int wrong = 0, n = 0;
	int weekday = 6; /* 1899-12-31 was a Sunday */

	for (int year = 1900; year <= 2199; year++) {
		bool leap = year % 4 == 0 && (year % 100 != 0 || year == 2000);

		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] + (month == 2 && leap);

			wrong += civil_days_in_month(year, month) != length;
			wrong += civil_is_valid(year, month, 0) || civil_is_valid(year, month, length + 1);
			for (int d = 1; d <= length; d++, n++) {
				struct civil c;

				day++;
				weekday = (weekday + 1) % 7;
				c = civil_from_day(day);
				wrong += civil_to_day(year, month, d) != day || c.year != year ||
					 c.month != month || c.day != d || !civil_is_valid(year, month, d) ||
					 civil_weekday(day) != weekday;
			}
		}
	}
	is_int(n, 109573, "every day from 1900 to 2199");
	is_int(wrong, 0, "there and back");
	is_int(civil_to_day(1970, 1, 1), 0, "the first day");
	is_int(civil_weekday(0), 3, "was a Thursday");
	is_int(civil_to_day(2027, 4, 15), 20923, "another");
	ok(!civil_is_valid(2027, 0, 1) && !civil_is_valid(2027, 13, 1), "months");
	is_int(civil_add_months(civil_to_day(2027, 1, 31), 1), civil_to_day(2027, 2, 28),
	       "31 January and a month");
	is_int(civil_add_months(civil_to_day(2028, 1, 31), 1), civil_to_day(2028, 2, 29), "in a leap year");
	is_int(civil_add_months(civil_to_day(2026, 11, 13), 6), civil_to_day(2027, 5, 13), "into a new year");
	is_int(civil_add_months(civil_to_day(2027, 1, 15), -1), civil_to_day(2026, 12, 15), "backwards");
	is_int(civil_add_months(civil_to_day(0, 1, 31), -13), civil_to_day(-2, 12, 31),
	       "before the year 0");
	is_int(civil_add_months(civil_to_day(2027, 12, 31), 12), civil_to_day(2028, 12, 31), "a year");
}

static void test_suggest(void)
{
	static const char *const known[] = { "title", "place",	 "programme", "delegations", "check_in", "am",
					     "hy",    "meetings", "baku",     "interpreters", "from", "notes" };
	static const struct {
		const char *word, *best;
	} cases[] = {
		{ "titel", "title" },	    { "Title", "title" },	{ "TITLE", "title" },
		{ "plase", "place" },	    { "palce", "place" },	{ "program", "programme" },
		{ "programm", "programme" }, { "delegation", "delegations" }, { "check-in", "check_in" },
		{ "checkin", "check_in" },  { "ma", "am" },		{ "hyy", "hy" },
		{ "meeting", "meetings" },  { "bakuu", "baku" },	{ "bak", "baku" },
		{ "form", "from" },	    { "interpretors", "interpreters" }, { "note", "notes" },
		{ "x", NULL },		    { "", NULL },		{ "colour", NULL },
		{ "xxxxx", NULL },	    { "people", NULL },		{ "tbilisi", NULL },
		/* ı is two bytes that are nothing like i */
		{ "tıtle", "title" },	    { "վայր", NULL },
	};
	char longest[200];
	struct suggest s;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		suggest_init(&s, cases[i].word);
		for (size_t j = 0; j < ARRAY_SIZE(known); j++)
			suggest_offer(&s, known[j]);
		is_str(s.best, cases[i].best, "\"%s\"", cases[i].word);
	}
	suggest_init(&s, "anni");
	suggest_offer(&s, "annie");
	suggest_offer(&s, "anni");
	suggest_offer(&s, "ani");
	is_str(s.best, "anni", "the nearest of several");
	suggest_init(&s, "ani");
	suggest_offer(&s, "ane");
	suggest_offer(&s, "ana");
	is_str(s.best, "ane", "the first of equals");
	suggest_init(&s, "ANI");
	suggest_offer(&s, "anu");
	suggest_offer(&s, "Ani");
	is_str(s.best, "Ani", "case is a small difference");
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	suggest_init(&s, longest);
	suggest_offer(&s, longest);
	ok(!s.best, "what is very long is not compared");
}

static void test_ascii(void)
{
	unsigned int wrong = 0;

	for (int c = -128; c < 128; c++) {
		bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';

		wrong += ascii_isupper((char)c) != upper || ascii_islower((char)c) != lower ||
			 ascii_tolower((char)c) != (char)(upper ? c + 32 : c) ||
			 ascii_toupper((char)c) != (char)(lower ? c - 32 : c) ||
			 ascii_isalnum((char)c) != (upper || lower || (c >= '0' && c <= '9'));
	}
	is_int(wrong, 0, "letters of ASCII and no others");
	ok(!ascii_casecmp("INVITE", "invite") && ascii_casecmp("a", "b") < 0 &&
		   ascii_casecmp("ab", "a") > 0 && ascii_casecmp("İ", "i"),
	   "compared without case");
}

static void test_json(void)
{
	struct strbuf sb = STRBUF_INIT;
	struct json json;

	json_init(&json, &sb);
	json_open(&json, '{');
	json_put(&json, "text", "a \"b\" \\ / Երևան \n\t\x01\x7F");
	json_put(&json, "none", NULL);
	json_put_int(&json, "n", INT64_MIN);
	json_put_bool(&json, "yes", true);
	json_key(&json, "list");
	json_open(&json, '[');
	json_string(&json, "a");
	json_int(&json, 2);
	json_open(&json, '{');
	json_close(&json, '}');
	json_close(&json, ']');
	json_key(&json, "empty");
	json_open(&json, '[');
	json_close(&json, ']');
	json_close(&json, '}');
	is_str(sb.text,
	       "{\n"
	       "  \"text\": \"a \\\"b\\\" \\\\ / Երևան \\n\\u0009\\u0001\\u007f\",\n"
	       "  \"none\": null,\n"
	       "  \"n\": -9223372036854775808,\n"
	       "  \"yes\": true,\n"
	       "  \"list\": [\n    \"a\",\n    2,\n    {}\n  ],\n"
	       "  \"empty\": []\n"
	       "}\n",
	       "JSON");
	strbuf_release(&sb);
}

static void test_vec(void)
{
	VEC(int) numbers = { 0 };
	long long sum = 0;

	for (int i = 0; i < 1000; i++)
		VEC_PUSH(&numbers, i);
	for (size_t i = 0; i < numbers.n; i++)
		sum += numbers.v[i];
	is_int(sum, 499500, "an array grows");
	VEC_RELEASE(&numbers);
	ok(!numbers.v && !numbers.n, "and is released");
}

int main(void)
{
	test_utf8();
	test_arena();
	test_strbuf();
	test_hash();
	test_civil();
	test_suggest();
	test_ascii();
	test_json();
	test_vec();
	return done_testing();
}
