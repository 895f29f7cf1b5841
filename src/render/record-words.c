/*
 * People, places, clearances … that changed, in words.
 */
#include <string.h>

#include "itinerary/clearance.h"
#include "lang/country.h"
#include "plan/compare.h"
#include "render/change-words.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* what it is, for those who do not know its name */
static const char *kind_of(const struct record *record)
{
	static const struct {
		const struct record *record;
		const char *word;
	} kinds[] = {
		/* TRANSLATORS: what a name is of, in parentheses behind it. */
		{ &record_person, N_("person") },
		/* TRANSLATORS: what a name is of, in parentheses behind it. */
		{ &record_place, N_("place") },
		/* TRANSLATORS: what a name is of, in parentheses behind it. */
		{ &record_vehicle, N_("vehicle") },
		/* TRANSLATORS: what a name is of, in parentheses behind it. */
		{ &record_side, N_("side") },
		/* TRANSLATORS: what a name is of, in parentheses behind it. */
		{ &record_action, N_("agreed action") },
		/* TRANSLATORS: what a name is of, in parentheses behind it. */
		{ &record_group, N_("group") },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (kinds[i].record == record)
			return kinds[i].word;
	return NULL;
}

/* "border permit", and what tells it from others: its id, the country, the place */
static void add_clearance(struct strbuf *out, const struct change_words *w,
			  const struct clearance *clearance)
{
	struct strbuf more = STRBUF_INIT;
	const char *kind = catalog_get(w->catalog, clearance_title(clearance->kind));

	if (clearance->id)
		describe_add_name(&more, clearance->id);
	if (clearance->by.code[0]) {
		strbuf_addstr(&more, more.len ? ", " : "");
		country_add_name(&more, w->lang, clearance->by.code);
	}
	if (clearance->place)
		describe_add_name(&more, text_in(clearance->place->name, w->lang));
	if (more.len)
		strbuf_addf(out, catalog_get(w->catalog, N_("%1$s (%2$s)")), kind, more.text);
	else
		strbuf_addstr(out, kind);
	strbuf_release(&more);
}

static void add_subject(struct strbuf *out, const struct change_words *w,
			const struct record_change *change, bool with_kind)
{
	const char *kind = kind_of(change->record);
	const struct text *text = change->new ? change->new_name : change->old_name;
	const char *name = text_in(text, w->lang);

	if (change->record == &record_clearance)
		add_clearance(out, w, change->new ? change->new : change->old);
	else if (change->record == &record_plan)
		/* TRANSLATORS: before a colon and what of the plan itself was changed. */
		strbuf_addstr(out, catalog_get(w->catalog, N_("the plan itself")));
	else if (with_kind && kind)
		strbuf_addf(out, catalog_get(w->catalog, N_("%1$s (%2$s)")),
			    *name ? name : change->id, catalog_get(w->catalog, kind));
	else
		strbuf_addstr(out, *name ? name : change->id);
}

static void add_changed(struct strbuf *out, const struct change_words *w,
			const struct record_change *change, uint64_t fields, const char *subject)
{
	const char *old = text_in(change->old_name, w->lang), *new = text_in(change->new_name, w->lang);
	uint64_t name = record_field_bit(change->record, "name");
	struct strbuf words = STRBUF_INIT, arrow = STRBUF_INIT;

	if ((fields & name) && *old && *new && strcmp(old, new)) {
		strbuf_addf(&arrow, catalog_get(w->catalog, N_("%1$s → %2$s")), old, new);
		fields &= ~name;
		subject = arrow.text;
	}
	field_words_add(&words, w->catalog, change->record, fields);
	if (words.len)
		strbuf_addf(out, catalog_get(w->catalog, N_("%1$s: %2$s")), subject, words.text);
	else
		strbuf_addstr(out, subject);
	strbuf_release(&words);
	strbuf_release(&arrow);
}

void change_add_record(struct strbuf *out, const struct change_words *w,
		       const struct record_change *change, uint64_t fields)
{
	struct strbuf subject = STRBUF_INIT;

	add_subject(&subject, w, change, change->kind != CHANGE_CHANGED || !change->new);
	if (change->kind == CHANGE_ADDED)
		strbuf_addf(out, catalog_get(w->catalog, N_("new: %s")), subject.text);
	else if (change->kind == CHANGE_REMOVED)
		strbuf_addf(out, catalog_get(w->catalog, N_("dropped: %s")), subject.text);
	else
		add_changed(out, w, change, fields, subject.text);
	strbuf_release(&subject);
}
