/*
 * PB8xx: language and names.
 */
#include "check/texts.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "lang/text.h"
#include "plan/fields.h"

#include "base/banned.h"

/* does what owns a text go out to anybody but organizers? */
static bool owner_goes_out(const struct text_use *use)
{
	const struct meeting *meeting = NULL;

	if (use->record == &record_person)
		return ((const struct person *)use->owner)->used;
	if (use->record == &record_place)
		return ((const struct place *)use->owner)->used;
	if (use->record == &record_vehicle)
		return ((const struct vehicle *)use->owner)->used;
	if (use->record == &record_item) {
		const struct item *item = use->owner;

		if (item->status == STATUS_CANCELLED || item->audience == AUDIENCE_ORGANIZERS)
			return false;
		meeting = item->meeting;
	}
	if (use->record == &record_meeting)
		meeting = use->owner;
	return !meeting || (meeting->status != STATUS_CANCELLED && meeting->status != STATUS_DRAFT);
}

/* a language's name for those who read messages */
static const char *language_name(const struct check_run *run, enum lang lang)
{
	static const char *const names[LANG_COUNT] = {
		/* TRANSLATORS: names of languages, as they stand in a list */
		[LANG_EN] = N_("English"),
		[LANG_HY] = N_("Armenian"),
		[LANG_AZ] = N_("Azerbaijani"),
	};

	return catalog_get(run->diags->catalog, names[lang]);
}

void check_missing_translation(struct check_run *run)
{
	const struct text_uses *uses = run->plan->texts;
	unsigned int wanted = run->plan->languages.bits;
	struct strbuf missing = STRBUF_INIT;

	for (size_t i = 0; i < LIST_N(uses); i++) {
		const struct text_use *use = &uses->v[i];
		const struct text *text = use->text;
		bool complete = true;

		for (int lang = 0; lang < LANG_COUNT; lang++)
			complete = complete && (!(wanted >> lang & 1) || text->in[lang]);
		if (complete || use->field->audience < AUDIENCE_PARTICIPANTS ||
		    (text_is_number(use) && text->at->kind == NODE_SCALAR) || !owner_goes_out(use))
			continue;
		strbuf_reset(&missing);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if (wanted >> lang & 1 && !text->in[lang])
				strbuf_addf(&missing, "%s%s", missing.len ? ", " : "",
					    language_name(run, (enum lang)lang));
		diag_add(run->diags, PB801, node_span(text->at),
			 N_("the text \"%1$s\" does not exist in: %2$s"), check_name(run, text),
			 missing.text);
	}
	strbuf_release(&missing);
}

static enum script script_of_language(enum lang lang)
{
	return lang == LANG_HY ? SCRIPT_ARMENIAN : SCRIPT_LATIN;
}

/* up to so many words of one text are pointed at */
#define MIXED_MAX 8
/* a longer text is not repeated as a fix */
#define FIX_MAX 200

static struct diag *report_mixed(struct check_run *run, const struct wording *w,
				 const struct mixed_word *word)
{
	struct span span = text_span(run, w->node, (size_t)(word->text - w->node->text), word->len);
	const char *text = text_shown(run, word->text, word->len), *letter;
	const char *code = arena_printf(run->arena, "U+%04X", (unsigned int)word->letter);
	char utf8[4];

	letter = arena_strndup(run->arena, utf8, utf8_put(utf8, word->letter));
	switch (word->script) {
	case SCRIPT_LATIN:
		return diag_add(run->diags, PB802, span,
				N_("in \"%1$s\" the letter \"%2$s\" (%3$s) is Latin and the "
				   "others are not"),
				text, letter, code);
	case SCRIPT_GREEK:
		return diag_add(run->diags, PB802, span,
				N_("in \"%1$s\" the letter \"%2$s\" (%3$s) is Greek and the "
				   "others are not"),
				text, letter, code);
	case SCRIPT_CYRILLIC:
		return diag_add(run->diags, PB802, span,
				N_("in \"%1$s\" the letter \"%2$s\" (%3$s) is Cyrillic and the "
				   "others are not"),
				text, letter, code);
	case SCRIPT_ARMENIAN:
		return diag_add(run->diags, PB802, span,
				N_("in \"%1$s\" the letter \"%2$s\" (%3$s) is Armenian and the "
				   "others are not"),
				text, letter, code);
	default:
		return diag_add(run->diags, PB802, span,
				N_("in \"%1$s\" the letter \"%2$s\" (%3$s) is of another alphabet than "
				   "the others"),
				text, letter, code);
	}
}

