#include "plan/schema.h"

#include <string.h>

#include "diag/explain.h"
#include "plan/fields.h"

#include "base/banned.h"

/* what a field takes, in words */
static void add_type(struct strbuf *out, const struct catalog *catalog, const struct field *field)
{
	const char *what = catalog_get(catalog, field->type ? field->type->doc : field->record->help);

	if (field->flags & FIELD_MAP)
		/* TRANSLATORS: a shape of values; the record's name follows */
		strbuf_addf(out, catalog_get(catalog, N_("a map from id to: %s")), what);
	else if (field->flags & FIELD_LIST)
		/* TRANSLATORS: a shape of values; what stands in the list follows */
		strbuf_addf(out, catalog_get(catalog, N_("a list; in it: %s")), what);
	else if (field->flags & FIELD_ONE_OR_LIST)
		strbuf_addf(out, catalog_get(catalog, N_("one or a list; in it: %s")), what);
	else
		strbuf_addstr(out, what);
	if (field->record)
		strbuf_addf(out, " (#%s)", field->record->name);
	if (field->type && field->type->words) {
		strbuf_addstr(out, ": ");
		for (int i = 0, n = 0; field->type->words[i]; i++)
			if (field->type->words[i][0])
				strbuf_addf(out, "%s%s", n++ ? ", " : "", field->type->words[i]);
	}
}

static const char *audience_name(const struct catalog *catalog, enum audience audience)
{
	switch (audience) {
	case AUDIENCE_PUBLIC:
		return catalog_get(catalog, N_("everybody"));
	case AUDIENCE_PARTICIPANTS:
		return catalog_get(catalog, N_("participants"));
	case AUDIENCE_ORGANIZERS:
		return catalog_get(catalog, N_("organizers"));
	case AUDIENCE_OFFICE:
		return catalog_get(catalog, N_("organizers, never in a calendar"));
	default:
		return catalog_get(catalog, N_("nobody"));
	}
}

static void add_field(struct strbuf *out, const struct catalog *catalog, const struct field *field)
{
	const char *example = field->example;

	strbuf_addf(out, "- `%s`", field->key);
	if (field->flags & FIELD_REQUIRED)
		/* TRANSLATORS: of a key that must be there */
		strbuf_addf(out, " **%s**", catalog_get(catalog, N_("required")));
	strbuf_addf(out, "\n  %s\n  ", catalog_get(catalog, field->help));
	add_type(out, catalog, field);
	if (!example)
		example = field->type ? field->type->example : field->record->example;
	if (field->flags & FIELD_MAP)
		strbuf_addf(out, "\n  `%s: {%s: %s}`", field->key, field->record->id_example, example);
	else if (field->flags & FIELD_LIST && *example != '[')
		strbuf_addf(out, "\n  `%s: [%s]`", field->key, example);
	else
		strbuf_addf(out, "\n  `%s: %s`", field->key, example);
	/* TRANSLATORS: who may read a field; the names of readers follow */
	strbuf_addstr(out, "\n  ");
	strbuf_addf(out, catalog_get(catalog, N_("read by: %s")),
		    audience_name(catalog, field->audience));
	strbuf_addch(out, '\n');
}

void reference_add(struct strbuf *out, const struct catalog *catalog)
{
	strbuf_addf(out, "# %s\n\n", catalog_get(catalog, N_("The plan format, version 1")));
	for (size_t i = 0; records[i]; i++) {
		strbuf_addf(out, "%s## %s\n\n%s\n\n", i ? "\n" : "", records[i]->name,
			    catalog_get(catalog, records[i]->help));
		for (size_t j = 0; j < records[i]->n_fields; j++)
			add_field(out, catalog, &records[i]->fields[j]);
	}
	strbuf_addch(out, '\n');
	explain_add_chapter(out, catalog);
}
