#include "check/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "check/check-script.h"

#include "base/banned.h"

/* no more names than that are looked for, and no more with one key */
#define NAMES_MAX 100000
#define SAME_KEY_MAX 8

/* letters at the beginning and end of a family name of which one part is as it should be */
#define PART 3

/*
 * The letter in its small form, 0 for what is none; what most names are
 * written with needs no table.
 */
static uint32_t small_letter(uint32_t c)
{
	if (c < 0x80)
		return ascii_isalpha((char)c) ? (uint32_t)ascii_tolower((char)c) : 0;
	if (c >= 0x561 && c < 0x588)
		return c;
	return script_of(c) != SCRIPT_NONE ? script_fold(c) : 0;
}

static bool is_within_names(uint32_t c)
{
	return c == '-' || c == '\'' || c == 0x2019;
}

/* one word up to a blank or the end, onto the letters */
static bool read_word(struct spelling *ret, const char **s, const char *end)
{
	const char *p = *s;
	uint32_t first = p < end ? utf8_next(&p) : 0;

	if (!script_is_capital(first))
		return false;
	for (p = *s; p < end && *p != ' ';) {
		uint32_t c = utf8_next(&p), letter = small_letter(c);

		if ((!letter && !is_within_names(c)) || ret->n_letters == NAME_LETTERS_MAX)
			return false;
		if (letter)
			ret->letters[ret->n_letters++] = letter;
	}
	*s = p;
	return true;
}

bool spelling_read(struct spelling *ret, const char *s, size_t len)
{
	const char *end = s + len;
	size_t start = 0;

	ret->n_words = ret->n_letters = 0;
	while (s < end && ret->n_words < NAME_WORDS_MAX) {
		if (!read_word(ret, &s, end) || ret->n_letters - start < 2)
			return false;
		start = ret->n_letters;
		ret->ends[ret->n_words++] = start;
		s += s < end;
	}
	return s == end && ret->n_words > 1;
}

static size_t word_start(const struct spelling *s, size_t i)
{
	return i ? s->ends[i - 1] : 0;
}

/* consonants that the alphabets and their transcriptions interchange */
static unsigned char latin_class(uint32_t c)
{
	switch (c) {
	case 'b': case 'p': return 'p';
	case 'v': case 'w': case 'f': return 'v';
	case 'd': case 't': return 't';
	case 'g': case 'k': case 'q': case 'x': case 'h': case 0x11F: /* ğ */ return 'k';
	case 's': case 'z': case 'c': case 'j': case 0xE7: case 0x15F: /* ç ş */ return 's';
	case 'l': case 'm': case 'n': case 'r': return (unsigned char)c;
	default: return 0; /* vowels, and y */
	}
}

static unsigned char armenian_class(uint32_t c)
{
	switch (c) {
	case 0x562: case 0x57A: case 0x583: return 'p'; /* բ պ փ */
	case 0x57E: case 0x586: case 0x587: return 'v'; /* վ ֆ և */
	case 0x564: case 0x569: case 0x57F: return 't'; /* դ թ տ */
	case 0x563: case 0x56D: case 0x56F: case 0x570: case 0x572: case 0x584: return 'k'; /* գ խ կ հ ղ ք */
	case 0x566: case 0x56A: case 0x56E: case 0x571: case 0x573: case 0x577: case 0x579:
	case 0x57B: case 0x57D: case 0x581: return 's'; /* զ ժ ծ ձ ճ շ չ ջ ս ց */
	case 0x56C: return 'l';
	case 0x574: return 'm';
	case 0x576: return 'n';
	case 0x57C: case 0x580: return 'r'; /* ռ ր */
	default: return 0;
	}
}

static unsigned char class_of(uint32_t c)
{
	return c < 0x530 ? latin_class(c) : armenian_class(c);
}

/* is it an h that only says how the letter before it sounds? */
static bool is_silent(uint32_t c, uint32_t before)
{
	return c == 'h' && before && before < 0x80 && strchr("ckgszt", (int)before);
}

/*
 * What is left of a name when vowels, doubled letters and the choice between
 * like consonants are taken away: "srksn" for Sarkisian and Sargsyan.
 */
static size_t skeleton(const struct spelling *s, unsigned char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_words; i++) {
		unsigned char last = 0;

		for (size_t j = word_start(s, i); j < s->ends[i]; j++) {
			uint32_t c = s->letters[j], before = j > word_start(s, i) ? s->letters[j - 1] : 0;
			unsigned char class = class_of(c);

			/* ts and dz are one sound */
			if (class == 's' && last == 't')
				n--;
			if (is_silent(c, before) || (class && class == last))
				continue;
			if (class)
				out[n++] = class;
			last = class;
		}
		out[n++] = ' ';
	}
	return n;
}

