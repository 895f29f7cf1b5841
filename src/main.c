#include "cmd/cmd.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/*
 * libyaml takes and gives back small pieces of memory by the million.  With
 * 64 KiB or more free at the end of the heap, glibc's free() puts all pieces
 * together that it has at hand whenever one borders on that, so less is kept
 * there.  (Once anything is set, the size from which memory is mapped does
 * not adapt itself any more: hence the second.)
 */
static void set_up_heap(void)
{
#ifdef __GLIBC__
	mallopt(M_TOP_PAD, 32 * 1024);
	mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024);
#endif
}

int main(int argc, char **argv)
{
	set_up_heap();
	return cmd_main(argc, argv);
}
