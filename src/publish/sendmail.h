/*
 * Mail is sent by the program that the machine has for it, called as every
 * sendmail since the first:
 *
 *	COMMAND -i -f FROM -- TO	the message on its standard input
 *
 * There is no shell in between, and it gets no open files but the first three;
 * what it says on the second and third is read, and the end of it kept.
 */
#ifndef PUBLISH_SENDMAIL_H
#define PUBLISH_SENDMAIL_H

#include <stddef.h>

#include "base/vec.h"

struct sendmail {
	VEC(char *) argv; /* the program, as a path, and words behind it */
	char *looked_for; /* for people: "sendmail, /usr/sbin/sendmail, msmtp" */
};

/*
 * Finds the program: command, words split at blanks; if that is NULL, the same
 * of $SENDMAIL, if it says anything; else sendmail in the folders of $PATH,
 * /usr/sbin and /usr/lib; else msmtp in those of $PATH.
 *
 * -EINVAL if command holds blanks only, -ENOENT if there is no such program,
 * -EACCES if it may not be executed.  To be released in any case.
 */
int sendmail_find(struct sendmail *ret_program, const char *command,
		  char *(*get)(const char *name));
void sendmail_release(struct sendmail *program);

enum sendmail_outcome {
	SENDMAIL_TAKEN,      /* it read the message and ended with status 0 */
	SENDMAIL_REFUSED,    /* it ended with another, code */
	SENDMAIL_UNREAD,     /* it ended with 0, but did not read all of the message */
	SENDMAIL_KILLED,     /* by the signal code */
	SENDMAIL_FAILED,     /* it could not be run: code is an errno */
	SENDMAIL_UNRECORDED, /* taken, but succeeded() gave the errno code */
	SENDMAIL_LOST,       /* the process that ran it was killed: nobody knows */
};

#define SENDMAIL_SAID_MAX 400

struct sendmail_result {
	enum sendmail_outcome outcome;
	int code; /* positive */
	/* the last lines that it wrote, joined by "; ", without control characters */
	char said[SENDMAIL_SAID_MAX + 1];
};

/*
 * Hands it a message, whose line ends become LF, and waits for it, however
 * long.  The addresses are as value_is_email() takes them.
 */
void sendmail_hand(const struct sendmail *program, const char *from, const char *to,
		   const char *text, size_t len, struct sendmail_result *ret_result);

/*
 * The same in a process of its own, in a session of its own, which calls
 * succeeded() once the message is taken.  That process goes on to its end if
 * this one is killed, with all files and locks that are open here; so
 * succeeded() records what was sent, and prints nothing.  0, or a negative
 * errno.
 *
 * On SIGINT, SIGHUP or SIGTERM the mail program gets it too, and when it has
 * ended, and what it took is recorded, this process gets it for good.  A second
 * one is not waited for.
 */
void sendmail_deliver(const struct sendmail *program, const char *from, const char *to,
		      const char *text, size_t len, int (*succeeded)(void *context),
		      void *context, struct sendmail_result *ret_result);

#endif
