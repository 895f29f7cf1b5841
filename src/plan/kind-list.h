/*
 * The kinds of item, in the order of the manual.
 * KIND(name, key in the plan, traits, name for people)
 */
KIND(FLIGHT, "flight", KIND_LEG | KIND_STAFF | KIND_INTERNAL, N_("flight"))
KIND(TRAIN, "train", KIND_LEG | KIND_STAFF | KIND_INTERNAL, N_("train"))
KIND(BUS, "bus", KIND_LEG | KIND_STAFF | KIND_INTERNAL, N_("bus"))
KIND(BOAT, "boat", KIND_LEG | KIND_STAFF | KIND_INTERNAL, N_("boat"))
KIND(TRANSFER, "transfer", KIND_LEG | KIND_STAFF | KIND_INTERNAL, N_("transfer"))
KIND(CROSSING, "crossing", KIND_LEG | KIND_STAFF | KIND_INTERNAL, N_("border crossing"))
KIND(STAY, "stay", KIND_STAFF | KIND_INTERNAL | KIND_FREE, N_("accommodation"))
KIND(SESSION, "session", 0, N_("session"))
KIND(APPOINTMENT, "appointment", 0, N_("official appointment"))
KIND(MEAL, "meal", KIND_STAFF | KIND_INTERNAL, N_("meal"))
KIND(CULTURE, "culture", 0, N_("cultural programme"))
KIND(PRESS, "press", 0, N_("press conference"))
KIND(BRIEFING, "briefing", KIND_INTERNAL, N_("internal briefing"))
KIND(CEREMONY, "ceremony", 0, N_("ceremony"))
KIND(FREE, "free", KIND_INTERNAL | KIND_FREE, N_("free time"))
