/*
 * PB804 and PB805: names of people and of places in texts.
 */
#include "check/names.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "check/texts.h"
#include "plan/fields.h"
#include "plan/gazetteer.h"

#include "base/banned.h"

/* a title in one language that may hold a name */
struct title {
	struct title *next;
	const struct text_use *use;
	const struct node *node;
	enum lang lang;
};

/*
 * First it is found out which titles may hold names at all, and what these
 * begin with: of hundreds of people then few have to be compared.
 */
struct search {
	struct check_run *run;
	struct title *titles, **last_title;
	struct initials initials;
	struct names names;
	struct hash told;
	const struct text_use *told_last;
};

/* the bytes of words, and of blanks; of other signs the first */
enum { BYTE_SIGN, BYTE_WORD, BYTE_BLANK };

static const unsigned char byte_kind[256] = {
	[' '] = BYTE_BLANK,	    ['\''] = BYTE_WORD,	     ['-'] = BYTE_WORD,
	['A' ... 'Z'] = BYTE_WORD,  ['a' ... 'z'] = BYTE_WORD, [0x80 ... 0xC1] = BYTE_WORD,
	[0xC3 ... 0xE1] = BYTE_WORD, [0xE3 ... 0xFF] = BYTE_WORD,
};

static void report_spelling(struct search *s, const struct title *title, const char *from,
			    size_t len, const struct person *person)
{
	struct check_run *run = s->run;
	struct span span = text_span(run, title->node, (size_t)(from - title->node->text), len);
	struct diag *diag;

	/* a title may hold several names, but is not to be told of by each alias */
	if (title->use != s->told_last && !text_is_first(&s->told, title->node))
		return;
	s->told_last = title->use;
	diag = diag_add(run->diags, PB804, span,
			N_("\"%1$s\": this name is spelled \"%2$s\" among the people of the plan"),
			text_shown(run, from, len), person->name->in[title->lang]);
	diag_add_related(run->diags, diag, node_span(text_node(person->name, title->lang)),
			 N_("the name of the person is here"));
	check_set_people(run, diag, &person, 1);
}

typedef void name_found(struct search *s, const struct title *title, const char *from, size_t len,
			const struct spelling *spelling);

static void note_initials(struct search *s, const struct title *title, const char *from, size_t len,
			  const struct spelling *spelling)
{
	(void)from;
	(void)len;
	initials_add(&s->initials, title->lang, spelling);
}

static void look_up(struct search *s, const struct title *title, const char *from, size_t len,
		    const struct spelling *spelling)
{
	const struct person *person = names_find_near(&s->names, title->lang, spelling);

	/* with a letter of another script either of them is spelled otherwise */
	if (person && !text_is_cancelled(s->run, title->use) &&
	    !check_is_blamed(s->run, title->use->owner, NULL) &&
	    !check_is_blamed(s->run, person, NULL))
		report_spelling(s, title, from, len, person);
}

static bool begins_with_capital(const char *p)
{
	unsigned char first = (unsigned char)p[0], second = (unsigned char)p[1];

	if (first < 0x80)
		return ascii_isupper((char)first);
	/* Armenian, U+0531 to U+0556 and what follows */
	if (first >= 0xD4 && first <= 0xD6)
		return first == 0xD4 ? second >= 0xB1 : first == 0xD5 && second <= 0x96;
	return script_is_capital(utf8_next(&p));
}

/* two or three words with a capital each and one blank between them may be a name */
static void each_name(struct search *s, const struct title *title, name_found *found)
{
	const char *p = title->node->text, *end = p + title->node->n;
	const char *before[NAME_WORDS_MAX - 1] = { NULL }; /* the words before, from the last */
	struct spelling spelling;

	while (p < end) {
		const char *from = p;
		unsigned char kind = byte_kind[(unsigned char)*p];

		while (p < end && byte_kind[(unsigned char)*p] == kind)
			p++;
		if (kind == BYTE_WORD && begins_with_capital(from)) {
			for (size_t i = 0; i < ARRAY_SIZE(before) && before[i]; i++)
				if (spelling_read(&spelling, before[i], (size_t)(p - before[i])))
					found(s, title, before[i], (size_t)(p - before[i]),
					      &spelling);
			before[1] = before[0];
			before[0] = from;
		} else if (kind != BYTE_BLANK || p - from > 1) {
			before[0] = before[1] = NULL;
		}
	}
}

/* at a glance: do two words in a row have a capital? */
static bool may_hold_name(const struct node *node)
{
	const char *p = node->text, *end = p + node->n;
	bool capital = false;

	while (p && p < end) {
		bool before = capital;

		/* brackets and quotes */
		while (p < end && byte_kind[(unsigned char)*p] == BYTE_SIGN)
			p += (unsigned char)*p == 0xC2 ? 2 : (unsigned char)*p == 0xE2 ? 3 : 1;
		capital = p < end && begins_with_capital(p);
		if (capital && before)
			return true;
		p = p < end ? memchr(p, ' ', (size_t)(end - p)) : NULL;
		if (p)
			p++;
	}
	return false;
}

static void note_title(struct search *s, const struct text_use *use)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct node *node =
			use->text->in[lang] ? text_node(use->text, (enum lang)lang) : NULL;
		struct title *title;

		if (!node || !may_hold_name(node))
			continue;
		*s->last_title = title = arena_new(s->run->arena, struct title);
		*title = (struct title){ NULL, use, node, (enum lang)lang };
		s->last_title = &title->next;
		each_name(s, title, note_initials);
	}
}

