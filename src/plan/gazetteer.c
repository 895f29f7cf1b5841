#include "plan/gazetteer.h"

#include <string.h>

#include "base/ascii.h"
#include "base/embed.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "plan/decode.h"

#include "base/banned.h"

/*
 * An entry of the file begins with a line "  id:"; nothing else in it
 * stands at that indentation but comments.  (A test reads the whole file
 * as YAML and compares.)
 */
static bool is_entry(const char *line, const char *end)
{
	return end - line > 3 && line[0] == ' ' && line[1] == ' ' && line[2] != ' ' &&
	       line[2] != '#' && end[-1] == ':';
}

static void note_formerly(struct gazetteer *g, const char *line, const char *end, const char *id)
{
	static const char key[] = "    formerly: [";
	size_t len = sizeof(key) - 1;

	if ((size_t)(end - line) <= len || memcmp(line, key, len))
		return;
	for (line += len; line < end; line++) {
		const char *code = line;

		while (line < end && ascii_isalnum(*line))
			line++;
		if (line > code) {
			code = arena_strndup(g->arena, code, (size_t)(line - code));
			*hash_slot(&g->formerly, code, strlen(code)) = (void *)(uintptr_t)id;
		}
	}
}

void gazetteer_init(struct gazetteer *g, struct arena *arena, struct zones *zones)
{
	const char *text = (const char *)embed_places_yaml;
	const char *end = (const char *)embed_places_yaml_end;
	const char *id = "";

	*g = (struct gazetteer){ .arena = arena, .zones = zones };
	while (text < end) {
		const char *eol = memchr(text, '\n', (size_t)(end - text));

		if (!eol)
			eol = end;
		if (is_entry(text, eol)) {
			id = arena_strndup(arena, text + 2, (size_t)(eol - text) - 3);
			*hash_slot(&g->lines, id, strlen(id)) = (void *)(uintptr_t)text;
		} else if (eol - text > 4 && text[4] == 'f') {
			note_formerly(g, text, eol, id);
		}
		text = eol + 1;
	}
}

void gazetteer_release(struct gazetteer *g)
{
	if (!g)
		return;
	hash_release(&g->lines);
	hash_release(&g->places);
	hash_release(&g->formerly);
}

/* the text of one entry, from its line to before the next */
static size_t entry_len(const char *text)
{
	const char *end = (const char *)embed_places_yaml_end;
	const char *p = memchr(text, '\n', (size_t)(end - text));

	while (p && p + 1 < end) {
		const char *eol = memchr(p + 1, '\n', (size_t)(end - p - 1));

		if (!eol)
			return (size_t)(end - text);
		if (p[1] != ' ' || p[2] != ' ' || p[3] != ' ')
			break;
		p = eol;
	}
	return p ? (size_t)(p - text) : (size_t)(end - text);
}

/* what the entry says; NULL if it is broken, which a test would have found */
static struct places *read_entry(struct gazetteer *g, const char *text)
{
	struct catalog english = { .lang = LANG_EN };
	struct sources sources;
	struct diags diags;
	struct decoder d = { .arena = g->arena, .diags = &diags, .zones = g->zones,
			     .gazetteer = g, .built_in = true, .room = SIZE_MAX };
	struct places *places = NULL;
	struct doc doc;

	sources_init(&sources, g->arena);
	diags_init(&diags, g->arena, &english, &sources);
	doc = doc_read(g->arena, &diags,
		       sources_add(&sources, "places.yaml", text, entry_len(text)));
	if (doc.root && doc.root->kind == NODE_MAP)
		places = decode_records(&d, &record_place, doc.root);
	if (diags.list.n)
		places = NULL;
	hash_release(&d.places);
	VEC_RELEASE(&d.texts);
	diags_release(&diags);
	sources_release(&sources);
	return places;
}

struct place *gazetteer_find(struct gazetteer *g, const char *id)
{
	size_t len = strlen(id);
	struct place *place = hash_get(&g->places, id, len);
	struct places *places;
	const char *text;

	if (place)
		return place;
	text = hash_get(&g->lines, id, len);
	if (!text)
		return NULL;
	places = read_entry(g, text);
	if (!places)
		BUG("data/places.yaml");
	place = &places->v[0];
	resolve_place(NULL, place);
	*hash_slot(&g->places, place->id, strlen(place->id)) = place;
	return place;
}

size_t gazetteer_ids(struct gazetteer *g, const char ***ret_ids)
{
	const char *text = (const char *)embed_places_yaml;
	const char *end = (const char *)embed_places_yaml_end;
	const char **ids = xcalloc(g->lines.n, sizeof(*ids));
	size_t n = 0;

	while (text < end && n < g->lines.n) {
		const char *eol = memchr(text, '\n', (size_t)(end - text));

		if (!eol)
			break;
		if (is_entry(text, eol))
			ids[n++] = arena_strndup(g->arena, text + 2, (size_t)(eol - text) - 3);
		text = eol + 1;
	}
	*ret_ids = ids;
	return n;
}

/* the beginning of the line that a place in the file is on */
static const char *line_of(const char *at)
{
	const char *text = (const char *)embed_places_yaml;

	while (at > text && at[-1] != '\n')
		at--;
	return at;
}

/* the id of the entry that a line belongs to */
static const char *id_of_line(struct arena *arena, const char *line)
{
	const char *text = (const char *)embed_places_yaml, *eol;

	for (; line > text; line = line_of(line - 1)) {
		eol = strchr(line, '\n');
		if (is_entry(line, eol))
			return arena_strndup(arena, line + 2, (size_t)(eol - line) - 3);
	}
	return "";
}

size_t gazetteer_pairs(struct arena *arena, const struct place_pair **ret_pairs)
{
	static const char name[] = "    name: {en: \"";
	const char *text = (const char *)embed_places_yaml;
	const char *end = (const char *)embed_places_yaml_end, *slash = text;
	VEC(struct place_pair) pairs = { 0 };
	struct place_pair *kept;
	size_t n;

	/* slashes are few, most of them in names of zones */
	while ((slash = memchr(slash + 1, '/', (size_t)(end - slash) - 1))) {
		const char *line, *quote;
		struct place_pair pair;

		if (slash[-1] != ' ' || slash[1] != ' ')
			continue;
		line = line_of(slash);
		if (strncmp(line, name, sizeof(name) - 1))
			continue;
		line += sizeof(name) - 1;
		quote = strchr(line, '"');
		if (quote < slash)
			continue;
		pair.name = arena_strndup(arena, line, (size_t)(quote - line));
		pair.form[0] = arena_strndup(arena, line, (size_t)(slash - 1 - line));
		pair.form[1] = arena_strndup(arena, slash + 2, (size_t)(quote - slash) - 2);
		pair.id = id_of_line(arena, line_of(slash));
		VEC_PUSH(&pairs, pair);
	}
	n = pairs.n;
	kept = arena_array(arena, n, sizeof(*kept));
	if (n)
		memcpy(kept, pairs.v, n * sizeof(*kept));
	*ret_pairs = kept;
	VEC_RELEASE(&pairs);
	return n;
}

const char *gazetteer_formerly(struct gazetteer *g, const char *code)
{
	char lower[8];
	size_t len = strlen(code);

	if (len >= sizeof(lower))
		return NULL;
	for (size_t i = 0; i <= len; i++)
		lower[i] = ascii_tolower(code[i]);
	return hash_get(&g->formerly, lower, len);
}
