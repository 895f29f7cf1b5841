/* the commands, in the order of the help */
COMMAND(validate)
COMMAND(places)
COMMAND(schema)
COMMAND(reference)
