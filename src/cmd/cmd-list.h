/* the commands, in the order of the help */
COMMAND(validate)
COMMAND(explain)
COMMAND(export)
COMMAND(status)
COMMAND(places)
COMMAND(dates)
COMMAND(schema)
COMMAND(reference)
