#include "diag/diag-format.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/text.h"

#include "base/banned.h"

/* what of a long line is shown: this many characters around the place */
#define SHOWN_MAX 160

struct writer {
	struct strbuf *out;
	const struct diags *diags;
	bool colour;
};

static void add_coloured(const struct writer *w, const char *sgr, const char *text)
{
	if (w->colour)
		strbuf_addf(w->out, "\033[%sm%s\033[0m", sgr, text);
	else
		strbuf_addstr(w->out, text);
}

/* the sign and colour of each severity */
static const char *const colours[SEVERITY_COUNT] = { "1;36", "1;35", "1;31" };

static void add_place(const struct writer *w, struct span span)
{
	const struct source *source = sources_at(w->diags->sources, span);

	if (!source)
		return;
	if (span.line)
		strbuf_addf(w->out, "%s:%u:%u: ", source->path, span.line, span.column);
	else
		strbuf_addf(w->out, "%s: ", source->path);
}

/* moves n characters on, at most to end */
static const char *skip(const char *p, const char *end, uint32_t n)
{
	while (n-- && p < end)
		utf8_next(&p);
	return p;
}

/* the character at a line and column, or the line's end */
static const char *at_column(const struct source *source, uint32_t line, uint32_t column,
			     const char *end)
{
	const char *at = source->text + source_offset(source, line, column);

	return at < end ? at : end;
}

static size_t visible_width(const char *from, const char *to)
{
	struct strbuf sb = STRBUF_INIT;
	size_t width;

	text_add_visible(&sb, from, (size_t)(to - from));
	width = text_width(sb.text, sb.len);
	strbuf_release(&sb);
	return width;
}

/* the line of a place, and carets below the place as far as it is on it */
static void add_excerpt(const struct writer *w, struct span span, const char *colour)
{
	const struct source *source = sources_at(w->diags->sources, span);
	const char *text, *end, *from, *to;
	size_t len, carets;
	uint32_t skipped = 0;

	if (!source || !span.line || span.line > source->n_lines || source->valid < source->len)
		return;
	source_line(source, span.line, &text, &len);
	end = text + len;
	from = at_column(source, span.line, span.column, end);
	to = span.end_line == span.line ? at_column(source, span.line, span.end_column, end) : end;
	if (len > SHOWN_MAX && span.column > SHOWN_MAX / 2)
		skipped = span.column - SHOWN_MAX / 2;
	text = at_column(source, span.line, skipped + 1, end);
	end = skip(text, end, SHOWN_MAX);
	if (to > end)
		to = end;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;

	strbuf_addf(w->out, "%5u | %s", span.line, skipped ? "…" : "");
	text_add_visible(w->out, text, (size_t)(end - text));
	strbuf_addstr(w->out, "\n      | ");
	strbuf_addchars(w->out, ' ', visible_width(text, from) + (skipped ? 1 : 0));
	carets = to > from ? visible_width(from, to) : 1;
	if (w->colour)
		strbuf_addf(w->out, "\033[%sm", colour);
	strbuf_addchars(w->out, '^', carets ? carets : 1);
	strbuf_addstr(w->out, w->colour ? "\033[0m\n" : "\n");
}

static void add_labelled(const struct writer *w, enum severity severity, const char *code)
{
	const char *name = catalog_get(w->diags->catalog, severity_name(severity));
	struct strbuf label = STRBUF_INIT;

	strbuf_addstr(&label, name);
	strbuf_addstr(&label, code);
	add_coloured(w, colours[severity], label.text);
	/* TRANSLATORS: between a label, such as "error[PB301]", and what it introduces */
	strbuf_addstr(w->out, catalog_get(w->diags->catalog, N_(": ")));
	strbuf_release(&label);
}

static void add_message(const struct writer *w, const char *message)
{
	text_add_visible(w->out, message, strlen(message));
	strbuf_addch(w->out, '\n');
}

static void add_diag(const struct writer *w, const struct diag *diag)
{
	const struct catalog *catalog = w->diags->catalog;
	struct strbuf code = STRBUF_INIT;

	strbuf_addf(&code, "[%s]", diag_code_name((int)diag->code).text);
	add_place(w, diag->span);
	add_labelled(w, diag->severity, code.text);
	strbuf_release(&code);
	add_message(w, diag->message);
	add_excerpt(w, diag->span, colours[diag->severity]);
	for (const struct diag_related *r = diag->related; r; r = r->next) {
		add_place(w, r->span);
		add_labelled(w, SEVERITY_NOTE, "");
		add_message(w, r->message);
		add_excerpt(w, r->span, colours[SEVERITY_NOTE]);
	}
	if (diag->fix) {
		/* TRANSLATORS: before a text to be written instead of a wrong one */
		strbuf_addf(w->out, catalog_get(catalog, N_("write instead: %s")), "");
		add_message(w, diag->fix);
	}
	if (diag->waived) {
		/* TRANSLATORS: a waiver hides this finding; its reason follows */
		strbuf_addf(w->out, catalog_get(catalog, N_("waived: %s")), "");
		add_message(w, diag->waived);
	}
}

void diags_add_text(struct strbuf *out, const struct diags *diags, enum severity least, bool colour)
{
	struct writer w = { .out = out, .diags = diags, .colour = colour };

	for (size_t i = 0; i < diags->list.n; i++)
		if (diags->list.v[i]->severity >= least)
			add_diag(&w, diags->list.v[i]);
}

void diags_add_summary(struct strbuf *out, const struct diags *diags)
{
	const struct catalog *c = diags->catalog;
	struct diag_counts counts = diags_count(diags);
	size_t n;
	bool first = true;

	static const struct {
		const char *one, *many;
	} patterns[SEVERITY_COUNT + 1] = {
		{ NP_("%zu note", "%zu notes") },
		{ NP_("%zu warning", "%zu warnings") },
		{ NP_("%zu error", "%zu errors") },
		/* TRANSLATORS: findings hidden by waivers */
		{ NP_("%zu waived", "%zu waived") },
	};
	for (int i = SEVERITY_COUNT - 1; i >= -1; i--) {
		int which = i >= 0 ? i : SEVERITY_COUNT;

		n = i >= 0 ? counts.n[i] : counts.waived;
		if (!n)
			continue;
		strbuf_addstr(out, first ? "" : ", ");
		first = false;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		strbuf_addf(out,
			    catalog_get_plural(c, patterns[which].one, patterns[which].many, n), n);
#pragma GCC diagnostic pop
	}
	if (first)
		strbuf_addstr(out, catalog_get(c, N_("no findings")));
	strbuf_addch(out, '\n');
}
