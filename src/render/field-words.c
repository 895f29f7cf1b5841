/*
 * Fields of the format in words, for those who do not know its keys.
 */
#include <string.h>

#include "render/change-words.h"
#include "render/describe-people.h"

#include "base/banned.h"

static const struct {
	const char *key, *word;
} words[] = {
	/* TRANSLATORS: from here on, what of an item, a visit, a person, a place or a permit was
	   changed; words of a list with commas. */
	{ "title", N_("title") },
	{ "details", N_("details") },
	{ "notes", N_("notes") },
	{ "kind", N_("kind") },
	{ "status", N_("status") },
	{ "chair", N_("chair") },
	{ "interpreters", N_("interpreters") },
	{ "with", N_("officials and hosts") },
	{ "vehicle", N_("vehicle") },
	{ "check_in", N_("check-in") },
	{ "charter", N_("charter flight or not") },
	{ "entering", N_("country entered") },
	{ "paid_by", N_("who pays") },
	{ "rsvp", N_("whether an answer is asked for") },
	{ "audience", N_("who may know of it") },
	{ "alternative", N_("what it replaces") },
	{ "waive", N_("waivers") },
	{ "host", N_("host") },
	{ "window", N_("days to choose from") },
	{ "answers", N_("visit that it returns") },
	{ "delegations", N_("delegations") },
	{ "others", N_("others taking part") },
	{ "contact", N_("contacts") },
	{ "name", N_("name") },
	{ "position", N_("position") },
	{ "affiliation", N_("institution") },
	{ "role", N_("role") },
	{ "side", N_("side") },
	{ "speaks", N_("languages spoken") },
	{ "language", N_("language") },
	{ "home", N_("home") },
	{ "email", N_("mail address") },
	{ "busy", N_("days not available") },
	{ "private", N_("private data") },
	{ "country", N_("country") },
	{ "city", N_("city") },
	{ "within", N_("building") },
	{ "address", N_("address") },
	{ "geo", N_("position on the map") },
	{ "timezone", N_("time zone") },
	{ "opens", N_("opening hours") },
	{ "capacity", N_("capacity") },
	{ "regime", N_("who may cross") },
	{ "seats", N_("seats") },
	{ "plate", N_("number plate") },
	{ "by", N_("granted by") },
	{ "for", N_("for whom") },
	{ "at", N_("for which place") },
	{ "valid", N_("days of validity") },
	{ "requested", N_("day of application") },
	{ "granted", N_("day of grant") },
	{ "lead", N_("lead time") },
	{ "deadline", N_("deadline") },
	{ "owner", N_("who sees to it") },
	{ "due", N_("due day") },
	{ "members", N_("members") },
	{ "organizer", N_("organizer") },
	{ "languages", N_("languages") },
	{ "rules", N_("rules") },
	{ "days", N_("holidays and days of remembrance") },
};

const char *field_word(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(words[i].key, key))
			return words[i].word;
	return NULL;
}

void field_words_add(struct strbuf *out, const struct catalog *catalog,
		     const struct record *record, uint64_t fields)
{
	struct strbuf list = STRBUF_INIT;

	for (size_t i = 0; fields >> i && i < record->n_fields; i++) {
		const char *word;

		if (!(fields >> i & 1))
			continue;
		word = field_word(record->fields[i].key);
		describe_add_name(&list, word ? catalog_get(catalog, word) : record->fields[i].key);
	}
	strbuf_add(out, list.text, list.len);
	strbuf_release(&list);
}
