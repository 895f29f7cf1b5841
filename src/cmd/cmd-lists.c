#include "cmd/cmd.h"

#include <string.h>

#include "base/json.h"
#include "base/out.h"
#include "base/suggest.h"
#include "itinerary/event.h"
#include "lang/errors.h"
#include "render/list.h"

#include "base/banned.h"

/* text of a table is never wider than this, where the terminal is */
#define WIDTH_MIN 20
#define WIDTH_MAX 200
/* and in a file, whoever writes it */
#define WIDTH_OF_FILES 80

/* Excel takes a file for UTF-8 by it; a pipe's reader stumbles over it */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* -------------------------------------------------------------- what was asked for */

/* "people, arrivals, …" */
static const char *kind_names(struct run *run)
{
	const char *names = "";

	for (int i = 0; i < LIST_COUNT; i++)
		names = arena_printf(&run->arena, "%s%s%s", names, i ? ", " : "",
				     list_kinds[i].name);
	return names;
}

static int refuse_kind(struct run *run, const char *name)
{
	struct suggest near;

	if (!name) {
		complain(run, N_("name the list: %s"), kind_names(run));
		return EXIT_USAGE;
	}
	suggest_init(&near, name);
	for (int i = 0; i < LIST_COUNT; i++)
		suggest_offer(&near, list_kinds[i].name);
	if (near.best)
		complain(run, N_("there is no list \"%1$s\"; did you mean \"%2$s\"?"), name,
			 near.best);
	else
		complain(run, N_("there is no list \"%1$s\"; there are: %2$s"), name,
			 kind_names(run));
	return EXIT_USAGE;
}

static int find_kind(struct run *run, enum list_kind *ret)
{
	const char *name = run->options.n_arguments ? run->options.arguments[0] : NULL;

	for (int i = 0; name && i < LIST_COUNT; i++)
		if (!strcmp(list_kinds[i].name, name)) {
			*ret = (enum list_kind)i;
			return EXIT_DONE;
		}
	return refuse_kind(run, name);
}

/* ---------------------------------------------------------- what the ledger knows */

struct answers {
	struct list_answers answers;
	struct run *run;
	const struct loaded *loaded;
};

static enum list_answer of_partstat(enum partstat partstat)
{
	switch (partstat) {
	case PARTSTAT_ACCEPTED:
		return LIST_ANSWER_ACCEPTED;
	case PARTSTAT_DECLINED:
		return LIST_ANSWER_DECLINED;
	case PARTSTAT_TENTATIVE:
		return LIST_ANSWER_TENTATIVE;
	case PARTSTAT_DELEGATED:
		return LIST_ANSWER_DELEGATED;
	default:
		return LIST_ANSWER_AWAITED;
	}
}

static enum list_answer get_answer(const struct list_answers *answers,
				   const struct meeting *meeting, const struct person *person,
				   instant *ret_at)
{
	const struct answers *a = (const struct answers *)answers;
	const struct loaded *loaded = a->loaded;
	const char *uid = event_uid(&loaded->plan, meeting, NULL, &a->run->arena);
	const struct ledger_recipient *to;
	const struct answer *last;

	if (!uid || !person->email || !person->id)
		return LIST_ANSWER_NONE;
	to = ledger_recipient(loaded->ledger, uid, person->email, person->id);
	if (!to || to->last->is_cancel)
		return LIST_ANSWER_NONE;
	last = to->answer;
	if (to->counter && (!last || to->counter->stamp > last->stamp)) {
		*ret_at = to->counter->at;
		return LIST_ANSWER_PROPOSED;
	}
	if (!last)
		return LIST_ANSWER_AWAITED;
	*ret_at = last->at;
	return of_partstat(last->partstat);
}

/* ----------------------------------------------------------------------- the output */

static void add_json(struct strbuf *out, const struct run *run, const struct list *list,
		     const struct list_request *request)
{
	struct json json;

	json_init(&json, out);
	json_open(&json, '{');
	json_put(&json, "for", run->options.view ? run->options.view : "organizers");
	json_key(&json, "languages");
	json_open(&json, '[');
	for (size_t i = 0; i < request->n_langs; i++)
		json_string(&json, lang_code(request->langs[i]));
	json_close(&json, ']');
	json_key(&json, "tables");
	json_open(&json, '[');
	for (size_t i = 0; i < list->n; i++)
		table_put_json(&json, &list->tables[i]);
	json_close(&json, ']');
	json_close(&json, '}');
}

static bool is_file(const struct options *o)
{
	return o->output && strcmp(o->output, "-") != 0;
}

static void add_text(struct strbuf *out, const struct run *run, const struct list *list,
		     const struct list_request *request)
{
	struct table_style style = { .catalog = &run->catalogs[request->langs[0]],
				     .width = is_file(&run->options)
						      ? WIDTH_OF_FILES
						      : text_columns(WIDTH_MIN, WIDTH_MAX),
				     .colour = run->options.colour && !is_file(&run->options) };

	for (size_t i = 0; i < list->n; i++) {
		if (!list->tables[i].n_rows)
			continue;
		if (out->len)
			strbuf_addch(out, '\n');
		table_add_text(out, &list->tables[i], &style);
	}
	if (!out->len)
		strbuf_addf(out, "%s\n", tr(run, N_("there is nothing to list")));
}

static int write_out(struct run *run, const struct strbuf *text)
{
	const char *path = run->options.output;
	bool changed;
	int r;

	if (!is_file(&run->options))
		return print_out(run, text->text, text->len);
	r = out_write_file(path, 0600, text->text, text->len, &changed);
	if (!r)
		return EXIT_DONE;
	complain(run, N_("cannot write \"%1$s\": %2$s; it is as it was"), path,
		 error_text(&run->catalogs[run->ui], r));
	return EXIT_SYSTEM;
}

