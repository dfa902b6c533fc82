import 'server-only'
import { Prisma } from '../generated/sqlite/client'

/** The system admin of the first start. As in Harbor, what goes through the API's lists of users does not meet it. */
export const builtInUserId = 1

export const listedUsers = Prisma.sql`"id" <> ${builtInUserId}`