/* the word as it should be; of several words the whole text, if each can be mended */
static void fix_mixed(struct check_run *run, struct diag *diag, const struct wording *w,
		      size_t n_words)
{
	const char *from = w->node->text, *end = from + w->node->n, *p = from;
	enum script expected = script_of_language(w->lang);
	struct strbuf sb = STRBUF_INIT;
	struct mixed_word word;
	bool good = true;

	while (good && script_next_mixed(&p, end, expected, &word)) {
		if (n_words > 1)
			strbuf_add(&sb, from, (size_t)(word.text - from));
		good = script_mend(&sb, &word, expected);
		from = word.text + word.len;
	}
	if (n_words > 1)
		strbuf_add(&sb, from, (size_t)(end - from));
	if (good && sb.len <= FIX_MAX)
		diag_set_fix(run->diags, diag, "%s", sb.text);
	strbuf_release(&sb);
}

/* one finding for a text: where one word is written so, the others of it are for the same reason */
static void check_mixed_text(struct check_run *run, struct hash *told, const struct wording *w)
{
	const char *p = w->node->text, *end = p + w->node->n;
	enum script expected = script_of_language(w->lang);
	struct diag *diag = NULL;
	struct mixed_word word;
	size_t n = 0;

	for (; script_next_mixed(&p, end, expected, &word) && n < MIXED_MAX; n++) {
		if (!n && !text_is_first(told, w->node))
			return;
		if (!n)
			diag = report_mixed(run, w, &word);
		else
			diag_add_related(run->diags, diag,
					 text_span(run, w->node, (size_t)(word.text - w->node->text),
						   word.len),
					 /* TRANSLATORS: another word of the same text */
					 N_("\"%s\" has such a letter, too"),
					 text_shown(run, word.text, word.len));
	}
	if (n && n < MIXED_MAX)
		fix_mixed(run, diag, w, n);
	if (n)
		check_blame(run, diag, w->use->owner, NULL);
}

void check_mixed_script(struct check_run *run)
{
	struct hash told = HASH_INIT;

	for (const struct wording *w = texts_of(run)->mixed.first; w && !run->diags->full; w = w->next)
		check_mixed_text(run, &told, w);
	hash_release(&told);
}

/* a text of fewer words may be a name that is the same everywhere */
#define WORDS_MIN 3

static bool has_words(const struct node *node)
{
	return script_count_words(node->text, node->n, WORDS_MIN) >= WORDS_MIN;
}

static size_t count_letters(const struct node *node, enum script script)
{
	return script_count_letters(node->text, node->n, script);
}

/* what PB803 is about; abbreviations may be Latin in a text that is not */
static bool is_wrong_script(const struct text_use *use, const struct node *node, enum lang lang)
{
	if (text_is_number(use) || !has_words(node))
		return false;
	if (lang == LANG_HY)
		return !count_letters(node, SCRIPT_ARMENIAN);
	return lang == LANG_AZ && count_letters(node, SCRIPT_CYRILLIC) >
					  3 * count_letters(node, SCRIPT_LATIN);
}

void check_wrong_script(struct check_run *run)
{
	struct hash told = HASH_INIT;

	for (const struct wording *w = texts_of(run)->foreign.first; w && !run->diags->full;
	     w = w->next) {
		struct span span = node_span(w->node);

		if (!is_wrong_script(w->use, w->node, w->lang) || !text_is_first(&told, w->node))
			continue;
		if (w->lang == LANG_HY)
			diag_add(run->diags, PB803, span,
				 N_("\"%s\" is given as Armenian and has no Armenian letter"),
				 text_shown(run, w->node->text, w->node->n));
		else
			diag_add(run->diags, PB803, span,
				 N_("\"%s\" is given as Azerbaijani and is in Cyrillic letters"),
				 text_shown(run, w->node->text, w->node->n));
	}
	hash_release(&told);
}

static void report_same(struct check_run *run, const struct text_nodes *nodes, size_t i, size_t j)
{
	struct diag *diag;

	/* TRANSLATORS: two languages as they stand in a list */
	diag = diag_add(run->diags, PB806, node_span(nodes->v[i]),
			N_("the same text stands for two languages: %1$s, %2$s"),
			language_name(run, nodes->lang[j]), language_name(run, nodes->lang[i]));
	/* TRANSLATORS: the other of two languages */
	diag_add_related(run->diags, diag, node_span(nodes->v[j]), N_("the same text is here"));
}

