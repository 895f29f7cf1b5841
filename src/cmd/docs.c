#include "cmd/docs.h"

#include "cmd/cmd.h"
#include "diag/explain.h"

#include "base/banned.h"

#define EACH_OPTION(i, command)                                                                    \
	for (int i = 0; i < OPTION_COUNT; i++)                                                     \
		if (command_takes((command), i))

/* text for roff: no line of it begins with a control character, hyphens are minus signs */
static void add_roff(struct strbuf *out, const char *s)
{
	bool line_begins = true;

	for (; *s; s++) {
		if (line_begins && (*s == '.' || *s == '\''))
			strbuf_addstr(out, "\\&");
		if (*s == '\\')
			strbuf_addstr(out, "\\e");
		else if (*s == '-')
			strbuf_addstr(out, "\\-");
		else
			strbuf_addch(out, *s);
		line_begins = *s == '\n';
	}
}

static void add_heading(struct strbuf *out, const struct catalog *c, const char *msgid)
{
	strbuf_addf(out, ".SH \"%s\"\n", catalog_get(c, msgid));
}

/* a term in bold and what it means below */
static void add_item(struct strbuf *out, const char *term, const char *text)
{
	strbuf_addstr(out, ".TP\n.B ");
	add_roff(out, term);
	strbuf_addch(out, '\n');
	add_roff(out, text);
	strbuf_addch(out, '\n');
}

static void add_option(struct strbuf *out, const struct catalog *c, int i)
{
	struct strbuf term = STRBUF_INIT;

	if (option_infos[i].letter)
		strbuf_addf(&term, "-%c, ", option_infos[i].letter);
	strbuf_addf(&term, "--%s", option_infos[i].name);
	if (option_infos[i].argument)
		strbuf_addf(&term, " %s", catalog_get(c, option_infos[i].argument));
	add_item(out, term.text, catalog_get(c, option_infos[i].help));
	strbuf_release(&term);
}

static void add_command(struct strbuf *out, const struct catalog *c, const struct command *command)
{
	bool first = true;

	strbuf_addf(out, ".SS \"pbplan %s %s\"\n", command->name, command->arguments);
	add_roff(out, catalog_get(c, command->summary));
	strbuf_addch(out, '\n');
	if (command->details) {
		strbuf_addstr(out, ".PP\n");
		add_roff(out, catalog_get(c, command->details));
		strbuf_addch(out, '\n');
	}
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!(command->options >> i & 1))
			continue;
		strbuf_addf(out, "%s--%s", first ? ".PP\n" : ", ", option_infos[i].name);
		first = false;
	}
	if (!first)
		strbuf_addch(out, '\n');
}

static void add_statuses(struct strbuf *out, const struct catalog *c)
{
	static const char *const texts[] = {
		N_("done; warnings are allowed"),
		N_("the plan has errors, or with --strict warnings; or an answer does not count"),
		N_("the command line is wrong"),
		N_("the system failed: a file, the disk, the mail program; the message says what was left "
		   "untouched"),
	};

	for (int i = 0; i < (int)ARRAY_SIZE(texts); i++) {
		char number[] = { (char)('0' + i), 0 };

		add_item(out, number, catalog_get(c, texts[i]));
	}
}

/* a line for each code, without space between them */
static void add_codes(struct strbuf *out, const struct catalog *c)
{
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++) {
		const struct diag_info *info = &diag_infos[i];
		struct strbuf text = STRBUF_INIT;

		if (explain_begins_century(info))
			strbuf_addf(out, "%s.SS \"PB%dxx: %s\"\n.PD 0\n", i ? ".PD\n" : "",
				    (int)info->code / 100,
				    catalog_get(c, explain_century((int)info->code)));
		strbuf_addf(&text, "%s: %s", info->slug, catalog_get(c, info->title));
		add_item(out, diag_code_name((int)info->code).text, text.text);
		strbuf_release(&text);
	}
	strbuf_addstr(out, ".PD\n");
}

void docs_add_man(struct strbuf *out, const struct catalog *c)
{
	strbuf_addstr(out, ".TH PBPLAN 1 \"\" \"pbplan " PACKAGE_VERSION "\"\n");
	add_heading(out, c, N_("NAME"));
	strbuf_addf(out, "pbplan \\- %s\n",
		    catalog_get(c, N_("plans reciprocal visits of two sides")));
	add_heading(out, c, N_("SYNOPSIS"));
	strbuf_addstr(out, ".B pbplan\n");
	add_roff(out, catalog_get(c, N_("COMMAND [options] [PLAN]")));
	strbuf_addch(out, '\n');
	add_heading(out, c, N_("DESCRIPTION"));
	add_roff(out, catalog_get(c, N_("A plan describes upcoming meetings in YAML: delegations, flights and "
				     "border crossings, stays, appointments, sessions, permits and what was "
				     "agreed. pbplan finds everything that would go wrong on the day, makes "
				     "the calendars that delegates open on their phones, and invites them "
				     "and keeps their answers. The format is described by the command "
				     "reference.")));
	strbuf_addstr(out, "\n.PP\n");
	add_roff(out, catalog_get(c, N_("PLAN is plan.yaml if it is absent, and \"-\" is standard input.\n"
				     "More about a command: pbplan COMMAND --help")));
	strbuf_addch(out, '\n');
	add_heading(out, c, N_("COMMANDS"));
	for (size_t i = 0; commands[i]; i++)
		add_command(out, c, commands[i]);
	add_heading(out, c, N_("OPTIONS"));
	for (int i = 0; i < OPTION_COUNT; i++)
		add_option(out, c, i);
	add_heading(out, c, N_("FINDINGS"));
	add_roff(out, catalog_get(c, N_("What each of them means, and why, says pbplan explain CODE.")));
	strbuf_addch(out, '\n');
	add_codes(out, c);
	add_heading(out, c, N_("EXIT STATUS"));
	add_statuses(out, c);
	add_heading(out, c, N_("ENVIRONMENT"));
	add_item(out, "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
		 catalog_get(c, N_("the language of messages, in gettext's order; no locale need be "
				   "installed")));
	add_item(out, "SOURCE_DATE_EPOCH",
		 catalog_get(c, N_("the present, in seconds from 1970, for documents that can be made "
				   "again byte by byte")));
	add_item(out, "SENDMAIL",
		 catalog_get(c, N_("the mail program of invite --send, if --sendmail names none")));
	add_item(out, "NO_COLOR", catalog_get(c, N_("if it is set, nothing is coloured")));
}

