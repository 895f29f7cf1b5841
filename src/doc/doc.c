#include "doc/doc.h"

#include <string.h>
#include <yaml.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "doc/syntax.h"

#include "base/banned.h"

/* a list or map that is not closed yet */
struct frame {
	struct node *node;
	struct node *last;	/* its last element; NULL: none yet */
	struct node *key;	/* of a map: waits for its value */
	bool is_map;
	uint32_t expansions;	/* of aliases, in it and below */
	uint32_t n_nodes;	/* in it and below, aliases counted in full */
	const char *anchor;
};

/* what an anchor stands for */
struct anchor {
	struct node *node;
	uint32_t expansions, n_nodes;
};

struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct source *source;
	yaml_parser_t parser;
	struct node document; /* a list of the root alone */
	struct frame stack[1 + DOC_MAX_DEPTH]; /* the document's first */
	struct frame *top;
	size_t n_nodes, max_nodes;
	struct hash anchors;
	bool stopped; /* by an error that leaves the rest unread */
};

static struct span span_of(const struct reader *r, yaml_mark_t from, yaml_mark_t to)
{
	return (struct span){ .line = (uint32_t)from.line + 1,
			      .column = (uint32_t)from.column + 1,
			      .end_line = (uint32_t)to.line + 1,
			      .end_column = (uint32_t)to.column + 1,
			      .file = r->source->file };
}

static struct span event_span(const struct reader *r, const yaml_event_t *e)
{
	return span_of(r, e->start_mark, e->end_mark);
}

/* where a file ends without a line end, libyaml goes on to a line that is not there */
static yaml_mark_t within(const struct reader *r, yaml_mark_t mark)
{
	const char *line;
	size_t len;

	if (mark.line < r->source->n_lines)
		return mark;
	source_line(r->source, r->source->n_lines, &line, &len);
	mark.line = r->source->n_lines - 1;
	mark.column = 0;
	for (size_t i = 0; i < len; i++)
		mark.column += !utf8_continues(line[i]);
	return mark;
}

/* with room for more behind it */
static struct node *new_node(struct reader *r, const yaml_event_t *e, enum node_kind kind,
			     size_t more)
{
	struct node *node = arena_alloc(r->arena, sizeof(*node) + more);
	yaml_mark_t start = within(r, e->start_mark), end = within(r, e->end_mark);

	node->line = (uint32_t)start.line + 1;
	node->column = (uint32_t)start.column + 1;
	node->end_line = (uint32_t)end.line + 1;
	node->end_column = (uint32_t)end.column + 1;
	node->file = r->source->file;
	node->kind = (uint8_t)kind;
	r->n_nodes++;
	return node;
}

static void stop(struct reader *r)
{
	r->stopped = true;
}

static void refuse_tag(struct reader *r, const yaml_event_t *e, const yaml_char_t *tag)
{
	diag_add(r->diags, PB101, event_span(r, e),
		 N_("tags such as \"%s\" are not used in plans; a text that begins with \"!\" needs "
		    "quotes"),
		 (const char *)tag);
	stop(r);
}

static void duplicate_key(struct reader *r, const struct node *first, const struct node *second)
{
	struct diag *diag = diag_add(r->diags, PB103, node_span(second),
				     N_("the key \"%s\" stands twice in this map"), second->text);

	diag_add_related(r->diags, diag, node_span(first), N_("it stands here first"));
}

/* are all keys of a map told apart by length and first letter, as those of most are? */
static bool keys_differ(const struct node *map)
{
	uint64_t seen = 0;

	for NODE_EACH(c, map) {
		unsigned int mark = (unsigned char)c->key->text[0] + 8 * c->key->n;
		uint64_t bit = UINT64_C(1) << (mark & 63);

		if (seen & bit)
			return false;
		seen |= bit;
	}
	return true;
}

/* the value before another in its map that has the same key, or NULL */
static struct node *find_before(const struct node *map, const struct node *value, struct hash *seen)
{
	if (map->n > 12) {
		void **slot = hash_slot(seen, value->key->text, value->key->n);

		if (!*slot)
			*slot = (void *)(uintptr_t)value;
		return *slot == value ? NULL : *slot;
	}
	for (struct node *b = map->first; b != value; b = b->next)
		if (b->key->n == value->key->n &&
		    !memcmp(b->key->text, value->key->text, value->key->n))
			return b;
	return NULL;
}

/* more duplicates in one map are no slip of an editor, and would take long */
#define ABSORBED_MAX 16

/*
 * Small maps are compared pair by pair, large ones through a table.  What
 * stands behind a duplicate is kept with the first, so that it is known.
 */
static void check_duplicates(struct reader *r, struct node *map)
{
	struct node **at = &map->first, *c;
	struct hash seen = HASH_INIT;
	uint32_t n = map->n;
	int absorbed = 0;

	while ((c = *at)) {
		struct node *first = find_before(map, c, &seen);

		if (!first) {
			at = &c->next;
			continue;
		}
		duplicate_key(r, first->key, c->key);
		*at = c->next;
		n--;
		if (absorbed++ < ABSORBED_MAX)
			doc_absorb(r->arena, first, c);
	}
	map->n = n;
	hash_release(&seen);
}

