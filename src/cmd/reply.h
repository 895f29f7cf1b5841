/*
 * What `pbplan reply` is made of: reply-file.c reads answers from files,
 * reply-judge.c decides which of them count, reply-say.c puts those into
 * words, cmd-reply.c records them.
 */
#ifndef CMD_REPLY_H
#define CMD_REPLY_H

#include "cmd/cmd.h"
#include "render/ics-reply.h"
#include "render/mail-reader.h"

/* larger than any answer */
#define REPLY_MAX_SIZE ((size_t)16 << 20)

/* where an answer comes from */
struct reply_file {
	const char *path;
	bool is_mail;
	struct mail_addresses from; /* of a message, in the run's arena; one at the most */
	instant date;		    /* INSTANT_NONE: not known */
};

struct reply_answer {
	struct ics_answer said;
	const struct reply_file *file;
	instant stamp; /* DTSTAMP, else the message's date, at most now; INSTANT_NONE: neither */
	bool in_future; /* the stamp was later than now */
	size_t order;	/* as it was read */
};

/* an answer that counts, now or since an earlier run; for one person */
struct reply_counted {
	const struct answer *answer;
	const struct event *event; /* as the person knows it */
	bool is_new;		   /* to be added to the ledger */
};

/* what was asked for, and how far it got */
struct reply {
	struct run *run;
	const char *plan_path;
	struct plan plan; /* as far as it can be read; at is NULL if it cannot */
	struct ledger *ledger;
	VEC(struct reply_answer) answers;
	VEC(struct reply_counted) counted; /* in order of DTSTAMP */
	bool refused; /* something does not count */
	bool failed;  /* a file cannot be read */
};

/*
 * Reads a file, "-" for standard input, and adds its answers; complains of
 * what is wrong with it, and of each fault in it.
 */
void reply_read_file(struct reply *reply, const char *path);

/*
 * Holds the answers against the ledger and fills reply->counted; complains of
 * each that does not count.
 */
void reply_judge(struct reply *reply);

/* something from outside, as it can be shown: in the run's arena */
const char *reply_shown(const struct reply *reply, const char *s);
/* a person of the ledger by name, of the plan if that is known */
const char *reply_name(const struct reply *reply, const char *id);
/* what an event is called */
const char *reply_title(const struct reply *reply, const struct event *event);

/* adds the line, and another for the comment, that say what was answered */
void reply_add_line(struct strbuf *out, const struct reply *reply, const struct event *event,
		    const struct answer *answer);

#endif
