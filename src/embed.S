/*
 * Files that are part of the program: its languages and its data.  Their
 * paths are as seen from the build directory or the source directory; the
 * Makefile lists them once more, so that a change rebuilds this file.
 * Declared in base/embed.h.
 */
#ifdef __CET__
#include <cet.h>
#endif

	.section .rodata

/* NAME[] up to NAME_end[], which is followed by a NUL */
.macro embed name, path
	.balign 16
	.globl \name
	.type \name, %object
\name:
	.incbin "\path"
	.size \name, . - \name
	.globl \name\()_end
	.type \name\()_end, %object
\name\()_end:
	.byte 0
	.size \name\()_end, 1
.endm

embed embed_hy_mo, "embed/hy.mo"
embed embed_az_mo, "embed/az.mo"
embed embed_dates_am_yaml, "data/dates-am.yaml"
embed embed_dates_az_yaml, "data/dates-az.yaml"
embed embed_places_yaml, "data/places.yaml"
embed embed_pictures_css, "data/pictures.css"
embed embed_programme_css, "data/programme.css"
embed embed_examples_txt, "embed/examples.txt"

	.section .note.GNU-stack, "", %progbits
