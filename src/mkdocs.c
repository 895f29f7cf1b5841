/*
 * Writes the manual page in a language, or the completions of a shell, to
 * standard output.  Run when pbplan is built, and not installed.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/docs.h"

static void add_man(struct strbuf *out, const char *code)
{
	struct catalog catalog;
	enum lang lang = LANG_EN;

	lang_parse(code, strlen(code), &lang);
	catalog_init(&catalog, lang);
	docs_add_man(out, &catalog);
	catalog_release(&catalog);
}

int main(int argc, char **argv)
{
	struct strbuf sb = STRBUF_INIT;
	const char *what = argc > 1 ? argv[1] : "en";
	int status;

	if (!strcmp(what, "bash"))
		docs_add_bash(&sb);
	else if (!strcmp(what, "zsh"))
		docs_add_zsh(&sb);
	else if (!strcmp(what, "fish"))
		docs_add_fish(&sb);
	else
		add_man(&sb, what);
	status = fwrite(sb.text, 1, sb.len, stdout) != sb.len || fclose(stdout);
	strbuf_release(&sb);
	return status;
}
