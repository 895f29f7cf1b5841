#include "publish/sendmail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "lang/text.h"
#include "render/mail-header.h"

#include "base/banned.h"

/* milliseconds between two looks at what nothing tells of */
#define TICK 100
/* bytes of what the program says, of which the last lines are taken */
#define TAIL 4096
/* a pipe holds no more, so that reading comes to an end */
#define READS_MAX 64

/* -------------------------------------------------------------------------- signals */

/* those that end a process and are no fault of it */
static const int endings[] = { SIGINT, SIGHUP, SIGTERM };

struct signals {
	struct sigaction endings[ARRAY_SIZE(endings)], pipe, child;
};

/* keeps how signals were, and what running a program needs */
static void prepare_signals(struct signals *before)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, usual = { .sa_handler = SIG_DFL };

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		sigaction(endings[i], NULL, &before->endings[i]);
	sigaction(SIGPIPE, &ignore, &before->pipe);
	sigaction(SIGCHLD, &usual, &before->child);
}

static void restore_signals(const struct signals *before)
{
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		sigaction(endings[i], &before->endings[i], NULL);
	sigaction(SIGPIPE, &before->pipe, NULL);
	sigaction(SIGCHLD, &before->child, NULL);
}

/* ------------------------------------------------------------------ the program begins */

