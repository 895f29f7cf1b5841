#include "doc/syntax.h"

#include <string.h>

#include "base/ascii.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "doc/quote.h"

#include "base/banned.h"

bool syntax_is_cut(const struct source *source, struct span scalar)
{
	size_t at = source_offset(source, scalar.end_line, scalar.end_column);
	const char *p = source->text + at, *end = source->text + source->len;

	while (p < end && ascii_isblank(*p))
		p++;
	return p > source->text + at && p + 1 < end && *p == '#' && (unsigned char)p[1] > ' ' &&
	       p[1] != '#';
}

/* the line of an error, and the offset in it where the error is */
struct place {
	struct span span;
	const char *line;
	size_t len, at;
};

static struct place place_of(const struct source *source, yaml_mark_t mark)
{
	struct place p;

	p.span = (struct span){ .line = (uint32_t)mark.line + 1,
				.column = (uint32_t)mark.column + 1,
				.end_line = (uint32_t)mark.line + 1,
				.end_column = (uint32_t)mark.column + 2,
				.file = source->file };
	if (p.span.line > source->n_lines)
		p.span.line = p.span.end_line = source->n_lines;
	source_line(source, p.span.line, &p.line, &p.len);
	p.at = source_offset(source, p.span.line, p.span.column) -
	       source_offset(source, p.span.line, 1);
	if (p.at > p.len)
		p.at = p.len;
	return p;
}

/* is the offset inside [ ] or { } that were opened on the line? */
static bool in_flow(const struct place *p, size_t at)
{
	int open = 0;

	for (size_t i = 0; i < at; i++) {
		if (p->line[i] == '{' || p->line[i] == '[')
			open++;
		else if (p->line[i] == '}' || p->line[i] == ']')
			open--;
	}
	return open > 0;
}

/*
 * Where the text before an offset begins: behind the last "key: ", and in
 * a list or map also behind the last bracket or comma; or at.
 */
static size_t text_start(const struct place *p, size_t at)
{
	bool flow = in_flow(p, at);
	size_t from = at;

	while (from > 1 && !(p->line[from - 2] == ':' && p->line[from - 1] == ' ') &&
	       !(flow && strchr("[{,", p->line[from - 1])))
		from--;
	if (from < 2)
		return at;
	while (from < at && p->line[from] == ' ')
		from++;
	return from;
}

/* where the text that begins at an offset ends as its writer meant it */
static size_t text_end(const struct place *p, size_t from, size_t at)
{
	bool flow = in_flow(p, from);
	size_t end = at;

	while (end < p->len) {
		if (flow && strchr(",}]", p->line[end]))
			break;
		if (p->line[end] == '#' && end && ascii_isblank(p->line[end - 1]))
			break;
		end++;
	}
	while (end > from && ascii_isblank(p->line[end - 1]))
		end--;
	return end;
}

/* the line with the text from one offset to another in quotes */
static void fix_by_quoting(struct diags *diags, struct diag *diag, const struct place *p,
			   size_t from, size_t to)
{
	struct strbuf sb = STRBUF_INIT;

	quote_add_line(&sb, p->line, p->len, from, to);
	diag_set_fix(diags, diag, "%s", sb.text);
	strbuf_release(&sb);
}

/* a colon and a blank inside a text: "session: Session I: media" */
static void report_colon(struct diags *diags, const struct place *p)
{
	struct diag *diag;
	size_t from = text_start(p, p->at);

	if (from == p->at) {
		diag_add(diags, PB101, p->span,
			 N_("this line continues the text above, which cannot hold a colon; it is "
			    "indented too deep, or a colon is missing above"));
		return;
	}
	diag = diag_add(diags, PB101, p->span,
			N_("a text that holds a colon and a blank needs quotes"));
	if (p->line[from] != '"' && p->line[from] != '\'')
		fix_by_quoting(diags, diag, p, from, text_end(p, from, p->at));
}

static void report_tab(struct diags *diags, const struct place *p)
{
	struct diag *diag = diag_add(diags, PB101, p->span,
				     N_("a tab stands here; YAML is indented with blanks only"));
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < p->len; i++) {
		if (p->line[i] == '\t')
			strbuf_addstr(&sb, "  ");
		else
			strbuf_addch(&sb, p->line[i]);
	}
	diag_set_fix(diags, diag, "%s", sb.text);
	strbuf_release(&sb);
}

static void report_start(struct diags *diags, const struct place *p)
{
	char character[5] = "";
	struct diag *diag;

	if (p->at < p->len && p->line[p->at] == '\t') {
		report_tab(diags, p);
		return;
	}
	if (p->at < p->len) {
		const char *end = p->line + p->at;

		utf8_next(&end);
		memcpy(character, p->line + p->at, (size_t)(end - p->line) - p->at);
	}
	diag = diag_add(diags, PB101, p->span, N_("a text that begins with \"%s\" needs quotes"),
			character);
	if (p->at < p->len)
		fix_by_quoting(diags, diag, p, p->at, text_end(p, p->at, p->at));
}

/* "&", "*": the character before the place where libyaml gave up */
static void report_mark(struct diags *diags, const struct source *source, yaml_mark_t mark)
{
	struct place p = place_of(source, mark);

	report_start(diags, &p);
}

