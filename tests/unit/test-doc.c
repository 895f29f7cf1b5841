/*
 * YAML to nodes: what they hold, and where they stand, in characters.
 */
#include "doc/doc.h"

#include <string.h>

#include "lang/catalog.h"

#include "tap.h"

struct setup {
	struct arena arena;
	struct sources sources;
	struct diags diags;
	struct catalog english;
};

static void setup_init(struct setup *s)
{
	*s = (struct setup){ .english = { .lang = LANG_EN } };
	sources_init(&s->sources, &s->arena);
	diags_init(&s->diags, &s->arena, &s->english, &s->sources);
}

static void setup_release(struct setup *s)
{
	diags_release(&s->diags);
	sources_release(&s->sources);
	arena_release(&s->arena);
}

static struct doc read_text(struct setup *s, const char *text)
{
	return doc_read(&s->arena, &s->diags, sources_add(&s->sources, "x.yaml", text, strlen(text)));
}

/* the node on a path: keys, and numbers from 0 in lists, with "/" between */
static const struct node *find(const struct node *node, const char *path)
{
	while (node && *path) {
		char part[32];
		size_t len = strcspn(path, "/");

		memcpy(part, path, len);
		part[len] = '\0';
		path += len + (path[len] == '/');
		if (node->kind == NODE_LIST) {
			int n = part[0] - '0';

			for (node = node->first; node && n; n--)
				node = node->next;
		} else {
			node = node_get(node, part);
		}
	}
	return node;
}

static void test_spans(void)
{
	static const struct {
		const char *text, *path;
		uint32_t line, column, end_line, end_column;
		const char *value; /* of a scalar */
	} cases[] = {
		{ "a: b", "a", 1, 4, 1, 5, "b" },
		{ "a: b\nc: def\n", "c", 2, 4, 2, 7, "def" },
		{ "a: 'it''s'\n", "a", 1, 4, 1, 11, "it's" },
		{ "a: \"\\u0587\"\n", "a", 1, 4, 1, 12, "և" },
		{ "a: Երևան\nb: c\n", "a", 1, 4, 1, 9, "Երևան" },
		{ "{a: Երևան, b: c}\n", "b", 1, 15, 1, 16, "c" },
		{ "{a: 和平, b: 🕊, c: d}\n", "c", 1, 18, 1, 19, "d" },
		{ "Երևան: b\n", "Երևան", 1, 8, 1, 9, "b" },
		{ "a: [b, c]\n", "a", 1, 4, 1, 10, NULL },
		{ "a: [b, c]\n", "a/1", 1, 8, 1, 9, "c" },
		{ "a: {b: c}\n", "a", 1, 4, 1, 10, NULL },
		{ "a: [b,\n  c]\nd: e\n", "a", 1, 4, 2, 5, NULL },
		{ "a:\n  - b\n  - c: d\n    e: f\ng: h\n", "a/1", 3, 5, 4, 9, NULL },
		{ "a:\n  b: c\n\n# later\nd: e\n", "a", 2, 3, 2, 7, NULL },
		{ "a: b\n  c\nd: e\n", "a", 1, 4, 2, 4, "b c" },
		{ "a: |\n  b\n  c\nd: e\n", "a", 1, 4, 4, 1, "b\nc\n" },
		{ "a: >-\n  b\n  c\nd: e\n", "a", 1, 4, 4, 1, "b c" },
		{ "a: b\r\nc: d\r\n", "c", 2, 4, 2, 5, "d" },
		{ "a: b\xC2\x85" "c: d", "c", 2, 4, 2, 5, "d" },
		{ "a: b # c\nd: e\n", "a", 1, 4, 1, 5, "b" },
		{ "a: []\n", "a", 1, 4, 1, 6, NULL },
		{ "a: &x {b: c}\nd: *x\n", "d/b", 1, 11, 1, 12, "c" },
		{ "a: |\n  b", "a", 1, 4, 2, 4, "b" },
		{ "a: |", "a", 1, 4, 1, 5, "" },
		{ "a: b\n? c", "c", 2, 4, 2, 4, "" },
		{ "a:\n  ? Երևան", "a/Երևան", 2, 10, 2, 10, "" },
	};
	struct setup s;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct node *node;

		setup_init(&s);
		node = find(read_text(&s, cases[i].text).root, cases[i].path);
		if (ok(node && !s.diags.list.n, "\"%s\" in plan %zu", cases[i].path, i)) {
			is_int(node->line, cases[i].line, "its line");
			is_int(node->column, cases[i].column, "its column");
			is_int(node->end_line, cases[i].end_line, "the line of its end");
			is_int(node->end_column, cases[i].end_column, "the column of its end");
			if (cases[i].value)
				ok(node->kind == NODE_SCALAR && node->n == strlen(cases[i].value) &&
					   !strcmp(node->text, cases[i].value),
				   "what it says");
		}
		setup_release(&s);
	}
}

