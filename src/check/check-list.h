/*
 * The checks, in the order in which they run:
 * CHECK(code, function, NEEDS(codes)).
 *
 * A check is silent about what those it needs have reported already; they
 * stand before it.  What the reader of a plan finds itself (PB101 to PB111)
 * is not here, and every check needs it.
 */
CHECK(PB112, check_unused, NEEDS())
CHECK(PB201, check_ends_before_start, NEEDS())
CHECK(PB202, check_outside_meeting, NEEDS())
CHECK(PB301, check_double_booked, NEEDS(PB201))
CHECK(PB304, check_impossible_leg, NEEDS(PB201, PB207))
/* and PB303, PB305, PB306, PB307, PB308, PB309, PB508, PB509 */
CHECK(PB302, check_journey, NEEDS(PB201, PB207, PB301, PB304))
CHECK(PB310, check_two_beds, NEEDS(PB201))
CHECK(PB701, check_remembrance, NEEDS())
CHECK(PB702, check_holiday, NEEDS(PB701))
CHECK(PB703, check_weekend_appointment, NEEDS(PB701, PB702))
CHECK(PB704, check_calendar_unknown, NEEDS())
CHECK(PB801, check_missing_translation, NEEDS())
