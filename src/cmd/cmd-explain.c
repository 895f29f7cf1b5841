#include "cmd/cmd.h"

#include "base/json.h"
#include "base/suggest.h"
#include "diag/explain.h"

#include "base/banned.h"

/* text is this wide where there is no terminal, and never wider than can be read */
#define WIDTH 80
#define WIDTH_MIN 40
#define WIDTH_MAX 100

static size_t explain_columns(void)
{
	size_t width = terminal_width();

	if (!width)
		return WIDTH;
	return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

static int unknown_code(struct run *run, const char *name)
{
	struct diag_code_name codes[DIAG_INFO_COUNT];
	struct suggest s;

	suggest_init(&s, name);
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		codes[i] = diag_code_name((int)diag_infos[i].code);
		suggest_offer(&s, diag_infos[i].slug);
		suggest_offer(&s, codes[i].text);
	}
	if (s.best)
		complain(run, N_("there is no finding \"%1$s\"; did you mean \"%2$s\"?"), name,
			 s.best);
	else
		complain(run, N_("there is no finding \"%s\"; pbplan explain lists them all"),
			 name);
	return EXIT_USAGE;
}

static void add_json(struct strbuf *out, const struct run *run)
{
	const struct catalog *catalog = &run->catalogs[run->ui];
	struct json json;

	json_init(&json, out);
	json_open(&json, '{');
	json_key(&json, "codes");
	json_open(&json, '[');
	for (size_t i = 0; i < run->options.n_arguments; i++)
		explain_put_json(&json, catalog, diag_info_find(run->options.arguments[i]));
	for (size_t i = 0; !run->options.n_arguments && i < DIAG_INFO_COUNT; i++)
		explain_put_json(&json, catalog, &diag_infos[i]);
	json_close(&json, ']');
	json_close(&json, '}');
}

static void add_text(struct strbuf *out, const struct run *run)
{
	const struct catalog *catalog = &run->catalogs[run->ui];

	for (size_t i = 0; i < run->options.n_arguments; i++) {
		if (i)
			strbuf_addstr(out, "\n\n");
		explain_add_text(out, catalog, diag_info_find(run->options.arguments[i]),
				 explain_columns());
	}
	if (!run->options.n_arguments)
		explain_add_list(out, catalog, terminal_width());
}

static int explain(struct run *run)
{
	struct strbuf sb = STRBUF_INIT;
	int status;

	for (size_t i = 0; i < run->options.n_arguments; i++)
		if (!diag_info_find(run->options.arguments[i]))
			return unknown_code(run, run->options.arguments[i]);
	if (run->options.format == FORMAT_JSON)
		add_json(&sb, run);
	else
		add_text(&sb, run);
	status = print_out(run, sb.text, sb.len);
	strbuf_release(&sb);
	return status;
}

const struct command cmd_explain = {
	.name = "explain",
	.arguments = "[CODE…]",
	.summary = N_("what a finding means, with an example; or all of them"),
	.details =
		N_("CODE is written PB301, 301 or double-booked. Without one, all findings are "
		   "listed. With --format json it is one object: its \"codes\" is a list of "
		   "objects with code, slug, severity, group, title, explanation, can_be_waived, "
		   "depends_on_today, bad and good; the last two are the examples, or null."),
	.options = TAKES(FORMAT),
	.max_arguments = 1000,
	.run = explain,
};
