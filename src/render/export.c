#include "render/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/ics.h"
#include "render/manifest.h"

#include "base/banned.h"

#define CALENDAR_MODE 0666

/* an export while it is made */
struct exporting {
	const struct export_request *request;
	const struct export_plan *plan;
	struct export_report *report;
	struct out out;
	struct ics ics;
	struct manifest old, made;
	struct strbuf text, old_text;
};

void export_report_release(struct export_report *report)
{
	if (!report)
		return;
	for (size_t i = 0; i < report->changes.n; i++)
		free(report->changes.v[i].name);
	VEC_RELEASE(&report->changes);
	free(report->failed);
	*report = (struct export_report){ 0 };
}

/* ---------------------------------------------------------- what it was made from */

static civil_day day_of(instant now)
{
	return (civil_day)((now >= 0 ? now : now - 86399) / 86400);
}

/* all that decides what is written, besides the sources */
static struct digest options_digest(const struct export_request *request)
{
	struct strbuf text = STRBUF_INIT;
	struct digest digest;

	strbuf_addf(&text, "%s\n%s\n%s\n%s\n", PACKAGE_VERSION, request->plan_path,
		    request->view ? request->view : "", request->meeting ? request->meeting : "");
	for (size_t i = 0; i < request->n_langs; i++)
		strbuf_addf(&text, "%s,", lang_code(request->langs[i]));
	strbuf_addch(&text, '\n');
	zones_add_version(&text);
	digest = digest_of(text.text, text.len);
	strbuf_release(&text);
	return digest;
}

static bool has_source(const struct sources *sources, const char *path)
{
	for (size_t i = 0; i < sources->list.n; i++)
		if (!strcmp(sources->list.v[i]->path, path))
			return true;
	return false;
}

static void note_if_absent(struct exporting *e, const char *path)
{
	if (!has_source(e->plan->sources, path) && !strchr(path, '\n'))
		manifest_add_source(&e->made, path, (struct digest){ 0, 0 }, 0, true);
}

/* private files and the ledger may be absent, and then appear */
static void note_absent(struct exporting *e)
{
	const struct strings *names = e->plan->plan->private_include;
	const char *slash = strrchr(e->request->plan_path, '/');
	struct strbuf path = STRBUF_INIT;

	for (size_t i = 0; i < LIST_N(names); i++) {
		strbuf_reset(&path);
		if (slash)
			strbuf_add(&path, e->request->plan_path,
				   (size_t)(slash - e->request->plan_path) + 1);
		strbuf_addstr(&path, names->v[i]);
		note_if_absent(e, path.text);
	}
	if (e->plan->ledger_path)
		note_if_absent(e, e->plan->ledger_path);
	strbuf_release(&path);
}

static void note_sources(struct exporting *e)
{
	const struct sources *sources = e->plan->sources;
	struct stat st;

	e->made.options = options_digest(e->request);
	e->made.day = day_of(e->request->now);
	e->made.errors = e->plan->errors;
	for (size_t i = 0; i < sources->list.n; i++) {
		const struct source *s = sources->list.v[i];

		/* a byte order mark was left out: then the file differs, and is read anew */
		if (!stat(s->path, &st) && S_ISREG(st.st_mode) && !strchr(s->path, '\n'))
			manifest_add_source(&e->made, s->path, digest_of(s->text, s->len), s->len,
					    false);
		else
			e->made.errors = true; /* not to be found again: never current */
	}
	note_absent(e);
}

bool export_is_current(const struct export_request *request, size_t *ret_n_files)
{
	struct strbuf text = STRBUF_INIT;
	struct manifest manifest = { 0 };
	struct out out;
	bool is = false;

	if (access(request->directory, F_OK))
		return false;
	if (!out_open(&out, request->directory) && !out_read(&out, MANIFEST_NAME, &text) &&
	    manifest_parse(&manifest, text.text, text.len) && !manifest.errors &&
	    manifest.day == day_of(request->now) &&
	    digest_is(manifest.options, options_digest(request)) &&
	    manifest_holds(&manifest, &out)) {
		*ret_n_files = manifest.files.n;
		is = true;
	}
	manifest_release(&manifest);
	strbuf_release(&text);
	out_release(&out);
	return is;
}

/* ------------------------------------------------------------------------ writing */

static void report_change(struct exporting *e, const char *name, enum export_change_kind kind)
{
	struct export_change change = { xstrdup(name), kind };

	VEC_PUSH(&e->report->changes, change);
}

static struct ics_request ics_request_for(const struct exporting *e, const struct view *view,
					  enum lang *own)
{
	struct ics_request r = { .view = *view, .only = e->plan->meeting };

	*own = view_language(view, e->plan->plan);
	r.langs = e->request->n_langs ? e->request->langs : own;
	r.n_langs = e->request->n_langs ? e->request->n_langs : 1;
	r.old_text = e->old_text.text;
	r.old_len = e->old_text.len;
	return r;
}

static int put_text(struct exporting *e, const char *name)
{
	bool changed, is_new = !e->old_text.len;
	int r = out_put(&e->out, name, CALENDAR_MODE, e->text.text, e->text.len, &changed);

	if (r)
		return r;
	manifest_add_file(&e->made, name, digest_of(e->text.text, e->text.len), e->text.len);
	if (changed)
		report_change(e, name, is_new ? EXPORT_NEW : EXPORT_CHANGED);
	return 0;
}

