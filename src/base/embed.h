/*
 * Files that are part of the program, put there by src/embed.S: bytes from
 * embed_x up to embed_x_end, which is not one of them but can be read and
 * is a NUL.  They begin at a multiple of 16.
 */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

/* the message catalogues, compiled from po/ by msgfmt */
extern const unsigned char embed_hy_mo[], embed_hy_mo_end[];
extern const unsigned char embed_az_mo[], embed_az_mo_end[];

/* data/dates-*.yaml: the built-in days of each country */
extern const unsigned char embed_dates_am_yaml[], embed_dates_am_yaml_end[];
extern const unsigned char embed_dates_az_yaml[], embed_dates_az_yaml_end[];

/* data/places.yaml: the built-in gazetteer */
extern const unsigned char embed_places_yaml[], embed_places_yaml_end[];

/* data/pictures.css: how the pictures in it look */
extern const unsigned char embed_pictures_css[], embed_pictures_css_end[];

/* data/programme.css: how a printed programme looks */
extern const unsigned char embed_programme_css[], embed_programme_css_end[];

/* the examples of the codes, as src/diag/examples.awk collects them */
extern const unsigned char embed_examples_txt[], embed_examples_txt_end[];

#endif
