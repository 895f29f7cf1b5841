#include "cmd/cmd.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/suggest.h"
#include "check/check.h"
#include "diag/diag-format.h"
#include "lang/errors.h"
#include "ledger/ledger-check.h"
#include "plan/read.h"

#include "base/banned.h"

const struct command *const commands[] = {
#define COMMAND(name) &cmd_##name,
#include "cmd/cmd-list.h"
#undef COMMAND
	NULL,
};

const char *tr(const struct run *run, const char *msgid)
{
	return catalog_get(&run->catalogs[run->ui], msgid);
}

void complain(const struct run *run, const char *msgid, ...)
{
	struct strbuf sb = STRBUF_INIT;
	va_list ap;

	strbuf_addstr(&sb, "pbplan: ");
	va_start(ap, msgid);
	strbuf_vaddf(&sb, tr(run, msgid), ap);
	va_end(ap);
	strbuf_addch(&sb, '\n');
	fflush(stdout);
	fwrite(sb.text, 1, sb.len, stderr);
	strbuf_release(&sb);
}

int print_out(struct run *run, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(STDOUT_FILENO, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			complain(run, N_("cannot write to standard output: %s"),
				 error_text(&run->catalogs[run->ui], errno));
			return EXIT_SYSTEM;
		}
		text += n;
		len -= (size_t)n;
	}
	return EXIT_DONE;
}

size_t terminal_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return 0;
	return size.ws_col;
}

const char *plan_path(const struct run *run, size_t n)
{
	return n < run->options.n_arguments ? run->options.arguments[n] : "plan.yaml";
}

/* it is the run's, and lives as long */
static int read_ledger(struct run *run, const char *plan_path, struct ledger **ret)
{
	struct ledger_reader reader = { &run->arena, &run->diags, &run->sources, &run->zones };
	struct ledger *ledger = arena_new(&run->arena, struct ledger);
	int r = ledger_read(&reader, plan_path, ledger);

	VEC_PUSH(&run->ledgers, ledger);
	*ret = ledger;
	if (!r)
		return EXIT_DONE;
	complain(run, N_("cannot read \"%1$s\": %2$s"), ledger->path,
		 error_text(&run->catalogs[run->ui], r));
	return EXIT_SYSTEM;
}

int load_plan(struct run *run, const char *path, struct loaded *ret)
{
	return load_plan_beside(run, path, path, ret);
}

int load_plan_beside(struct run *run, const char *path, const char *beside, struct loaded *ret)
{
	struct plan_reader reader = { &run->arena, &run->diags, &run->sources, &run->zones,
				      &run->gazetteer };
	size_t first = run->diags.list.n;
	int r;

	if (!zones_are_installed()) {
		complain(run, N_("the system has no time zones; install the package tzdata"));
		return EXIT_SYSTEM;
	}
	r = plan_read_beside(&reader, path, beside, &ret->plan);
	if (r) {
		complain(run, N_("cannot read \"%1$s\": %2$s"), path,
			 error_text(&run->catalogs[run->ui], r));
		return EXIT_SYSTEM;
	}
	calendar_set_own(&run->calendar, ret->plan.days);
	itinerary_init(&ret->itinerary, &ret->plan, &run->arena, &run->diags);
	ret->check = (struct check_run){ .plan = &ret->plan,
					 .it = &ret->itinerary,
					 .diags = &run->diags,
					 .arena = &run->arena,
					 .calendar = &run->calendar,
					 .dates = &run->dates,
					 .lang = run->ui,
					 .now = run->now };
	check_plan(&ret->check, first);
	r = read_ledger(run, path, &ret->ledger);
	if (r)
		return EXIT_SYSTEM;
	ledger_check(&ret->check, ret->ledger);
	check_waivers(&ret->check, first);
	return EXIT_DONE;
}

int report_findings(struct run *run)
{
	struct strbuf sb = STRBUF_INIT;

	diags_sort(&run->diags);
	diags_add_text(&sb, &run->diags, SEVERITY_ERROR, run->options.colour);
	fwrite(sb.text, 1, sb.len, stderr);
	strbuf_release(&sb);
	return diags_count(&run->diags).n[SEVERITY_ERROR] ? EXIT_PLAN : EXIT_DONE;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

/* --ui is needed before anything else can be said */
static void find_ui(struct run *run, int argc, char **argv)
{
	run->ui = lang_from_environment(getenv);
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		const char *value = NULL;

		if (!strncmp(argv[i], "--ui=", 5))
			value = argv[i] + 5;
		else if (!strcmp(argv[i], "--ui") && i + 1 < argc)
			value = argv[i + 1];
		if (value)
			lang_parse(value, strlen(value), &run->ui);
	}
}

