import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeSteps } from '@/lib/server/store/migrations/code-steps'
import { isMarkedAdditive, notAdditive } from './additive.mjs'
import { engines } from './schema-variant.mjs'

const migrations = path.join(import.meta.dirname, '../../prisma/migrations')
const sqlOf = (engine: string, name: string) =>
  readFileSync(path.join(migrations, engine, name, 'migration.sql'), 'utf8')
const namesOf = (engine: string) => readdirSync(path.join(migrations, engine))

test.each(engines)('what is marked as additive on %s is so, and has no steps in code', (engine) => {
  const marked = namesOf(engine).filter(isMarkedAdditive)
  expect(marked.flatMap((name) => notAdditive(sqlOf(engine, name)))).toEqual([])
  expect(Object.keys(codeSteps).filter(isMarkedAdditive)).toEqual([])
})

describe('what the version before stumbles over is found', () => {
  test.each([
    'DROP TABLE "Setting";',
    'DROP INDEX "Robot_level_idx";',
    'ALTER TABLE "Robot" DROP COLUMN "name";',
    'ALTER TABLE "Robot" RENAME TO "Account";',
    'ALTER TABLE "Robot" ALTER COLUMN "name" SET NOT NULL;',
    'ALTER TABLE "Robot" ADD COLUMN "zone" TEXT,\nDROP COLUMN "name";',
    'ALTER TABLE "Robot" ADD COLUMN     "zone" TEXT,\nALTER COLUMN "name" DROP DEFAULT;',
    'ALTER TABLE "Robot" ADD COLUMN "zone" TEXT NOT NULL;',
    'ALTER TABLE "Robot" ADD COLUMN     "note" TEXT,\nADD COLUMN     "zone" TEXT NOT NULL;',
    'ALTER TABLE "Robot" ADD COLUMN "zone" TEXT UNIQUE;',
    'ALTER TABLE "Robot" ADD COLUMN "userId" INTEGER REFERENCES "User"("id");',
    'ALTER TABLE "Robot" ADD CONSTRAINT "one" CHECK ("id" > 0);',
    'CREATE UNIQUE INDEX "Robot_name_key" ON "Robot"("name");',
    'CREATE TABLE "Note" ("robotId" INTEGER NOT NULL REFERENCES "Robot" ("id") ON DELETE RESTRICT ON UPDATE CASCADE);',
    'CREATE TABLE "Note" ("robotId" INTEGER NOT NULL REFERENCES "Robot" ("id"));',
    'CREATE TABLE "Note" ("id" INTEGER);\nALTER TABLE "Note" ADD CONSTRAINT "of" FOREIGN KEY ("id") REFERENCES "Robot"("id") ON DELETE RESTRICT;',
    'UPDATE "Robot" SET "disabled" = true;',
    'INSERT INTO "new_Robot" ("id") SELECT "id" FROM "Robot";',
    'CREATE TRIGGER "late" BEFORE INSERT ON "Robot" BEGIN SELECT 1; END;',
    'CREATE TABLE "Note" ("id" INTEGER);\nCREATE TRIGGER "early" BEFORE INSERT ON "Robot" BEGIN INSERT INTO "Note" VALUES (1); END;',
    'CREATE TRIGGER "back" AFTER UPDATE ON "Robot" BEGIN UPDATE "Robot" SET "version" = 1; END;',
    `CREATE TRIGGER "no" AFTER INSERT ON "Robot" BEGIN SELECT RAISE(ABORT, 'no'); END;`,
    'CREATE FUNCTION "purge"() RETURNS trigger AS $$ BEGIN DELETE FROM "AuditEvent"\n; RETURN NULL\n; END $$;',
    `CREATE FUNCTION "refuse"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no'\n; END $$;`,
    'CREATE OR REPLACE FUNCTION "known"() RETURNS trigger AS $$ BEGIN RETURN NULL\n; END $$;',
    'DO $$ BEGIN DROP TABLE "Robot"\n; END $$;',
    `DO $$ BEGIN EXECUTE 'CREATE UNIQUE INDEX "one" ON "Robot" ("name")'\n; END $$;`,
    'DO $$ BEGIN DROP INDEX IF EXISTS "Robot_name_part_idx"\n; END $$;',
    `DO $$ BEGIN EXECUTE 'CREATE INDEX "Robot_text_idx" ON "Robot" USING gin ("name")'\n; DROP INDEX IF EXISTS "Robot_name_key"\n; END $$;`,
    'PRAGMA foreign_keys=OFF;',
    // Behind what is harmless.
    '-- AlterTable\nALTER TABLE "Robot" ADD COLUMN "zone" TEXT;\n\nDELETE FROM "Setting";',
  ])('%s', (sql) => {
    expect(notAdditive(sql)).toHaveLength(1)
  })
})

test.each(engines)(
  'new tables, indexes and columns that may be empty or have a default are no trouble on %s',
  (engine) => {
    const [name] = namesOf(engine).filter((each) => each.endsWith('_room_for_time'))
    expect(notAdditive(sqlOf(engine, name!))).toEqual([])
    const more =
      'ALTER TABLE "Robot" ADD COLUMN "zone" TEXT NOT NULL DEFAULT \'UTC\';\n-- Nothing to do on this engine.\n'
    expect(notAdditive(more)).toEqual([])
    const kept =
      'CREATE TABLE "Note" ("id" INTEGER);\nCREATE TRIGGER "kept" AFTER INSERT ON "Robot" BEGIN INSERT INTO "Note" SELECT NEW."id"\n; END;'
    expect(notAdditive(kept)).toEqual([])
    const replaced = `DO $$ BEGIN EXECUTE 'CREATE INDEX "Robot_text_idx" ON "Robot" USING gin ("name")'\n; DROP INDEX IF EXISTS "Robot_name_part_idx", "Robot_description_part_idx"\n; END $$;`
    expect(notAdditive(replaced)).toEqual([])
    expect(['20990101000000_rooms_additive', '20990101000000_additive_rooms'].map(isMarkedAdditive)).toEqual([
      true,
      false,
    ])
  },
)