/* what libyaml cannot decode, at an offset in bytes */
static void report_character(struct diags *diags, const struct source *source,
			     const yaml_parser_t *parser)
{
	struct span span = { .line = 1, .column = 1, .file = source->file };

	while (span.line < source->n_lines &&
	       (source->lines[span.line] & ~SOURCE_LINE_CUT) <= parser->problem_offset)
		span.line++;
	for (size_t i = source_offset(source, span.line, 1);
	     i < parser->problem_offset && i < source->len; i++)
		span.column += !utf8_continues(source->text[i]);
	span.end_line = span.line;
	span.end_column = span.column + 1;
	diag_add(diags, PB101, span,
		 N_("the control character U+%04X stands here; no text may hold one"),
		 (unsigned int)parser->problem_value);
}

/* how libyaml names what has its own message here */
static const struct {
	const char *context, *problem; /* parts of its words; NULL: any */
	bool at_context;	       /* the place to show is where the construct begins */
	const char *message;
} known[] = {
	{ "quoted scalar", "end of stream", true, N_("the quote that opens here is never closed") },
	{ "quoted scalar", "document indicator", true,
	  N_("the quote that opens here is never closed") },
	{ "quoted scalar", "", false,
	  N_("\"\\\" begins no known sign here; write \"\\\\\" or use single quotes") },
	{ "flow sequence", "", true,
	  N_("the list that opens here with \"[\" is not closed, or a comma is missing in it") },
	{ "flow mapping", "", true,
	  N_("the map that opens here with \"{\" is not closed, or a comma is missing in it") },
	{ "simple key", "", true,
	  N_("this line is no \"key: value\"; a colon is missing, or it belongs to the text above "
	     "and is not indented as that is") },
	{ "block mapping", "", false,
	  N_("this does not line up with the keys above, or text stands behind a closing quote") },
	{ "block collection", "", false, N_("this does not line up with the list above") },
	{ "block scalar", "", false,
	  N_("the text after \"|\" or \">\" begins on the next line, indented with blanks") },
	{ NULL, "block sequence entries are not allowed", false,
	  N_("a list cannot begin here; put \"- \" on a line of its own") },
	{ NULL, "mapping keys are not allowed", false, N_("a text that begins with \"?\" needs quotes") },
	{ NULL, "document start", false,
	  N_("nothing may follow here: the plan's map has ended, or a line is not indented as it should be") },
	{ NULL, "undefined tag", false, N_("a text that begins with \"!\" needs quotes") },
	{ "tag", "", true, N_("a text that begins with \"!\" needs quotes") },
	{ "directive", "", true, N_("a line that begins with \"%\" is not used in plans") },
	{ "node", "", false, N_("a value is missing here") },
};

static bool has(const char *text, const char *part)
{
	return !part || (text && strstr(text, part));
}

/*
 * A "#" that hides the end of a list or map from the parser: the first on
 * the lines between.
 */
static bool report_cut(struct diags *diags, const struct source *source,
		       const yaml_parser_t *parser)
{
	for (size_t line = parser->context_mark.line; line <= parser->problem_mark.line; line++) {
		struct diag *diag;
		struct place p;

		if (!source_line_is_cut(source, (uint32_t)line + 1))
			continue;
		p = place_of(source, (yaml_mark_t){ .line = line });
		while (p.at + 1 < p.len && !(p.line[p.at] == ' ' && p.line[p.at + 1] == '#'))
			p.at++;
		for (size_t i = 0; i <= p.at && i < p.len; i++)
			p.span.column += !utf8_continues(p.line[i]);
		p.span.end_column = p.span.column + 1;
		diag = diag_add(diags, PB101, p.span,
				N_("a comment begins here and hides the rest of the line; a text "
				   "that holds \" #\" needs quotes"));
		fix_by_quoting(diags, diag, &p, text_start(&p, p.at), text_end(&p, p.at, p.at + 2));
		return true;
	}
	return false;
}

void syntax_report(struct diags *diags, const struct source *source, const yaml_parser_t *parser)
{
	struct place p = place_of(source, parser->problem_mark);

	if (parser->error == YAML_READER_ERROR) {
		report_character(diags, source, parser);
		return;
	}
	if (has(parser->problem, "mapping values are not allowed")) {
		report_colon(diags, &p);
		return;
	}
	/* in { } and [ ] a second colon is one token too many */
	if (parser->context && has(parser->context, "flow") && p.at + 1 < p.len &&
	    p.line[p.at] == ':' && ascii_isblank(p.line[p.at + 1]) && text_start(&p, p.at) < p.at) {
		report_colon(diags, &p);
		return;
	}
	if (has(parser->problem, "cannot start any token")) {
		report_start(diags, &p);
		return;
	}
	if (has(parser->problem, "tab character")) {
		report_tab(diags, &p);
		return;
	}
	if (has(parser->context, "anchor") || has(parser->context, "alias")) {
		report_mark(diags, source, parser->context_mark);
		return;
	}
	if (has(parser->context, "flow") && parser->context && report_cut(diags, source, parser))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		if (!has(parser->context, known[i].context) ||
		    !has(parser->problem, known[i].problem))
			continue;
		if (known[i].at_context)
			p = place_of(source, parser->context_mark);
		diag_add(diags, PB101, p.span, "%s",
			 catalog_get(diags->catalog, known[i].message));
		return;
	}
	diag_add(diags, PB101, p.span, N_("this cannot be read as YAML"));
}
