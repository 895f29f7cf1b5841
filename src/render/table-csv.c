#include "render/table.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

#include "base/banned.h"

/*
 * What a spreadsheet takes for the beginning of a formula, at the beginning
 * of a text: = + - @, and the same in full width.  Its bytes, or 0.
 */
static size_t operator_length(const char *s)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (*s && strchr("=+-@", *s))
		return 1;
	for (size_t i = 0; i < ARRAY_SIZE(wide); i++)
		if (!strncmp(s, wide[i], strlen(wide[i])))
			return strlen(wide[i]);
	return 0;
}

/* "+" and nothing but what is dialled, and what people put between */
static bool is_phone(const char *s)
{
	size_t n = strspn(s, " +-./()0123456789");

	return s[0] == '+' && ascii_isdigit(s[1]) && !s[n] && !strchr(s + 1, '+');
}

static void add_phone(struct strbuf *out, const char *s)
{
	bool parted = s[strcspn(s, " -./()")] != '\0';
	size_t len = strlen(s);
	bool was_blank = false;

	for (size_t i = 0; i < len; i++) {
		bool is_blank = strchr(" -./", s[i]) != NULL;

		if (!parted && len > 5 && i == len - 4)
			strbuf_addch(out, ' ');
		if (!is_blank || !was_blank)
			strbuf_addch(out, is_blank ? ' ' : s[i]);
		was_blank = is_blank;
	}
}

/* what steers a terminal, but for the ends of lines and tabs */
static bool is_control(uint32_t c)
{
	return (c < 0x20 && !strchr("\t\r\n", (int)c)) || (c >= 0x7F && c < 0xA0);
}

/* with apostrophes before what might be reckoned with, and without controls */
static void add_harmless(struct strbuf *out, const char *s)
{
	bool begins = true;

	/* a spreadsheet leaves these out at the beginning of a text, or asks for more behind them */
	if (*s == '\t' || *s == '\r' || *s == '\n')
		strbuf_addch(out, '\'');
	while (*s) {
		const char *next = s;
		uint32_t c = utf8_next(&next);

		if (is_control(c)) {
			s = next;
			continue;
		}
		if (begins && operator_length(s))
			strbuf_addch(out, '\'');
		if (*s == '"')
			strbuf_addch(out, '"');
		strbuf_add(out, s, (size_t)(next - s));
		if (strchr(";\t\r\n", *s))
			begins = true;
		else if (*s != ' ' && *s != '"')
			begins = false;
		s = next;
	}
}

static void add_field(struct strbuf *out, const char *s)
{
	bool quoted = s[strcspn(s, "\",;\t\r\n")] || *s == ' ' || (*s && s[strlen(s) - 1] == ' ');

	if (quoted)
		strbuf_addch(out, '"');
	if (is_phone(s))
		add_phone(out, s);
	else
		add_harmless(out, s);
	if (quoted)
		strbuf_addch(out, '"');
}

void table_add_csv(struct strbuf *out, const struct table *table)
{
	size_t n = table->info->n_columns;

	for (size_t i = 0; i < n; i++) {
		strbuf_addstr(out, i ? "," : "");
		add_field(out, table->titles[i]);
	}
	strbuf_addstr(out, "\r\n");
	for (size_t row = 0; row < table->n_rows; row++) {
		for (size_t i = 0; i < n; i++) {
			strbuf_addstr(out, i ? "," : "");
			add_field(out, table_cell(table, row, i)->value);
		}
		strbuf_addstr(out, "\r\n");
	}
}
