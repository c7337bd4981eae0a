/**
 * Where things are: the city's four-level area tree and the grids that grid workers look after.
 *
 * <p>Terms: area (区域), city (市), district (区、县), street (街道、镇、乡), community (社区、村), grid (网格), grid
 * worker (网格员). Codes are the official statistical codes (统计用区划代码). Both the tree and the grids are
 * read once at start and never change while the application runs.
 */
@org.jspecify.annotations.NullMarked
package org.zhumin.area;
