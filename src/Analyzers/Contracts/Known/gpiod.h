/* What the documentation of libgpiod says about chips, lines and requests, in its first and its second version. The functions of the second are not in Debian
 * 12, and no compiler compared those. */

/* @boundary library(gpiod) */

#include <stddef.h>

struct gpiod_chip;
struct gpiod_line;
struct gpiod_chip_iter;
struct gpiod_line_iter;
struct gpiod_chip_info;
struct gpiod_line_info;
struct gpiod_line_settings;
struct gpiod_line_config;
struct gpiod_request_config;
struct gpiod_line_request;
struct gpiod_edge_event_buffer;

/* Chips and lines */

/* @boundary return: owned(gpiod_chip_close), nullable */
struct gpiod_chip *gpiod_chip_open(const char *path);

/* @boundary return: owned(gpiod_chip_close), nullable */
struct gpiod_chip *gpiod_chip_open_by_name(const char *name);

/* @boundary return: owned(gpiod_chip_close), nullable */
struct gpiod_chip *gpiod_chip_open_by_number(unsigned int num);

/* @boundary return: owned(gpiod_chip_close), nullable */
struct gpiod_chip *gpiod_chip_open_by_label(const char *label);

/* @boundary return: owned(gpiod_chip_close), nullable */
struct gpiod_chip *gpiod_chip_open_lookup(const char *descr);

/* @boundary chip: releases */
void gpiod_chip_close(struct gpiod_chip *chip);

/* @boundary return: borrowed, zeroterm */
const char *gpiod_chip_name(struct gpiod_chip *chip);

/* @boundary return: borrowed, zeroterm */
const char *gpiod_chip_label(struct gpiod_chip *chip);

/* @boundary return: borrowed(chip), nullable */
struct gpiod_line *gpiod_chip_get_line(struct gpiod_chip *chip, unsigned int offset);

/* @boundary return: borrowed(chip), nullable */
struct gpiod_line *gpiod_chip_find_line(struct gpiod_chip *chip, const char *name);

/* @boundary return: borrowed, nullable */
struct gpiod_chip *gpiod_line_get_chip(struct gpiod_line *line);

/* @boundary return: borrowed, nullable, zeroterm */
const char *gpiod_line_name(struct gpiod_line *line);

/* @boundary return: borrowed, nullable, zeroterm */
const char *gpiod_line_consumer(struct gpiod_line *line);

/* @boundary return: static, zeroterm */
const char *gpiod_version_string(void);

/* @boundary return: owned(gpiod_chip_iter_free), nonnull */
struct gpiod_chip_iter *gpiod_chip_iter_new(void);

/* @boundary iter: releases, nullable */
void gpiod_chip_iter_free(struct gpiod_chip_iter *iter);

/* @boundary return: owned(gpiod_line_iter_free), nonnull */
struct gpiod_line_iter *gpiod_line_iter_new(struct gpiod_chip *chip);

/* @boundary iter: releases, nullable */
void gpiod_line_iter_free(struct gpiod_line_iter *iter);

/* @boundary return: owned(gpiod_line_close_chip), nullable */
struct gpiod_line *gpiod_line_get(const char *device, unsigned int offset);

/* @boundary return: owned(gpiod_line_close_chip), nullable */
struct gpiod_line *gpiod_line_find(const char *name);

/* @boundary line: releases */
void gpiod_line_close_chip(struct gpiod_line *line);

/* Second version */

/* @boundary return: owned(gpiod_chip_info_free), nullable */
struct gpiod_chip_info *gpiod_chip_get_info(struct gpiod_chip *chip);

/* @boundary info: releases, nullable */
void gpiod_chip_info_free(struct gpiod_chip_info *info);

/* @boundary return: owned(gpiod_line_info_free), nullable */
struct gpiod_line_info *gpiod_chip_get_line_info(struct gpiod_chip *chip, unsigned int offset);

/* @boundary info: releases, nullable */
void gpiod_line_info_free(struct gpiod_line_info *info);

/* @boundary return: owned(gpiod_line_settings_free), nonnull */
struct gpiod_line_settings *gpiod_line_settings_new(void);

/* @boundary settings: releases, nullable */
void gpiod_line_settings_free(struct gpiod_line_settings *settings);

/* @boundary return: owned(gpiod_line_config_free), nonnull */
struct gpiod_line_config *gpiod_line_config_new(void);

/* @boundary config: releases, nullable */
void gpiod_line_config_free(struct gpiod_line_config *config);

/* @boundary return: owned(gpiod_request_config_free), nonnull */
struct gpiod_request_config *gpiod_request_config_new(void);

/* @boundary config: releases, nullable */
void gpiod_request_config_free(struct gpiod_request_config *config);

/* @boundary return: owned(gpiod_line_request_release), nullable */
struct gpiod_line_request *gpiod_chip_request_lines(struct gpiod_chip *chip, struct gpiod_request_config *req_cfg, struct gpiod_line_config *line_cfg);

/* @boundary request: releases */
void gpiod_line_request_release(struct gpiod_line_request *request);

/* @boundary return: owned(gpiod_edge_event_buffer_free), nonnull */
struct gpiod_edge_event_buffer *gpiod_edge_event_buffer_new(size_t capacity);

/* @boundary buffer: releases, nullable */
void gpiod_edge_event_buffer_free(struct gpiod_edge_event_buffer *buffer);