static void drop_last_child(struct node *parent)
{
	struct node **last = &parent->first;

	while (*last && (*last)->next)
		last = &(*last)->next;
	*last = NULL;
	parent->n--;
}

/*
 * What stands last before an error may be one half of what the error is
 * about: a text into which the next line ran.  Nothing is said of it twice.
 */
static void drop_broken(struct reader *r, uint32_t line)
{
	struct frame *top = r->top;
	struct node *last = top->last;

	if (top == r->stack)
		return;
	if (last && !top->key && last->kind == NODE_SCALAR &&
	    (top->node->flags & NODE_FLOW || last->end_line >= line))
		drop_last_child(top->node);
	/* a list or map that was only just opened, too */
	for (; top > r->stack + 1 && !top->node->n; top--)
		drop_last_child(top[-1].node);
}

static void key_is_no_text(struct reader *r, const yaml_event_t *e)
{
	diag_add(r->diags, PB106, event_span(r, e),
		 N_("a key must be a word; a list or a map stands here, perhaps for want of quotes"));
	drop_broken(r, (uint32_t)e->start_mark.line + 1);
	stop(r);
}

/* puts a finished or just opened node where it belongs */
static void attach(struct reader *r, const yaml_event_t *e, struct node *node)
{
	struct frame *top = r->top;

	if (top->is_map && !top->key) {
		if (node->kind != NODE_SCALAR)
			key_is_no_text(r, e);
		else
			top->key = node;
		return;
	}
	node->key = top->key;
	top->key = NULL;
	if (top->last)
		top->last->next = node;
	else
		top->node->first = node;
	top->last = node;
	top->node->n++;
}

static void define_anchor(struct reader *r, const char *name, struct node *node,
			  uint32_t expansions, uint32_t n_nodes)
{
	struct anchor *anchor = arena_new(r->arena, struct anchor);
	void **slot;

	*anchor = (struct anchor){ node, expansions, n_nodes };
	name = arena_strdup(r->arena, name);
	slot = hash_slot(&r->anchors, name, strlen(name));
	*slot = anchor;
}

static void on_scalar(struct reader *r, const yaml_event_t *e)
{
	size_t len = e->data.scalar.length;
	struct node *node;

	if (e->data.scalar.tag) {
		refuse_tag(r, e, e->data.scalar.tag);
		return;
	}
	/* only an escape makes a NUL */
	if (e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
	    memchr(e->data.scalar.value, '\0', len)) {
		diag_add(r->diags, PB101, event_span(r, e),
			 N_("the control character U+%04X stands here; no text may hold one"), 0u);
		stop(r);
		return;
	}
	/* the text stands behind its node, and a NUL behind that */
	node = new_node(r, e, NODE_SCALAR, len + 1);
	node->text = memcpy(node + 1, e->data.scalar.value, len);
	node->n = (uint32_t)len;
	if (e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
		node->flags |= NODE_PLAIN;
		if (len && source_line_is_cut(r->source, node->end_line) &&
		    syntax_is_cut(r->source, node_span(node)))
			node->flags |= NODE_CUT;
	}
	r->top->n_nodes++;
	if (e->data.scalar.anchor)
		define_anchor(r, (const char *)e->data.scalar.anchor, node, 0, 1);
	attach(r, e, node);
}

static void on_start(struct reader *r, const yaml_event_t *e, enum node_kind kind)
{
	bool is_map = kind == NODE_MAP;
	const yaml_char_t *tag =
		is_map ? e->data.mapping_start.tag : e->data.sequence_start.tag;
	const yaml_char_t *anchor =
		is_map ? e->data.mapping_start.anchor : e->data.sequence_start.anchor;
	bool flow = is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
			   : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	struct node *node;

	if (tag) {
		refuse_tag(r, e, tag);
		return;
	}
	if (r->top == r->stack + DOC_MAX_DEPTH) {
		diag_add(r->diags, PB102, event_span(r, e),
			 N_("values are nested deeper than %d levels here"), DOC_MAX_DEPTH);
		stop(r);
		return;
	}
	node = new_node(r, e, kind, 0);
	if (flow)
		node->flags |= NODE_FLOW;
	attach(r, e, node);
	if (r->stopped)
		return;
	*++r->top = (struct frame){
		.node = node,
		.is_map = is_map,
		.n_nodes = 1,
		.anchor = anchor ? arena_strdup(r->arena, (const char *)anchor) : NULL,
	};
}

