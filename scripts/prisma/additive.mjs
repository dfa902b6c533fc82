// What a migration may do whose name ends in `_additive`: the version before reads and writes on as if it had not been.

export const isMarkedAdditive = (name) => /_additive$/.test(name)

/** The statements of a migration's SQL, each shortened, that such a version could stumble over. */
export function notAdditive(sql) {
  const fresh = new Set()
  return statementsOf(sql)
    .filter((statement) => !isAdditive(statement, fresh))
    .map((statement) => statement.slice(0, 120))
}

// As the runner reads them.
const statementsOf = (sql) =>
  sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim().replace(/\s+/g, ' '))
    .filter((statement) => statement !== '')

/** `fresh`: the tables made so far, which that version does not know and so may be narrowed at will. */
function isAdditive(statement, fresh) {
  const [, created] = /^CREATE TABLE "(\w+)" \(/.exec(statement) ?? []
  if (created) fresh.add(created)
  if (created) return deletesFreely(statement, fresh)
  const [, searched] = /^CREATE VIRTUAL TABLE "(\w+)" USING fts5\(/.exec(statement) ?? []
  if (searched) fresh.add(searched)
  if (searched || /^CREATE INDEX /.test(statement)) return true
  if (/^(CREATE TRIGGER "\w+" AFTER|CREATE FUNCTION "|INSERT INTO "|DO \$\$ )/.test(statement))
    return keeps(statement, fresh)
  const [, narrowed] = /^CREATE UNIQUE INDEX "\w+" ON "(\w+)"/.exec(statement) ?? []
  if (narrowed) return fresh.has(narrowed)
  const [, altered, changes] = /^ALTER TABLE "(\w+)" (.+)$/.exec(statement) ?? []
  if (!altered) return false
  return changes.split(/, (?=[A-Z]+ )/).every((change) => isAdditiveChange(change, fresh.has(altered), fresh))
}

function isAdditiveChange(change, isFresh, fresh) {
  if (/^ADD CONSTRAINT /.test(change)) return isFresh && deletesFreely(change, fresh)
  if (!/^ADD COLUMN "\w+" /.test(change) || / (UNIQUE|PRIMARY|CHECK|REFERENCES|GENERATED)\b/.test(change)) return false
  return !/ NOT NULL\b/.test(change) || / DEFAULT (?!NULL\b)/.test(change)
}

/** What happens at that version's writes, and once: it may write to new tables, and fail at nothing. */
function keeps(statement, fresh) {
  const written = Array.from(statement.matchAll(/\b(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"/g), ([, table]) => table)
  const fails = /\bRAISE(?! NOTICE)|\b(?:ALTER|DROP|GRANT|REVOKE)\b|\bTRUNCATE\b(?! ON ")|\bUNIQUE\b/
  return written.every((table) => fresh.has(table)) && !fails.test(withoutReplaced(statement))
}

/** An index of texts may take the place of others: no answer depends on which there is, and none is asked for by name. */
const withoutReplaced = (statement) =>
  / USING gin \(.*\bDROP INDEX\b/.test(statement)
    ? statement.replace(/\bDROP INDEX IF EXISTS "\w+_part_idx"(?:, "\w+_part_idx")*/, '')
    : statement

/** A new table must not keep that version from deleting a row of a table it knows. */
const deletesFreely = (statement, fresh) =>
  statement
    .split(/(?=REFERENCES ")/)
    .slice(1)
    .every((reference) => fresh.has(/"(\w+)"/.exec(reference)[1]) || / ON DELETE (CASCADE|SET NULL)\b/.test(reference))