/* edits from one word to another; a swap of two letters is one */
static size_t distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t rows[3][NAME_LETTERS_MAX + 1], *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *free_row = before;

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		before = last;
		last = row;
		row = free_row;
	}
	return last[m];
}

/* edits that leave a word of so many letters the same name, if its skeleton is */
static size_t edits_allowed(size_t n)
{
	if (n < 4)
		return 0;
	return n < 6 ? 1 : n < 8 ? 2 : 3;
}

static bool same_letters(const struct spelling *a, const struct spelling *b, size_t n_words)
{
	size_t n = n_words ? a->ends[n_words - 1] : 0;

	return !memcmp(a->ends, b->ends, n_words * sizeof(*a->ends)) &&
	       !memcmp(a->letters, b->letters, n * sizeof(*a->letters));
}

/* the name with an ending, as languages that inflect names write it */
static bool has_ending(const struct spelling *known, const struct spelling *other)
{
	return same_letters(known, other, known->n_words - 1) && other->n_letters > known->n_letters &&
	       !memcmp(known->letters, other->letters, known->n_letters * sizeof(*known->letters));
}

static bool same_skeleton(const struct spelling *a, const struct spelling *b)
{
	unsigned char x[NAME_LETTERS_MAX + NAME_WORDS_MAX], y[NAME_LETTERS_MAX + NAME_WORDS_MAX];
	size_t n = skeleton(a, x);

	return n == skeleton(b, y) && !memcmp(x, y, n);
}

enum likeness spelling_compare(const struct spelling *known, const struct spelling *other)
{
	size_t sum = 0, shortest = NAME_LETTERS_MAX;
	bool alike = true, first_letters = true;

	if (known->n_words != other->n_words)
		return LIKENESS_NONE;
	if (same_letters(known, other, known->n_words) || has_ending(known, other))
		return LIKENESS_SAME;
	for (size_t i = 0; i < known->n_words; i++) {
		size_t a = word_start(known, i), b = word_start(other, i);
		size_t n = known->ends[i] - a, m = other->ends[i] - b, least = n < m ? n : m;
		size_t d = distance(known->letters + a, n, other->letters + b, m);

		sum += d;
		if (!d)
			continue;
		alike = alike && d <= edits_allowed(least);
		first_letters = first_letters && known->letters[a] == other->letters[b];
		shortest = least < shortest ? least : shortest;
	}
	if (alike && same_skeleton(known, other))
		return LIKENESS_NEAR;
	/* a slip of the pen in a word that is long enough to be known by the rest */
	return sum == 1 && shortest >= 5 && first_letters ? LIKENESS_NEAR : LIKENESS_NONE;
}

struct name_slot {
	uint64_t key; /* 0: free */
	uint32_t name;
};

/* what a name is found by: all of it, its skeleton, or all but one end of the last word */
enum { KEY_WHOLE, KEY_SKELETON, KEY_BEGINNING, KEY_END, KEY_COUNT };

static uint64_t make_key(const void *data, size_t len, enum lang lang, size_t n_words, int kind)
{
	uint64_t key = hash_bytes(data, len) ^
		       (uint64_t)(lang * KEY_COUNT * 4 + n_words * KEY_COUNT + (size_t)kind)
			       << 40;

	return key ? key : 1;
}

static void make_keys(const struct spelling *s, enum lang lang, uint64_t keys[KEY_COUNT])
{
	unsigned char bones[NAME_LETTERS_MAX + NAME_WORDS_MAX];
	uint32_t part[NAME_LETTERS_MAX + PART];
	size_t start = word_start(s, s->n_words - 1), size = sizeof(*s->letters);
	size_t n = s->n_letters - start < PART ? s->n_letters - start : PART;

	keys[KEY_WHOLE] = make_key(s->letters, s->n_letters * size, lang, s->n_words, KEY_WHOLE);
	keys[KEY_SKELETON] = make_key(bones, skeleton(s, bones), lang, s->n_words, KEY_SKELETON);
	keys[KEY_BEGINNING] = make_key(s->letters, (start + n) * size, lang, s->n_words,
				       KEY_BEGINNING);
	memcpy(part, s->letters, start * size);
	memcpy(part + start, s->letters + s->n_letters - n, n * size);
	keys[KEY_END] = make_key(part, (start + n) * size, lang, s->n_words, KEY_END);
}

/* the first slot of a key, or the free one where it would stand; then the next */
static size_t first_slot(const struct names *names, uint64_t key)
{
	return (size_t)(key ^ key >> 32) & (names->n_slots - 1);
}

static void insert(struct names *names, uint64_t key, uint32_t name, size_t most)
{
	size_t i = first_slot(names, key), n = 0;

	for (; names->slots[i].key; i = (i + 1) & (names->n_slots - 1))
		if (names->slots[i].key == key && ++n == most)
			return;
	names->slots[i] = (struct name_slot){ key, name };
}

