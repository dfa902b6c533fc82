import type { Compared } from './compare'
import type { Report } from './run'

const table = 'docs/manual/differences-from-harbor.md'
const maxLength = 300

/** What a comparison found, as text: each case that differs beyond the table, and how much does. */
export function tell({ sent, beyond, rows, left }: Report): string {
  const counts = `${sent} requests to each; ${rows.size} rows of ${table} were met, ${beyond.length} requests differ beyond it`
  const notDeleted =
    left.length === 0 ? [] : ['left behind, to be deleted by hand:', ...left.map((what) => `  ${what}`)]
  return [...beyond.map(tellCase), counts, ...notDeleted].join('\n')
}

function tellCase({ case: { method, path, as = 'admin', body, headers }, beyond }: Compared): string {
  const sent = [headers, body].filter((part) => part !== undefined).map((part) => brief(part))
  const places = beyond.map(({ at, harbor, ours }) => `  ${at}: Harbor ${brief(harbor)}, here ${brief(ours)}`)
  return [[`${method} ${path} by ${as}`, ...sent].join(' '), ...places, ''].join('\n')
}

function brief(given: unknown): string {
  const text = given === undefined ? 'nothing' : JSON.stringify(given)
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}
