#include "lang/plural.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/xalloc.h"

/*
 * The longest in use, for Arabic and Breton, stay far below these; a
 * catalogue that exceeds one is broken or hostile.
 */
#define FORMS_MAX 16
#define OPS_MAX 256
#define NESTING_MAX 32
#define STACK_MAX 64

enum op_kind {
	OP_N,
	OP_NUMBER,
	OP_NOT,
	OP_SELECT,
	OP_OR,
	OP_AND,
	OP_EQ,
	OP_NE,
	OP_LE,
	OP_GE,
	OP_LT,
	OP_GT,
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_MOD,
};

struct op {
	enum op_kind kind;
	unsigned long number;
};

/*
 * In reverse Polish order.  Every operand is evaluated, also those that C
 * would skip: nothing has a side effect and nothing traps.
 */
struct plural {
	size_t n;
	struct op ops[];
};

struct parser {
	const char *s;
	unsigned int nesting, stack; /* now open; values on the stack at this point */
	size_t n;
	struct op ops[OPS_MAX];
};

static const struct {
	const char *token;
	enum op_kind kind;
	int precedence;
} binaries[] = {
	/* a token before its own prefixes */
	{ "||", OP_OR, 1 }, { "&&", OP_AND, 2 }, { "==", OP_EQ, 3 }, { "!=", OP_NE, 3 },
	{ "<=", OP_LE, 4 }, { ">=", OP_GE, 4 },  { "<", OP_LT, 4 },  { ">", OP_GT, 4 },
	{ "+", OP_ADD, 5 }, { "-", OP_SUB, 5 },  { "*", OP_MUL, 6 }, { "/", OP_DIV, 6 },
	{ "%", OP_MOD, 6 },
};

static bool parse_choice(struct parser *p);

static void skip_blanks(struct parser *p)
{
	while (ascii_isblank(*p->s))
		p->s++;
}

static bool accept(struct parser *p, const char *token)
{
	size_t len = strlen(token);

	skip_blanks(p);
	if (strncmp(p->s, token, len) != 0)
		return false;
	p->s += len;
	return true;
}

/* takes some values off the stack and puts one there */
static bool emit(struct parser *p, enum op_kind kind, unsigned int takes, unsigned long number)
{
	p->stack = p->stack - takes + 1;
	if (p->n == OPS_MAX || p->stack > STACK_MAX)
		return false;
	p->ops[p->n++] = (struct op){ .kind = kind, .number = number };
	return true;
}

static bool parse_number(const char **s, unsigned long *ret_number)
{
	unsigned long number = 0;

	if (!ascii_isdigit(**s))
		return false;
	for (; ascii_isdigit(**s); ++*s) {
		unsigned long digit = (unsigned long)(**s - '0');

		if (number > (ULONG_MAX - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	*ret_number = number;
	return true;
}

static bool parse_primary(struct parser *p)
{
	unsigned int nots = 0;
	unsigned long number;

	while (accept(p, "!"))
		nots++;
	if (accept(p, "(")) {
		if (!parse_choice(p) || !accept(p, ")"))
			return false;
	} else if (accept(p, "n")) {
		if (!emit(p, OP_N, 0, 0))
			return false;
	} else if (!parse_number(&p->s, &number) || !emit(p, OP_NUMBER, 0, number)) {
		return false;
	}
	while (nots--)
		if (!emit(p, OP_NOT, 1, 0))
			return false;
	return true;
}

/* the operator ahead, if it binds at least so tightly, or -1; is not consumed */
static int next_binary(struct parser *p, int precedence)
{
	skip_blanks(p);
	for (size_t i = 0; i < ARRAY_SIZE(binaries); i++)
		if (!strncmp(p->s, binaries[i].token, strlen(binaries[i].token)))
			return binaries[i].precedence >= precedence ? (int)i : -1;
	return -1;
}

static bool parse_binary(struct parser *p, int precedence)
{
	int i;

	if (!parse_primary(p))
		return false;
	while ((i = next_binary(p, precedence)) >= 0) {
		p->s += strlen(binaries[i].token);
		/* all of them group from the left */
		if (!parse_binary(p, binaries[i].precedence + 1) ||
		    !emit(p, binaries[i].kind, 2, 0))
			return false;
	}
	return true;
}

/* a ? b : c, or anything that binds more tightly; the only way to nest */
static bool parse_choice(struct parser *p)
{
	bool ok;

	if (p->nesting == NESTING_MAX)
		return false;
	p->nesting++;
	ok = parse_binary(p, 1);
	if (ok && accept(p, "?"))
		ok = parse_choice(p) && accept(p, ":") && parse_choice(p) &&
		     emit(p, OP_SELECT, 3, 0);
	p->nesting--;
	return ok;
}

/* the start of a field's value in the line, or NULL */
static const char *field(const char *s, const char *name)
{
	size_t len = strlen(name);

	for (; *s && *s != '\n'; s++) {
		if (!strncmp(s, name, len)) {
			s += len;
			while (ascii_isblank(*s))
				s++;
			return s;
		}
	}
	return NULL;
}

struct plural *plural_parse(const char *s, unsigned int *ret_nplurals)
{
	const char *count = field(s, "nplurals="), *expression = field(s, "plural=");
	struct parser p = { .s = expression };
	struct plural *plural;
	unsigned long nplurals;

	if (!count || !expression || !parse_number(&count, &nplurals))
		return NULL;
	if (nplurals < 1 || nplurals > FORMS_MAX || !parse_choice(&p))
		return NULL;
	skip_blanks(&p);
	if (*p.s && *p.s != ';' && *p.s != '\n')
		return NULL;
	plural = xmalloc(sizeof(*plural) + p.n * sizeof(p.ops[0]));
	plural->n = p.n;
	memcpy(plural->ops, p.ops, p.n * sizeof(p.ops[0]));
	*ret_nplurals = (unsigned int)nplurals;
	return plural;
}

static unsigned long binary(enum op_kind kind, unsigned long a, unsigned long b)
{
	switch (kind) {
	case OP_OR: return a || b;
	case OP_AND: return a && b;
	case OP_EQ: return a == b;
	case OP_NE: return a != b;
	case OP_LE: return a <= b;
	case OP_GE: return a >= b;
	case OP_LT: return a < b;
	case OP_GT: return a > b;
	case OP_ADD: return a + b;
	case OP_SUB: return a - b;
	case OP_MUL: return a * b;
	case OP_DIV: return b ? a / b : 0;
	case OP_MOD: return b ? a % b : 0;
	default: BUG("not a binary operator");
	}
}

unsigned long plural_eval(const struct plural *plural, unsigned long n)
{
	/* the parser has seen to it that no value is missing and all have room */
	unsigned long stack[STACK_MAX], *top = stack;

	for (size_t i = 0; i < plural->n; i++) {
		const struct op *op = &plural->ops[i];

		switch (op->kind) {
		case OP_N: *top++ = n; break;
		case OP_NUMBER: *top++ = op->number; break;
		case OP_NOT: top[-1] = !top[-1]; break;
		case OP_SELECT:
			top -= 2;
			top[-1] = top[-1] ? top[0] : top[1];
			break;
		default:
			top--;
			top[-1] = binary(op->kind, top[-1], top[0]);
			break;
		}
	}
	return top[-1];
}