static void on_end(struct reader *r, const yaml_event_t *e)
{
	const struct frame *top = r->top--;
	struct node *node = top->node;
	const struct node *last = top->last;

	if (e->end_mark.index > e->start_mark.index || !last) {
		yaml_mark_t end = within(r, e->end_mark);

		node->end_line = (uint32_t)end.line + 1;
		node->end_column = (uint32_t)end.column + 1;
	} else {
		/*
		 * Without a bracket, as a block or as a pair in a list ("[a: b]"),
		 * it ends with what it holds, not where the next begins.
		 */
		node->end_line = last->end_line;
		node->end_column = last->end_column;
	}
	/* what an alias repeats stands before it */
	if (node->end_line < node->line ||
	    (node->end_line == node->line && node->end_column <= node->column)) {
		node->end_line = node->line;
		node->end_column = node->column + 1;
	}
	if (top->is_map && !keys_differ(node))
		check_duplicates(r, node);
	if (top->anchor) {
		node->flags |= NODE_SHARED;
		define_anchor(r, top->anchor, node, top->expansions, top->n_nodes);
	}
	r->top->expansions += top->expansions;
	r->top->n_nodes += top->n_nodes;
}

static void on_alias(struct reader *r, const yaml_event_t *e)
{
	const char *name = (const char *)e->data.alias.anchor;
	struct anchor *anchor = hash_get(&r->anchors, name, strlen(name));
	size_t expansions = 0;
	struct node *node;

	if (!anchor) {
		diag_add(r->diags, PB101, event_span(r, e),
			 N_("\"*%1$s\" repeats what \"&%1$s\" marks, but nothing before it is "
			    "marked so; a text that begins with \"*\" needs quotes"),
			 name);
		stop(r);
		return;
	}
	r->top->expansions += anchor->expansions + 1;
	r->top->n_nodes += anchor->n_nodes;
	r->n_nodes += anchor->n_nodes;
	for (const struct frame *f = r->stack; f <= r->top; f++)
		expansions += f->expansions;
	if (expansions > DOC_MAX_EXPANSIONS) {
		diag_add(r->diags, PB102, event_span(r, e),
			 N_("aliases are expanded more than %d times by this one"),
			 DOC_MAX_EXPANSIONS);
		stop(r);
		return;
	}
	/* a copy for its place in the list; what is in it is shared */
	node = arena_new(r->arena, struct node);
	*node = *anchor->node;
	node->next = NULL;
	node->key = NULL;
	attach(r, e, node);
}

static void on_event(struct reader *r, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		on_scalar(r, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		on_start(r, e, NODE_LIST);
		break;
	case YAML_MAPPING_START_EVENT:
		on_start(r, e, NODE_MAP);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		on_end(r, e);
		break;
	case YAML_ALIAS_EVENT:
		on_alias(r, e);
		break;
	case YAML_DOCUMENT_START_EVENT:
		if (!r->document.first)
			break;
		diag_add(r->diags, PB101, event_span(r, e),
			 N_("a second document begins here; a plan is one document"));
		stop(r);
		break;
	default:
		break;
	}
	if (r->n_nodes > r->max_nodes && !r->stopped) {
		diag_add(r->diags, PB102, event_span(r, e),
			 N_("there are more values here than a plan of this size can hold"));
		stop(r);
	}
}

static bool is_readable(struct reader *r)
{
	size_t bad = r->source->valid;
	struct span span = { .line = 1, .column = 1, .file = r->source->file };

	if (bad == r->source->len)
		return true;
	while (span.line < r->source->n_lines &&
	       (r->source->lines[span.line] & ~SOURCE_LINE_CUT) <= bad)
		span.line++;
	for (size_t i = source_offset(r->source, span.line, 1); i < bad; i++)
		span.column += !utf8_continues(r->source->text[i]);
	span.end_line = span.line;
	span.end_column = span.column + 1;
	/* the line is not shown: it cannot be */
	diag_add(r->diags, PB101, span,
		 N_("this byte (0x%02X) is not UTF-8; save the file in the encoding UTF-8"),
		 (unsigned int)(unsigned char)r->source->text[bad]);
	return false;
}

static void parse(struct reader *r)
{
	bool done = false;

	if (!yaml_parser_initialize(&r->parser))
		BUG("yaml_parser_initialize");
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->source->text,
				     r->source->len);
	while (!done && !r->stopped) {
		yaml_event_t event;

		if (!yaml_parser_parse(&r->parser, &event)) {
			syntax_report(r->diags, r->source, &r->parser);
			if (r->parser.error != YAML_READER_ERROR)
				drop_broken(r, (uint32_t)r->parser.problem_mark.line + 1);
			stop(r);
			break;
		}
		on_event(r, &event);
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&r->parser);
}

struct doc doc_read(struct arena *arena, struct diags *diags, const struct source *source)
{
	struct reader r = { .arena = arena, .diags = diags, .source = source };
	struct doc doc;

	r.document.kind = NODE_LIST;
	r.top = r.stack;
	r.top->node = &r.document;
	/* shorter values than four bytes on average are no plan */
	r.max_nodes = 100000 + source->len / 4;
	if (is_readable(&r))
		parse(&r);
	else
		stop(&r);
	hash_release(&r.anchors);
	doc.root = r.document.first;
	doc.truncated = r.stopped;
	return doc;
}
