/*
 * Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0
 * (an OASIS standard), as platforms for code review take them.
 */
#include "diag/diag-format.h"

#include <string.h>

#include "base/ascii.h"
#include "base/json.h"

#include "base/banned.h"

#define SCHEMA \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

struct sarif {
	struct json json;
	const struct diags *diags;
	enum severity least;
	int rules[DIAG_INFO_COUNT]; /* by place in diag_infos: index of the rule, or -1 */
};

/*
 * An object with a message string.  Braces are doubled in those, as single
 * ones stand around placeholders (§3.11.5).
 */
static void put_message(struct json *json, const char *key, const char *text)
{
	struct strbuf sb = STRBUF_INIT;

	for (const char *p = text; *p; p++) {
		if (*p == '{' || *p == '}')
			strbuf_addch(&sb, *p);
		strbuf_addch(&sb, *p);
	}
	json_key(json, key);
	json_open(json, '{');
	json_put(json, "text", sb.text);
	json_close(json, '}');
	strbuf_release(&sb);
}

/*
 * A path as a URI reference (RFC 3986): relative to wherever the reader has
 * the files, unless it is absolute.
 */
static void add_uri(struct strbuf *out, const char *path)
{
	static const char unreserved[] = "-._~/";
	static const char digits[] = "0123456789ABCDEF";

	while (path[0] == '.' && path[1] == '/')
		path += 2 + strspn(path + 2, "/");
	if (path[0] == '/')
		strbuf_addstr(out, "file://");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (ascii_isalnum(*path) || strchr(unreserved, *path)) {
			strbuf_addch(out, *path);
		} else {
			strbuf_addch(out, '%');
			strbuf_addch(out, digits[c >> 4]);
			strbuf_addch(out, digits[c & 15]);
		}
	}
}

static void put_region(struct json *json, struct span span)
{
	json_key(json, "region");
	json_open(json, '{');
	json_put_int(json, "startLine", span.line);
	json_put_int(json, "startColumn", span.column);
	if (span.end_line) {
		json_put_int(json, "endLine", span.end_line);
		json_put_int(json, "endColumn", span.end_column);
	}
	json_close(json, '}');
}

/*
 * An element of locations; of related ones, which must differ from each
 * other, with a number and what is said of it, else 0 and NULL.
 */
static void put_location(struct sarif *s, struct span span, int id, const char *message)
{
	const struct source *source = sources_at(s->diags->sources, span);
	struct json *json = &s->json;
	struct strbuf uri = STRBUF_INIT;

	json_open(json, '{');
	if (id)
		json_put_int(json, "id", id);
	if (source) {
		/* standard input has no address; this is what others call it */
		if (!strcmp(source->path, "<stdin>"))
			strbuf_addstr(&uri, "stdin");
		else
			add_uri(&uri, source->path);
		json_key(json, "physicalLocation");
		json_open(json, '{');
		json_key(json, "artifactLocation");
		json_open(json, '{');
		json_put(json, "uri", uri.text);
		json_close(json, '}');
		if (span.line)
			put_region(json, span);
		json_close(json, '}');
	}
	if (message)
		put_message(json, "message", message);
	json_close(json, '}');
	strbuf_release(&uri);
}

static void put_related(struct sarif *s, const struct diag *diag)
{
	int id = 0;

	if (!diag->related)
		return;
	json_key(&s->json, "relatedLocations");
	json_open(&s->json, '[');
	for (const struct diag_related *r = diag->related; r; r = r->next)
		put_location(s, r->span, ++id, r->message);
	json_close(&s->json, ']');
}

/*
 * A list also where nothing is suppressed: all results have it or none
 * (§3.27.23).  Waivers stand in the plan itself.
 */
