#include "plan/geo.h"

#include <math.h>

#include "base/banned.h"

#define EARTH_RADIUS 6371.0
#define RADIANS (3.14159265358979323846 / 180)

double geo_distance(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
	double a = latitude_a * RADIANS, b = latitude_b * RADIANS;
	double across = sin((b - a) / 2);
	double along = sin((longitude_b - longitude_a) * RADIANS / 2);
	double h = across * across + cos(a) * cos(b) * along * along;

	/* the haversine, which keeps its digits for near places */
	return 2 * EARTH_RADIUS * asin(sqrt(h < 1 ? h : 1));
}

bool place_distance(const struct place *a, const struct place *b, double *ret_km)
{
	if (!a->has_geo || !b->has_geo)
		return false;
	*ret_km = geo_distance(a->latitude, a->longitude, b->latitude, b->longitude);
	return true;
}
