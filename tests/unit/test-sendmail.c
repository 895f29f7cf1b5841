/*
 * The mail program is found, gets the message and nothing else, and whatever
 * it does is told.  What follows a success is done even if we are killed.
 */
#include "publish/sendmail.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"

#include "tap.h"

static char dir[] = "/tmp/test-sendmail-XXXXXX";

/* ------------------------------------------------------------------------ the folder */

/* one of four, by turns */
static char *path_of(const char *name)
{
	static char paths[4][512];
	static unsigned int turn;
	char *path = paths[turn++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", dir, name);
	return path;
}

static void write_file(const char *name, const char *text, mode_t mode)
{
	FILE *file = fopen(path_of(name), "w");

	fputs(text, file);
	fclose(file);
	chmod(path_of(name), mode);
}

/* the text is valid until the next call */
static const char *read_back(const char *name)
{
	static struct strbuf text = STRBUF_INIT;
	FILE *file = name ? fopen(path_of(name), "r") : NULL;
	int c;

	strbuf_release(&text);
	if (!file)
		return NULL;
	while ((c = getc(file)) != EOF)
		strbuf_addch(&text, (char)c);
	fclose(file);
	return text.text;
}

static bool is_there(const char *name)
{
	return !access(path_of(name), F_OK);
}

/* a program that runs in the folder */
static struct sendmail program_of(const char *script)
{
	struct sendmail program = { 0 };
	char text[2000];

	snprintf(text, sizeof(text), "#!/bin/sh\ncd '%s' || exit 99\n%s\n", dir, script);
	unlink(path_of("program"));
	write_file("program", text, 0755);
	VEC_PUSH(&program.argv, xstrdup(path_of("program")));
	return program;
}

/* ------------------------------------------------------------------------------ find */

static const char *env_path, *env_sendmail;

static char *get(const char *name)
{
	if (!strcmp(name, "PATH"))
		return (char *)env_path;
	return !strcmp(name, "SENDMAIL") ? (char *)env_sendmail : NULL;
}

static void finds(const char *command, const char *expected, size_t n)
{
	struct sendmail program;

	is_int(sendmail_find(&program, command, get), 0, "found: %s", command);
	is_int((long long)program.argv.n, (long long)n, "with %zu words", n);
	is_str(program.argv.n ? program.argv.v[0] : NULL, expected, "the program");
	if (n > 1 && program.argv.n == n)
		is_str(program.argv.v[n - 1], "-x", "and the last word");
	sendmail_release(&program);
}

static void misses(const char *command, int error, const char *looked_for)
{
	struct sendmail program;

	is_int(sendmail_find(&program, command, get), error, "not found: %s", command);
	is_str(program.looked_for, looked_for, "what was looked for");
	sendmail_release(&program);
}

static void test_find(void)
{
	char folders[1200];

	mkdir(path_of("one"), 0755);
	mkdir(path_of("two"), 0755);
	mkdir(path_of("one/folder"), 0755);
	write_file("one/mail", "", 0644);
	write_file("two/mail", "", 0755);
	write_file("one/plain", "", 0644);
	write_file("here", "", 0755);
	snprintf(folders, sizeof(folders), "nowhere::%s:.:%s", path_of("one"), path_of("two"));
	env_path = folders;
	finds("mail", path_of("two/mail"), 1);
	finds("  mail\t-a  -x ", path_of("two/mail"), 3);
	finds(path_of("two/mail"), path_of("two/mail"), 1);
	misses("plain -x", -EACCES, "plain");
	misses("folder", -EACCES, "folder");
	misses("none -x", -ENOENT, "none");
	misses(path_of("one/mail"), -EACCES, path_of("one/mail"));
	misses(path_of("none"), -ENOENT, path_of("none"));
	misses(" \t", -EINVAL, NULL);
	misses("", -EINVAL, NULL);
	if (!chdir(dir))
		misses("here", -ENOENT, "here"); /* though . is in PATH */
	if (chdir("/"))
		exit(99);

	env_sendmail = "mail -a -x";
	finds(NULL, path_of("two/mail"), 3);
	env_sendmail = "none";
	misses(NULL, -ENOENT, "none");
	env_sendmail = " ";
	write_file("two/sendmail", "", 0755);
	write_file("one/msmtp", "", 0755);
	finds(NULL, path_of("two/sendmail"), 1);
	unlink(path_of("two/sendmail"));
	env_sendmail = NULL;
	if (access("/usr/sbin/sendmail", F_OK) && access("/usr/lib/sendmail", F_OK)) {
		finds(NULL, path_of("one/msmtp"), 1);
		unlink(path_of("one/msmtp"));
		misses(NULL, -ENOENT, "sendmail, /usr/sbin/sendmail, /usr/lib/sendmail, msmtp");
	} else {
		printf("ok %u - msmtp if there is no sendmail # SKIP there is one\n", ++tap_run);
	}
	env_path = NULL;
	finds("sh", access("/bin/sh", X_OK) ? "/usr/bin/sh" : "/bin/sh", 1);
}

/* ------------------------------------------------------------------------------ hand */

static struct sendmail_result hand(const char *script, const char *text, size_t len)
{
	struct sendmail program = program_of(script);
	struct sendmail_result result;

	sendmail_hand(&program, "-office@b.example", "-ani@b.example", text, len, &result);
	sendmail_release(&program);
	return result;
}

static void gives(const char *script, enum sendmail_outcome outcome, int code, const char *said)
{
	struct sendmail_result result = hand(script, "text\r\n", 6);

	is_int(result.outcome, outcome, "%s", script);
	is_int(result.code, code, "and its code");
	is_str(result.said, said, "and what it said");
}

static void test_hand(void)
{
	struct sendmail_result result;
	static const char text[] = "A: b\r\n\r\n.\r\n..\r\nFrom x\rcr\n\r\n \r\n\r\r\nend";

	result = hand("cat >got; printf '%s\\n' \"$@\" >args", text, sizeof(text) - 1);
	is_int(result.outcome, SENDMAIL_TAKEN, "taken");
	is_str(read_back("got"), "A: b\n\n.\n..\nFrom x\rcr\n\n \n\r\nend", "with LF at line ends");
	is_str(read_back("args"), "-i\n-f\n-office@b.example\n--\n-ani@b.example\n", "arguments");
	is_str(result.said, "", "without a word");
	is_int(hand("cat >got", "", 0).outcome, SENDMAIL_TAKEN, "an empty message");
	is_str(read_back("got"), "", "is one");

	gives("cat >/dev/null; exit 0", SENDMAIL_TAKEN, 0, "");
	gives("cat >/dev/null; echo hello", SENDMAIL_TAKEN, 0, "hello");
	gives("echo hello", SENDMAIL_UNREAD, 0, "hello");
	gives("exec <&-; exit 0", SENDMAIL_UNREAD, 0, "");
	gives("exit 1", SENDMAIL_REFUSED, 1, "");
	gives("echo one >&2; echo; echo two; echo three >&2; exit 67", SENDMAIL_REFUSED, 67,
	      "one; two; three");
	gives("printf 'no line end' >&2; exit 75", SENDMAIL_REFUSED, 75, "no line end");
	gives("printf 'a\\033[31mb\\000c\\377\\t\\r\\nԱնի\\n\\n \\n'; exit 1", SENDMAIL_REFUSED, 1,
	      "a [31mb c\xEF\xBF\xBD; Անի");
	gives("kill -9 $$", SENDMAIL_KILLED, 9, "");
	gives("echo bye >&2; kill -TERM $$", SENDMAIL_KILLED, 15, "bye");
	gives("cat >/dev/null; exec <&- >&- 2>&-; exit 0", SENDMAIL_TAKEN, 0, "");
}

/* more than a pipe holds, both ways */
static void test_much(void)
{
	struct strbuf text = STRBUF_INIT;
	struct sendmail_result result;

	for (int i = 0; i < 100000; i++)
		strbuf_addf(&text, "line %d\r\n", i);
	result = hand("cat >got", text.text, text.len);
	is_int(result.outcome, SENDMAIL_TAKEN, "a megabyte is taken");
	is_int((long long)strlen(read_back("got")), (long long)text.len - 100000, "all of it");
	result = hand("exit 0", text.text, text.len);
	is_int(result.outcome, SENDMAIL_UNREAD, "a program that does not read");
	result = hand("head -c 100000 >/dev/null; exit 0", text.text, text.len);
	is_int(result.outcome, SENDMAIL_UNREAD, "or only a part of it");
	result = hand("echo full >&2; exit 73", text.text, text.len);
	is_int(result.outcome, SENDMAIL_REFUSED, "or refuses it");
	is_str(result.said, "full", "and says why");
	result = hand(
		"head -c 3000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo last >&2; cat >got",
		text.text, text.len);
	is_int(result.outcome, SENDMAIL_TAKEN, "a program that says much, then reads");
	is_str(result.said, "last", "of which the last is kept");
	is_int((long long)strlen(read_back("got")), (long long)text.len - 100000, "all of it");
	result = hand("head -c 3000000 /dev/zero | tr '\\0' x; exit 2", text.text, text.len);
	is_int((long long)strlen(result.said), SENDMAIL_SAID_MAX, "a long line is cut");
	result = hand("i=0; while [ $i -lt 3000 ]; do i=$((i + 1)); echo word $i; done", "", 0);
	ok(strlen(result.said) <= SENDMAIL_SAID_MAX && strlen(result.said) > SENDMAIL_SAID_MAX - 12,
	   "as many lines as there is room for");
	ok(!strncmp(result.said, "word 29", 7) && strstr(result.said, "; word 2999; word 3000"),
	   "the last");
	result = hand("i=0; while [ $i -lt 500 ]; do i=$((i + 1)); printf Ա; done", "", 0);
	is_int((long long)strlen(result.said), SENDMAIL_SAID_MAX, "letters are not cut");
	strbuf_release(&text);
}

static void fails(const char *path, int error)
{
	struct sendmail program = { 0 };
	struct sendmail_result result;

	VEC_PUSH(&program.argv, xstrdup(path));
	sendmail_hand(&program, "a@b.example", "c@d.example", "x", 1, &result);
	is_int(result.outcome, SENDMAIL_FAILED, "it cannot be run: %s", path);
	is_int(result.code, error, "it is known why");
	sendmail_release(&program);
}

static void test_failed(void)
{
	write_file("plain", "#!/bin/sh\n", 0644);
	write_file("text", "exit 0\n", 0755);
	write_file("interpreted", "#!/no/such/interpreter\n", 0755);
	fails(path_of("none"), ENOENT);
	fails(path_of("plain"), EACCES);
	fails(dir, EACCES);
	fails(path_of("text"), ENOEXEC);
	fails(path_of("interpreted"), ENOENT);
}

/* what it has begun itself keeps its files open, and is not waited for */
static void test_left_behind(void)
{
	struct sendmail_result result;

	result = hand("sleep 1000 & echo $! >pid; echo said >&2; cat >/dev/null", "x", 1);
	is_int(result.outcome, SENDMAIL_TAKEN, "a program that leaves another behind");
	is_str(result.said, "said", "what it said is known");
	is_int(kill((pid_t)strtol(read_back("pid"), NULL, 10), SIGKILL), 0, "which goes on");
}

static void test_files(void)
{
	int fd = open(path_of("secret"), O_RDWR | O_CREAT, 0600);
	struct sendmail_result result;
	pid_t child;
	int status = -1;

	dup2(fd, 200);
	result = hand("cat >/dev/null; ls -l /proc/self/fd >files", "x", 1);
	is_int(result.outcome, SENDMAIL_TAKEN, "open files");
	ok(strstr(read_back("files"), "->") && !strstr(read_back("files"), "secret"),
	   "are closed for it");
	ok(fcntl(fd, F_GETFD) == 0 && fcntl(200, F_GETFD) == 0, "and for nobody else");
	close(200);
	close(fd);

	child = fork();
	if (!child) {
		close(0);
		close(1);
		close(2);
		result = hand("cat >got; echo said >&2; exit 3", "x", 1);
		_exit(result.outcome == SENDMAIL_REFUSED && result.code == 3 &&
		      !strcmp(result.said, "said") && !strcmp(read_back("got"), "x"));
	}
	waitpid(child, &status, 0);
	is_int(WEXITSTATUS(status), 1, "it is all the same if the standard files are closed");
}

static void test_signals_of_hand(void)
{
	struct sigaction now;

	signal(SIGCHLD, SIG_IGN);
	is_int(hand("cat >/dev/null; (exit 5); exit $?", "x", 1).code, 5, "SIGCHLD was ignored");
	sigaction(SIGCHLD, NULL, &now);
	ok(now.sa_handler == SIG_IGN, "and is again");
	signal(SIGCHLD, SIG_DFL);
	sigaction(SIGPIPE, NULL, &now);
	ok(now.sa_handler == SIG_DFL, "SIGPIPE was not, and is not");
	gives("cat >/dev/null; kill -PIPE $$", SENDMAIL_KILLED, SIGPIPE, "");
}

/* --------------------------------------------------------------------------- deliver */

static int record(void *context)
{
	char text[64];

	snprintf(text, sizeof(text), "%ld %ld", (long)getpid(), (long)getsid(0));
	write_file("recorded", text, 0600);
	return *(int *)context;
}

static struct sendmail_result deliver(const char *script, int result_of_record)
{
	struct sendmail program = program_of(script);
	struct sendmail_result result;

	unlink(path_of("recorded"));
	sendmail_deliver(&program, "a@b.example", "c@d.example", "x\r\ny", 4, record,
			 &result_of_record, &result);
	sendmail_release(&program);
	return result;
}

static void test_deliver(void)
{
	struct sendmail_result result = deliver("cat >got; echo fine", 0);
	long pid = 0, sid = 0;

	is_int(result.outcome, SENDMAIL_TAKEN, "delivered");
	is_str(result.said, "fine", "with what it said");
	is_str(read_back("got"), "x\ny", "the message");
	if (sscanf(read_back("recorded"), "%ld %ld", &pid, &sid) != 2)
		pid = 0;
	ok(pid && pid == sid && pid != (long)getpid(), "recorded in a session of its own");
	result = deliver("cat >got", -ENOSPC);
	is_int(result.outcome, SENDMAIL_UNRECORDED, "taken, but not recorded");
	is_int(result.code, ENOSPC, "it is known why");
	result = deliver("exit 69", 0);
	is_int(result.outcome, SENDMAIL_REFUSED, "refused");
	is_int(result.code, 69, "with its status");
	ok(!is_there("recorded"), "nothing is recorded");
	result = deliver("kill -KILL $PPID; cat >/dev/null; exit 0", 0);
	is_int(result.outcome, SENDMAIL_LOST, "who attends to it is killed");
	ok(!is_there("recorded"), "nothing is recorded");
	signal(SIGCHLD, SIG_IGN);
	result = deliver("cat >got", 0);
	signal(SIGCHLD, SIG_DFL);
	is_int(result.outcome, SENDMAIL_TAKEN, "also if SIGCHLD is ignored");
}

/*
 * A process that delivers, with a lock as on the outbox.  The program opens
 * the pipe "begun" when it runs and reads "go" before it ends.
 */
static pid_t start(const char *script, int ignored)
{
	pid_t child;

	unlink(path_of("begun"));
	unlink(path_of("go"));
	if (mkfifo(path_of("begun"), 0600) || mkfifo(path_of("go"), 0600))
		exit(99);
	unlink(path_of("recorded"));
	unlink(path_of("returned"));
	write_file("lock", "", 0600);
	child = fork();
	if (!child) {
		int fd = open(path_of("lock"), O_RDONLY | O_CLOEXEC);
		struct sendmail_result result;

		if (flock(fd, LOCK_EX))
			_exit(99);
		if (ignored)
			signal(ignored, SIG_IGN);
		result = deliver(script, 0);
		write_file("returned", "", 0600);
		_exit(result.outcome == SENDMAIL_TAKEN ? 0 : 1);
	}
	return child;
}

/* waits at the other end of a pipe of the program */
static void meet(const char *name, int flags)
{
	int fd = open(path_of(name), flags);

	if (fd < 0)
		exit(99);
	close(fd);
}

/* waits until nobody holds the lock any more */
static void await_lock(void)
{
	int fd = open(path_of("lock"), O_RDONLY);

	if (flock(fd, LOCK_EX))
		exit(99);
	close(fd);
}

static bool is_locked(void)
{
	int fd = open(path_of("lock"), O_RDONLY);
	bool locked = flock(fd, LOCK_EX | LOCK_NB) != 0;

	close(fd);
	return locked;
}

#define BEGIN "cat >/dev/null; : >begun; "

static void test_killed(void)
{
	pid_t child = start(BEGIN ": <go", 0);
	int status;

	meet("begun", O_RDONLY);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	ok(WIFSIGNALED(status), "we are killed while it runs");
	ok(is_locked(), "it goes on, and holds our lock");
	meet("go", O_WRONLY);
	await_lock();
	ok(is_there("recorded"), "what was taken is recorded");
}

static void test_ended(int signal, const char *name)
{
	pid_t child = start(BEGIN "exec sleep 1000", 0);
	int status;

	meet("begun", O_RDONLY);
	kill(child, signal);
	waitpid(child, &status, 0);
	is_int(WIFSIGNALED(status) ? WTERMSIG(status) : 0, signal, "%s ends us", name);
	ok(!is_locked(), "and the program");
	ok(!is_there("recorded"), "nothing is recorded");
	ok(!is_there("returned"), "and nothing else is done");
}

static void test_stubborn(void)
{
	pid_t child = start("trap '' INT; " BEGIN "trap : TERM; : <go", 0);
	int status;

	meet("begun", O_RDONLY);
	kill(child, SIGINT);
	meet("go", O_WRONLY);
	waitpid(child, &status, 0);
	is_int(WIFSIGNALED(status) ? WTERMSIG(status) : 0, SIGINT, "a program that goes on");
	ok(is_there("recorded"), "is waited for");
	ok(!is_locked(), "to its end");

	child = start("trap '' INT; " BEGIN ": <go", SIGHUP);
	meet("begun", O_RDONLY);
	kill(child, SIGHUP); /* is ignored */
	kill(child, SIGINT);
	while (!waitpid(child, &status, WNOHANG))
		kill(child, SIGINT); /* until there were two */
	is_int(WIFSIGNALED(status) ? WTERMSIG(status) : 0, SIGINT, "but not after a second one");
	ok(is_locked(), "it goes on alone");
	meet("go", O_WRONLY);
	await_lock();
	ok(is_there("recorded"), "and is recorded");

	child = start(BEGIN "kill -HUP $$; exit 0", SIGHUP);
	meet("begun", O_RDONLY);
	waitpid(child, &status, 0);
	is_int(WIFEXITED(status) ? WEXITSTATUS(status) : 99, 0,
	       "what we ignored the program ignores too");
}

int main(void)
{
	char command[600];

	/* who runs tests in the background may have them ignored */
	signal(SIGINT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	alarm(300); /* better than to hang */
	if (!mkdtemp(dir))
		return 1;
	test_find();
	test_hand();
	test_much();
	test_failed();
	test_left_behind();
	test_files();
	test_signals_of_hand();
	test_deliver();
	test_killed();
	test_ended(SIGINT, "SIGINT");
	test_ended(SIGTERM, "SIGTERM");
	test_ended(SIGHUP, "SIGHUP");
	test_stubborn();
	read_back(NULL);
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	if (system(command))
		return 1;
	return done_testing();
}
