import 'server-only'

/**
 * Rows or ids per statement: five columns of as many rows stay far below both engines' limit of parameters, and so many
 * ids below Prisma's own for a condition beside others, which is under a thousand.
 */
const chunkSize = 500

/** Runs a statement for a list of any length, part by part, one after the other: a transaction has one connection. */
export async function inChunks<Item, Result>(
  items: readonly Item[],
  run: (chunk: Item[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += chunkSize) {
    results.push(await run(items.slice(start, start + chunkSize)))
  }
  return results
}