void check_two_spellings(struct check_run *run)
{
	const struct text_uses *uses = run->plan->texts;
	struct search s = { .run = run, .last_title = &s.titles };

	if (!LIST_N(run->plan->people))
		return;
	for (size_t i = 0; i < LIST_N(uses); i++)
		if (text_is_title(&uses->v[i]))
			note_title(&s, &uses->v[i]);
	if (s.titles)
		names_init(&s.names, run->plan->people, &s.initials);
	for (const struct title *t = s.titles; t && s.names.n && !run->diags->full; t = t->next)
		each_name(&s, t, look_up);
	hash_release(&s.told);
	names_release(&s.names);
}

/*
 * The names with two forms, searched for all at once: of a stretch as long
 * as the shortest form, the last two bytes say how far on the next can be.
 */
struct forms {
	const struct place_pair *pairs;
	size_t n;
	size_t least; /* bytes of the shortest form */
	unsigned char skip[4096];
};

static size_t two_bytes(const char *p)
{
	return ((size_t)(unsigned char)p[0] << 4 ^ (unsigned char)p[1]) & 4095;
}

static void forms_init(struct forms *f, struct arena *arena)
{
	f->n = gazetteer_pairs(arena, &f->pairs);
	f->least = 100;
	for (size_t i = 0; i < 2 * f->n; i++)
		if (strlen(f->pairs[i / 2].form[i % 2]) < f->least)
			f->least = strlen(f->pairs[i / 2].form[i % 2]);
	memset(f->skip, (int)f->least - 1, sizeof(f->skip));
	for (size_t i = 0; i < 2 * f->n; i++)
		for (size_t j = 0; j + 2 <= f->least; j++) {
			unsigned char *skip = &f->skip[two_bytes(f->pairs[i / 2].form[i % 2] + j)];

			if (f->least - 2 - j < *skip)
				*skip = (unsigned char)(f->least - 2 - j);
		}
}

static bool is_letter_at(const char *p)
{
	return script_of(utf8_next(&p)) != SCRIPT_NONE;
}

/* the character before a place in a text */
static bool is_letter_before(const char *text, const char *p)
{
	if (p == text)
		return false;
	do
		p--;
	while (p > text && utf8_continues(*p));
	return is_letter_at(p);
}

/* does a form stand here, as a word of its own? */
static bool is_form(const struct node *node, const char *p, const char *form)
{
	const char *end = node->text + node->n;
	size_t len = strlen(form);

	return (size_t)(end - p) >= len && !memcmp(p, form, len) &&
	       (p + len == end || !is_letter_at(p + len)) && !is_letter_before(node->text, p);
}

/* the longest word of a form, by which it is known also in part */
static bool is_named(const char *text, const char *form)
{
	const char *word = strrchr(form, ' ');

	return strstr(text, word ? word + 1 : form) != NULL;
}

static void report_form(struct check_run *run, const struct text_use *use, const struct node *node,
			const char *at, const struct place_pair *pair, const char *form)
{
	const struct place *owner = use->record == &record_place ? use->owner : NULL;
	struct diag *diag;

	/* a plan's own name for the place is its author's */
	if ((owner && !strcmp(owner->id, pair->id)) || text_is_cancelled(run, use))
		return;
	diag = diag_add(run->diags, PB805,
			text_span(run, node, (size_t)(at - node->text), strlen(form)),
			N_("\"%1$s\" is one of two forms of this name; the built-in one has both: "
			   "\"%2$s\""),
			form, pair->name);
	diag_set_fix(run->diags, diag, "%s", pair->name);
}

/* each form whose other form the text does not have; of a pair once in a row */
static void check_forms(struct check_run *run, const struct forms *f, struct hash *told,
			const struct text_use *use, const struct node *node)
{
	const char *text = node->text, *end = text + node->n, *at = text;
	const struct place_pair *last = NULL;

	/* at is where a form may begin */
	for (size_t skip; (size_t)(end - at) >= f->least; at += skip ? skip : 1) {
		skip = f->skip[two_bytes(at + f->least - 2)];
		for (size_t i = 0; !skip && i < 2 * f->n; i++) {
			const struct place_pair *pair = &f->pairs[i / 2];

			if (last == pair || !is_form(node, at, pair->form[i % 2]) ||
			    is_named(text, pair->form[1 - i % 2]))
				continue;
			if (!last && !text_is_first(told, node))
				return;
			last = pair;
			report_form(run, use, node, at, pair, pair->form[i % 2]);
		}
	}
}

void check_contested_name(struct check_run *run)
{
	const struct text_uses *uses = run->plan->texts;
	struct hash told = HASH_INIT;
	struct forms forms;

	forms_init(&forms, run->arena);
	for (size_t i = 0; i < LIST_N(uses) && forms.n && !run->diags->full; i++) {
		const struct text_use *use = &uses->v[i];
		const struct node *node;

		if (use->field->audience < AUDIENCE_PARTICIPANTS || !use->text->in[LANG_EN])
			continue;
		node = text_node(use->text, LANG_EN);
		if (node && node->n >= forms.least)
			check_forms(run, &forms, &told, use, node);
	}
	hash_release(&told);
}
