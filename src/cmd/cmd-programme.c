#include "cmd/cmd.h"

#include <string.h>

#include "base/out.h"
#include "cmd/pictures.h"
#include "lang/errors.h"
#include "ledger/ledger-issued.h"
#include "render/programme.h"

#include "base/banned.h"

static bool is_stdout(const struct options *o)
{
	return !strcmp(o->output, "-");
}

static int check_usage(const struct run *run)
{
	const struct options *o = &run->options;

	if (!o->output || !*o->output) {
		complain(run, N_("name the file for the programme with -o; \"-\" is standard "
				 "output"));
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}

/* of a plan that was read, for the view that was asked for; EXIT_USAGE after a complaint */
static int choose(const struct run *run, const struct loaded *loaded, struct programme *p)
{
	const struct options *o = &run->options;

	if (!select_view(run, &loaded->plan, &p->view))
		return refuse_view(run, &loaded->plan);
	if (!select_meeting(run, &loaded->plan, &p->only))
		return refuse_meeting(run, &loaded->plan);
	if ((o->day_sheets || o->lists) && p->view.kind != VIEW_ORGANIZERS) {
		complain(run, N_("lists and day sheets are for organizers; add --for organizers"));
		return EXIT_USAGE;
	}
	p->n_langs = o->n_langs;
	memcpy(p->langs, o->langs, sizeof(p->langs));
	if (!p->n_langs)
		p->n_langs = programme_languages(&p->view, &loaded->plan, p->langs);
	return EXIT_DONE;
}

static int write_file(struct run *run, const struct programme *p, const struct strbuf *text)
{
	const char *path = run->options.output;
	/* what organizers read may hold private data */
	mode_t mode = p->view.kind == VIEW_ORGANIZERS ? 0600 : 0666;
	struct strbuf said = STRBUF_INIT;
	bool changed;
	int status, r = out_write_file(path, mode, text->text, text->len, &changed);

	if (r) {
		complain(run, N_("cannot write \"%1$s\": %2$s; it is as it was before"), path,
			 error_text(&run->catalogs[run->ui], r));
		return EXIT_SYSTEM;
	}
	/* TRANSLATORS: the name of a file. */
	strbuf_addf(&said, changed ? tr(run, N_("written: %s")) : tr(run, N_("unchanged: %s")), path);
	strbuf_addch(&said, '\n');
	status = print_out(run, said.text, said.len);
	strbuf_release(&said);
	return status;
}

static int write_programme(struct run *run, const struct loaded *loaded, struct programme *p)
{
	struct strbuf text = STRBUF_INIT;
	struct pictures pictures;
	struct issued issued;
	bool fits;
	int status;

	ledger_issued(loaded->ledger, &loaded->plan, &issued);
	pictures_init(&pictures, run, loaded);
	p->issued = &issued;
	p->findings = pictures.findings.v;
	p->n_findings = pictures.findings.n;
	p->owed = pictures.owed.v;
	p->n_owed = pictures.owed.n;
	fits = programme_add(&text, p);
	pictures_release(&pictures);
	issued_release(&issued);
	if (!fits) {
		complain(run, N_("lists and day sheets are too long; limit them with --meeting"));
		strbuf_release(&text);
		return EXIT_SYSTEM;
	}
	status = is_stdout(&run->options) ? print_out(run, text.text, text.len)
					  : write_file(run, p, &text);
	strbuf_release(&text);
	return status;
}

static int programme(struct run *run)
{
	struct loaded loaded;
	struct programme p = { .plan = &loaded.plan,
			       .it = &loaded.itinerary,
			       .catalogs = run->catalogs,
			       .dates = &run->dates,
			       .view = { .kind = VIEW_PARTICIPANTS },
			       .now = run->now,
			       .lists = run->options.lists,
			       .day_sheets = run->options.day_sheets,
			       .langs_given = run->options.n_langs > 0 };
	int status = check_usage(run), findings;

	if (!status)
		status = load_plan(run, plan_path(run, 0), &loaded);
	if (status)
		return status;
	findings = report_findings(run);
	if (!loaded.plan.at || diags_forbid_documents(&run->diags)) {
		complain(run,
			 N_("no programme was written: the plan cannot be understood as it is"));
		return EXIT_PLAN;
	}
	status = choose(run, &loaded, &p);
	if (!status)
		status = write_programme(run, &loaded, &p);
	if (!status && findings)
		complain(run, N_("the programme was written although the plan has errors"));
	return status ? status : findings;
}

const struct command cmd_programme = {
	.name = "programme",
	.arguments = "[PLAN]",
	.summary = N_("write the programme for paper and telephone"),
	.details = N_(
		"One HTML file that holds all it needs: of each meeting title, days and place, the "
		"delegations, what happens day by day, accommodation, what was agreed and contacts, "
		"and a picture of who is where, as the participants may know them; a picture of visits "
		"and return visits, where there are several; --for writes it for another reader. "
		"Organizers also get notes and clearances and, in the picture and below it, what "
		"validate finds and nights without accommodation; the file is then readable by its "
		"owner only.\n\n"
		"One to three languages stand side by side, in the order of --lang; without it, those "
		"of the sides, or the reader's own. It prints on A4, and a narrow screen shows one "
		"language under the other.\n\n"
		"For organizers, behind each meeting: with --lists the lists that are named, as pbplan "
		"list makes them, in the first language, with private data as far as whom they are for "
		"needs it; with --day-sheets a page for each person, with what that person takes part "
		"in, in that person's language unless --lang names others."),
	.options = TAKES(OUTPUT) | TAKES(FOR) | TAKES(MEETING) | TAKES(LANG) | TAKES(LISTS) |
		   TAKES(DAY_SHEETS) | TAKES(NOW),
	.max_arguments = 1,
	.run = programme,
};
