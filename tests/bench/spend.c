/*
 * Runs a command and prints what it spent, on standard error: user time in
 * microseconds, peak memory in KiB.
 *
 *	spend COMMAND ARGUMENTS... >output 2>spent
 *
 * A script cannot measure this of its own children: a process counts the
 * memory of the one it was forked from, and an interpreter is large.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage used;
	int status;
	pid_t child;

	if (argc < 2)
		return 2;
	child = fork();
	if (child < 0)
		return 3;
	if (!child) {
		execv(argv[1], argv + 1);
		_exit(127);
	}
	if (wait4(child, &status, 0, &used) != child)
		return 3;
	fprintf(stderr, "\nspent %lld %ld\n",
		(long long)used.ru_utime.tv_sec * 1000000 + used.ru_utime.tv_usec, used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