static void check_same(struct check_run *run, const struct text_use *use)
{
	struct text_nodes nodes;

	text_nodes(use->text, &nodes);
	for (size_t i = 1; nodes.v[i]; i++)
		for (size_t j = 0; j < i; j++)
			if (nodes.v[i]->n == nodes.v[j]->n &&
			    !memcmp(nodes.v[i]->text, nodes.v[j]->text, nodes.v[i]->n) &&
			    !is_wrong_script(use, nodes.v[i], nodes.lang[i]) &&
			    !is_wrong_script(use, nodes.v[j], nodes.lang[j])) {
				report_same(run, &nodes, i, j);
				return;
			}
}

/* names of people and of hotels may be the same, numbers are, and notes need no translation */
static bool may_be_same(const struct text_use *use)
{
	const struct place *place = use->record == &record_place ? use->owner : NULL;

	return text_is_number(use) || use->field->audience < AUDIENCE_PARTICIPANTS ||
	       (place && (place->kind == PLACE_HOTEL || place->kind == PLACE_RESTAURANT)) ||
	       (use->record == &record_person && !strcmp(use->field->key, "name"));
}

void check_same_text(struct check_run *run)
{
	const struct text *last = NULL;
	struct hash told = HASH_INIT;

	for (const struct wording *w = texts_of(run)->same.first; w && !run->diags->full; w = w->next) {
		if (w->use->text == last || may_be_same(w->use) || !has_words(w->node) ||
		    !text_is_first(&told, w->node))
			continue;
		check_same(run, w->use);
		last = w->use->text;
	}
	hash_release(&told);
}

/* the text without what is not seen, or in form C, if it is short enough to be repeated */
static void fix_odd(struct check_run *run, struct diag *diag, const struct node *node)
{
	const char *p = node->text, *end = p + node->n;
	struct strbuf seen = STRBUF_INIT, normal = STRBUF_INIT;
	size_t offset;
	uint32_t c;

	while (p < end && script_find_hidden(p, (size_t)(end - p), &offset, &c)) {
		strbuf_add(&seen, p, offset);
		p += offset;
		utf8_next(&p);
	}
	strbuf_add(&seen, p, (size_t)(end - p));
	text_add_nfc(&normal, seen.text, seen.len);
	diag_set_fix(run->diags, diag, "%s", normal.text);
	strbuf_release(&normal);
	strbuf_release(&seen);
}

static struct diag *report_hidden(struct check_run *run, const struct node *node, size_t offset,
				  uint32_t c)
{
	const char *p = node->text + offset, *end = p;
	struct diag *diag;

	utf8_next(&end);
	diag = diag_add(run->diags, PB807, text_span(run, node, offset, (size_t)(end - p)),
			N_("the character U+%04X is not seen and may change what is read; delete it"),
			(unsigned int)c);
	diag->severity = SEVERITY_ERROR;
	return diag;
}

void check_not_normalized(struct check_run *run)
{
	struct hash told = HASH_INIT;

	for (const struct wording *w = texts_of(run)->odd.first; w && !run->diags->full; w = w->next) {
		const struct node *node = w->node;
		struct diag *diag;
		size_t offset;
		uint32_t c;
		bool hidden = script_find_hidden(node->text, node->n, &offset, &c);

		if ((!hidden && text_is_nfc(node->text, node->n)) || !text_is_first(&told, w->node))
			continue;
		if (hidden)
			diag = report_hidden(run, node, offset, c);
		else
			diag = diag_add(run->diags, PB807, node_span(node),
					N_("letters of \"%s\" are made of several characters each; "
					   "written with one, they are found by a search"),
					text_shown(run, node->text, node->n));
		if (node->n <= FIX_MAX && !memchr(node->text, '\n', node->n))
			fix_odd(run, diag, node);
	}
	hash_release(&told);
}

void check_long_title(struct check_run *run)
{
	const struct text *last = NULL;
	struct hash told = HASH_INIT;

	for (const struct wording *w = texts_of(run)->large.first; w && !run->diags->full;
	     w = w->next) {
		size_t n;

		/* of what was agreed a sentence tells more than a title */
		if (!text_is_title(w->use) || w->use->record == &record_action ||
		    w->use->text == last)
			continue;
		n = script_count_chars(w->node->text, w->node->n);
		if (n <= TITLE_MAX || !text_is_first(&told, w->node))
			continue;
		last = w->use->text;
		diag_add_n(run->diags, PB808, node_span(w->node),
			   NP_("the title has %1$zu character, more than %2$d; what is beyond belongs into "
			       "\"details\"",
			       "the title has %1$zu characters, more than %2$d; what is beyond belongs into "
			       "\"details\""),
			   (unsigned long)n, n, TITLE_MAX);
	}
	hash_release(&told);
}