static void insert_name(struct names *names, uint32_t name, const struct spelling *s)
{
	uint64_t keys[KEY_COUNT];

	make_keys(s, names->list[name].lang, keys);
	for (int i = 0; i < KEY_COUNT; i++)
		insert(names, keys[i], name, i == KEY_WHOLE ? 1 : SAME_KEY_MAX);
}

/* the classes in a row; of a vowel, and of a letter of another script, 0 */
static unsigned int initial(uint32_t first, uint32_t second)
{
	static const char classes[] = "pvtkslmnr";
	unsigned char class = class_of(first);
	const char *at;

	/* ts is one sound */
	if (class == 't' && class_of(second) == 's')
		class = 's';
	at = class ? strchr(classes, class) : NULL;
	return at ? (unsigned int)(at - classes) : 0;
}

static bool initials_have(const struct initials *initials, enum lang lang, unsigned int first,
			  unsigned int last)
{
	return initials->pairs[lang][first] >> last & 1;
}

void initials_add(struct initials *initials, enum lang lang, const struct spelling *spelling)
{
	const uint32_t *last = spelling->letters + word_start(spelling, spelling->n_words - 1);
	unsigned int bit = initial(last[0], last[1]);

	initials->pairs[lang][initial(spelling->letters[0], spelling->letters[1])] |=
		(uint16_t)(1u << bit);
}

/* the initial of a word that ends with the text */
static unsigned int word_initial(const char *s)
{
	uint32_t first = *s ? script_fold(utf8_next(&s)) : 0;

	return initial(first, *s ? script_fold(utf8_next(&s)) : 0);
}

static bool is_wanted(const struct known_name *name, const struct initials *wanted)
{
	const char *s = name->person->name->in[name->lang], *last = strrchr(s, ' ');

	return last && initials_have(wanted, name->lang, word_initial(s), word_initial(last + 1));
}

static bool read_name(const struct known_name *name, struct spelling *ret)
{
	const char *s = name->person->name->in[name->lang];

	return spelling_read(ret, s, strlen(s));
}

static void collect(struct names *names, const struct person *person, const struct initials *wanted)
{
	for (int lang = 0; lang < LANG_COUNT && person->name && names->n < NAMES_MAX; lang++) {
		struct known_name name = { person, (enum lang)lang };

		if (person->name->in[lang] && is_wanted(&name, wanted))
			names->list[names->n++] = name;
	}
}

void names_init(struct names *names, const struct people *people, const struct initials *wanted)
{
	size_t most = xmul(LIST_N(people), LANG_COUNT);
	struct spelling spelling;

	*names = (struct names){ .n_slots = 16 };
	names->list = xcalloc(most < NAMES_MAX ? most : NAMES_MAX, sizeof(*names->list));
	for (size_t i = 0; i < LIST_N(people); i++)
		collect(names, &people->v[i], wanted);
	while (names->n_slots < names->n * KEY_COUNT * 2)
		names->n_slots *= 2;
	names->slots = xcalloc(names->n_slots, sizeof(*names->slots));
	for (size_t i = 0; i < names->n; i++)
		if (read_name(&names->list[i], &spelling))
			insert_name(names, (uint32_t)i, &spelling);
}

void names_release(struct names *names)
{
	free(names->list);
	free(names->slots);
	*names = (struct names){ 0 };
}

/* the first name with a key that is like another; the same one goes before a near one */
static enum likeness find_like(const struct names *names, uint64_t key, const struct spelling *other,
			       const struct person **person)
{
	enum likeness best = LIKENESS_NONE;
	struct spelling known;

	for (size_t i = first_slot(names, key); names->slots[i].key;
	     i = (i + 1) & (names->n_slots - 1)) {
		const struct known_name *name = &names->list[names->slots[i].name];
		enum likeness likeness;

		if (names->slots[i].key != key || !read_name(name, &known))
			continue;
		likeness = spelling_compare(&known, other);
		if (likeness == LIKENESS_SAME)
			return likeness;
		if (likeness == LIKENESS_NEAR && best == LIKENESS_NONE) {
			best = likeness;
			*person = name->person;
		}
	}
	return best;
}

const struct person *names_find_near(const struct names *names, enum lang lang,
				     const struct spelling *other)
{
	const struct person *person = NULL, *found = NULL;
	uint64_t keys[KEY_COUNT];

	make_keys(other, lang, keys);
	for (int i = 0; i < KEY_COUNT; i++) {
		enum likeness likeness = find_like(names, keys[i], other, &found);

		if (likeness == LIKENESS_SAME)
			return NULL;
		if (likeness == LIKENESS_NEAR && !person)
			person = found;
	}
	return person;
}