static void put_suppressions(struct json *json, const struct diag *diag)
{
	json_key(json, "suppressions");
	json_open(json, '[');
	if (diag->waived) {
		json_open(json, '{');
		json_put(json, "kind", "inSource");
		json_put(json, "status", "accepted");
		json_put(json, "justification", diag->waived);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_result(struct sarif *s, const struct diag *diag)
{
	const struct catalog *catalog = s->diags->catalog;
	struct json *json = &s->json;
	struct strbuf message = STRBUF_INIT;

	strbuf_addstr(&message, diag->message);
	if (diag->fix) {
		strbuf_addch(&message, '\n');
		strbuf_addf(&message, catalog_get(catalog, N_("write instead: %s")), diag->fix);
	}
	json_open(json, '{');
	json_put(json, "ruleId", diag_code_name((int)diag->code).text);
	json_put_int(json, "ruleIndex", s->rules[diag_info_of(diag->code) - diag_infos]);
	json_put(json, "level", severity_name(diag->severity));
	put_message(json, "message", message.text);
	if (sources_at(s->diags->sources, diag->span)) {
		json_key(json, "locations");
		json_open(json, '[');
		put_location(s, diag->span, 0, NULL);
		json_close(json, ']');
	}
	put_related(s, diag);
	put_suppressions(json, diag);
	json_close(json, '}');
	strbuf_release(&message);
}

static void put_rule(struct sarif *s, const struct diag_info *info)
{
	const struct catalog *catalog = s->diags->catalog;
	struct json *json = &s->json;

	json_open(json, '{');
	json_put(json, "id", diag_code_name((int)info->code).text);
	json_put(json, "name", info->slug);
	put_message(json, "shortDescription", catalog_get(catalog, info->title));
	put_message(json, "fullDescription", catalog_get(catalog, info->explanation));
	put_message(json, "help", catalog_get(catalog, info->explanation));
	json_key(json, "defaultConfiguration");
	json_open(json, '{');
	json_put(json, "level", severity_name(info->severity));
	json_close(json, '}');
	json_close(json, '}');
}

/* the rules of the findings that are shown, by code */
static void put_rules(struct sarif *s)
{
	int n = 0;

	for (size_t i = 0; i < DIAG_INFO_COUNT; i++)
		s->rules[i] = -1;
	for (size_t i = 0; i < s->diags->list.n; i++)
		if (s->diags->list.v[i]->severity >= s->least)
			s->rules[diag_info_of(s->diags->list.v[i]->code) - diag_infos] = 0;
	json_key(&s->json, "rules");
	json_open(&s->json, '[');
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		if (s->rules[i] < 0)
			continue;
		s->rules[i] = n++;
		put_rule(s, &diag_infos[i]);
	}
	json_close(&s->json, ']');
}

static void put_tool(struct sarif *s)
{
	struct json *json = &s->json;

	json_key(json, "tool");
	json_open(json, '{');
	json_key(json, "driver");
	json_open(json, '{');
	json_put(json, "name", "pbplan");
	json_put(json, "version", PACKAGE_VERSION);
	json_put(json, "language", lang_code(s->diags->catalog->lang));
	put_rules(s);
	json_close(json, '}');
	json_close(json, '}');
}

static void put_run(struct sarif *s, bool all_read)
{
	struct json *json = &s->json;

	json_open(json, '{');
	put_tool(s);
	json_key(json, "invocations");
	json_open(json, '[');
	json_open(json, '{');
	json_put_bool(json, "executionSuccessful", all_read);
	json_close(json, '}');
	json_close(json, ']');
	json_put(json, "language", lang_code(s->diags->catalog->lang));
	json_put(json, "columnKind", "unicodeCodePoints");
	json_key(json, "results");
	json_open(json, '[');
	for (size_t i = 0; i < s->diags->list.n; i++)
		if (s->diags->list.v[i]->severity >= s->least)
			put_result(s, s->diags->list.v[i]);
	json_close(json, ']');
	json_close(json, '}');
}

void diags_add_sarif(struct strbuf *out, const struct diags *diags, enum severity least,
		     bool all_read)
{
	struct sarif s = { .diags = diags, .least = least };

	json_init(&s.json, out);
	json_open(&s.json, '{');
	json_put(&s.json, "$schema", SCHEMA);
	json_put(&s.json, "version", "2.1.0");
	json_key(&s.json, "runs");
	json_open(&s.json, '[');
	put_run(&s, all_read);
	json_close(&s.json, ']');
	json_close(&s.json, '}');
}
