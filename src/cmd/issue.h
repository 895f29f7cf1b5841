/*
 * The work of `invite`: messages to files, to the ledger, to the mail
 * program.
 */
#ifndef CMD_ISSUE_H
#define CMD_ISSUE_H

#include "base/out.h"
#include "cmd/cmd.h"
#include "ledger/outgoing.h"
#include "publish/outbox.h"

/* an issue while it is made */
struct issuing {
	struct run *run;
	struct loaded *loaded;
	const char *plan_path;
	struct out folder; /* the plan's, locked */
	struct outbox box;
	struct outgoing out;
	struct hash files; /* struct issue, by the name of its file: all that were issued */
};

/* writes the messages and records them; EXIT_DONE, or EXIT_SYSTEM after a complaint */
int issue_write(struct issuing *is);

/*
 * Hands what stands in the outbox and was not sent to the mail program;
 * EXIT_DONE, or EXIT_SYSTEM after complaints.
 */
int issue_send(struct issuing *is);

#endif
