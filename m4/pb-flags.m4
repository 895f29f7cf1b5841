# Compiler and linker flags that are used only where they are known.

# PB_CFLAGS_IF_KNOWN(VARIABLE, FLAGS)
# Append to VARIABLE each of FLAGS that the compiler takes without a word.
AC_DEFUN([PB_CFLAGS_IF_KNOWN],
[for pb_flag in m4_normalize([$2]); do
  AC_MSG_CHECKING([whether $CC knows $pb_flag])
  pb_save_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS -Werror $pb_flag"
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[int pb_probe;]])],
    [AC_MSG_RESULT([yes])
     $1="$$1 $pb_flag"],
    [AC_MSG_RESULT([no])])
  CFLAGS=$pb_save_CFLAGS
done])

# PB_LDFLAGS_IF_KNOWN(VARIABLE, FLAGS)
# Append to VARIABLE each of FLAGS that the linker takes.
AC_DEFUN([PB_LDFLAGS_IF_KNOWN],
[for pb_flag in m4_normalize([$2]); do
  AC_MSG_CHECKING([whether the linker knows $pb_flag])
  pb_save_LDFLAGS=$LDFLAGS
  LDFLAGS="$LDFLAGS $pb_flag"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes])
     $1="$$1 $pb_flag"],
    [AC_MSG_RESULT([no])])
  LDFLAGS=$pb_save_LDFLAGS
done])

# PB_PIE_IF_KNOWN
# Position-independent executables need the compiler and the linker to agree,
# and the libraries found so far to permit it.
AC_DEFUN([PB_PIE_IF_KNOWN],
[AC_MSG_CHECKING([whether $CC builds position-independent executables])
pb_save_CFLAGS=$CFLAGS
pb_save_LDFLAGS=$LDFLAGS
CFLAGS="$CFLAGS -fPIE"
LDFLAGS="$LDFLAGS -pie"
AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
  [AC_MSG_RESULT([yes])
   PB_HARD_CFLAGS="$PB_HARD_CFLAGS -fPIE"
   PB_HARD_LDFLAGS="$PB_HARD_LDFLAGS -pie"],
  [AC_MSG_RESULT([no])])
CFLAGS=$pb_save_CFLAGS
LDFLAGS=$pb_save_LDFLAGS])