/* what is there now; nothing if it cannot be read, which writing will then say */
static void read_old(struct exporting *e, const char *name)
{
	strbuf_reset(&e->text);
	strbuf_reset(&e->old_text);
	if (out_read(&e->out, name, &e->old_text))
		strbuf_reset(&e->old_text);
}

static int put_view(struct exporting *e, const struct view *view)
{
	struct strbuf name = STRBUF_INIT;
	struct ics_request request;
	enum lang own;
	int r = 0;

	view_add_file_name(&name, view);
	strbuf_addstr(&name, ".ics");
	read_old(e, name.text);
	request = ics_request_for(e, view, &own);
	/* who takes part in nothing gets no file; the others may be subscribed to */
	if (ics_add_view(&e->text, &e->ics, &request) || view->kind != VIEW_PERSON || e->plan->view)
		r = put_text(e, name.text);
	strbuf_release(&name);
	return r;
}

static int put_actions(struct exporting *e)
{
	static const struct view view = { .kind = VIEW_PARTICIPANTS };
	struct ics_request request;
	enum lang own;

	read_old(e, "actions.ics");
	request = ics_request_for(e, &view, &own);
	return ics_add_actions(&e->text, &e->ics, &request) ? put_text(e, "actions.ics") : 0;
}

static int put_all(struct exporting *e)
{
	static const enum view_kind fixed[] = { VIEW_ORGANIZERS, VIEW_PARTICIPANTS, VIEW_PUBLIC };
	const struct plan *plan = e->plan->plan;
	int r = 0;

	for (size_t i = 0; i < ARRAY_SIZE(fixed) && !r; i++)
		r = put_view(e, &(struct view){ .kind = fixed[i] });
	for (size_t i = 0; i < LIST_N(plan->sides) && !r; i++)
		r = put_view(e, &(struct view){ .kind = VIEW_SIDE, .side = &plan->sides->v[i] });
	for (size_t i = 0; i < LIST_N(plan->people) && !r; i++)
		r = put_view(e,
			     &(struct view){ .kind = VIEW_PERSON, .person = &plan->people->v[i] });
	return r ? r : put_actions(e);
}

/* the files of an earlier export that this one has not made */
static int settle_others(struct exporting *e)
{
	for (size_t i = 0; i < e->old.files.n; i++) {
		const struct manifest_file *f = &e->old.files.v[i];
		int r;

		if (manifest_file(&e->made, f->name))
			continue;
		if (e->plan->view) { /* of one view only: the others stay as they are, and ours */
			manifest_add_file(&e->made, f->name, f->digest, f->size);
			continue;
		}
		r = out_remove(&e->out, f->name);
		if (r)
			return r;
		report_change(e, f->name, EXPORT_REMOVED);
	}
	return 0;
}

static int put_manifest(struct exporting *e)
{
	bool changed;

	/* that a day went by is no reason to write */
	if (e->old.sources.n && manifest_is_same(&e->old, &e->made))
		return 0;
	strbuf_reset(&e->text);
	manifest_add_text(&e->text, &e->made);
	return out_put(&e->out, MANIFEST_NAME, CALENDAR_MODE, e->text.text, e->text.len, &changed);
}

static int export_into(struct exporting *e)
{
	int r = out_open(&e->out, e->request->directory);

	if (r)
		return r;
	if (!out_read(&e->out, MANIFEST_NAME, &e->text))
		manifest_parse(&e->old, e->text.text, e->text.len);
	note_sources(e);
	r = e->plan->view ? put_view(e, e->plan->view) : put_all(e);
	if (!r)
		r = settle_others(e);
	if (!r)
		r = put_manifest(e);
	if (!r)
		r = out_commit(&e->out);
	return r;
}

int export_write(const struct export_request *request, const struct export_plan *plan,
		 struct export_report *ret_report)
{
	struct exporting e = { .request = request,
			       .plan = plan,
			       .report = ret_report,
			       .out = OUT_INIT,
			       .text = STRBUF_INIT,
			       .old_text = STRBUF_INIT };
	int r;

	*ret_report = (struct export_report){ 0 };
	ics_init(&e.ics, plan->plan, plan->it, plan->catalogs, plan->issued, request->now);
	r = export_into(&e);
	ret_report->n_files = e.made.files.n;
	ret_report->begun = e.out.begun;
	if (r && e.out.failed)
		ret_report->failed = xstrdup(e.out.failed);
	out_release(&e.out);
	ics_release(&e.ics);
	manifest_release(&e.old);
	manifest_release(&e.made);
	strbuf_release(&e.text);
	strbuf_release(&e.old_text);
	return r;
}

void export_add_view(struct strbuf *out, const struct export_request *request,
		     const struct export_plan *plan)
{
	struct exporting e = { .request = request, .plan = plan, .old_text = STRBUF_INIT };
	struct ics_request r;
	enum lang own;

	r = ics_request_for(&e, plan->view, &own);
	ics_init(&e.ics, plan->plan, plan->it, plan->catalogs, plan->issued, request->now);
	ics_add_view(out, &e.ics, &r);
	ics_release(&e.ics);
}