/* SOURCE_DATE_EPOCH is the present for reproducible documents */
static instant present(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long n;

	if (epoch && *epoch) {
		errno = 0;
		n = strtoll(epoch, &end, 10);
		if (!errno && !*end && n >= 0)
			return n;
	}
	return time(NULL);
}

static void run_init(struct run *run, int argc, char **argv)
{
	const char *no_colour = getenv("NO_COLOR");

	*run = (struct run){ 0 };
	find_ui(run, argc, argv);
	for (int i = 0; i < LANG_COUNT; i++)
		catalog_init(&run->catalogs[i], (enum lang)i);
	run->now = present();
	run->options.colour = isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
	sources_init(&run->sources, &run->arena);
	diags_init(&run->diags, &run->arena, &run->catalogs[run->ui], &run->sources);
	zones_init(&run->zones, &run->arena);
	gazetteer_init(&run->gazetteer, &run->arena, &run->zones);
	calendar_init(&run->calendar, &run->arena);
}

static void run_release(struct run *run)
{
	for (size_t i = 0; i < run->ledgers.n; i++)
		ledger_release(run->ledgers.v[i]);
	VEC_RELEASE(&run->ledgers);
	dates_release(&run->dates);
	calendar_release(&run->calendar);
	gazetteer_release(&run->gazetteer);
	zones_release(&run->zones);
	diags_release(&run->diags);
	sources_release(&run->sources);
	for (int i = 0; i < LANG_COUNT; i++)
		catalog_release(&run->catalogs[i]);
	arena_release(&run->arena);
}

static int unknown_command(struct run *run, const char *name)
{
	struct suggest s;

	suggest_init(&s, name);
	for (size_t i = 0; commands[i]; i++)
		suggest_offer(&s, commands[i]->name);
	if (s.best)
		complain(run, N_("there is no command \"%1$s\"; did you mean \"%2$s\"?"), name, s.best);
	else
		complain(run, N_("there is no command \"%s\"; see pbplan --help"), name);
	return EXIT_USAGE;
}

static int show_help(struct run *run)
{
	struct strbuf sb = STRBUF_INIT;
	int status;

	if (run->command)
		help_add_command(&sb, run, run->command);
	else
		help_add_general(&sb, run);
	status = print_out(run, sb.text, sb.len);
	strbuf_release(&sb);
	return status;
}

static int show_version(struct run *run)
{
	static const char version[] = "pbplan " PACKAGE_VERSION "\n";

	return print_out(run, version, sizeof(version) - 1);
}

static int run_command(struct run *run, int argc, char **argv)
{
	int status = options_parse(run, argc, argv);
	size_t max = (size_t)(run->command->max_arguments);

	if (status)
		return status;
	if (run->options.help)
		return show_help(run);
	if (run->options.n_arguments > max) {
		complain(run, N_("\"%1$s\" is one argument too many; see pbplan %2$s --help"),
			 run->options.arguments[max], run->command->name);
		return EXIT_USAGE;
	}
	return run->command->run(run);
}

static int dispatch(struct run *run, int argc, char **argv)
{
	int at = 1;

	/* --ui may stand before the command */
	while (at < argc && !strncmp(argv[at], "--ui", 4))
		at += strcmp(argv[at], "--ui") ? 1 : 2;
	if (at >= argc) {
		complain(run, N_("no command was given; see pbplan --help"));
		return EXIT_USAGE;
	}
	if (!strcmp(argv[at], "--version"))
		return show_version(run);
	if (!strcmp(argv[at], "--help") || !strcmp(argv[at], "-h") || !strcmp(argv[at], "help")) {
		if (at + 1 < argc && !strcmp(argv[at], "help")) {
			run->command = command_find(argv[at + 1]);
			if (!run->command)
				return unknown_command(run, argv[at + 1]);
		}
		return show_help(run);
	}
	run->command = command_find(argv[at]);
	if (!run->command)
		return argv[at][0] == '-' ? (complain(run, N_("option %s: name the command first; see "
							      "pbplan --help"),
						      argv[at]),
					     EXIT_USAGE)
					  : unknown_command(run, argv[at]);
	return run_command(run, argc - at, argv + at);
}

int cmd_main(int argc, char **argv)
{
	struct run run;
	int status;

	run_init(&run, argc, argv);
	status = dispatch(&run, argc, argv);
	run_release(&run);
	return status;
}
