/*
 * The options of all commands: OPTION(id, name, letter or 0, what its
 * argument is called or NULL, help).
 */
OPTION(OUTPUT, "output", 'o', N_("PATH"), N_("where to write; \"-\" is standard output"))
OPTION(FOR, "for", 'f', N_("VIEW"),
       N_("for whom: organizers, participants, public, side:ID or person:ID"))
OPTION(MEETING, "meeting", 'm', N_("ID"), N_("this meeting only"))
OPTION(NEXT, "next", 0, NULL, N_("only what is going on and what begins next"))
OPTION(UPCOMING, "upcoming", 0, NULL, N_("only meetings that are not over, soonest first"))
OPTION(LANG, "lang", 'l', N_("LANG[,LANG]"), N_("languages of documents: en, hy, az"))
OPTION(FORMAT, "format", 0, N_("FORMAT"), N_("text or json; validate knows sarif too"))
OPTION(STRICT, "strict", 0, NULL, N_("warnings count as errors"))
OPTION(IGNORE, "ignore", 0, N_("CODE[,CODE]"), N_("leave these findings out; PB3xx is every code from PB300 to PB399"))
OPTION(SEVERITY, "severity", 0, N_("SEVERITY"),
       N_("show only findings at least this grave: note, warning or error"))
OPTION(SINCE_ISSUE, "since-issue", 0, NULL, N_("compare with what was last issued"))
OPTION(DRY_RUN, "dry-run", 'n', NULL, N_("only say what would be done"))
OPTION(WORDING, "wording", 0, NULL, N_("issue also what changed in wording only"))
OPTION(SEND, "send", 0, NULL, N_("hand the messages to the mail program"))
OPTION(SENDMAIL, "sendmail", 0, N_("COMMAND"),
       N_("the mail program; else $SENDMAIL, sendmail or msmtp"))
OPTION(NOW, "now", 0, N_("WHEN"), N_("take this as the present: a date, or date and time in UTC"))
OPTION(COLOR, "color", 0, N_("WHEN"), N_("colour: auto, always or never"))
OPTION(UI, "ui", 0, N_("LANG"), N_("the language of messages; else the environment's"))
OPTION(HELP, "help", 'h', NULL, N_("show this help"))
