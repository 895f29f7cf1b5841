#include "diag/explain.h"

#include <string.h>

#include "diag/examples.h"
#include "lang/text.h"

#include "base/banned.h"

const char *explain_century(int code)
{
	static const char *const names[] = {
		/* TRANSLATORS: from here on, headings over groups of findings */
		N_("form"),
		N_("time"),
		/* TRANSLATORS: where every person is, minute by minute */
		N_("presence"),
		N_("people and protocol"),
		N_("border and clearance"),
		/* TRANSLATORS: visits that are answered by visits */
		N_("reciprocity"),
		/* TRANSLATORS: holidays and days of remembrance */
		N_("days"),
		N_("language and names"),
		/* TRANSLATORS: what others get to read: privacy */
		N_("what leaves the house"),
	};

	return names[code / 100 - 1];
}

bool explain_begins_century(const struct diag_info *info)
{
	return info == diag_infos || info->code / 100 != info[-1].code / 100;
}

/* ------------------------------------------------------------------ the list */

static const char *severity_in(const struct catalog *catalog, const struct diag_info *info)
{
	return catalog_get(catalog, severity_name(info->severity));
}

/* the text, and blanks up to a width */
static void add_cell(struct strbuf *out, const char *text, size_t width)
{
	size_t used = text_width(text, strlen(text));

	strbuf_addstr(out, text);
	strbuf_addchars(out, ' ', used < width ? width - used : 0);
}

static size_t max_width(size_t width, const char *text)
{
	size_t other = text_width(text, strlen(text));

	return other > width ? other : width;
}

void explain_add_list(struct strbuf *out, const struct catalog *catalog, size_t width)
{
	size_t slugs = 0, severities = 0, indent;

	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		slugs = max_width(slugs, diag_infos[i].slug);
		severities = max_width(severities, severity_in(catalog, &diag_infos[i]));
	}
	indent = strlen("PB000  ") + slugs + 2 + severities + 2;
	/* where there is hardly room for a title, lines may as well run over */
	if (width < indent + 20)
		width = 0;
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		const struct diag_info *info = &diag_infos[i];

		if (explain_begins_century(info))
			strbuf_addf(out, "%sPB%dxx  %s\n", i ? "\n" : "", (int)info->code / 100,
				    catalog_get(catalog, explain_century((int)info->code)));
		strbuf_addf(out, "%s  ", diag_code_name((int)info->code).text);
		add_cell(out, info->slug, slugs + 2);
		add_cell(out, severity_in(catalog, info), severities + 2);
		text_add_wrapped(out, catalog_get(catalog, info->title), width, indent);
		strbuf_addch(out, '\n');
	}
}

/* ------------------------------------------------------------------ one code */

/*
 * In examples of what must not be in a text, it is shown as U+FFFD: it could
 * steer the terminal.
 */
static void add_example(struct strbuf *out, const struct diag_info *info, enum example which,
			const char *prefix)
{
	struct strbuf sb = STRBUF_INIT;

	example_add(&sb, (int)info->code, which, prefix);
	for (const char *line = sb.text, *end; (end = strchr(line, '\n')); line = end + 1) {
		text_add_visible(out, line, (size_t)(end - line));
		strbuf_addch(out, '\n');
	}
	strbuf_release(&sb);
}

static bool has_example(const struct diag_info *info, enum example which)
{
	struct strbuf sb = STRBUF_INIT;
	bool has = example_add(&sb, (int)info->code, which, "");

	strbuf_release(&sb);
	return has;
}

static const char *heading_of(const struct catalog *catalog, enum example which)
{
	return which == EXAMPLE_BAD ? catalog_get(catalog, N_("bad example:"))
				    : catalog_get(catalog, N_("good example:"));
}

static const char *waiving(const struct catalog *catalog, const struct diag_info *info)
{
	return diag_can_be_waived((int)info->code)
		       /* TRANSLATORS: a waiver, in YAML, follows */
		       ? catalog_get(catalog, N_("It can be waived with a reason:"))
		       : catalog_get(catalog,
				     N_("It cannot be waived: findings of form and of privacy "
					"always count."));
}

static const char *dependence(const struct catalog *catalog)
{
	return catalog_get(catalog, N_("It depends on the day on which the plan is checked."));
}

