#include "cmd/cmd.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/suggest.h"
#include "plan/value.h"
#include "render/list.h"

#include "base/banned.h"

const struct option_info option_infos[OPTION_COUNT] = {
#define OPTION(id, name, letter, argument, help) { name, letter, argument, help },
#include "cmd/option-list.h"
#undef OPTION
};

bool command_takes(const struct command *command, int option)
{
	const uint64_t always = TAKES(UI) | TAKES(HELP) | TAKES(COLOR);

	return (command->options | always) >> option & 1;
}

static int bad_argument(struct run *run, enum option_id id, const char *value, const char *expected)
{
	complain(run, N_("option --%1$s: \"%2$s\" does not fit; expected: %3$s"), option_infos[id].name,
		 value, expected);
	return EXIT_USAGE;
}

/* the next part of a list with commas, moved over; its length, 0 at the end */
static size_t next_part(const char **s)
{
	*s += strspn(*s, ", ");
	return strcspn(*s, ", ");
}

static int take_langs(struct run *run, const char *value)
{
	struct options *o = &run->options;

	o->n_langs = 0;
	for (size_t len; (len = next_part(&value)); value += len) {
		enum lang lang;

		if (len != 2 || !lang_parse(value, len, &lang))
			return bad_argument(run, OPT_LANG, value, "en, hy, az");
		for (size_t i = 0; i < o->n_langs; i++)
			if (o->langs[i] == lang)
				return bad_argument(run, OPT_LANG, value,
						    tr(run, N_("each language once")));
		o->langs[o->n_langs++] = lang;
	}
	return o->n_langs ? EXIT_DONE : bad_argument(run, OPT_LANG, value, "en, hy, az");
}

/* "PB3xx": the hundred of codes that begins there, 300; else 0 */
static int hundred_of_codes(const char *name)
{
	if (ascii_toupper(name[0]) == 'P' && ascii_toupper(name[1]) == 'B')
		name += 2;
	if (name[0] < '1' || name[0] > '9' || ascii_casecmp(name + 1, "xx"))
		return 0;
	return (name[0] - '0') * 100;
}

static int take_codes(struct run *run, const char *value)
{
	for (size_t len; (len = next_part(&value)); value += len) {
		const char *name = arena_strndup(&run->arena, value, len);
		const struct diag_info *info = diag_info_find(name);
		int hundred = hundred_of_codes(name);

		if (!info && !hundred)
			return bad_argument(run, OPT_IGNORE, value, "PB301, PB3xx");
		if (info)
			run->options.ignored[info->code] = true;
		for (int i = 0; hundred && i < 100; i++)
			run->options.ignored[hundred + i] = true;
	}
	return EXIT_DONE;
}

static int take_lists(struct run *run, const char *value)
{
	const char *expected = "all";

	for (int i = 0; i < LIST_COUNT; i++)
		expected = arena_printf(&run->arena, "%s, %s", expected, list_kinds[i].name);
	for (size_t len; (len = next_part(&value)); value += len) {
		const char *name = arena_strndup(&run->arena, value, len);
		unsigned int found = strcmp(name, "all") ? 0 : (1u << LIST_COUNT) - 1;

		for (int i = 0; i < LIST_COUNT; i++)
			if (!strcmp(name, list_kinds[i].name))
				found |= 1u << i;
		if (!found)
			return bad_argument(run, OPT_LISTS, name, expected);
		run->options.lists |= found;
	}
	return run->options.lists ? EXIT_DONE : bad_argument(run, OPT_LISTS, value, expected);
}

static int take_now(struct run *run, const char *value)
{
	char copy[64];
	struct moment moment;
	size_t len = strlen(value);

	/* seconds and Z, as date(1) writes them, may follow */
	if (len >= sizeof(copy))
		return bad_argument(run, OPT_NOW, value, "2027-04-15T09:00");
	memcpy(copy, value, len + 1);
	if (len && copy[len - 1] == 'Z')
		copy[--len] = '\0';
	if (len == 19 && copy[16] == ':')
		copy[16] = '\0';
	if (!value_moment(copy, &moment))
		return bad_argument(run, OPT_NOW, value, "2027-04-15, 2027-04-15T09:00");
	run->now = ((instant)moment.day * 24 * 60 + (moment.minute < 0 ? 0 : moment.minute)) * 60;
	return EXIT_DONE;
}

static int take_format(struct run *run, const char *value)
{
	static const char *const names[FORMAT_COUNT] = {
#define FORMAT(id, name) name,
#include "cmd/format-list.h"
#undef FORMAT
	};
	unsigned int formats = run->command->formats;
	struct strbuf known = STRBUF_INIT;
	int status;

	if (!formats)
		formats = WRITES(TEXT) | WRITES(JSON);
	for (int i = 0; i < FORMAT_COUNT; i++) {
		if (!(formats >> i & 1))
			continue;
		if (!strcmp(value, names[i])) {
			run->options.format = (enum format)i;
			strbuf_release(&known);
			return EXIT_DONE;
		}
		strbuf_addf(&known, "%s%s", known.len ? ", " : "", names[i]);
	}
	status = bad_argument(run, OPT_FORMAT, value, known.text);
	strbuf_release(&known);
	return status;
}

static int take_word(struct run *run, enum option_id id, const char *value)
{
	struct options *o = &run->options;

	switch (id) {
	case OPT_SEVERITY:
		for (int i = 0; i < SEVERITY_COUNT; i++)
			if (!strcmp(value, severity_name((enum severity)i))) {
				o->least = (enum severity)i;
				return EXIT_DONE;
			}
		return bad_argument(run, id, value, "note, warning, error");
	default:
		if (!strcmp(value, "always"))
			o->colour = true;
		else if (!strcmp(value, "never"))
			o->colour = false;
		else if (strcmp(value, "auto"))
			return bad_argument(run, id, value, "auto, always, never");
		return EXIT_DONE;
	}
}

