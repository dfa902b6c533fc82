import 'server-only'
import { Prisma } from '../generated/sqlite/client'
import { databaseEngine } from './db'

/** A moment as a statement reads it, in whole Unix seconds. */
export const unixSeconds = (moment: Prisma.Sql): Prisma.Sql =>
  databaseEngine() === 'sqlite'
    ? Prisma.sql`CAST(strftime('%s', ${moment}) AS INTEGER)`
    : Prisma.sql`FLOOR(EXTRACT(EPOCH FROM ${moment}))`
