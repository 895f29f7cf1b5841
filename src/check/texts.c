#include "check/texts.h"

#include <string.h>

#include "plan/fields.h"

#include "base/banned.h"

/* in a message, a part of a text is shown up to this many bytes */
#define SHOWN_MAX 60

static void append(struct check_run *run, struct wordings *list, const struct text_use *use,
		   const struct node *node, enum lang lang)
{
	struct wording *w = arena_new(run->arena, struct wording);

	*w = (struct wording){ .use = use, .node = node, .lang = lang };
	if (list->last)
		*list->last = w;
	else
		list->first = w;
	list->last = &w->next;
}

/* by a key that is "en", "hy" or "az": any other was refused, and its text with it */
static enum lang key_lang(const struct node *value)
{
	char second = value->key->text[1];

	return second == 'n' ? LANG_EN : second == 'y' ? LANG_HY : LANG_AZ;
}

void text_nodes(const struct text *text, struct text_nodes *ret)
{
	size_t n = 0;

	if (text->at->kind == NODE_SCALAR) {
		ret->lang[n] = LANG_EN;
		ret->v[n++] = text->at;
	} else {
		for NODE_EACH(c, text->at) {
			enum lang lang = key_lang(c);

			/* of a key that stands twice, the last counts */
			if (text->in[lang] != c->text || n == LANG_COUNT)
				continue;
			ret->lang[n] = lang;
			ret->v[n++] = c;
		}
	}
	ret->v[n] = NULL;
}

const struct node *text_node(const struct text *text, enum lang lang)
{
	if (text->at->kind == NODE_SCALAR)
		return lang == LANG_EN ? text->at : NULL;
	for NODE_EACH(c, text->at)
		if (c->text == text->in[lang] && key_lang(c) == lang)
			return c;
	return NULL;
}

/* actions and clearances do not know their meeting */
static void note_cancelled(struct check_run *run, struct hash *cancelled, const void *record)
{
	const char *key = arena_strndup(run->arena, (const char *)&record, sizeof(record));

	*hash_slot(cancelled, key, sizeof(record)) = (void *)(uintptr_t)record;
}

static void find_cancelled(struct check_run *run, struct hash *cancelled)
{
	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++) {
		const struct meeting *m = &run->plan->meetings->v[i];

		if (m->status != STATUS_CANCELLED)
			continue;
		for (size_t j = 0; j < LIST_N(m->actions); j++)
			note_cancelled(run, cancelled, &m->actions->v[j]);
		for (size_t j = 0; j < LIST_N(m->clearances); j++)
			note_cancelled(run, cancelled, &m->clearances->v[j]);
	}
}

bool text_is_cancelled(struct check_run *run, const struct text_use *use)
{
	if (use->record == &record_item) {
		const struct item *item = use->owner;

		return item->status == STATUS_CANCELLED ||
		       item->meeting->status == STATUS_CANCELLED;
	}
	if (use->record == &record_meeting)
		return ((const struct meeting *)use->owner)->status == STATUS_CANCELLED;
	if (use->record != &record_action && use->record != &record_clearance)
		return false;
	return hash_get(&texts_of(run)->cancelled, (const char *)&use->owner, sizeof(use->owner));
}

bool text_is_title(const struct text_use *use)
{
	return use->field->flags & FIELD_KIND ||
	       ((use->record == &record_meeting || use->record == &record_action) &&
		!strcmp(use->field->key, "title"));
}

bool text_is_number(const struct text_use *use)
{
	static const char kinds[] = { ITEM_FLIGHT, ITEM_TRAIN, ITEM_BUS, ITEM_BOAT };

	if (!(use->field->flags & FIELD_KIND))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (use->field == &record_item.fields[(int)kinds[i]])
			return true;
	return false;
}

/* the scripts that a text of a language must or must not have */
static bool is_foreign(unsigned int seen, enum lang lang)
{
	if (lang == LANG_HY)
		return !(seen & SEEN_ARMENIAN);
	return lang == LANG_AZ && (seen & SEEN_CYRILLIC);
}

static void look_at(struct check_run *run, struct texts *t, const struct text_use *use,
		    const struct node *node, enum lang lang)
{
	unsigned int seen = script_scan(node->text, node->n), scripts = seen & SEEN_SCRIPTS;

	if (seen & SEEN_DIGIT)
		append(run, &t->numbers, use, node, lang);
	if (!(seen & SEEN_ODD) && !(scripts & (scripts - 1)) && node->n <= TITLE_MAX &&
	    !is_foreign(seen, lang))
		return;
	if (text_is_cancelled(run, use))
		return;
	if (scripts & (scripts - 1))
		append(run, &t->mixed, use, node, lang);
	if (is_foreign(seen, lang))
		append(run, &t->foreign, use, node, lang);
	if (seen & SEEN_ODD)
		append(run, &t->odd, use, node, lang);
	if (node->n > TITLE_MAX)
		append(run, &t->large, use, node, lang);
}

static bool is_same(const struct node *a, const struct node *b)
{
	return a && b && a->n == b->n && !memcmp(a->text, b->text, a->n);
}

static void sort_text(struct check_run *run, struct texts *t, const struct text_use *use)
{
	struct text_nodes nodes;

	text_nodes(use->text, &nodes);
	for (size_t i = 0; nodes.v[i]; i++) {
		const struct node *other = i ? nodes.v[i - 1] : NULL;

		look_at(run, t, use, nodes.v[i], nodes.lang[i]);
		if ((is_same(nodes.v[i], other) || (i == 2 && is_same(nodes.v[i], nodes.v[0]))) &&
		    !text_is_cancelled(run, use))
			append(run, &t->same, use, nodes.v[i], nodes.lang[i]);
	}
}

const struct texts *texts_of(struct check_run *run)
{
	const struct text_uses *uses = run->plan->texts;

	if (run->texts)
		return run->texts;
	run->texts = arena_new(run->arena, struct texts);
	find_cancelled(run, &run->texts->cancelled);
	for (size_t i = 0; i < LIST_N(uses); i++)
		sort_text(run, run->texts, &uses->v[i]);
	return run->texts;
}

bool text_is_first(struct hash *told, const struct node *node)
{
	/* from the line to the file */
	void **slot = hash_slot(told, (const char *)node, offsetof(struct node, kind));
	bool first = !*slot;

	*slot = (void *)(uintptr_t)node;
	return first;
}

void texts_release(struct texts *t)
{
	if (t)
		hash_release(&t->cancelled);
}

struct span text_span(const struct check_run *run, const struct node *node, size_t offset,
		      size_t len)
{
	struct span span = node_span(node);
	const struct source *source = sources_at(run->diags->sources, span);
	size_t raw_len, quote;
	const char *raw;

	if (!source || node->line != node->end_line)
		return span;
	source_text(source, span, &raw, &raw_len);
	quote = raw_len && (*raw == '"' || *raw == '\'');
	/* what is written with escapes stands elsewhere than what it says */
	if (raw_len != node->n + 2 * quote || memcmp(raw + quote, node->text, node->n))
		return span;
	span.column += (uint32_t)(quote + script_count_chars(node->text, offset));
	span.end_column = span.column + (uint32_t)script_count_chars(node->text + offset, len);
	return span;
}

const char *text_shown(const struct check_run *run, const char *s, size_t len)
{
	if (len <= SHOWN_MAX)
		return arena_strndup(run->arena, s, len);
	len = SHOWN_MAX;
	while (len && (s[len] & 0xC0) == 0x80)
		len--;
	return arena_printf(run->arena, "%.*s…", (int)len, s);
}