struct running {
	pid_t pid;
	int in, said; /* to its standard input, from the others; -1: closed */
	int unread;   /* what it has not read of its standard input */
	const char *text;
	size_t len; /* of what is not written yet */
	struct strbuf tail;
	int status;
	bool ended;
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* no end is one of the standard files, though these may be closed here */
static int open_pipe(int ends[2])
{
	int raw[2], error = 0;

	ends[0] = ends[1] = -1;
	if (pipe2(raw, O_CLOEXEC))
		return -errno;
	for (int i = 0; i < 2 && !error; i++) {
		ends[i] = fcntl(raw[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		if (ends[i] < 0)
			error = errno;
	}
	close(raw[0]);
	close(raw[1]);
	if (error) {
		close_end(&ends[0]);
		close_end(&ends[1]);
	}
	return -error;
}

/* all but the standard files are closed when the program begins */
static void close_others(void)
{
	long max;

	if (!close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC))
		return;
	max = sysconf(_SC_OPEN_MAX);
	if (max < 0 || max > 65536)
		max = 65536;
	for (int fd = STDERR_FILENO + 1; fd < max; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* in the new process; comes back only if it cannot begin */
static void execute(char *const *argv, int in, int said, const struct signals *before)
{
	struct signals signals = *before;

	/* a program may rely on these two */
	signals.pipe = signals.child = (struct sigaction){ .sa_handler = SIG_DFL };
	if (dup2(in, STDIN_FILENO) < 0 || dup2(said, STDOUT_FILENO) < 0 ||
	    dup2(said, STDERR_FILENO) < 0)
		return;
	close_others();
	restore_signals(&signals);
	execv(argv[0], argv);
}

static ssize_t read_some(int fd, void *buffer, size_t room)
{
	ssize_t n;

	do
		n = read(fd, buffer, room);
	while (n < 0 && errno == EINTR);
	return n;
}

static int wait_for(pid_t pid, int *ret_status, int flags)
{
	int r;

	do
		r = waitpid(pid, ret_status, flags);
	while (r < 0 && errno == EINTR);
	return r;
}

/* with pipes: in, said, failure */
static int fork_program(struct running *run, char *const *argv, int pipes[3][2],
			const struct signals *before)
{
	int error = 0;

	run->pid = fork();
	if (run->pid < 0)
		return -errno;
	if (!run->pid) {
		execute(argv, pipes[0][0], pipes[1][1], before);
		error = errno;
		if (write(pipes[2][1], &error, sizeof(error)) < 0)
			_exit(126);
		_exit(127);
	}
	close_end(&pipes[2][1]);
	/* nothing comes if it began: that end was closed then */
	if (read_some(pipes[2][0], &error, sizeof(error)) == (ssize_t)sizeof(error)) {
		wait_for(run->pid, &run->status, 0);
		return -error;
	}
	return 0;
}

static int begin(struct running *run, char *const *argv, const struct signals *before)
{
	int pipes[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } }, r = 0;

	for (int i = 0; i < 3 && !r; i++)
		r = open_pipe(pipes[i]);
	if (!r)
		r = fork_program(run, argv, pipes, before);
	if (!r) {
		run->in = pipes[0][1];
		run->said = pipes[1][0];
		run->unread = pipes[0][0];
		fcntl(run->in, F_SETFL, O_NONBLOCK);
		fcntl(run->said, F_SETFL, O_NONBLOCK);
		pipes[0][0] = pipes[0][1] = pipes[1][0] = -1;
	}
	for (int i = 0; i < 3; i++) {
		close_end(&pipes[i][0]);
		close_end(&pipes[i][1]);
	}
	return r;
}

/* ---------------------------------------------------------------------- and goes on */

static void write_more(struct running *run)
{
	ssize_t n = write(run->in, run->text, run->len);

	if (n >= 0) {
		run->text += n;
		run->len -= (size_t)n;
	} else if (errno != EAGAIN && errno != EINTR) {
		close_end(&run->in); /* it reads no more */
	}
	if (!run->len)
		close_end(&run->in);
}

/* false if there is nothing more for now */
static bool read_more(struct running *run)
{
	char buffer[4096];
	ssize_t n = read_some(run->said, buffer, sizeof(buffer));

	if (n > 0) {
		strbuf_add(&run->tail, buffer, (size_t)n);
		if (run->tail.len > 2 * TAIL) {
			memmove(run->tail.text, run->tail.text + run->tail.len - TAIL, TAIL);
			strbuf_cut(&run->tail, TAIL);
		}
		return true;
	}
	if (!n || errno != EAGAIN)
		close_end(&run->said);
	return false;
}

/*
 * Writes and reads until the program has ended.  What it has begun itself may
 * go on and keep its files open: that is not waited for.
 */
static void attend(struct running *run)
{
	int left = 0;

	while (!run->ended && (run->in >= 0 || run->said >= 0)) {
		struct pollfd fds[2] = { { .fd = run->in, .events = POLLOUT },
					 { .fd = run->said, .events = POLLIN } };

		if (poll(fds, 2, TICK) > 0) {
			if (fds[0].revents)
				write_more(run);
			if (fds[1].revents)
				read_more(run);
		}
		run->ended = wait_for(run->pid, &run->status, WNOHANG) == run->pid;
	}
	if (!run->ended)
		wait_for(run->pid, &run->status, 0);
	for (int i = 0; i < READS_MAX && run->said >= 0; i++)
		if (!read_more(run))
			break;
	/* what lies in the pipe was written, and is lost */
	if (!ioctl(run->unread, FIONREAD, &left) && left > 0)
		run->len += (size_t)left;
	close_end(&run->in);
	close_end(&run->said);
	close_end(&run->unread);
}

/* ------------------------------------------------------------------------ what it said */

/* a line as people may see it, cut if it is longer than a result */
static void add_visible(struct strbuf *out, const char *line, size_t len)
{
	struct strbuf copy = STRBUF_INIT, clean = STRBUF_INIT;
	size_t n = SENDMAIL_SAID_MAX;

	strbuf_add(&copy, line, len);
	for (size_t i = 0; i < copy.len; i++)
		if (!copy.text[i])
			copy.text[i] = ' ';
	mail_header_clean(&clean, copy.text);
	text_add_visible(out, clean.text, clean.len);
	if (out->len > n) {
		while (utf8_continues(out->text[n]))
			n--;
		strbuf_cut(out, n);
	}
	strbuf_release(&copy);
	strbuf_release(&clean);
}

/* as many of the last lines as there is room for, at least one */
static void take_last_lines(const struct strbuf *tail, char said[SENDMAIL_SAID_MAX + 1])
{
	struct strbuf line = STRBUF_INIT;
	size_t end = tail->len, from, at = SENDMAIL_SAID_MAX;

	said[at] = '\0';
	for (; end; end = from ? from - 1 : 0) {
		for (from = end; from && tail->text[from - 1] != '\n';)
			from--;
		strbuf_reset(&line);
		add_visible(&line, tail->text + from, end - from);
		if (!line.len)
			continue;
		if (said[at])
			strbuf_addstr(&line, "; ");
		if (line.len > at)
			break;
		at -= line.len;
		memcpy(said + at, line.text, line.len);
	}
	memmove(said, said + at, SENDMAIL_SAID_MAX + 1 - at);
	strbuf_release(&line);
}

/* ---------------------------------------------------------------------- one message */

static void judge(const struct running *run, struct sendmail_result *ret)
{
	if (WIFSIGNALED(run->status)) {
		ret->outcome = SENDMAIL_KILLED;
		ret->code = WTERMSIG(run->status);
	} else if (WEXITSTATUS(run->status)) {
		ret->outcome = SENDMAIL_REFUSED;
		ret->code = WEXITSTATUS(run->status);
	} else {
		ret->outcome = run->len ? SENDMAIL_UNREAD : SENDMAIL_TAKEN;
	}
}

static void add_with_lf(struct strbuf *out, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *eol = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((eol ? eol : end) - text);

		strbuf_add(out, text, eol && n && text[n - 1] == '\r' ? n - 1 : n);
		if (eol)
			strbuf_addch(out, '\n');
		text += n + !!eol;
	}
}

/* before: signals as the program shall find them */
static void hand(const struct sendmail *program, const char *from, const char *to,
		 const struct strbuf *text, const struct signals *before,
		 struct sendmail_result *ret)
{
	struct running run = {
		.in = -1, .said = -1, .unread = -1, .text = text->text, .len = text->len,
		.tail = STRBUF_INIT
	};
	VEC(const char *) argv = { 0 };
	int r;

	*ret = (struct sendmail_result){ 0 };
	for (size_t i = 0; i < program->argv.n; i++)
		VEC_PUSH(&argv, program->argv.v[i]);
	VEC_PUSH(&argv, "-i");
	VEC_PUSH(&argv, "-f");
	VEC_PUSH(&argv, from);
	VEC_PUSH(&argv, "--");
	VEC_PUSH(&argv, to);
	VEC_PUSH(&argv, NULL);
	r = begin(&run, (char *const *)argv.v, before);
	if (r) {
		ret->outcome = SENDMAIL_FAILED;
		ret->code = -r;
	} else {
		attend(&run);
		judge(&run, ret);
		take_last_lines(&run.tail, ret->said);
	}
	strbuf_release(&run.tail);
	VEC_RELEASE(&argv);
}

void sendmail_hand(const struct sendmail *program, const char *from, const char *to,
		   const char *text, size_t len, struct sendmail_result *ret_result)
{
	struct strbuf lines = STRBUF_INIT;
	struct signals before;

	add_with_lf(&lines, text, len);
	prepare_signals(&before);
	hand(program, from, to, &lines, &before, ret_result);
	restore_signals(&before);
	strbuf_release(&lines);
}

/* ---------------------------------------------------------------- that survives a kill */

/* a message, and what comes after it */
struct delivery {
	const struct sendmail *program;
	const char *from, *to;
	struct strbuf text;
	int (*succeeded)(void *context);
	void *context;
	sigset_t mask; /* as it was */
};

/* in the new process, which does nothing else */
static _Noreturn void deliver(const struct delivery *d, int result_fd)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sendmail_result result;
	struct signals before;
	int r;

	setsid();
	prepare_signals(&before);
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		sigaction(endings[i], &ignore, NULL);
	sigprocmask(SIG_SETMASK, &d->mask, NULL);
	hand(d->program, d->from, d->to, &d->text, &before, &result);
	if (result.outcome == SENDMAIL_TAKEN) {
		r = d->succeeded(d->context);
		if (r) {
			result.outcome = SENDMAIL_UNRECORDED;
			result.code = -r;
		}
	}
	/* whole or not at all, as it is less than PIPE_BUF */
	_exit(write(result_fd, &result, sizeof(result)) == (ssize_t)sizeof(result) ? 0 : 1);
}

/* Blocks the signals that would end us, and are not ignored anyway. */
static void block_endings(sigset_t *ret_blocked, sigset_t *ret_before)
{
	struct sigaction now;

	sigemptyset(ret_blocked);
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (!sigaction(endings[i], NULL, &now) && now.sa_handler != SIG_IGN)
			sigaddset(ret_blocked, endings[i]);
	sigprocmask(SIG_BLOCK, ret_blocked, ret_before);
}

/*
 * Waits for the result; returns the signal that came meanwhile, or 0.  A
 * signal is passed on again and again, as the program may be about to begin,
 * and its process group about to be made.
 */
static int await(pid_t child, int result_fd, int signal_fd, struct sendmail_result *ret)
{
	struct pollfd fds[2] = { { .fd = result_fd, .events = POLLIN },
				 { .fd = signal_fd, .events = POLLIN } };
	struct signalfd_siginfo info;
	int ending = 0;

	ret->outcome = SENDMAIL_LOST;
	for (;;) {
		int n = poll(fds, 2, ending ? TICK : -1);

		if (n > 0 && fds[0].revents) {
			struct sendmail_result result;

			if (read_some(result_fd, &result, sizeof(result)) == sizeof(result))
				*ret = result;
			wait_for(child, &(int){ 0 }, 0);
			return ending;
		}
		if (n > 0 && read_some(signal_fd, &info, sizeof(info)) == sizeof(info)) {
			if (ending)
				return ending; /* it goes on alone */
			ending = (int)info.ssi_signo;
		}
		if (ending)
			kill(-child, ending);
	}
}

static int fork_delivery(const struct delivery *d, const sigset_t *blocked,
			 struct sendmail_result *ret)
{
	int signal_fd = signalfd(-1, blocked, SFD_CLOEXEC), ends[2] = { -1, -1 };
	int r = signal_fd < 0 ? -errno : open_pipe(ends), ending = 0;
	pid_t child = -1;

	if (!r) {
		child = fork();
		r = child < 0 ? -errno : 0;
	}
	if (!child)
		deliver(d, ends[1]);
	close_end(&ends[1]);
	if (!r) {
		ending = await(child, ends[0], signal_fd, ret);
	} else {
		ret->outcome = SENDMAIL_FAILED;
		ret->code = -r;
	}
	close_end(&ends[0]);
	close_end(&signal_fd);
	return ending;
}

void sendmail_deliver(const struct sendmail *program, const char *from, const char *to,
		      const char *text, size_t len, int (*succeeded)(void *context), void *context,
		      struct sendmail_result *ret_result)
{
	struct delivery d = { .program = program,
			      .from = from,
			      .to = to,
			      .text = STRBUF_INIT,
			      .succeeded = succeeded,
			      .context = context };
	sigset_t blocked;
	int ending;

	*ret_result = (struct sendmail_result){ 0 };
	add_with_lf(&d.text, text, len);
	block_endings(&blocked, &d.mask);
	ending = fork_delivery(&d, &blocked, ret_result);
	if (ending)
		raise(ending); /* it comes when it is no longer blocked */
	sigprocmask(SIG_SETMASK, &d.mask, NULL);
	strbuf_release(&d.text);
}
