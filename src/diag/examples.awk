# Collects the examples of the codes from their tests, for embed/examples.txt:
#
#	awk -f examples.awk tests/codes/*/*.yaml
#
# A line "PB301 bad" or "PB301 good", and below it, each behind a tab, the
# lines of that plan between "# example" and "# end"; where there are several
# such pairs, a line "…" between them.  The indentation that all of them have
# is taken away.  src/diag/examples.c reads this.

function indentation(s)
{
	match(s, /^ */)
	return RLENGTH
}

function finish(    i)
{
	if (n)
		print name
	for (i = 0; i < n; i++)
		print "\t" (is_gap[i] ? "…" : substr(lines[i], least + 1))
	n = on = 0
	least = -1
}

FNR == 1 {
	finish()
	parts = split(FILENAME, part, "/")
	which = part[parts]
	sub(/\.yaml$/, "", which)
	name = "PB" part[parts - 1] " " which
	wanted = which == "bad" || which == "good"
}

{ sub(/\r$/, "") }

/^[ \t]*# example[ \t]*$/ {
	if (wanted && n)
		is_gap[n++] = 1
	on = wanted
	next
}

/^[ \t]*# end[ \t]*$/ {
	on = 0
	next
}

on {
	if ($0 !~ /^ *$/ && (least < 0 || indentation($0) < least))
		least = indentation($0)
	is_gap[n] = 0
	lines[n++] = $0
}

END { finish() }
