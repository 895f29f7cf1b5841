/*
 * The checks, in the order in which they run:
 * CHECK(code, function, NEEDS(codes)).
 *
 * A check is silent about what those it needs have reported already; they
 * stand before it.  What the reader of a plan finds itself (PB101 to PB111)
 * is not here, and every check needs it.
 */
CHECK(PB112, check_unused, NEEDS())
CHECK(PB207, check_nonexistent_time, NEEDS())
CHECK(PB201, check_ends_before_start, NEEDS(PB207))
CHECK(PB202, check_outside_meeting, NEEDS())
CHECK(PB203, check_closed_place, NEEDS(PB201, PB202, PB207))
CHECK(PB208, check_past, NEEDS())
CHECK(PB301, check_double_booked, NEEDS(PB201))
CHECK(PB312, check_busy, NEEDS())
CHECK(PB304, check_impossible_leg, NEEDS(PB201, PB207))
/* and PB303, PB305, PB306, PB307, PB308, PB309, PB508, PB509 */
CHECK(PB302, check_journey, NEEDS(PB201, PB207, PB301, PB304, PB312))
CHECK(PB310, check_two_beds, NEEDS(PB201))
/* and PB205, of the same days */
CHECK(PB204, check_days_and_nights,
      NEEDS(PB201, PB202, PB207, PB301, PB302, PB304, PB305, PB307, PB312, PB509))
CHECK(PB206, check_no_break, NEEDS(PB201, PB202, PB204, PB207, PB301, PB302))
CHECK(PB209, check_gap_in_programme,
      NEEDS(PB201, PB202, PB207, PB301, PB302, PB305, PB307, PB509))
CHECK(PB311, check_over_capacity, NEEDS())
CHECK(PB313, check_not_a_member, NEEDS())
CHECK(PB314, check_nobody, NEEDS())
CHECK(PB315, check_unmet, NEEDS(PB201))
CHECK(PB401, check_no_counterpart, NEEDS())
CHECK(PB402, check_no_head, NEEDS())
CHECK(PB403, check_common_language, NEEDS())
CHECK(PB404, check_both_sides, NEEDS())
CHECK(PB405, check_unequal_delegations, NEEDS(PB404))
CHECK(PB406, check_unequal_chairs, NEEDS(PB404))
CHECK(PB407, check_no_address, NEEDS())
CHECK(PB408, check_organizer_invited, NEEDS())
CHECK(PB409, check_unanswered_invitation, NEEDS())
CHECK(PB410, check_no_contact, NEEDS())
CHECK(PB411, check_interpreter_alone, NEEDS())
CHECK(PB501, check_crossing_closed, NEEDS(PB508))
CHECK(PB502, check_no_permit, NEEDS(PB508))
CHECK(PB503, check_regime_unknown, NEEDS(PB508))
CHECK(PB504, check_clearance_late, NEEDS())
CHECK(PB505, check_not_granted, NEEDS())
CHECK(PB506, check_clearance_window, NEEDS(PB508))
CHECK(PB507, check_document_expiry, NEEDS(PB508))
CHECK(PB510, check_no_document, NEEDS(PB508))
CHECK(PB511, check_no_alternative, NEEDS(PB501, PB502, PB506, PB508))
CHECK(PB701, check_remembrance, NEEDS())
CHECK(PB702, check_holiday, NEEDS(PB701))
CHECK(PB703, check_weekend_appointment, NEEDS(PB701, PB702))
CHECK(PB704, check_calendar_unknown, NEEDS())
CHECK(PB801, check_missing_translation, NEEDS())