/* what who receives the list asks for, and the plan does not say */
static void complain_of_missing(struct run *run, const struct table *table)
{
	struct strbuf list = STRBUF_INIT;

	for (size_t i = 0; i < table->info->n_columns; i++) {
		size_t n = table->info->columns[i].flags & COLUMN_WANTED
				   ? table_count_empty(table, i)
				   : 0;

		if (n)
			strbuf_addf(&list, "%s%s (%zu)", list.len ? ", " : "",
				    tr(run, table->info->columns[i].title), n);
	}
	if (list.len)
		/* TRANSLATORS: columns of a list, with the number of their empty cells. */
		complain(run, N_("the plan does not say everything; empty in the list: %s"),
			 list.text);
	strbuf_release(&list);
}

static int print_list(struct run *run, const struct list *list, const struct list_request *request)
{
	struct strbuf text = STRBUF_INIT;
	int status;

	if (run->options.format == FORMAT_JSON) {
		add_json(&text, run, list, request);
	} else if (run->options.format == FORMAT_CSV) {
		if (is_file(&run->options))
			strbuf_addstr(&text, BYTE_ORDER_MARK);
		table_add_csv(&text, &list->tables[0]);
	} else {
		add_text(&text, run, list, request);
	}
	status = write_out(run, &text);
	strbuf_release(&text);
	if (!status)
		complain_of_missing(run, &list->tables[0]);
	return status;
}

/* ---------------------------------------------------------------------- the command */

static int choose(struct run *run, const struct plan *plan, struct list_request *request)
{
	if (!select_view(run, plan, &request->view))
		return refuse_view(run, plan);
	if (run->options.view && (request->view.kind == VIEW_PARTICIPANTS ||
				  request->view.kind == VIEW_PUBLIC)) {
		complain(run, N_("lists are for organizers; --for takes side:ID or person:ID"));
		return EXIT_USAGE;
	}
	if (!select_meeting(run, plan, &request->only))
		return refuse_meeting(run, plan);
	return EXIT_DONE;
}

static int list_plan(struct run *run, enum list_kind kind, struct list_request *request)
{
	struct loaded loaded;
	struct answers answers = { { get_answer }, run, &loaded };
	struct list list;
	int status = load_plan(run, plan_path(run, 1), &loaded), written;

	if (status)
		return status;
	status = report_findings(run);
	if (!loaded.plan.at || diags_forbid_documents(&run->diags)) {
		complain(run, N_("no list was made: the plan cannot be understood as it is"));
		return EXIT_PLAN;
	}
	written = choose(run, &loaded.plan, request);
	if (written)
		return written;
	request->plan = &loaded.plan;
	request->it = &loaded.itinerary;
	request->answers = &answers.answers;
	list_make(&list, kind, request);
	if (list.is_too_long) {
		complain(run, N_("the list is too long; limit it with --meeting or --for"));
		written = EXIT_SYSTEM;
	} else {
		written = print_list(run, &list, request);
	}
	list_release(&list);
	if (!written && status)
		complain(run, N_("the list was made although the plan has errors"));
	return written ? written : status;
}

static int list(struct run *run)
{
	const struct options *o = &run->options;
	struct list_request request = { .catalogs = run->catalogs,
					.dates = &run->dates,
					.langs = { run->ui },
					.n_langs = 1,
					.view = { .kind = VIEW_ORGANIZERS },
					.now = run->now };
	enum list_kind kind;
	int status = find_kind(run, &kind);

	if (status)
		return status;
	if (o->n_langs > 2) {
		complain(run, N_("a list is in one language, or two; name them with --lang"));
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < o->n_langs; i++)
		request.langs[i] = o->langs[i];
	request.n_langs = o->n_langs ? o->n_langs : 1;
	return list_plan(run, kind, &request);
}

static const char *kind_name(size_t i)
{
	return i < LIST_COUNT ? list_kinds[i].name : NULL;
}

const struct command cmd_list = {
	.name = "list",
	.arguments = "WHAT [PLAN]",
	.summary = N_("the papers for hotels, drivers, kitchens, airports and borders"),
	.details = N_(
		"WHAT is people, arrivals (journeys to the meeting and back), rooms, vehicles, meals or "
		"border (who passes a border, with documents and permits). Lists are for organizers and "
		"hold private data as far as their reader needs it; a file is readable by its owner "
		"only. They have the meetings that are neither over, held nor cancelled, or the one of "
		"--meeting; --for side:ID or person:ID takes these people only. With two languages "
		"texts are in both, and days in numbers.\n\n"
		"As CSV (RFC 4180) the list is one table, with days as 2027-04-15 and countries as "
		"codes; counts of nights are in the text and in JSON. A file begins with a byte order "
		"mark, by which Excel knows UTF-8; standard output does not. Where a spreadsheet would "
		"take a text for a formula, an apostrophe stands before it. Telephone numbers stay as "
		"they are dialled, with blanks between their parts.\n\n"
		"As JSON it is an object: for, languages, and tables, each with name, title, columns "
		"(key, title) and rows."),
	.options = TAKES(OUTPUT) | TAKES(FOR) | TAKES(MEETING) | TAKES(LANG) | TAKES(FORMAT) |
		   TAKES(NOW),
	.formats = WRITES(TEXT) | WRITES(JSON) | WRITES(CSV),
	.max_arguments = 2,
	.choice = kind_name,
	.run = list,
};
