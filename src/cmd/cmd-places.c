#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "lang/text.h"

#include "base/banned.h"

/* does a place's id, or one of its names, hold what was typed? */
static bool matches(const struct place *place, const char *wanted)
{
	struct strbuf key = STRBUF_INIT;
	bool found;

	text_add_search_key(&key, place->id, strlen(place->id));
	strbuf_addch(&key, '\n');
	for (int i = 0; i < LANG_COUNT; i++)
		if (place->name && place->name->in[i]) {
			text_add_search_key(&key, place->name->in[i], strlen(place->name->in[i]));
			strbuf_addch(&key, '\n');
		}
	for (size_t i = 0; i < LIST_N(place->also); i++) {
		text_add_search_key(&key, place->also->v[i], strlen(place->also->v[i]));
		strbuf_addch(&key, '\n');
	}
	for (size_t i = 0; i < LIST_N(place->formerly); i++)
		strbuf_addf(&key, "%s\n", place->formerly->v[i]);
	found = strstr(key.text, wanted) != NULL;
	strbuf_release(&key);
	return found;
}

static const char *zone_of(const struct place *place)
{
	return LIST_N(place->zones) ? zone_id(place->zones->v[0].zone) : "";
}

/* id, kind and country on one line; names, zone and source below */
static void add_text(struct strbuf *out, const struct place *place)
{
	strbuf_addf(out, "%s  %s  ", place->id, place->at ? node_get(place->at, "kind")->text : "");
	if (LIST_N(place->between) == 2)
		strbuf_addf(out, "%s/%s\n", place->between->v[0].code, place->between->v[1].code);
	else
		strbuf_addf(out, "%s\n", place->country.code);
	for (int i = 0; i < LANG_COUNT; i++)
		strbuf_addf(out, "    %s: %s\n", lang_code((enum lang)i),
			    place->name->in[i] ? place->name->in[i] : "-");
	if (place->city)
		strbuf_addf(out, "    city: %s\n", place->city->id);
	strbuf_addf(out, "    geo: [%.4f, %.4f]\n", place->latitude, place->longitude);
	for (size_t i = 0; i < LIST_N(place->zones); i++)
		strbuf_addf(out, "    timezone: %s\n", zone_id(place->zones->v[i].zone));
	if (place->source) {
		struct civil c = civil_from_day(place->as_of);

		strbuf_addf(out, "    source: %s", place->source);
		if (place->as_of != CIVIL_NONE)
			strbuf_addf(out, " (%04d-%02d-%02d)", c.year, c.month, c.day);
		strbuf_addch(out, '\n');
	}
}

static void put_json(struct json *json, const struct place *place)
{
	json_open(json, '{');
	json_put(json, "id", place->id);
	json_put(json, "kind", node_get(place->at, "kind")->text);
	json_key(json, "name");
	json_open(json, '{');
	for (int i = 0; i < LANG_COUNT; i++)
		json_put(json, lang_code((enum lang)i), place->name->in[i]);
	json_close(json, '}');
	json_put(json, "country", place->country.code[0] ? place->country.code : NULL);
	json_put(json, "city", place->city ? place->city->id : NULL);
	json_put(json, "timezone", zone_of(place));
	json_put(json, "source", place->source);
	json_close(json, '}');
}

static int places(struct run *run)
{
	struct strbuf sb = STRBUF_INIT, wanted = STRBUF_INIT;
	struct json json;
	const char **ids;
	size_t n = gazetteer_ids(&run->gazetteer, &ids), found = 0;
	int status;

	for (size_t i = 0; i < run->options.n_arguments; i++) {
		const char *word = run->options.arguments[i];

		strbuf_addstr(&wanted, i ? " " : "");
		text_add_search_key(&wanted, word, strlen(word));
	}
	json_init(&json, &sb);
	if (run->options.format == FORMAT_JSON)
		json_open(&json, '[');
	for (size_t i = 0; i < n; i++) {
		const struct place *place = gazetteer_find(&run->gazetteer, ids[i]);

		if (!matches(place, wanted.text))
			continue;
		found++;
		if (run->options.format == FORMAT_JSON)
			put_json(&json, place);
		else
			add_text(&sb, place);
	}
	if (run->options.format == FORMAT_JSON)
		json_close(&json, ']');
	status = print_out(run, sb.text, sb.len);
	if (!status && !found) {
		complain(run, N_("no built-in place has \"%s\" in its id or names"), wanted.text);
		status = EXIT_PLAN;
	}
	free(ids);
	strbuf_release(&wanted);
	strbuf_release(&sb);
	return status;
}

const struct command cmd_places = {
	.name = "places",
	.arguments = "[TEXT…]",
	.summary = N_("look for built-in airports, cities, crossings and sites"),
	.details = N_("TEXT is looked for in ids and names, in any language and script, without "
		      "regard to case and diacritics."),
	.options = TAKES(FORMAT),
	.max_arguments = 100,
	.run = places,
};
