/*
 * The lists: LIST(id, name on the command line, whom it is for).  To add
 * one: a line here, and list-x.c with list_x.
 */
LIST(people, N_("everybody with function, addresses, diet and answer"))
LIST(arrivals, N_("journeys to the meeting and back, for those who meet people"))
LIST(rooms, N_("who stays where from when to when, for hotels"))
LIST(vehicles, N_("the runs of each vehicle, for drivers"))
LIST(meals, N_("how many people eat where, and what they do not, for kitchens"))
LIST(border, N_("who passes a border where and when, with documents, for border services"))