static void test_shapes(void)
{
	struct setup s;
	const struct node *root, *node;
	struct doc doc;

	setup_init(&s);
	doc = read_text(&s, "a: 1\nb: '1'\nc:\nd: ''\ne: [x, y]\nf:\n  - x\ng: {h: i}\nj: yes # no\nk: a #b\n");
	root = doc.root;
	ok(!doc.truncated && root->kind == NODE_MAP, "a map");
	is_int(root->n, 9, "its keys");
	node = find(root, "a");
	ok(node->flags & NODE_PLAIN && !strcmp(node->text, "1"), "a number is text");
	ok(!(find(root, "b")->flags & NODE_PLAIN), "so is one in quotes");
	ok(node_is_empty(find(root, "c")), "nothing");
	ok(!node_is_empty(find(root, "d")), "an empty text is not nothing");
	ok(find(root, "e")->flags & NODE_FLOW && find(root, "e")->n == 2, "a list in brackets");
	ok(!(find(root, "f")->flags & NODE_FLOW) && find(root, "f")->n == 1, "a list of lines");
	is_str(find(root, "g")->key->text, "g", "a value knows its key");
	ok(!(find(root, "j")->flags & NODE_CUT), "a comment");
	ok(find(root, "k")->flags & NODE_CUT, "a cut text");
	ok(!find(root, "e")->key->key, "a key has none");
	ok(!node_get(root, "z") && !node_get(find(root, "a"), "a") && !node_get(NULL, "a"),
	   "what is not there is not found");
	setup_release(&s);
}

static void test_errors(void)
{
	static const struct {
		const char *text;
		int code;
		uint32_t line, column;
	} cases[] = {
		{ "a: b: c\n", PB101, 1, 5 },
		{ "a: Երևան: c\n", PB101, 1, 9 },
		{ "a: \"b\n", PB101, 1, 4 },
		{ "a: b\n---\na: b\n", PB101, 2, 1 },
		{ "a: !x b\n", PB101, 1, 4 },
		{ "a: b\xC3\x28\n", PB101, 1, 5 },
		{ "ա: բ\xFF\n", PB101, 1, 5 },
		{ "a: b\na: c\n", PB103, 2, 1 },
		{ "a: *b\n", PB101, 1, 4 },
		{ "a: \"b\\0c\"\n", PB101, 1, 4 },
	};
	struct setup s;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		setup_init(&s);
		read_text(&s, cases[i].text);
		if (is_int((long long)s.diags.list.n, 1, "one fault, one finding (%zu)", i)) {
			const struct diag *diag = s.diags.list.v[0];

			is_int(diag->code, cases[i].code, "its code");
			is_int(diag->span.line, cases[i].line, "its line");
			is_int(diag->span.column, cases[i].column, "its column");
		}
		setup_release(&s);
	}
}

/* how long the list is that a node says to have */
static bool has_as_many_as_it_says(const struct node *node)
{
	uint32_t n = 0;
	bool good = true;

	if (node->kind == NODE_SCALAR)
		return true;
	for NODE_EACH(c, node) {
		n++;
		good = good && has_as_many_as_it_says(c);
	}
	return good && n == node->n;
}

static void test_merge(void)
{
	struct setup s;
	struct node *into;

	setup_init(&s);
	into = read_text(&s, "a: 1\nm: {x: 1}\nl: [1]\n").root;
	doc_merge(&s.diags, into, read_text(&s, "b: 2\nm: {y: 2}\nl: [2, 3]\na: 1\n").root);
	is_int((long long)s.diags.list.n, 0, "what is no conflict merges");
	is_int(into->n, 4, "keys");
	is_int(find(into, "m")->n, 2, "keys of a map in it");
	is_int(find(into, "l")->n, 3, "lists join");
	is_str(find(into, "l/2")->text, "3", "in order");
	ok(has_as_many_as_it_says(into), "numbers are right");
	doc_merge(&s.diags, into, read_text(&s, "a: 2\nm: []\nl: {}\n").root);
	is_int((long long)s.diags.list.n, 3, "three conflicts");
	ok(s.diags.list.n == 3 && s.diags.list.v[0]->code == PB103, "of two values");
	is_str(find(into, "a")->text, "1", "the first counts");
	setup_release(&s);

	/* what an alias shows must not change with what is merged into it */
	setup_init(&s);
	into = read_text(&s, "p: &p {a: {k: 1}}\nv: *p\nl: &l [1]\nw: *l\n").root;
	doc_merge(&s.diags, into, read_text(&s, "p: &q {b: {k: 2}, a: {z: 3}}\nl: &m [2]\nx: *q\ny: *m\n").root);
	doc_merge(&s.diags, into, read_text(&s, "p: {c: {k: 3}}\nl: [3]\nx: {d: 4}\n").root);
	ok(has_as_many_as_it_says(into), "numbers are right with aliases");
	is_int(find(into, "p")->n, 3, "what was merged into");
	is_int(find(into, "v")->n, 1, "its alias is as it was");
	is_int(find(into, "v/a")->n, 1, "also further down");
	is_int(find(into, "l")->n, 3, "a list");
	is_int(find(into, "w")->n, 1, "its alias is as it was");
	is_int(find(into, "x")->n, 3, "an alias of what was merged");
	is_int(find(into, "y")->n, 1, "and of a list");
	setup_release(&s);

	setup_init(&s);
	into = read_text(&s, "p: &p {a: 1}\nq: *p\np: {b: 2}\nq: {c: 3}\n").root;
	is_int((long long)s.diags.list.n, 2, "two keys stand twice");
	ok(has_as_many_as_it_says(into), "numbers are right with duplicates");
	ok(find(into, "p/b") && find(into, "q/c") && !find(into, "p/c"), "and nothing is lost");
	setup_release(&s);
}

int main(void)
{
	test_spans();
	test_shapes();
	test_errors();
	test_merge();
	return done_testing();
}
