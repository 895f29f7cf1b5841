/*
 * PB8xx: language and names.
 */
#include "check/check.h"

#include "base/strbuf.h"
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

/* numbers of flights, trains, buses and boats are the same in every language */
static bool needs_no_language(const struct text_use *use)
{
	static const char kinds[] = { ITEM_FLIGHT, ITEM_TRAIN, ITEM_BUS, ITEM_BOAT };

	if (!(use->field->flags & FIELD_KIND) || use->text->at->kind != NODE_SCALAR)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (use->field == &record_item.fields[(int)kinds[i]])
			return true;
	return false;
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
		    needs_no_language(use) || !owner_goes_out(use))
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
