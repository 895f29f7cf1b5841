/*
 * Distances on the ground.
 */
#ifndef PLAN_GEO_H
#define PLAN_GEO_H

#include "plan/plan.h"

/* in kilometres, along the great circle of a sphere of 6371 km; degrees */
double geo_distance(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

/* between two places; false if the coordinates of one are not known */
bool place_distance(const struct place *a, const struct place *b, double *ret_km);

#endif
