#include "cmd/cmd.h"

#include <string.h>

#include "lang/text.h"

#include "base/banned.h"

/* the column where explanations begin */
#define HELP_COLUMN 28

static void add_row(struct strbuf *out, const char *left, const char *right)
{
	size_t width = text_width(left, strlen(left));

	strbuf_addstr(out, left);
	if (width + 1 >= HELP_COLUMN) {
		strbuf_addch(out, '\n');
		width = 0;
	}
	strbuf_addchars(out, ' ', HELP_COLUMN - width);
	strbuf_addstr(out, right);
	strbuf_addch(out, '\n');
}

static void add_option(struct strbuf *out, const struct run *run, int id)
{
	struct strbuf left = STRBUF_INIT;

	if (option_infos[id].letter)
		strbuf_addf(&left, "  -%c, --%s", option_infos[id].letter, option_infos[id].name);
	else
		strbuf_addf(&left, "      --%s", option_infos[id].name);
	if (option_infos[id].argument)
		strbuf_addf(&left, " %s", tr(run, option_infos[id].argument));
	add_row(out, left.text, tr(run, option_infos[id].help));
	strbuf_release(&left);
}

void help_add_command(struct strbuf *out, const struct run *run, const struct command *command)
{
	/* TRANSLATORS: the word before a command line */
	strbuf_addf(out, tr(run, N_("Usage: %s")), "");
	strbuf_addf(out, "pbplan %s [--…]%s%s\n\n", command->name, *command->arguments ? " " : "",
		    command->arguments);
	strbuf_addf(out, "%s\n\n", tr(run, command->summary));
	if (command->details)
		strbuf_addf(out, "%s\n\n", tr(run, command->details));
	for (int i = 0; i < OPTION_COUNT; i++)
		if (command_takes(command, i))
			add_option(out, run, i);
}

void help_add_general(struct strbuf *out, const struct run *run)
{
	strbuf_addf(out, tr(run, N_("Usage: %s")), "");
	strbuf_addstr(out, "pbplan COMMAND [--…] [PLAN]\n\n");
	strbuf_addf(out, "%s\n\n",
		    tr(run, N_("Plans reciprocal visits: finds what would go wrong on the day, and "
			       "makes the calendars")));
	for (size_t i = 0; commands[i]; i++) {
		struct strbuf left = STRBUF_INIT;

		strbuf_addf(&left, "  %s", commands[i]->name);
		add_row(out, left.text, tr(run, commands[i]->summary));
		strbuf_release(&left);
	}
	strbuf_addf(out, "\n%s\n",
		    tr(run, N_("PLAN is plan.yaml if it is absent, and \"-\" is standard input.\n"
			       "More about a command: pbplan COMMAND --help")));
}
