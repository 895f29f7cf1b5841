#include "diag/diag-format.h"

#include "base/json.h"

#include "base/banned.h"

static void put_place(struct json *json, const struct diags *diags, struct span span)
{
	const struct source *source = sources_at(diags->sources, span);

	json_put(json, "file", source ? source->path : NULL);
	json_put_int(json, "line", span.line);
	json_put_int(json, "column", span.column);
}

static void put_diag(struct json *json, const struct diags *diags, const struct diag *diag)
{
	json_open(json, '{');
	json_put(json, "code", diag_code_name((int)diag->code).text);
	json_put(json, "slug", diag_info_of(diag->code)->slug);
	json_put(json, "severity", severity_name(diag->severity));
	put_place(json, diags, diag->span);
	json_put_int(json, "end_line", diag->span.end_line);
	json_put_int(json, "end_column", diag->span.end_column);
	json_put(json, "message", diag->message);
	json_key(json, "people");
	json_open(json, '[');
	for (size_t i = 0; i < diag->n_people; i++)
		json_string(json, diag->people[i]);
	json_close(json, ']');
	json_key(json, "related");
	json_open(json, '[');
	for (const struct diag_related *r = diag->related; r; r = r->next) {
		json_open(json, '{');
		put_place(json, diags, r->span);
		json_put(json, "message", r->message);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_put(json, "fix", diag->fix);
	json_put(json, "waived", diag->waived);
	json_close(json, '}');
}

void diags_add_json(struct strbuf *out, const struct diags *diags, enum severity least)
{
	struct diag_counts counts = diags_count(diags);
	struct json json;

	json_init(&json, out);
	json_open(&json, '{');
	json_key(&json, "findings");
	json_open(&json, '[');
	for (size_t i = 0; i < diags->list.n; i++)
		if (diags->list.v[i]->severity >= least)
			put_diag(&json, diags, diags->list.v[i]);
	json_close(&json, ']');
	json_key(&json, "summary");
	json_open(&json, '{');
	json_put_int(&json, "errors", (int64_t)counts.n[SEVERITY_ERROR]);
	json_put_int(&json, "warnings", (int64_t)counts.n[SEVERITY_WARNING]);
	json_put_int(&json, "notes", (int64_t)counts.n[SEVERITY_NOTE]);
	json_put_int(&json, "waived", (int64_t)counts.waived);
	json_close(&json, '}');
	json_close(&json, '}');
}
