#include "cmd/cmd.h"

#include "plan/schema.h"

#include "base/banned.h"

static int print_made(struct run *run, void (*add)(struct strbuf *, const struct catalog *))
{
	struct strbuf sb = STRBUF_INIT;
	int status;

	add(&sb, &run->catalogs[run->ui]);
	status = print_out(run, sb.text, sb.len);
	strbuf_release(&sb);
	return status;
}

static int schema(struct run *run)
{
	return print_made(run, schema_add);
}

static int reference(struct run *run)
{
	return print_made(run, reference_add);
}

const struct command cmd_schema = {
	.name = "schema",
	.arguments = "",
	.summary = N_("print the JSON Schema of a plan, for editors"),
	.run = schema,
};

const struct command cmd_reference = {
	.name = "reference",
	.arguments = "",
	.summary = N_("print every key of the format and what it means"),
	.run = reference,
};
