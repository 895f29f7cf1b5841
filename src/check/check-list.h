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
/* and PB305, PB307, PB308, PB508, PB509 */
CHECK(PB302, check_journey, NEEDS(PB201, PB207, PB301))
CHECK(PB306, check_short_connection, NEEDS(PB201, PB207, PB301, PB302, PB305, PB307, PB509))
CHECK(PB303, check_tight_transfer,
      NEEDS(PB201, PB207, PB301, PB302, PB304, PB305, PB306, PB307, PB509))
CHECK(PB309, check_no_bed, NEEDS(PB201, PB207, PB307))
CHECK(PB310, check_two_beds, NEEDS(PB201))
CHECK(PB501, check_crossing_closed, NEEDS(PB508))
CHECK(PB502, check_no_permit, NEEDS(PB508))
CHECK(PB503, check_regime_unknown, NEEDS(PB508))
CHECK(PB504, check_clearance_late, NEEDS())
CHECK(PB505, check_not_granted, NEEDS())
CHECK(PB506, check_clearance_window, NEEDS(PB508))
CHECK(PB507, check_document_expiry, NEEDS(PB508))
CHECK(PB510, check_no_document, NEEDS(PB508))
CHECK(PB511, check_no_alternative, NEEDS(PB501, PB502, PB506, PB508))
CHECK(PB801, check_missing_translation, NEEDS())
