/*
 * Commands, their options, and what a run of the program holds.  Only here
 * are things printed and exit statuses decided.
 *
 * To add a command: cmd-x.c with its const record, and a line in
 * cmd-list.h; its help, usage and completion come from the record.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "diag/diag.h"
#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "ledger/ledger.h"
#include "plan/calendar-days.h"
#include "plan/gazetteer.h"
#include "plan/plan.h"
#include "plan/zone.h"
#include "render/view.h"

enum {
	EXIT_DONE = 0,
	EXIT_PLAN = 1,   /* the plan has errors */
	EXIT_USAGE = 2,  /* the command line is wrong */
	EXIT_SYSTEM = 3, /* a file, the disk, the network failed */
};

enum option_id {
#define OPTION(id, name, letter, argument, help) OPT_##id,
#include "cmd/option-list.h"
#undef OPTION
	OPTION_COUNT
};

/* what is known of an option; texts are msgids */
struct option_info {
	const char *name;
	char letter;	      /* 0: none */
	const char *argument; /* what it is called; NULL: it takes none */
	const char *help;
};
extern const struct option_info option_infos[OPTION_COUNT];

#define TAKES(id) (UINT64_C(1) << OPT_##id)

/* the forms of --format */
enum format {
#define FORMAT(id, name) FORMAT_##id,
#include "cmd/format-list.h"
#undef FORMAT
	FORMAT_COUNT
};

#define WRITES(id) (1u << FORMAT_##id)

struct run;

struct command {
	const char *name;
	const char *arguments; /* behind the options in the usage line; "" if none */
	const char *summary;   /* msgid: one line */
	const char *details;   /* msgid: paragraphs for --help; NULL */
	uint64_t options;      /* TAKES(…) | …; some are always taken, see command_takes */
	unsigned int formats; /* of --format: WRITES(…) | …; 0: text and JSON */
	int max_arguments;
	/* the words that its first argument may be, for completion; NULL: files */
	const char *(*choice)(size_t i); /* NULL behind the last */
	int (*run)(struct run *run);
};

/* does the command take the option?  --ui, --color and --help all do. */
bool command_takes(const struct command *command, int option);

#define COMMAND(name) extern const struct command cmd_##name;
#include "cmd/cmd-list.h"
#undef COMMAND


/* what was asked for, checked as far as it can be without a plan */
struct options {
	const char *const *arguments; /* n_arguments of them */
	size_t n_arguments;
	const char *output; /* -o; NULL if absent */
	const char *view;   /* --for; NULL if absent */
	const char *meeting;
	enum lang langs[LANG_COUNT];
	size_t n_langs; /* 0: not given */
	enum format format;
	const char *sendmail; /* --sendmail; NULL if absent */
	bool strict, help, colour, dry_run, wording, send, next, upcoming,
		since_issue, day_sheets;
	unsigned int lists; /* bit i: enum list_kind i */
	enum severity least;
	bool ignored[1000]; /* by code */
};

struct run {
	const struct command *command;
	struct options options;
	enum lang ui;
	struct catalog catalogs[LANG_COUNT];
	struct arena arena;
	struct sources sources;
	struct diags diags;
	struct zones zones;
	struct gazetteer gazetteer;
	struct calendar calendar;
	struct dates dates;
	VEC(struct ledger *) ledgers; /* of the plans that were read */
	instant now;
};

/* the program; returns the exit status */
int cmd_main(int argc, char **argv);

/* a message in the reader's language */
const char *tr(const struct run *run, const char *msgid) __attribute__((format_arg(2)));

/* "pbplan: message" on standard error; the pattern is translated */
void complain(const struct run *run, const char *msgid, ...) __attribute__((format(printf, 2, 3)));

/* columns of the terminal; 0 if standard output is none */
size_t terminal_width(void);
/*
 * How wide text is to be: the terminal, else what $COLUMNS says, within the
 * bounds; else 80.
 */
size_t text_columns(size_t min, size_t max);

/* text to standard output, at once; EXIT_DONE, or EXIT_SYSTEM after a complaint */
int print_out(struct run *run, const char *text, size_t len);

/* the n-th plan that was named, or plan.yaml */
const char *plan_path(const struct run *run, size_t n);

/* a plan that was read and checked */
struct loaded {
	struct plan plan;
	struct itinerary itinerary;
	struct check_run check; /* as it was checked, for what checks know */
	struct ledger *ledger;	/* beside it; empty if there is none */
};

/*
 * Reads and checks a plan; findings go to run->diags.  EXIT_DONE even if
 * there are errors in it; EXIT_SYSTEM, after a complaint, if the file
 * cannot be read.
 */
int load_plan(struct run *run, const char *path, struct loaded *ret);
/* the same of one that comes from a pipe: its includes lie beside another file */
int load_plan_beside(struct run *run, const char *path, const char *beside, struct loaded *ret);

/*
 * What --for and --meeting name in a plan, if they are given: ret is then
 * set.  False, and nothing said, if the plan has no such thing.
 */
bool select_view(const struct run *run, const struct plan *plan, struct view *ret);
bool select_meeting(const struct run *run, const struct plan *plan, const struct meeting **ret);
/* says that it has none, and what is near; EXIT_USAGE */
int refuse_view(const struct run *run, const struct plan *plan);
int refuse_meeting(const struct run *run, const struct plan *plan);

/*
 * Prints the findings that were asked for to standard error, for commands
 * that make documents.  EXIT_PLAN if the plan has errors.
 */
int report_findings(struct run *run);

/* options.c: the command line; EXIT_DONE, or EXIT_USAGE after a complaint */
int options_parse(struct run *run, int argc, char **argv);
/* help.c */
void help_add_general(struct strbuf *out, const struct run *run);
void help_add_command(struct strbuf *out, const struct run *run, const struct command *command);
const struct command *command_find(const char *name);
extern const struct command *const commands[]; /* ended by NULL */

#endif
