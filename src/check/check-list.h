/*
 * The checks, in the order in which they run: CHECK(code, function).
 * What the reader of a plan finds itself (PB101 to PB111) is not here.
 */
CHECK(PB112, check_unused)
CHECK(PB201, check_ends_before_start)
CHECK(PB202, check_outside_meeting)
CHECK(PB301, check_double_booked)
CHECK(PB801, check_missing_translation)
