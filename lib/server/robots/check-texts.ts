import 'server-only'
import { log } from '../log'
import { Prisma } from '../generated/sqlite/client'
import { databaseEngine, db, inTransaction } from '../store/db'
import { withFolded } from '../store/folded-columns'

/** Short enough for SQLite, where a statement keeps all else waiting. */
const [robotsPerStep, entriesPerStep] = [500, 2_000]

type Texts = { name: string; nameFolded: string | null; description: string; descriptionFolded: string | null }
/** `sizes`: how many parts the index of texts has of each column, as it keeps that; empty where it has no entry. */
type Row = Texts & { id: number; sizes: string; nameLength: number; descriptionLength: number }

/**
 * Compares what robots are searched by with their texts, and mends where it differs: folded forms, which the client
 * keeps, and on SQLite the entries of the index of texts, which triggers keep; who restores tables or writes SQL by hand
 * may go past both. Of an entry it is the number of parts that is compared.
 */
export async function checkRobotTexts(_due?: Date, signal?: AbortSignal): Promise<void> {
  for (let [after, isOver] = [0, false]; !isOver && !signal?.aborted;) {
    const rows = await robotsAfter(after)
    const wrong = rows.filter((row) => !hasRightForms(row) || !isIndexed(row))
    await mend(wrong)
    for (const { id } of wrong.slice(0, 1))
      log().error({ robots: wrong.length, first: id }, 'texts that robots are searched by were wrong: corrected')
    after = rows.at(-1)?.id ?? after
    isOver = rows.length < robotsPerStep
  }
  if (databaseEngine() === 'sqlite') await removeStrayEntries(signal)
}

function robotsAfter(id: number): Promise<Row[]> {
  const columns = Prisma.sql`r."id", r."name", r."nameFolded", r."description", r."descriptionFolded"`
  const rest = Prisma.sql`WHERE r."id" > ${id} ORDER BY r."id" LIMIT ${robotsPerStep}`
  if (databaseEngine() === 'postgresql') return db().$queryRaw<Row[]>`SELECT ${columns} FROM "Robot" r ${rest}`
  return db().$queryRaw<Row[]>`SELECT ${columns}, hex(e."sz") AS "sizes",
      length(COALESCE(r."nameFolded", r."name")) AS "nameLength",
      length(COALESCE(r."descriptionFolded", r."description")) AS "descriptionLength"
    FROM "Robot" r LEFT JOIN "RobotText_docsize" e ON e."id" = (COALESCE(r."projectId", 0) << 32) + r."id" ${rest}`
}

const formsOf = ({ name, description }: Texts) => withFolded('robot', { name, description }) as Texts

function hasRightForms(row: Row): boolean {
  const { nameFolded, descriptionFolded } = formsOf(row)
  return row.nameFolded === nameFolded && row.descriptionFolded === descriptionFolded
}

const isIndexed = ({ sizes, nameLength, descriptionLength }: Row): boolean =>
  databaseEngine() === 'postgresql' || sizes === sizeOf(nameLength) + sizeOf(descriptionLength)

/** The number of parts of a text, as SQLite's variable-length integer: seven bits a byte, the last without the eighth. */
function sizeOf(length: number): string {
  const parts = Math.max(Number(length) - 2, 0)
  const bytes = parts < 128 ? [parts] : [(parts >> 7) | 128, parts & 127]
  return Buffer.from(bytes).toString('hex').toUpperCase()
}

/** Writing a robot's forms lets the trigger write its entry anew. What has changed since it was read is right by itself. */
async function mend(rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await inTransaction(async (tx) => {
    for (const row of rows) {
      const { nameFolded, descriptionFolded } = formsOf(row)
      await tx.$executeRaw`UPDATE "Robot" SET "nameFolded" = ${nameFolded}, "descriptionFolded" = ${descriptionFolded}
        WHERE "id" = ${row.id} AND "name" = ${row.name} AND "description" = ${row.description}`
    }
  })
}

/** Entries of robots that are gone, or elsewhere. */
async function removeStrayEntries(signal?: AbortSignal): Promise<void> {
  for (let after = -1n; !signal?.aborted;) {
    const [step] = await db().$queryRaw<{ last: string | null }[]>`SELECT CAST(MAX("id") AS TEXT) AS "last" FROM
      (SELECT "id" FROM "RobotText_docsize" WHERE "id" > ${after} ORDER BY "id" LIMIT ${entriesPerStep})`
    if (!step?.last) return
    const stray = Prisma.sql`SELECT e."id" FROM "RobotText_docsize" e WHERE e."id" > ${after}
      AND e."id" <= ${BigInt(step.last)} AND NOT EXISTS (SELECT 1 FROM "Robot" r
        WHERE r."id" = e."id" & 4294967295 AND COALESCE(r."projectId", 0) = e."id" >> 32)`
    const [found] = await db().$queryRaw<{ entries: number }[]>`SELECT COUNT(*) AS "entries" FROM (${stray})`
    if (Number(found!.entries) > 0) {
      const entries = await inTransaction((tx) => tx.$executeRaw`DELETE FROM "RobotText" WHERE "rowid" IN (${stray})`)
      log().error({ entries }, 'the index of texts knew robots that are not there: corrected')
    }
    after = BigInt(step.last)
  }
}