/* the words after "pbplan", and for each the options, as the shells want them */
static void add_names(struct strbuf *out)
{
	for (size_t i = 0; commands[i]; i++)
		strbuf_addf(out, "%s%s", i ? " " : "", commands[i]->name);
}

static void add_option_names(struct strbuf *out, const struct command *command)
{
	bool first = true;

	EACH_OPTION(i, command)
	{
		strbuf_addf(out, "%s--%s", first ? "" : " ", option_infos[i].name);
		first = false;
	}
}

static void add_choices(struct strbuf *out, const struct command *command)
{
	const char *word;

	for (size_t i = 0; (word = command->choice(i)); i++)
		strbuf_addf(out, "%s%s", i ? " " : "", word);
}

void docs_add_bash(struct strbuf *out)
{
	strbuf_addstr(out, "_pbplan()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} options=\n\tCOMPREPLY=()\n"
			   "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\toptions=\"");
	add_names(out);
	strbuf_addstr(out, "\"\n\telif [ \"${word#-}\" != \"$word\" ]; then\n\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; commands[i]; i++) {
		strbuf_addf(out, "\t\t%s) options=\"", commands[i]->name);
		add_option_names(out, commands[i]);
		strbuf_addstr(out, "\" ;;\n");
	}
	strbuf_addstr(out, "\t\tesac\n\telif [ \"$COMP_CWORD\" -eq 2 ]; then\n\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; commands[i]; i++)
		if (commands[i]->choice) {
			strbuf_addf(out, "\t\t%s) options=\"", commands[i]->name);
			add_choices(out, commands[i]);
			strbuf_addstr(out, "\" ;;\n");
		}
	strbuf_addstr(out, "\t\tesac\n\tfi\n"
			   "\t[ -z \"$options\" ] || mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
			   "}\ncomplete -o default -F _pbplan pbplan\n");
}

/* a quoted word for zsh and fish */
static void add_word(struct strbuf *out, const char *s)
{
	strbuf_addch(out, '\'');
	for (; *s; s++)
		if (*s == '\'')
			strbuf_addstr(out, "'\\''");
		else if (*s == ':' || *s == '[' || *s == ']')
			strbuf_addf(out, "\\%c", *s);
		else
			strbuf_addch(out, *s);
	strbuf_addch(out, '\'');
}

void docs_add_zsh(struct strbuf *out)
{
	strbuf_addstr(out, "#compdef pbplan\nif (( CURRENT == 2 )); then\n\tlocal -a names=(\n");
	for (size_t i = 0; commands[i]; i++) {
		strbuf_addf(out, "\t\t%s:", commands[i]->name);
		add_word(out, commands[i]->summary);
		strbuf_addch(out, '\n');
	}
	strbuf_addstr(out, "\t)\n\t_describe command names\n\treturn\nfi\ncase $words[2] in\n");
	for (size_t i = 0; commands[i]; i++) {
		strbuf_addf(out, "%s) _arguments", commands[i]->name);
		EACH_OPTION(j, commands[i])
		{
			strbuf_addf(out, " '--%s%s", option_infos[j].name, option_infos[j].argument ? "=[" : "[");
			for (const char *p = option_infos[j].help; *p; p++)
				if (*p != ':' && *p != '[' && *p != ']' && *p != '\'')
					strbuf_addch(out, *p);
			strbuf_addf(out, "]%s'", option_infos[j].argument ? ":value:_files" : "");
		}
		if (commands[i]->choice) {
			strbuf_addstr(out, " '1:word:(");
			add_choices(out, commands[i]);
			strbuf_addstr(out, ")'");
		}
		strbuf_addstr(out, " '*:file:_files' ;;\n");
	}
	strbuf_addstr(out, "esac\n");
}

void docs_add_fish(struct strbuf *out)
{
	for (size_t i = 0; commands[i]; i++) {
		strbuf_addf(out, "complete -c pbplan -n __fish_use_subcommand -f -a %s -d \"%s\"\n",
			    commands[i]->name, commands[i]->summary);
		if (commands[i]->choice) {
			strbuf_addf(out, "complete -c pbplan -n \"__fish_seen_subcommand_from %s\" -f -a \"",
				    commands[i]->name);
			add_choices(out, commands[i]);
			strbuf_addstr(out, "\"\n");
		}
		EACH_OPTION(j, commands[i])
		{
			strbuf_addf(out, "complete -c pbplan -n \"__fish_seen_subcommand_from %s\" -l %s%s",
				    commands[i]->name, option_infos[j].name, option_infos[j].argument ? " -r" : "");
			if (option_infos[j].letter)
				strbuf_addf(out, " -s %c", option_infos[j].letter);
			strbuf_addch(out, '\n');
		}
	}
}