static int take(struct run *run, enum option_id id, const char *value)
{
	struct options *o = &run->options;

	switch (id) {
	case OPT_OUTPUT:
		o->output = value;
		return EXIT_DONE;
	case OPT_FOR:
		o->view = value;
		return EXIT_DONE;
	case OPT_MEETING:
		o->meeting = value;
		return EXIT_DONE;
	case OPT_LANG:
		return take_langs(run, value);
	case OPT_IGNORE:
		return take_codes(run, value);
	case OPT_LISTS:
		return take_lists(run, value);
	case OPT_NOW:
		return take_now(run, value);
	case OPT_FORMAT:
		return take_format(run, value);
	case OPT_SENDMAIL:
		if (!value[strspn(value, " \t")])
			return bad_argument(run, id, value, "msmtp, \"msmtp -a office\"");
		o->sendmail = value;
		return EXIT_DONE;
	case OPT_STRICT:
		o->strict = true;
		return EXIT_DONE;
	case OPT_SINCE_ISSUE:
		o->since_issue = true;
		return EXIT_DONE;
	case OPT_DRY_RUN:
		o->dry_run = true;
		return EXIT_DONE;
	case OPT_WORDING:
		o->wording = true;
		return EXIT_DONE;
	case OPT_SEND:
		o->send = true;
		return EXIT_DONE;
	case OPT_HELP:
		o->help = true;
		return EXIT_DONE;
	case OPT_NEXT:
		o->next = true;
		return EXIT_DONE;
	case OPT_DAY_SHEETS:
		o->day_sheets = true;
		return EXIT_DONE;
	case OPT_UPCOMING:
		o->upcoming = true;
		return EXIT_DONE;
	case OPT_UI: /* was read before everything else, so that errors are in it */
		return lang_parse(value, strlen(value), &run->ui)
			       ? EXIT_DONE
			       : bad_argument(run, id, value, "en, hy, az");
	default:
		return take_word(run, id, value);
	}
}

/* what getopt_long knows of the options that this command takes */
static void list_options(const struct run *run, struct option *longs, char *shorts)
{
	size_t n = 0;

	*shorts++ = ':';
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (!command_takes(run->command, i))
			continue;
		longs[n++] = (struct option){ .name = option_infos[i].name,
					      .has_arg = option_infos[i].argument ? required_argument
									   : no_argument,
					      .val = 256 + i };
		if (option_infos[i].letter) {
			*shorts++ = option_infos[i].letter;
			if (option_infos[i].argument)
				*shorts++ = ':';
		}
	}
	*shorts = '\0';
	longs[n] = (struct option){ 0 };
}

static int unknown_option(struct run *run, char **argv, int letter)
{
	const char *word = argv[optind - 1];
	struct suggest s;

	/* a known long one has a value that it does not take */
	if (letter >= 256) {
		complain(run, N_("option --%s takes no value"), option_infos[letter - 256].name);
		return EXIT_USAGE;
	}
	if (letter) {
		complain(run, N_("option -%c is not known; see pbplan --help"), letter);
		return EXIT_USAGE;
	}
	if (!strncmp(word, "--", 2))
		word += 2;
	word = arena_strndup(&run->arena, word, strcspn(word, "="));
	suggest_init(&s, word);
	for (int i = 0; i < OPTION_COUNT; i++)
		if (command_takes(run->command, i))
			suggest_offer(&s, option_infos[i].name);
	if (s.best)
		complain(run, N_("option --%1$s is not known here; did you mean --%2$s?"), word, s.best);
	else
		complain(run, N_("option --%s is not known here; see pbplan --help"), word);
	return EXIT_USAGE;
}

static enum option_id id_of(int value)
{
	if (value >= 256)
		return (enum option_id)(value - 256);
	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_infos[i].letter == value)
			return (enum option_id)i;
	BUG("option");
}

/*
 * getopt takes a beginning of a name for the name; but "--for" is no short
 * "--format" where --for is an option of other commands.
 */
static bool is_of_others(enum option_id id, const char *word)
{
	size_t len = strcspn(word, "=");

	if (strncmp(word, "--", 2))
		return false;
	for (int i = 0; i < OPTION_COUNT; i++)
		if (strlen(option_infos[i].name) == len - 2 && !strncmp(option_infos[i].name, word + 2, len - 2))
			return i != (int)id;
	return false;
}

static int take_option(struct run *run, char **argv, int c)
{
	enum option_id id = id_of(c);
	const char *word = argv[optind - (optarg && optarg == argv[optind - 1] ? 2 : 1)];

	if (c >= 256 && is_of_others(id, word)) {
		complain(run, N_("option --%s is not known here; see pbplan --help"), word + 2);
		return EXIT_USAGE;
	}
	return take(run, id, optarg);
}

int options_parse(struct run *run, int argc, char **argv)
{
	struct option longs[OPTION_COUNT + 1];
	char shorts[OPTION_COUNT * 2 + 2];
	int c, status;

	list_options(run, longs, shorts);
	optind = 1;
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == ':') {
			complain(run, N_("option %s needs a value"), argv[optind - 1]);
			return EXIT_USAGE;
		}
		if (c == '?')
			return unknown_option(run, argv, optopt);
		status = take_option(run, argv, c);
		if (status)
			return status;
	}
	run->options.arguments = (const char *const *)argv + optind;
	run->options.n_arguments = (size_t)(argc - optind);
	return EXIT_DONE;
}