static void add_waiver(struct strbuf *out, const struct diag_info *info)
{
	strbuf_addf(out, "waive: [{check: %s, reason: …}]", diag_code_name((int)info->code).text);
}

static void add_paragraph(struct strbuf *out, const char *text, size_t width)
{
	strbuf_addch(out, '\n');
	text_add_wrapped(out, text, width, 0);
	strbuf_addch(out, '\n');
}

void explain_add_text(struct strbuf *out, const struct catalog *catalog,
		      const struct diag_info *info, size_t width)
{
	strbuf_addf(out, "%s  %s  %s\n", diag_code_name((int)info->code).text, info->slug,
		    severity_in(catalog, info));
	text_add_wrapped(out, catalog_get(catalog, info->title), width, 0);
	strbuf_addch(out, '\n');
	add_paragraph(out, catalog_get(catalog, info->explanation), width);
	if (diag_depends_on_today((int)info->code))
		add_paragraph(out, dependence(catalog), width);
	add_paragraph(out, waiving(catalog, info), width);
	if (diag_can_be_waived((int)info->code)) {
		strbuf_addstr(out, "\n    ");
		add_waiver(out, info);
		strbuf_addch(out, '\n');
	}
	for (enum example which = EXAMPLE_BAD; which <= EXAMPLE_GOOD; which++) {
		if (!has_example(info, which))
			continue;
		strbuf_addf(out, "\n%s\n\n", heading_of(catalog, which));
		add_example(out, info, which, "    ");
	}
}

void explain_add_markdown(struct strbuf *out, const struct catalog *catalog,
			  const struct diag_info *info)
{
	strbuf_addf(out, "%s\n\n", catalog_get(catalog, info->explanation));
	if (diag_depends_on_today((int)info->code))
		strbuf_addf(out, "%s\n\n", dependence(catalog));
	strbuf_addstr(out, waiving(catalog, info));
	if (diag_can_be_waived((int)info->code)) {
		strbuf_addstr(out, " `");
		add_waiver(out, info);
		strbuf_addch(out, '`');
	}
	strbuf_addch(out, '\n');
	for (enum example which = EXAMPLE_BAD; which <= EXAMPLE_GOOD; which++) {
		if (!has_example(info, which))
			continue;
		strbuf_addf(out, "\n%s\n\n```yaml\n", heading_of(catalog, which));
		add_example(out, info, which, "");
		strbuf_addstr(out, "```\n");
	}
}

void explain_add_chapter(struct strbuf *out, const struct catalog *catalog)
{
	strbuf_addf(out, "# %s\n", catalog_get(catalog, N_("What validate finds")));
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		const struct diag_info *info = &diag_infos[i];

		if (explain_begins_century(info))
			strbuf_addf(out, "\n## PB%dxx: %s\n", (int)info->code / 100,
				    catalog_get(catalog, explain_century((int)info->code)));
		strbuf_addf(out, "\n### %s %s\n\n**%s** (%s)\n\n",
			    diag_code_name((int)info->code).text, info->slug,
			    catalog_get(catalog, info->title), severity_in(catalog, info));
		explain_add_markdown(out, catalog, info);
	}
}

/* null if there is none */
static void put_example(struct json *json, const char *key, const struct diag_info *info,
			enum example which)
{
	struct strbuf sb = STRBUF_INIT;

	json_put(json, key, example_add(&sb, (int)info->code, which, "") ? sb.text : NULL);
	strbuf_release(&sb);
}

void explain_put_json(struct json *json, const struct catalog *catalog,
		      const struct diag_info *info)
{
	json_open(json, '{');
	json_put(json, "code", diag_code_name((int)info->code).text);
	json_put(json, "slug", info->slug);
	json_put(json, "severity", severity_name(info->severity));
	json_put(json, "group", catalog_get(catalog, explain_century((int)info->code)));
	json_put(json, "title", catalog_get(catalog, info->title));
	json_put(json, "explanation", catalog_get(catalog, info->explanation));
	json_put_bool(json, "can_be_waived", diag_can_be_waived((int)info->code));
	json_put_bool(json, "depends_on_today", diag_depends_on_today((int)info->code));
	put_example(json, "bad", info, EXAMPLE_BAD);
	put_example(json, "good", info, EXAMPLE_GOOD);
	json_close(json, '}');
}
