/*
 * Functions whose result depends on the process's locale, or that cannot
 * be used safely, are refused at compile time.  Every .c file outside
 * lang/ includes this last.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#define BANNED(func) pbplan_does_not_use_##func

#undef strcasecmp
#define strcasecmp(...) BANNED(strcasecmp)
#undef strncasecmp
#define strncasecmp(...) BANNED(strncasecmp)
#undef tolower
#define tolower(...) BANNED(tolower)
#undef toupper
#define toupper(...) BANNED(toupper)
#undef strftime
#define strftime(...) BANNED(strftime)
#undef strtod
#define strtod(...) BANNED(strtod)
#undef atof
#define atof(...) BANNED(atof)
#undef atoi
#define atoi(...) BANNED(atoi)
#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef localtime
#define localtime(...) BANNED(localtime)
#undef gmtime
#define gmtime(...) BANNED(gmtime)
#undef mktime
#define mktime(...) BANNED(mktime)
#undef strtok
#define strtok(...) BANNED(strtok)

#endif
